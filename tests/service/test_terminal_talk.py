import io
import sys
from collections.abc import Iterable

import pytest
from rich.console import Console

from service import messages, terminal_talk
from service.ports import free_ports
from service.rest_client import RestClient
from service.screen import Screen
from service.terminal_talk import talk, typed_lines
from tests.service.fake_guide import FakeGuide, Messages, running

GREETING: Messages = [
    {
        "text": "Hello. What would you like to know?",
        "buttons": [
            {"title": "About polio", "payload": "what is polio"},
            {"title": "Something else"},
        ],
    }
]
ANSWER: Messages = [
    {"text": "Polio is an illness. " * 8},
    {"custom": {"kind": "answer", "topic": "polio", "aspect": "definition", "sources": ["cdc"]}},
    {"text": "Not medical advice."},
    {"custom": {"kind": "disclaimer", "form": "short"}},
    {"text": "Ask [your] doctor."},
]


def converse(guide: FakeGuide | str, lines: Iterable[str], colours: bool = False, width: int = 60) -> tuple[str, bool]:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colours, highlight=False)
    url = guide if isinstance(guide, str) else guide.url
    answered = talk(RestClient(url), iter(lines), Screen(console))
    return out.getvalue(), answered


def test_the_guide_speaks_first() -> None:
    with running({"hello": GREETING}) as guide:
        shown, answered = converse(guide, [])
    assert guide.texts == ["hello"]
    assert "Hello. What would you like to know?" in shown
    assert answered


def test_a_number_sends_the_words_of_that_choice() -> None:
    with running({"hello": GREETING, "what is polio": ANSWER}) as guide:
        shown, _ = converse(guide, ["1"])
    assert "    1. About polio\n    2. Something else\n" in shown
    assert guide.texts == ["hello", "what is polio"]


def test_a_choice_without_payload_sends_its_title() -> None:
    with running({"hello": GREETING}) as guide:
        converse(guide, ["2"])
    assert guide.texts[-1] == "Something else"


@pytest.mark.parametrize("typed", ["3", "0", "1 of them", "65", "²"])
def test_other_numbers_are_sent_as_typed(typed: str) -> None:
    with running({"hello": GREETING, typed: ANSWER}) as guide:
        converse(guide, [typed])
    assert guide.texts[-1] == typed


def test_choices_of_an_earlier_turn_no_longer_count() -> None:
    with running({"hello": GREETING, "tell me": ANSWER, "1": ANSWER}) as guide:
        converse(guide, ["tell me", "1"])
    assert guide.texts[-1] == "1"


def test_custom_data_is_not_shown_and_text_is_wrapped() -> None:
    with running({"hello": ANSWER}) as guide:
        shown, _ = converse(guide, [])
    assert "kind" not in shown
    assert "cdc" not in shown
    assert "Ask [your] doctor." in shown
    assert max(map(len, shown.splitlines()[1:])) <= 60


def test_only_the_disclaimer_is_dimmed() -> None:
    with running({"hello": ANSWER}) as guide:
        shown, _ = converse(guide, [], colours=True)
    dim = "\x1b[2m"
    assert f"{dim}Not medical advice." in shown
    assert f"{dim}Polio" not in shown
    assert f"{dim}Ask" not in shown


def test_a_message_that_carries_text_and_custom_at_once_has_its_own_kind() -> None:
    both: Messages = [
        {"text": "Plain."},
        {"custom": {"kind": "answer"}},
        {"text": "Fine print.", "custom": {"kind": "disclaimer"}},
    ]
    with running({"hello": both}) as guide:
        shown, _ = converse(guide, [], colours=True)
    assert "\x1b[2mFine print." in shown
    assert "\x1b[2mPlain." not in shown


def test_stop_ends_the_talk_and_is_not_sent() -> None:
    with running({"hello": GREETING}) as guide:
        converse(guide, ["/stop", "more"])
    assert guide.texts == ["hello"]


def test_blank_lines_are_not_sent() -> None:
    with running({"hello": GREETING}) as guide:
        converse(guide, ["", "   "])
    assert guide.texts == ["hello"]


def test_one_conversation_has_one_sender_and_another_has_another() -> None:
    with running({"hello": GREETING}) as guide:
        converse(guide, ["a", "b"])
        converse(guide, [])
    senders = [body["sender"] for body in guide.received]
    assert len(set(senders[:3])) == 1
    assert senders[3] not in senders[:3]


def test_an_absent_guide_is_named_in_one_line() -> None:
    url = f"http://127.0.0.1:{free_ports(1)[0]}"
    shown, answered = converse(url, ["/stop"], width=200)
    assert messages.AWAY.format(url=url) in shown
    assert not answered


def test_a_refused_message_is_told_with_its_status() -> None:
    with running({}, status=413) as guide:
        shown, answered = converse(guide, [])
    assert messages.REFUSED.format(status=413) in shown
    assert not answered


def test_silence_is_told() -> None:
    with running({}) as guide:
        shown, answered = converse(guide, [])
    assert messages.SILENT in shown
    assert not answered


def test_lines_from_a_pipe_are_echoed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"what is polio\nbad \xff byte\n"), encoding="utf-8"))
    assert [line.strip() for line in typed_lines()] == ["what is polio", "bad \N{REPLACEMENT CHARACTER} byte"]
    assert capsys.readouterr().out.startswith("> what is polio\n")


@pytest.mark.parametrize(("answers", "code"), [({"hello": GREETING}, 0), ({}, 1)])
def test_the_exit_code_tells_whether_the_guide_answered(
    answers: dict[str, Messages], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"/stop\n")))
    with running(answers) as guide:
        monkeypatch.setattr(sys, "argv", ["terminal_talk", f"{guide.url}/"])
        assert terminal_talk.main() == code
