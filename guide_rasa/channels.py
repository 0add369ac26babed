"""Rasa's REST channel with the guide's rules: bad input gets an answer, and silence is never the answer."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, OutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic.blueprints import Blueprint
from sanic.request import Request

from guide.paths import PROJECT
from guide.reading.guard import clean, find_problem
from guide.yaml_lines import load_located
from guide_rasa.topic_reader import PROBLEM_ENTITY

logger = logging.getLogger(__name__)

UNAVAILABLE = "utter_unavailable"
REPLY_SECONDS = 20.0
_STAND_IN = "?"
_LONGEST_SENDER = 200
Handler = Callable[[UserMessage], Awaitable[Any]]


class GuideRestInput(RestInput):
    """The channel `rest`: same addresses and format as Rasa's own.

    Text is cleaned of control characters; what cannot be read (blank, too long, a typed command) reaches the pipeline
    as a named problem. A message without a sender gets a conversation of its own. A turn that fails, hangs or stays
    silent is answered with `utter_unavailable`.
    """

    def __init__(self, reply_seconds: float = REPLY_SECONDS) -> None:
        self._reply_seconds = reply_seconds
        # from the file, not from the agent: it must be there even where no model could be loaded
        self._unavailable = load_located(PROJECT / "domain.yml").data["responses"][UNAVAILABLE]

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """`reply_seconds` in `credentials.yml`: how long a turn may take before the user is told, in seconds."""
        return cls(float((credentials or {}).get("reply_seconds", REPLY_SECONDS)))

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Rasa's REST endpoints around a guarded handler."""

        async def guarded(message: UserMessage) -> None:
            await self._answer(on_new_message, message)

        return super().blueprint(guarded)

    async def _answer(self, on_new_message: Handler, message: UserMessage) -> None:
        noting = _NotingChannel(message.output_channel)
        message.output_channel = noting
        failed = True
        try:
            await asyncio.wait_for(on_new_message(message), self._reply_seconds)
            failed = False
        except asyncio.TimeoutError:
            logger.error("A turn took longer than %s s.", self._reply_seconds)
        except asyncio.CancelledError:  # the user left; Rasa's channel would log what they wrote
            logger.error("A turn was cancelled.")
            return
        except Exception as error:  # whatever broke, the user must read an answer
            logger.error("A turn failed: %s", type(error).__name__)
        if not failed and not noting.spoke:
            logger.error("A turn stayed silent.")
        if failed or not noting.spoke:
            await self._say_unavailable(noting, message.sender_id)

    async def _say_unavailable(self, output: OutputChannel, sender_id: str) -> None:
        for response in self._unavailable:
            await output.send_response(sender_id, dict(response))

    async def _extract_sender(self, req: Request) -> str | None:
        """The sender, cleaned; a new conversation of its own where there is none."""
        sender = _body(req).get("sender")
        return clean(str(sender or ""))[:_LONGEST_SENDER] or uuid.uuid4().hex

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


class _NotingChannel(CollectingOutputChannel):
    """Passes every message on to the caller's channel, and notes that something was said."""

    def __init__(self, inner: CollectingOutputChannel) -> None:
        super().__init__()
        self._inner = inner
        self.spoke = False

    async def _persist_message(self, message: dict[str, Any]) -> None:
        self.spoke = True
        await self._inner._persist_message(message)


def _body(req: Request) -> dict[str, Any]:
    try:
        body = req.json
    except Exception:
        return {}
    return body if isinstance(body, dict) else {}


def _text(req: Request) -> str | None:
    message = _body(req).get("message")
    return message if isinstance(message, str) or message is None else str(message)
