"""Which question comes next: the one that can still raise the level most; none as soon as no answer could change it."""

from __future__ import annotations

from collections.abc import Sequence

from guide.check_up.policy import judge, open_rules, rank
from guide.check_up.tables import AGE, LEVELS, NO, NONE, SIGNS, SUBJECT, Answers, Tables, UrgencyRule

_USUAL = {"onset": "months", "progression": "same", AGE: "40_64", SUBJECT: "self", "area": "one_limb"}
_ASKED_FIRST = (SIGNS, SUBJECT, AGE)
_HIGHEST = LEVELS[-1]


def next_slot(tables: Tables, answers: Answers) -> str | None:
    """The slot to ask for next, or None when the level is settled.

    Danger signs come first, then whom it is about, which decides on the words. Then what could still be an emergency,
    then the age, so that a child's carer is told to see a doctor. After that what the most urgent rules wait for.
    """
    if judge(tables, answers).level == _HIGHEST and SIGNS in answers:
        return None
    waiting = open_rules(tables, answers)
    highest = max((rank(rule.urgency) for rule in waiting), default=0)
    for slot in _ASKED_FIRST:
        if slot not in answers and not (slot == AGE and highest == rank(_HIGHEST)):
            return slot
    if not waiting:
        return None
    nearest = [rule for rule in waiting if rank(rule.urgency) == highest]
    weight = {slot: _weight(slot, nearest, answers) for slot in tables.slots if slot not in answers}
    return max(weight, key=lambda slot: weight[slot])


def _weight(slot: str, rules: Sequence[UrgencyRule], answers: Answers) -> float:
    """How much the answer for `slot` helps to settle `rules`: most where it is all that a rule still waits for."""
    waits = ([other for other in rule.when if other not in answers] for rule in rules if slot in rule.when)
    return sum(1 / len(slots) for slots in waits if slots)


def questions_left(tables: Tables, answers: Answers) -> int:
    """How many questions are left if the answers are the usual, uneventful ones; an estimate to show."""
    assumed = dict(answers)
    left = 0
    while (slot := next_slot(tables, assumed)) is not None:
        assumed[slot] = (_usual_answer(tables, slot),)
        left += 1
    return left


def _usual_answer(tables: Tables, slot: str) -> str:
    ids = tables.question(slot).ids
    return _USUAL.get(slot) or (NONE if NONE in ids else NO)
