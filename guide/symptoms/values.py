"""From findings to the slot values of the check-up."""

from __future__ import annotations

from collections.abc import Iterable

from guide.symptoms.matching import Match, Matched
from guide.symptoms.reading import Values
from guide.symptoms.rules import FindingRule

NEGATED = "NEGATED"
YES, NO = "yes", "no"


def slot_values(matched: Matched, findings: Iterable[tuple[FindingRule, Match]]) -> Values:
    """What the findings say of each slot. A symptom that is said to be absent gives `no`, unless it is also present."""
    told: dict[str, dict[str, int]] = {}
    for rule, match in findings:
        negated = NEGATED in match.contexts
        if match.contexts - {NEGATED}:
            continue
        for slot, value in rule.gives.items():
            if negated and value != YES:
                continue
            told.setdefault(slot, {}).setdefault(NO if negated else value, match.first)
    return {slot: _settled(values) for slot, values in told.items()}


def _settled(values: dict[str, int]) -> tuple[str, ...]:
    if YES in values:
        return (YES,)
    return tuple(sorted(values, key=lambda value: values[value]))
