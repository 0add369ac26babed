"""Declines what the guide must not or cannot answer, and says who would know."""

from __future__ import annotations

from actions.answering import TalkAction


class ActionDecline(TalkAction):
    """Declines what the guide must not or cannot answer, and says who would know."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_decline"
