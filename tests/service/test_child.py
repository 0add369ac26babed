import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from service import child
from service.child import Child
from service.ports import free_ports, is_free

SERVER_WITH_A_LIFELINE = """
import time
from service.lifeline import end_with_parent
end_with_parent()
print("up", flush=True)
time.sleep(30)
"""
LAUNCHER_THAT_ENDS = f"""
import subprocess, sys
command = [sys.executable, "-c", {SERVER_WITH_A_LIFELINE!r}]
server = subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE)
server.stdout.readline()
print(server.pid, flush=True)
"""


def start(tmp_path: Path, code: str, port: int = 1) -> Child:
    return Child(
        "test server", [sys.executable, "-c", code], tmp_path / "logs" / "test.log", f"http://127.0.0.1:{port}/"
    )


def wait_for(condition: object, seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_output_goes_to_the_log(tmp_path: Path) -> None:
    process = start(tmp_path, "import sys; print('to stdout'); print('to stderr', file=sys.stderr)")
    wait_for(lambda: not process.is_alive())
    assert sorted(process.log.read_text().split("\n")) == ["", "to stderr", "to stdout"]


def test_it_is_ready_once_it_answers(tmp_path: Path) -> None:
    port = free_ports(1)[0]
    server = f"from http.server import *; HTTPServer(('127.0.0.1', {port}), BaseHTTPRequestHandler).serve_forever()"
    process = start(tmp_path, server, port)
    try:
        # It answers "501 not implemented": an answer all the same.
        wait_for(process.is_ready)
    finally:
        process.ask_to_stop()
        process.wait_until_stopped()
    assert not process.is_ready()
    assert is_free(port)


def test_the_waiting_page_is_not_the_server(tmp_path: Path) -> None:
    port = free_ports(1)[0]
    code = f"""
import http.server, pathlib, time
from service.waiting_server import WaitingServer
waiting = WaitingServer("127.0.0.1", {port})
print("waiting", flush=True)
while not pathlib.Path("{tmp_path}/loaded").exists():
    time.sleep(0.02)
waiting.make_way()
http.server.HTTPServer(("127.0.0.1", {port}), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
    process = start(tmp_path, code, port)
    try:
        wait_for(lambda: "waiting" in process.log.read_text())
        assert not process.is_ready()
        (tmp_path / "loaded").touch()
        wait_for(process.is_ready)
    finally:
        process.ask_to_stop()
        process.wait_until_stopped()


def test_what_ignores_the_polite_request_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "POLITE_SECONDS", 0.2)
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(30)"
    process = start(tmp_path, code)
    wait_for(lambda: process.log.read_text())
    process.ask_to_stop()
    process.wait_until_stopped()
    assert not process.is_alive()


def test_what_the_server_has_started_ends_with_it(tmp_path: Path) -> None:
    code = "import subprocess, time; print(subprocess.Popen(['sleep', '30']).pid, flush=True); time.sleep(30)"
    process = start(tmp_path, code)
    wait_for(lambda: process.log.read_text().strip())
    grandchild = int(process.log.read_text())
    process.ask_to_stop()
    process.wait_until_stopped()
    wait_for(lambda: not is_running(grandchild))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has ended")
def test_a_server_ends_when_its_launcher_is_gone() -> None:
    launcher = subprocess.run([sys.executable, "-c", LAUNCHER_THAT_ENDS], capture_output=True, text=True, check=True)
    server = int(launcher.stdout)
    wait_for(lambda: not is_running(server))
