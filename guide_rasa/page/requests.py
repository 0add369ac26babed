"""What a browser sends: read with care, refused early."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from sanic.request import Request

LARGEST_BODY = 64 * 1024
"""Bytes. A thousand characters take twelve thousand at most; the rest is for ticked boxes and ids."""

HTMX = "hx-request"
_MOST_FIELDS = 50
_MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class Refused(Exception):
    """A request that is turned down: the HTTP status, and the name of the problem in the page's wording."""

    def __init__(self, status: int, problem: str, **headers: str) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True)
class Form:
    """The fields of a form; a field may come more than once."""

    fields: Mapping[str, list[str]]

    def first(self, name: str) -> str:
        """The first value of a field, or ""."""
        return (self.fields.get(name) or [""])[0]

    def message(self) -> str:
        """The words of the message, a line break counted as one character; ticked options become a list with commas."""
        parts = (part for part in self.fields.get("message", []) if part.strip())
        return ", ".join(parts).replace("\r\n", "\n")

    def message_id(self) -> str:
        """The id of the message; a new one where the sender gave none. Refuses what cannot be an id."""
        given = self.first("message_id")
        if given and not _MESSAGE_ID.fullmatch(given):
            raise Refused(400, "bad_request")
        return given or new_message_id()


def new_message_id() -> str:
    """An id for a message to come."""
    return uuid.uuid4().hex


async def read_form(request: Request) -> Form:
    """The form of a streamed request. Refuses a body that is too large before it is read, and one that is no form."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise Refused(413, "too_long")
    body = b""
    async for chunk in request.stream:
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refused(413, "too_long")
    kind = request.headers.get("content-type", "application/x-www-form-urlencoded").split(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refused(415, "bad_request")
    try:
        return Form(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise Refused(400, "bad_request") from error


def is_by_script(request: Request) -> bool:
    """Whether htmx asks, so that a part of the page is wanted."""
    return bool(request.headers.get(HTMX))


def refuse_foreign_pages(request: Request) -> None:
    """Refuse a form that another site made the browser send with our cookie."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        foreign = site not in ("same-origin", "none")
    else:
        foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign:
        raise Refused(403, "forbidden")
