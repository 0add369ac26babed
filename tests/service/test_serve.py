"""`make serve` and `make chat` as processes of their own, with stand-ins for the two servers."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.ports import free_ports, is_free

PROJECT = Path(__file__).parents[2]
LAUNCH = """
import sys
from service import chat, serve, servers
servers.ACTIONS_MODULE = servers.RASA_MODULE = "tests.service.stub_server"
sys.exit({"serve": serve, "chat": chat}[sys.argv[1]].main())
"""
Launch = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def ports() -> list[int]:
    return free_ports(2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "guide.tar.gz").touch()
    (tmp_path / "endpoints.yml").write_text("action_endpoint: {url: 'http://elsewhere/webhook'}\n")
    return tmp_path


@pytest.fixture
def launch(folder: Path, ports: list[int]) -> Iterator[Launch]:
    launched: list[subprocess.Popen[str]] = []

    def start(launcher: str = "serve", **more: str) -> "subprocess.Popen[str]":
        environment = {
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "GUIDE_PORT": str(ports[0]),
            "GUIDE_ACTION_PORT": str(ports[1]),
            **more,
        }
        process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, launcher], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
        )
        launched.append(process)
        return process

    yield start
    for process in launched:
        process.terminate()
        process.communicate(timeout=10)


def wait_until_ready(process: "subprocess.Popen[str]") -> str:
    """Return what it said up to the last of its addresses."""
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if line.startswith(("Open ", "REST: ")):
            return said
    raise AssertionError("the launcher ended before it was ready")


def all_free(ports: list[int], seconds: float = 3) -> bool:
    deadline = time.monotonic() + seconds
    while not all(map(is_free, ports)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return all(map(is_free, ports))


def processes_serving(port: int) -> list[int]:
    """Return the processes that were started with this port."""
    found = subprocess.run(["pgrep", "-f", f"stub_server.*--port {port}"], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


@pytest.mark.parametrize("launcher", ["serve", "chat"])
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_tells_its_address_and_stops_both_servers(
    launcher: str, stop: signal.Signals, launch: Launch, ports: list[int]
) -> None:
    process = launch(launcher)
    said = wait_until_ready(process)
    assert f"http://127.0.0.1:{ports[0]}/chat/" in said
    assert ("/webhooks/rest/webhook" in said) == (launcher == "serve")
    assert not any(map(is_free, ports))
    process.send_signal(stop)
    _, said = process.communicate(timeout=5)
    assert "The guide has stopped." in said
    assert process.returncode == 0
    assert all(map(is_free, ports))


def test_only_this_machine_is_served_and_rasa_is_told_the_action_port(
    launch: Launch, ports: list[int], folder: Path
) -> None:
    wait_until_ready(launch())
    derived = next(folder.glob(".run/serve-*/endpoints.yml")).read_text()
    assert f"http://127.0.0.1:{ports[1]}/webhook" in derived
    assert "elsewhere" not in derived
    command = Path(f"/proc/{processes_serving(ports[0])[0]}/cmdline").read_text().split("\0")
    assert command[command.index("--interface") + 1] == "127.0.0.1"


def test_nothing_is_left_behind_in_the_run_folder_but_logs(launch: Launch, folder: Path) -> None:
    process = launch()
    wait_until_ready(process)
    process.terminate()
    process.communicate(timeout=5)
    assert sorted(path.name for path in (folder / ".run").iterdir()) == ["serve-action.log", "serve-rasa.log"]


def test_when_rasa_dies_the_action_server_is_stopped_and_it_says_so(launch: Launch, ports: list[int]) -> None:
    process = launch()
    wait_until_ready(process)
    os.kill(processes_serving(ports[0])[0], signal.SIGKILL)
    _, said = process.communicate(timeout=5)
    assert "The Rasa server has stopped by itself" in said
    assert process.returncode == 1
    assert all(map(is_free, ports))


@pytest.mark.parametrize("launcher", ["serve", "chat"])
def test_when_the_action_server_dies_it_is_started_again_and_rasa_goes_on(
    launcher: str, launch: Launch, ports: list[int]
) -> None:
    process = launch(launcher)
    wait_until_ready(process)
    rasa, actions = processes_serving(ports[0]), processes_serving(ports[1])
    os.kill(actions[0], signal.SIGKILL)
    deadline = time.monotonic() + 5
    while processes_serving(ports[1]) in ([], actions) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_serving(ports[1]) not in ([], actions)
    assert processes_serving(ports[0]) == rasa
    process.terminate()
    _, said = process.communicate(timeout=8)
    assert "The action server has stopped by itself; it is being started again." in said
    assert all_free(ports)


def test_a_server_that_cannot_start_is_reported_with_the_end_of_its_log(launch: Launch) -> None:
    process = launch(STUB="die")
    _, said = process.communicate(timeout=5)
    assert "stopped while starting" in said
    assert "    the stub gave up" in said
    assert process.returncode == 1


def test_the_browser_gets_another_port_where_the_usual_one_is_taken_and_is_told(launch: Launch) -> None:
    with usual_port_taken():
        process = launch("chat", GUIDE_PORT="", GUIDE_ACTION_PORT="")
        said = wait_until_ready(process)
    told = re.search(r"Port 5005 is taken by another program, so the guide uses (\d+)", said)
    assert told
    assert f"http://127.0.0.1:{told[1]}/chat/" in said
    assert processes_serving(int(told[1]))


@contextmanager
def usual_port_taken() -> Iterator[None]:
    """Take port 5005, unless a program on this machine has done so already."""
    if is_free(5005):
        with socket.create_server(("127.0.0.1", 5005)):
            yield
    else:
        yield


@pytest.mark.parametrize("launcher", ["serve", "chat"])
def test_a_taken_port_is_reported_before_anything_starts(
    launcher: str, launch: Launch, ports: list[int], folder: Path
) -> None:
    with socket.create_server(("127.0.0.1", ports[1])):
        process = launch(launcher)
        _, said = process.communicate(timeout=5)
    assert f"Port {ports[1]} for the action server is taken" in said
    assert process.returncode == 1
    assert not (folder / ".run").exists()


def test_without_a_model_it_says_how_to_get_one(launch: Launch, ports: list[int], folder: Path) -> None:
    (folder / "models" / "guide.tar.gz").unlink()
    process = launch()
    _, said = process.communicate(timeout=5)
    assert "make train" in said
    assert process.returncode == 1
    assert all_free(ports)
