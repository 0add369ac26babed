"""A conversation that a test can hold without knowing of event loops or channels."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from types import SimpleNamespace

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from guide_rasa.channels import GuideRestInput
from guide_rasa.in_process import InProcessBot, Turn

_CHANNEL = GuideRestInput()


@dataclass(frozen=True)
class Talk:
    """One conversation with one bot."""

    bot: InProcessBot
    loop: asyncio.AbstractEventLoop
    sender: str

    def say(self, text: str) -> Turn:
        """Send one message as the REST channel would hand it on; all that the bot says to it."""
        return self.loop.run_until_complete(self._say(text))

    async def _say(self, text: str) -> Turn:
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
        return Turn(output.messages)
