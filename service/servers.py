"""The action server and Rasa, started together and stopped together."""

import sys
import tempfile
import time
from pathlib import Path

import yaml

from service import messages
from service.child import Child
from service.errors import StartError, with_log_end
from service.ports import HOST
from service.waiting_page import PAGE_PATH

MODEL = Path("models/guide.tar.gz")
RUN_FOLDER = Path(".run")
ACTIONS_MODULE = "service.run_actions"
RASA_MODULE = "service.run_rasa"
ACTION_SERVER = "action server"
REST_PATH = "/webhooks/rest/webhook"
START_SECONDS = 180
PAUSE_SECONDS = 0.05


class Servers:
    """A context manager around the running pair; leaving it leaves no process behind."""

    def __init__(self, purpose: str, port: int, action_port: int) -> None:
        """Prepare the pair; `purpose` names its log files."""
        self.purpose = purpose
        self.port = port
        self.action_port = action_port
        self.url = f"http://{HOST}:{port}"
        self._children: list[Child] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> "Servers":
        """Create the folder for the derived endpoints file."""
        RUN_FOLDER.mkdir(exist_ok=True)
        self._folder = tempfile.TemporaryDirectory(prefix=f"{self.purpose}-", dir=RUN_FOLDER)
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop both servers at the same time and clean up."""
        for child in self._children:
            child.ask_to_stop()
        for child in self._children:
            child.wait_until_stopped()
        if self._folder:
            self._folder.cleanup()

    @property
    def page_url(self) -> str:
        """Where a browser finds the guide's page."""
        return self.url + PAGE_PATH

    @property
    def rest_url(self) -> str:
        """Where programs send messages."""
        return self.url + REST_PATH

    def start(self) -> None:
        """Start both servers and return once they are ready; raises StartError if that fails."""
        self.start_actions()
        self.start_rasa()
        self.wait_until_ready()

    def start_actions(self) -> None:
        """Start the action server."""
        command = [ACTIONS_MODULE, "--port", str(self.action_port)]
        self._start(ACTION_SERVER, command, self.action_port, "/health")

    def start_rasa(self) -> None:
        """Start Rasa with the trained model and the channels of credentials.yml."""
        if not MODEL.exists():
            raise StartError(messages.NO_MODEL.format(model=MODEL))
        self._start("Rasa server", [RASA_MODULE, "run", *self.rasa_options()], self.port, "/webhooks/rest/")

    def rasa_options(self) -> list[str]:
        """Return the options that `rasa run` and `rasa shell` need to work with our action server."""
        places = ["--interface", HOST, "--port", str(self.port)]
        return ["--model", str(MODEL), *places, "--endpoints", str(self._endpoints_file()), "--quiet"]

    def wait_until_ready(self) -> None:
        """Return once all that was started answers."""
        deadline = time.monotonic() + START_SECONDS
        pending = list(self._children)
        while pending:
            pending = [child for child in pending if not child.is_ready()]
            if dead := self.dead_child():
                raise StartError(with_log_end(messages.STOPPED_EARLY.format(name=dead.name, log=dead.log), dead.log))
            if pending and time.monotonic() > deadline:
                late = pending[0]
                message = messages.TOO_SLOW.format(name=late.name, seconds=START_SECONDS, log=late.log)
                raise StartError(with_log_end(message, late.log))
            time.sleep(PAUSE_SECONDS)

    def dead_child(self) -> Child | None:
        """Return a server that has ended, if one has."""
        return next((child for child in self._children if not child.is_alive()), None)

    def revive_actions(self) -> bool:
        """Start the action server anew if it has ended; tell whether that was so.

        Rasa goes on meanwhile and tells its users that the guide is unavailable, and whom to call in an emergency.
        """
        dead = self.dead_child()
        if dead is None or dead.name != ACTION_SERVER:
            return False
        dead.wait_until_stopped()
        self._children.remove(dead)
        self.start_actions()
        return True

    def check_alive(self) -> None:
        """Raise an error that explains itself if one of the servers has ended."""
        if dead := self.dead_child():
            raise StartError(with_log_end(messages.DIED.format(name=dead.name, log=dead.log), dead.log))

    def _start(self, name: str, command: list[str], port: int, health_path: str) -> None:
        log = RUN_FOLDER / f"{self.purpose}-{name.split()[0].lower()}.log"
        self._children.append(Child(name, [sys.executable, "-m", *command], log, f"http://{HOST}:{port}{health_path}"))

    def _endpoints_file(self) -> Path:
        """Write endpoints.yml anew with the address of our action server in it."""
        assert self._folder is not None, "to be used inside the `with` block"
        endpoints = yaml.safe_load(Path("endpoints.yml").read_text(encoding="utf-8")) or {}
        endpoints["action_endpoint"] = {"url": f"http://{HOST}:{self.action_port}/webhook"}
        path = Path(self._folder.name) / "endpoints.yml"
        path.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
        return path
