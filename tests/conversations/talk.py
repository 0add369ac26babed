"""A conversation that a test can hold without knowing of event loops or channels."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from guide_rasa.channels import GuideRestInput
from guide_rasa.in_process import InProcessBot, Turn

_CHANNEL = GuideRestInput()


@dataclass(frozen=True)
class TalkTurn(Turn):
    """All that the bot said to one message, and the slots of the tracker after it."""

    slots: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Talk:
    """One conversation with one bot."""

    bot: InProcessBot
    loop: asyncio.AbstractEventLoop
    sender: str

    def say(self, text: str) -> TalkTurn:
        """Send one message as the REST channel would hand it on; all that the bot says to it."""
        return self.loop.run_until_complete(self._say(text))

    async def _say(self, text: str) -> TalkTurn:
        request = SimpleNamespace(json={"sender": self.sender, "message": text})
        output = CollectingOutputChannel()
        message = UserMessage(
            _CHANNEL._extract_message(request),
            output,
            self.sender,
            input_channel=_CHANNEL.name(),
            metadata=_CHANNEL.get_metadata(request),
        )
        await self.bot.agent.handle_message(message)
        tracker = await self.bot.tracker(self.sender)
        return TalkTurn(output.messages, tracker.current_slot_values())
