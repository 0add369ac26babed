"""What the guide says on the page, response by response."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from guide_rasa.page.transcript import spoken

CHANNEL = "page"
"""The name of the channel: in `credentials.yml`, and in responses of the domain that have a variation for the page."""


class PageOutput(OutputChannel):
    """Collects the responses of one turn whole: text, buttons and custom part together."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The channel that responses may have a variation for."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one response."""
        self.messages.append(spoken(message.get("text"), message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Take bare text."""
        self.messages.append(spoken(text, {}))
