"""Keeps what people write out of the logs.

Rasa logs the user's text when a message fails, prints local variables with its structured tracebacks, and repeats the
whole conversation when the action server answers with an error. Sanic logs addresses with what was asked in them, and
asyncio the errors of tasks in full. Log lines keep the kind of error and where it happened; the words go.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]

HARMLESS_FIELDS = frozenset({"event", "event_key", "level", "exception", "action_name", "component", "url", "filename"})
# What Python itself words: a missing module, a syntax error, a refused connection.
HARMLESS_ERRORS = (ImportError, SyntaxError, OSError)

SANIC_LOGS = ("sanic.root", "sanic.error", "sanic.access")
QUERY = re.compile(r"\?[^\s'\"]*")


def keep_errors_private() -> None:
    """Strip the messages of errors from all log lines of this process."""
    make_record = logging.getLogRecordFactory()

    def private_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make_record(*args, **kwargs)
        if record.exc_info:
            record.exc_text = describe(record.exc_info)
            record.exc_info = None
        return record

    logging.setLogRecordFactory(private_record)


def keep_addresses_private() -> None:
    """Strip queries from the addresses that Sanic logs, and what asyncio says of a task that failed."""
    for name in SANIC_LOGS:
        logging.getLogger(name).addFilter(without_queries)
    logging.getLogger("asyncio").addFilter(first_line_only)


def without_queries(record: logging.LogRecord) -> bool:
    """Filter of a logger: lets every line pass, without what stands behind a question mark."""
    record.msg, record.args = QUERY.sub("?...", record.getMessage()), ()
    if "request" in record.__dict__:  # "GET http://…", in the log of accesses
        record.__dict__["request"] = QUERY.sub("?...", str(record.__dict__["request"]))
    return True


def first_line_only(record: logging.LogRecord) -> bool:
    """Filter of a logger: lets every line pass, without the objects that are described below the first."""
    record.msg, record.args = record.getMessage().partition("\n")[0], ()
    return True


def keep_fields_private() -> None:
    """Strip the fields of Rasa's structured log lines; to be called once structlog has been configured."""
    import structlog

    structlog.configure(processors=[only_harmless_fields, *structlog.get_config()["processors"]])


def describe(exc_info: ExceptionInfo) -> str:
    """Tell the kinds of error and the places in the code, without messages and variables."""
    lines = []
    error = exc_info[1]
    while error is not None:
        lines.append(f"{type(error).__name__}: {error}" if isinstance(error, HARMLESS_ERRORS) else type(error).__name__)
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def only_harmless_fields(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """Structlog processor that drops every field which might hold a message."""
    exc_info = event.pop("exc_info", None)
    if isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    elif exc_info is True:
        exc_info = sys.exc_info()
    kept = {name: value for name, value in event.items() if name in HARMLESS_FIELDS}
    if exc_info:
        kept["exception"] = describe(exc_info)
    return kept
