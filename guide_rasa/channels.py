"""Rasa's REST channel with the guide's rules: bad input gets an answer, and silence is never the answer."""

from __future__ import annotations

import asyncio
import logging
import uuid
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Sanic, response
from sanic.blueprints import Blueprint
from sanic.exceptions import PayloadTooLarge
from sanic.request import Request
from sanic.response import HTTPResponse

from guide.paths import DATA
from guide.reading.guard import clean, find_problem
from guide.yaml_lines import load_located
from guide_rasa.guarded_turn import REPLY_SECONDS, GuardedTurn, Handler, read_seconds
from guide_rasa.page.sessions import CONVERSATION
from guide_rasa.rate_limits import Limits, RateLimiter
from guide_rasa.store_access import ConversationStore
from guide_rasa.topic_reader import PROBLEM_ENTITY

logger = logging.getLogger(__name__)

LARGEST_BODY = 2_000_000
"""Bytes. Bodies up to this are read, and a message that is too long gets the guide's own answer."""

_STAND_IN = "?"
_LONGEST_SENDER = 200
_WORDS = DATA / "page" / "rest.yml"


class GuideRestInput(RestInput):
    """The channel `rest`: same addresses and format as Rasa's own.

    Text is cleaned of control characters; what cannot be read (blank, too long, a typed command) reaches the pipeline
    as a named problem. A message without a sender gets a conversation of its own; those of the page are out of reach.
    Too many messages are refused with 429, and bodies beyond LARGEST_BODY with 413. GuardedTurn says what happens
    when a turn fails, and when somebody wants to be forgotten.
    """

    def __init__(self, reply_seconds: float = REPLY_SECONDS, limits: Limits | None = None) -> None:
        self._reply_seconds = reply_seconds
        self._limiter = RateLimiter(limits or Limits())
        self._words = load_located(_WORDS).data["refusals"]

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """Settings in `credentials.yml`: `reply_seconds`, how long a turn may take before the user is told, and Limits.

        Raises ValueError on a setting that is unknown or wrong.
        """
        given = dict(credentials or {})
        return cls(read_seconds(given.pop("reply_seconds", REPLY_SECONDS)), Limits.from_settings(given))

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Rasa's REST endpoints around a guarded handler."""

        async def guarded(message: UserMessage) -> None:
            try:
                await turn.run(message)
            except asyncio.CancelledError:  # the user left; Rasa's channel would log what they wrote
                logger.error("A turn was cancelled.")

        blueprint: Blueprint = super().blueprint(guarded)
        turn = GuardedTurn(on_new_message, ConversationStore(blueprint).delete, self._reply_seconds)
        blueprint.middleware("request")(self._refuse)
        blueprint.listener("before_server_start")(self._limit_bodies)
        return blueprint

    async def _refuse(self, request: Request) -> HTTPResponse | None:
        """An answer for a message that is not taken at all; None lets it pass."""
        if request.method != "POST":
            return None
        sender = _sender(request)
        if sender.startswith(CONVERSATION):
            return response.json({"status": "refused", "reason": self._words["foreign"]}, 403)
        wait = self._limiter.seconds_to_wait(sender or uuid.uuid4().hex, request)
        if wait:
            return response.json(
                {"status": "refused", "reason": self._words["too_many"]}, 429, {"Retry-After": str(wait)}
            )
        return None

    async def _limit_bodies(self, app: Sanic, *_loop: Any) -> None:
        """Let the server refuse what is far too large by its announced length, before it is read."""
        app.config.REQUEST_MAX_SIZE = min(app.config.REQUEST_MAX_SIZE, LARGEST_BODY)

        async def too_large(_request: Request, _error: PayloadTooLarge) -> HTTPResponse:
            return response.json({"status": "refused", "reason": self._words["too_large"]}, 413)

        app.error_handler.add(PayloadTooLarge, too_large)

    async def _extract_sender(self, req: Request) -> str | None:
        """The sender, cleaned; a new conversation of its own where there is none."""
        return _sender(req) or uuid.uuid4().hex

    def _extract_message(self, req: Request) -> str | None:
        text = _text(req)
        problem = find_problem(text)
        return clean(text) if problem is None else _STAND_IN

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()

    def get_metadata(self, request: Request) -> dict[str, Any] | None:
        """The problem with the message, if there is one; nothing that the sender wrote."""
        problem = find_problem(_text(request))
        return {PROBLEM_ENTITY: problem.value} if problem else None


def _body(req: Request) -> dict[str, Any]:
    try:
        body = req.json
    except Exception:
        return {}
    return body if isinstance(body, dict) else {}


def _sender(req: Request) -> str:
    return clean(str(_body(req).get("sender") or ""))[:_LONGEST_SENDER]


def _text(req: Request) -> str | None:
    message = _body(req).get("message")
    return message if isinstance(message, str) or message is None else str(message)
