"""Answers what was asked, with sources, disclaimer and the suggestion to see a physician."""

from __future__ import annotations

from actions.answering import TalkAction


class ActionAnswerQuestion(TalkAction):
    """Answers what was asked, with sources, disclaimer and the suggestion to see a physician."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_answer_question"
