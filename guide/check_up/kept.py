"""Where Rasa's tracker keeps a check-up: slot names, and the way back from slots to the core's own types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guide.check_up.course import Course
from guide.check_up.tables import Answers, Tables

COURSE_SLOT = "check_up"
PERSON_SLOT = "person"
COUNTRY_SLOT = "country"

Slots = Callable[[str], Any]
"""A slot's name to its value; None where it is empty."""


def answers_in(slots: Slots, tables: Tables) -> Answers:
    """The answers that the slots hold."""
    given: dict[str, tuple[str, ...]] = {}
    for slot in tables.slots:
        value = slots(slot)
        if value:
            given[slot] = tuple(value) if isinstance(value, list | tuple) else (value,)
    return given


def course_in(slots: Slots) -> Course:
    """The record of the check-up; one that has not begun where there is none."""
    return Course.from_json(slots(COURSE_SLOT))
