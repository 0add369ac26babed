"""The whole way with both servers and the trained model, as `make talk` and `make serve` start them."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from service.ports import free_ports, is_free

PROJECT = Path(__file__).parents[2]
RUN = PROJECT / ".run"
QUESTION = "what is polio"
SECRET = "thinhand"


def processes_marked(mark: str) -> list[str]:
    """Return the processes that have inherited this mark in their environment."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if mark in environment.read_text(errors="replace"):
                found.append(environment.parent.name)
    return found


def test_a_scripted_talk_is_answered_and_leaves_nothing_running() -> None:
    mark = uuid.uuid4().hex
    with subprocess.Popen(
        [sys.executable, "-m", "service.talk"],
        cwd=PROJECT,
        env={**os.environ, "MARK_OF_THIS_TEST": mark},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as talk:
        assert talk.stdout is not None
        greeting = ""
        while "1. " not in greeting:
            line = talk.stdout.readline()
            assert line, talk.communicate()
            greeting += line
        assert len(processes_marked(mark)) == 3
        answer, remarks = talk.communicate(f"{QUESTION}\n/stop\n", timeout=60)
    assert talk.returncode == 0, remarks
    assert "polio" in answer.split(f"> {QUESTION}\n")[1].lower()
    assert "{" not in greeting + answer
    assert "Warning" not in greeting + answer + remarks
    for log in RUN.glob("talk-*.log"):
        assert QUESTION not in log.read_text()
    assert processes_marked(mark) == []


def ask(port: int, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
    """Return status and text of one answer; 0 where nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET" if body is None else "POST", path, body, headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    except ConnectionRefusedError:
        return 0, ""
    finally:
        connection.close()


def send_what_fails(port: int) -> None:
    """Send requests with a word of a person's in them that the server refuses or breaks at."""
    for path in ("/webhooks/rest/webhook", "/webhook"):
        for body in (
            f'{{"message": "{SECRET}',
            json.dumps([SECRET]),
            json.dumps({"tracker": SECRET, "message": [SECRET]}),
        ):
            ask(port, path, body)
        ask(port, f"{path}?message={SECRET}")
        ask(port, f"/no/such/page?message={SECRET}")
    # The action server breaks at this one: the tracker is none.
    ask(port, "/webhook", json.dumps({"next_action": "action_answer", "tracker": SECRET, "domain": {}}))


def statuses_until_ready(port: int, is_alive: Callable[[], bool]) -> list[int]:
    """Ask time and again until Rasa answers; return the statuses without repetitions."""
    statuses = [-1]
    while statuses[-1] != 200:
        assert is_alive()
        status, text = ask(port, "/webhooks/rest/", Accept="text/html")
        if status == 503:
            assert "The guide is starting" in text
        if status != statuses[-1]:
            statuses.append(status)
        time.sleep(0.05)
    return statuses[1:]


def test_the_waiting_page_answers_until_rasa_does() -> None:
    mark = uuid.uuid4().hex
    port, action_port = free_ports(2)
    settings = {"GUIDE_PORT": str(port), "GUIDE_ACTION_PORT": str(action_port), "MARK_OF_THIS_TEST": mark}
    with subprocess.Popen(
        [sys.executable, "-m", "service.serve"],
        cwd=PROJECT,
        env={**os.environ, **settings},
        stderr=subprocess.PIPE,
        text=True,
    ) as serve:
        statuses = statuses_until_ready(port, lambda: serve.poll() is None)
        # Nobody listens until Python has started, and perhaps for a moment between the two servers.
        assert statuses in ([0, 503, 200], [503, 200], [0, 503, 0, 200], [503, 0, 200])
        status, text = ask(port, "/webhooks/rest/webhook", json.dumps({"sender": "me", "message": QUESTION}))
        assert status == 200
        assert "polio" in text.lower()
        for server in (port, action_port):
            send_what_fails(server)
        serve.send_signal(signal.SIGINT)
        _, said = serve.communicate(timeout=30)
    assert serve.returncode == 0
    assert "is ready" in said
    assert is_free(port)
    assert processes_marked(mark) == []
    logs = [log.read_text() for log in RUN.glob("serve-*.log")]
    assert any("Traceback" in log or "Error" in log for log in logs), "a failure should leave a trace, without words"
    for log in logs:
        assert QUESTION not in log
        assert SECRET not in log
