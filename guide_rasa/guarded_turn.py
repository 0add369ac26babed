"""One turn as every channel of the guide runs it: silence is never the answer, and a wish to be forgotten is done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from rasa.core.channels.channel import OutputChannel, UserMessage

from guide.paths import DATA, PROJECT
from guide.yaml_lines import load_located
from guide_rasa.deletion import ASKED, DELETED, NOT_DELETED

logger = logging.getLogger(__name__)

UNAVAILABLE = "utter_unavailable"
REPLY_SECONDS = 20.0

Handler = Callable[[UserMessage], Awaitable[Any]]
Deleter = Callable[[str], Awaitable[bool]]
"""Deletes the conversation with this id, and tells whether that is proven."""


def read_seconds(given: Any) -> float:
    """The setting `reply_seconds` of a channel. Raises ValueError unless it is a number above 0."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not given > 0:
        raise ValueError(f"credentials.yml: reply_seconds must be a number above 0, not {given!r}")
    return float(given)


class Spoken(Protocol):
    """What is asked of a channel's output here."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Send one response of the domain."""


class GuardedTurn:
    """Runs turns around Rasa's handler.

    A turn that fails, takes longer than `seconds`, or stays silent is answered with `utter_unavailable`. The custom
    part `delete_conversation` is not passed on: the conversation is deleted after the turn, and the answer says so.
    """

    def __init__(self, handler: Handler, delete: Deleter | None, seconds: float) -> None:
        self._handler = handler
        self._delete = delete
        self._seconds = seconds
        # From the files, not from the agent: they must be there even where no model could be loaded.
        self._responses = _read_responses()

    async def run(self, message: UserMessage) -> bool:
        """Process one message; its output channel gets the answer. False if the turn failed or was silent."""
        output = _Listener(message.output_channel, self._delete is not None)
        message.output_channel = output
        answered = await self._answered(message, output)
        if output.wants_deletion and self._delete is not None:
            proven = await self._deleted(message.sender_id)
            await self._say(output, message.sender_id, DELETED if proven else NOT_DELETED)
            return True
        if not answered:
            await self._say(output, message.sender_id, UNAVAILABLE)
        return answered

    async def _answered(self, message: UserMessage, output: _Listener) -> bool:
        try:
            await asyncio.wait_for(self._handler(message), self._seconds)
        except asyncio.TimeoutError:
            logger.error("A turn took longer than %s s.", self._seconds)
            return False
        except Exception as error:  # whatever broke, the user must read an answer
            logger.error("A turn failed: %s", type(error).__name__)
            return False
        if not output.spoke:
            logger.error("A turn stayed silent.")
        return output.spoke

    async def _deleted(self, conversation: str) -> bool:
        assert self._delete is not None
        try:
            return await self._delete(conversation)
        except Exception as error:  # the person must be told that it is still there
            logger.error("A conversation could not be deleted: %s", type(error).__name__)
            return False

    async def _say(self, output: _Listener, recipient: str, response: str) -> None:
        for variation in self._responses[response]:
            await output.send_response(recipient, dict(variation))


class _Listener(OutputChannel):
    """Passes every response on to the channel's own output, and notes what matters to the turn."""

    def __init__(self, inner: Spoken, takes_wishes: bool) -> None:
        self._inner = inner
        self._takes_wishes = takes_wishes
        self.spoke = False
        self.wants_deletion = False

    def name(self) -> str:
        """The name of the channel's own output: responses may have a variation for it."""
        return str(getattr(self._inner, "name", type(self).__name__.lower)())

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Pass one response on, unless it is the wish to be forgotten."""
        self.spoke = True
        if self._takes_wishes and (message.get("custom") or {}).get("kind") == ASKED:
            self.wants_deletion = True
            return
        await self._inner.send_response(recipient_id, message)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Pass bare text on."""
        await self.send_response(recipient_id, {"text": text})


def _read_responses() -> dict[str, list[dict[str, Any]]]:
    files = (PROJECT / "domain.yml", *sorted(DATA.glob("*/responses.yml")))
    return {name: said for file in files for name, said in load_located(file).data["responses"].items()}
