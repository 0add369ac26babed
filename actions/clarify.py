"""Asks "did you mean" where a reading is likely but unsure."""

from __future__ import annotations

from actions.answering import TalkAction


class ActionClarify(TalkAction):
    """Asks "did you mean" where a reading is likely but unsure."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_clarify"
