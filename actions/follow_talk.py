"""Follows the talk: more of the same, back, again, sources, the disclaimer, yes to an offer."""

from __future__ import annotations

from actions.answering import TalkAction


class ActionFollowTalk(TalkAction):
    """Follows the talk: more of the same, back, again, sources, the disclaimer, yes to an offer."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_follow_talk"
