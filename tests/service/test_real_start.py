"""The whole way: both servers, the trained model and the terminal client, as `make chat` starts them."""

import os
import subprocess
import sys
import uuid
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).parents[2]
RUN = PROJECT / ".run"
QUESTION = "what is polio"


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
        [sys.executable, "-m", "service.chat"],
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
    for log in RUN.glob("chat-*.log"):
        assert QUESTION not in log.read_text()
    assert processes_marked(mark) == []
