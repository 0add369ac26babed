"""What a person writes must not reach a log, whatever goes wrong."""

import logging
from collections.abc import Iterator

import pytest

from service.private_logs import first_line_only, keep_errors_private, only_harmless_fields, without_queries

SECRET = "my hand is getting thin"


@pytest.fixture
def private_errors() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    keep_errors_private()
    yield
    logging.setLogRecordFactory(before)


def fail() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"cannot read {SECRET}") from error


@pytest.mark.usefixtures("private_errors")
def test_a_logged_error_keeps_its_kind_and_place_only(caplog: pytest.LogCaptureFixture) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("rasa.core").exception("A turn failed.")
    assert "A turn failed." in caplog.text
    assert "ValueError" in caplog.text
    assert "KeyError" in caplog.text
    assert "test_private_logs.py" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.usefixtures("private_errors")
def test_what_a_developer_needs_to_know_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    try:
        import no_such_module  # type: ignore[import-not-found]  # noqa: F401
    except ImportError:
        logging.getLogger("rasa_sdk").exception("No actions.")
    assert "No module named 'no_such_module'" in caplog.text


@pytest.mark.parametrize("how", ["flag", "error", "triple"])
def test_structured_lines_lose_everything_that_may_hold_words(how: str) -> None:
    try:
        fail()
    except ValueError as error:
        exc_info = {"flag": True, "error": error, "triple": (type(error), error, error.__traceback__)}[how]
        event = {"event": "rest.message.received.failure", "text": SECRET, "slots": [SECRET], "exc_info": exc_info}
        line = only_harmless_fields(None, "error", event)
    assert SECRET not in str(line)
    assert line["event"] == "rest.message.received.failure"
    assert line["exception"].startswith("ValueError")


def test_structured_lines_without_an_error_stay_short() -> None:
    assert only_harmless_fields(None, "warning", {"event": "endpoint.read", "url": "x", "exc_info": False}) == {
        "event": "endpoint.read",
        "url": "x",
    }


def test_addresses_are_logged_without_their_queries() -> None:
    address = f"http://127.0.0.1/chat/say?text={SECRET.replace(' ', '+')}"
    error = logging.makeLogRecord({"msg": "while handling uri: %s", "args": (repr(address),)})
    access = logging.makeLogRecord({"msg": "", "request": f"GET {address}", "status": 500})
    assert without_queries(error)
    assert without_queries(access)
    assert error.getMessage() == "while handling uri: 'http://127.0.0.1/chat/say?...'"
    assert access.__dict__["request"] == "GET http://127.0.0.1/chat/say?..."


def test_of_a_failed_task_only_the_fact_is_logged() -> None:
    record = logging.makeLogRecord({"msg": f"Task exception was never retrieved\nexception=KeyError({SECRET!r})"})
    assert first_line_only(record)
    assert record.getMessage() == "Task exception was never retrieved"
