"""How soon to see a doctor, and why: the highest urgency rule that holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guide.check_up.tables import LEVELS, NOTICED, UNKNOWN, Answers, Level, Pattern, Tables, UrgencyRule


@dataclass(frozen=True)
class Verdict:
    """The level, and every rule that holds, the most urgent first."""

    level: Level
    rules: tuple[UrgencyRule, ...]


def rank(level: str) -> int:
    """How urgent a level is; 0 is the least."""
    return LEVELS.index(level)


def meets(rule: UrgencyRule | Pattern, answers: Answers) -> bool:
    """Whether `answers` meet every condition. What was not asked is taken as unknown."""
    return all(_given(answers, slot) & set(wanted) for slot, wanted in rule.when.items())


def may_meet(rule: UrgencyRule, answers: Answers) -> bool:
    """Whether `rule` holds, or would with some answers to what was not asked yet."""
    asked = ((slot, wanted) for slot, wanted in rule.when.items() if slot in answers or slot == NOTICED)
    return all(_given(answers, slot) & set(wanted) for slot, wanted in asked)


def judge(tables: Tables, answers: Answers) -> Verdict:
    """The level and its reasons. Every set of answers has exactly one level; no rule at all means self_care."""
    met = sorted((rule for rule in tables.rules if meets(rule, answers)), key=lambda rule: -rank(rule.urgency))
    return Verdict(met[0].urgency if met else LEVELS[0], tuple(met))


def reasons(tables: Tables, answers: Answers) -> tuple[UrgencyRule, ...]:
    """The rules that hold by what was answered, the most urgent first: what may be given as a reason."""
    return tuple(rule for rule in judge(tables, answers).rules if _is_answered(rule, answers))


def open_rules(tables: Tables, answers: Answers) -> tuple[UrgencyRule, ...]:
    """The rules that some answer to an open question could still make hold, and that would then raise the level."""
    level = rank(_certain(tables.rules, answers))
    return tuple(
        rule
        for rule in tables.rules
        if rank(rule.urgency) > level and may_meet(rule, answers) and any(slot not in answers for slot in rule.when)
    )


def _certain(rules: Iterable[UrgencyRule], answers: Answers) -> Level:
    """The level that holds whatever the open answers are: rules that ask only for what is answered."""
    levels: list[Level] = [rule.urgency for rule in rules if _is_answered(rule, answers) and meets(rule, answers)]
    return max(levels, key=rank, default=LEVELS[0])


def _is_answered(rule: UrgencyRule, answers: Answers) -> bool:
    return all(slot in answers or slot == NOTICED for slot in rule.when)


def resembles(tables: Tables, answers: Answers) -> tuple[str, ...]:
    """The atrophy topics that the account resembles, by the pattern table; possibly none."""
    return tuple(dict.fromkeys(pattern.topic for pattern in tables.patterns if meets(pattern, answers)))


def sources_of(rules: Sequence[UrgencyRule]) -> tuple[str, ...]:
    """The ids of the sources behind rules, each once."""
    return tuple(dict.fromkeys(source for rule in rules for source in rule.source))


def _given(answers: Answers, slot: str) -> set[str]:
    return set(answers.get(slot, () if slot == NOTICED else (UNKNOWN,)))
