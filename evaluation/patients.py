"""Simulated patients: they answer the questions of the check-up by its buttons, as their profile says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guide_rasa.in_process import InProcessBot, Turn

_MOST_TURNS = 30
_START = "start the check-up"


@dataclass(frozen=True)
class Outcome:
    """The level that was reached (None: none), and how many questions were asked."""

    level: str | None
    questions: int


async def see_patient(bot: InProcessBot, patient: dict[str, Any], sender: str) -> Outcome:
    """Hold one check-up with a patient: opening, then an answer to each question, until a level is told.

    An opening that does not start the check-up is followed by asking for it once.
    """
    turn = await bot.say(patient["opening"], sender)
    if not turn.of_kind("question") and _level(turn) is None:
        turn = await bot.say(_START, sender)
    questions = 0
    for _ in range(_MOST_TURNS):
        level = _level(turn)
        if level is not None:
            return Outcome(level, questions)
        asked = turn.of_kind("question")
        if not asked:
            return Outcome(None, questions)
        questions += 1
        turn = await bot.say(_answer(patient["slots"], asked[-1], turn), sender)
    return Outcome(None, questions)


def _level(turn: Turn) -> str | None:
    if turn.of_kind("emergency"):
        return "emergency"
    results = turn.of_kind("result")
    return str(results[-1]["urgency"]) if results else None


def _answer(slots: dict[str, Any], question: dict[str, Any], turn: Turn) -> str:
    """The words on the buttons of what the profile says; several are joined by commas."""
    value = slots[question["slot"]]
    buttons = turn.buttons[-len(question["options"]) :]
    titles = {id_: button["title"] for id_, button in zip(question["options"], buttons, strict=True)}
    return ", ".join(titles[one] for one in (value if isinstance(value, list) else [value]))
