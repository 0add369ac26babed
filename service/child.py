"""One server process: started with its output in a log file, stopped with everything it may have started itself."""

import contextlib
import os
import signal
import subprocess
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path

from service.quiet import quiet_environment

POLITE_SECONDS = 6


class Child:
    """A running server process in a process group of its own."""

    def __init__(self, name: str, command: list[str], log: Path, health_url: str) -> None:
        """Start the process; `health_url` answers once the server is ready."""
        self.name = name
        self.log = log
        self.health_url = health_url
        log.parent.mkdir(exist_ok=True)
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=quiet_environment(),
                start_new_session=True,
            )

    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        return self.process.poll() is None

    def is_ready(self) -> bool:
        """Tell whether the server answers requests."""
        try:
            urllib.request.urlopen(self.health_url, timeout=2).close()
        except urllib.error.HTTPError as error:
            # The waiting page says so in Rasa's place. Any other answer, even a refusal, is the server's own.
            return error.code != HTTPStatus.SERVICE_UNAVAILABLE
        except OSError:
            return False
        return True

    def ask_to_stop(self) -> None:
        """Tell the process group to end, without waiting for it."""
        self._signal(signal.SIGTERM)

    def wait_until_stopped(self) -> None:
        """Wait for the end of the process; whatever is left of its group after a while is killed."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(POLITE_SECONDS)
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)
