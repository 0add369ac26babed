"""Proof over all inputs of the policy core: the level of a check-up, and which question comes next.

The level is that of the most urgent rule that holds, and a rule holds when for each of its slots one of the answers
given is among those it accepts. So more answers in a list never lower the level: they turn no rule off.

Replacing an answer by a more worrying one (`WORSE`) never lowers it either, whatever the other answers are. Take a
rule that holds before. Either it accepts the more worrying answer too, and holds after. Or there is a rule at least as
urgent that accepts the more worrying answer and asks of the other slots nothing that the first does not ask, and that
one holds after: `test_a_rule_that_a_worse_answer_turns_off_gives_way_to_one_as_urgent`. Steps add up, so the level is
monotone over every combination of answers. Most conditions are closed upwards by themselves. The exceptions ask for
"unknown" alone, where "yes" or a danger sign is more urgent by another rule, or for an age of 40 and more.

Beside this argument everything is enumerated. Answers that no rule tells apart make one class, and `LEVEL_OF` holds the
level of every combination of classes, computed apart from `judge` and compared with it. A list of answers has the
highest level of its members, as each condition needs only one of them; so combinations of single answers cover lists.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.check_up.planner import next_slot, questions_left
from guide.check_up.policy import judge, meets, open_rules, rank, reasons, sources_of
from guide.check_up.tables import (
    AGE,
    LEVELS,
    NO,
    NONE,
    NOTICED,
    SIGNS,
    SUBJECT,
    UNKNOWN,
    YES,
    Answers,
    Tables,
    UrgencyRule,
    default_tables,
)
from guide.knowledge.check import medical_words
from guide.knowledge.library import default_library
from guide.knowledge.readability import HIGHEST_GRADE, grade, names_pattern
from guide.paths import DATA

TABLES = default_tables()
RULES = TABLES.rules
NOTHING = ""
"""Stands for "nothing was noticed", since that is no value."""

NOTICEABLE = tuple(dict.fromkeys(value for rule in RULES for value in rule.when.get(NOTICED, ())))
VALUES: dict[str, tuple[str, ...]] = {
    **{question.slot: question.ids for question in TABLES.questions},
    NOTICED: (NOTHING, *NOTICEABLE),
}
DANGERS = tuple(value for value in VALUES[SIGNS] if value not in (NONE, UNKNOWN))
CONTEXTS = tuple(value for value in VALUES["context"] if value not in (NONE, UNKNOWN))
SYMPTOMS = ("weakness", "wasting", "numbness", "twitching", "pain")
LISTS = tuple(question.slot for question in TABLES.questions if question.multiple)
HIGHEST = rank(LEVELS[-1])
MOST_QUESTIONS = 12

WORSE: dict[str, tuple[tuple[str, str], ...]] = {
    SIGNS: ((NONE, UNKNOWN), *((milder, sign) for milder in (NONE, UNKNOWN) for sign in DANGERS)),
    "onset": (
        ("years", "months"),
        ("months", "weeks"),
        ("weeks", "hours_days"),
        ("years", UNKNOWN),
        (UNKNOWN, "hours_days"),
    ),
    "progression": (
        ("better", "same"),
        ("better", "comes_and_goes"),
        ("same", UNKNOWN),
        ("comes_and_goes", UNKNOWN),
        (UNKNOWN, "worse"),
    ),
    **dict.fromkeys(SYMPTOMS, ((NO, UNKNOWN), (UNKNOWN, YES))),
    "context": ((NONE, UNKNOWN), *((milder, value) for milder in (NONE, UNKNOWN) for value in CONTEXTS)),
    AGE: tuple((value, "under_18") for value in VALUES[AGE] if value != "under_18"),
    NOTICED: tuple((NOTHING, value) for value in NOTICEABLE),
}
"""Per slot: a milder answer and a more worrying one. Chains of pairs count too. Place and subject have no order."""

MILDEST: dict[str, str] = {
    SIGNS: NONE,
    SUBJECT: "self",
    AGE: "18_39",
    "onset": "years",
    "progression": "better",
    "area": "one_limb",
    **dict.fromkeys(SYMPTOMS, NO),
    "context": NONE,
    NOTICED: NOTHING,
}


@cache
def all_worse(slot: str) -> set[tuple[str, str]]:
    """The pairs of `WORSE` and what follows from chains of them."""
    pairs = set(WORSE.get(slot, ()))
    while True:
        chained = {(low, high) for low, middle in pairs for other, high in pairs if middle == other} - pairs
        if not chained:
            return pairs
        pairs |= chained


def answers_from(single: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {slot: (value,) if value != NOTHING else () for slot, value in single.items()}


def level_rank(answers: Answers, tables: Tables = TABLES) -> int:
    return rank(judge(tables, answers).level)


# ---- the rules themselves ----


def conditions() -> list[Any]:
    return [pytest.param(rule, slot, id=f"{rule.id}-{slot}") for rule in RULES for slot in rule.when]


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_source_of_a_rule_is_in_the_list_of_sources() -> None:
    assert all(rule.source for rule in RULES)
    assert set(sources_of(RULES)) <= set(default_library().sources)


@lru_cache(maxsize=1)
def taxonomy() -> dict[str, Any]:
    return dict(yaml.safe_load((DATA / "taxonomy.yml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("table", [RULES, TABLES.patterns], ids=["rules", "patterns"])
def test_slots_and_answers_of_a_table_stand_in_the_questions(table: Any) -> None:
    unknown = {
        (slot, value)
        for row in table
        for slot, wanted in row.when.items()
        for value in wanted
        if value not in VALUES.get(slot, ())
    }
    assert unknown == set()


def test_slots_and_answers_stand_in_the_taxonomy() -> None:
    listed = {slot: set(values) for slot, values in taxonomy().get("check_up_slots", {}).items()}
    used = {slot: set(values) for slot, values in VALUES.items() if slot != NOTICED}
    assert used == listed


def test_what_can_be_noticed_is_found_by_the_reader_of_symptoms() -> None:
    """A rule on something that no wording gives would never hold."""
    findings = yaml.safe_load((DATA / "symptoms" / "findings.yml").read_text(encoding="utf-8"))["findings"]
    assert {finding.get("gives", {}).get(NOTICED) for finding in findings} - {None} == set(NOTICEABLE)


def test_no_rule_asks_whom_it_is_about() -> None:
    """Nor for sex, for wording, or for what a relative thinks: no slot holds these."""
    assert {slot for rule in RULES for slot in rule.when} <= set(VALUES) - {SUBJECT}
    assert set(VALUES) - {SUBJECT} == {SIGNS, AGE, "onset", "progression", "area", "context", NOTICED, *SYMPTOMS}


PERSON = re.compile(
    r"\b(you|your|i|my|he|she|his|her|him|m[ae]n|wom[ae]n|male|female|wife|husband|mother|father|son|daughter)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def medical_names() -> re.Pattern[str]:
    topics = default_library().topics.values()
    return names_pattern([*medical_words(), *(name for topic in topics for name in [*topic.names, topic.full_name])])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_explanation_is_plain_and_fits_whoever_it_is_about(rule: UrgencyRule) -> None:
    assert grade(rule.explanation, medical_names()) <= HIGHEST_GRADE
    assert not PERSON.search(rule.explanation)
    assert rule.explanation.endswith(".")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.sign], ids=lambda rule: rule.id)
def test_only_an_emergency_amounts_to_a_danger_sign(rule: UrgencyRule) -> None:
    assert rule.urgency == LEVELS[-1]
    assert rule.sign in DANGERS


# ---- the symbolic proof ----


def turned_off(rule: UrgencyRule, slot: str) -> Iterator[str]:
    """The answers to `slot` at which `rule` does not hold though it holds at a milder one."""
    accepted = set(rule.when[slot])
    yield from {high for low, high in all_worse(slot) if low in accepted and high not in accepted}


def takes_over(other: UrgencyRule, rule: UrgencyRule, slot: str, value: str) -> bool:
    """Whether `other` holds, and is as urgent, wherever `rule` would hold but for `value` in `slot`."""
    return rank(other.urgency) >= rank(rule.urgency) and all(
        value in wanted if asked == slot else set(rule.when.get(asked, ())) <= set(wanted) and asked in rule.when
        for asked, wanted in other.when.items()
    )


@pytest.mark.parametrize(("rule", "slot"), conditions())
def test_a_rule_that_a_worse_answer_turns_off_gives_way_to_one_as_urgent(rule: UrgencyRule, slot: str) -> None:
    lowered = {
        value for value in turned_off(rule, slot) if not any(takes_over(other, rule, slot, value) for other in RULES)
    }
    assert lowered == set()


@pytest.mark.parametrize(("rule", "slot"), conditions())
def test_a_condition_is_closed_upwards_unless_it_asks_for_unknown_alone_or_for_an_age(
    rule: UrgencyRule, slot: str
) -> None:
    assert not set(turned_off(rule, slot)) or rule.when[slot] == [UNKNOWN] or slot == AGE


@pytest.mark.parametrize(("rule", "slot"), conditions())
def test_a_condition_that_a_no_or_a_mild_answer_meets_is_met_by_unknown(rule: UrgencyRule, slot: str) -> None:
    accepted = set(rule.when[slot])
    mild = {NO, NONE, "years", "same", "comes_and_goes", "better"}
    assert UNKNOWN in accepted or not accepted & mild


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_holds_for_exactly_the_answers_it_names(rule: UrgencyRule) -> None:
    """All answers to the slots of the rule, and none: an open slot counts as unknown."""
    slots = list(rule.when)
    for values in product(*([*VALUES[slot], None] for slot in slots)):
        chosen = {slot: value for slot, value in zip(slots, values, strict=True) if value is not None}
        expected = all(chosen.get(slot, NOTHING if slot == NOTICED else UNKNOWN) in rule.when[slot] for slot in slots)
        assert meets(rule, answers_from(chosen)) is expected


# ---- every combination of answers ----


@dataclass(frozen=True)
class Grid:
    """The level of every combination of answers, one of each slot that a rule asks for.

    `classes`: per slot the answers in classes that no rule tells apart. `levels`: an array with one axis per slot.
    """

    classes: Mapping[str, tuple[tuple[str, ...], ...]]
    levels: np.ndarray[Any, np.dtype[np.uint8]]

    def axis(self, slot: str) -> int:
        return list(self.classes).index(slot)

    def place(self, slot: str, value: str) -> int:
        return next(place for place, members in enumerate(self.classes[slot]) if value in members)

    def at(self, slot: str, value: str) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """The levels of all combinations with `value` in `slot`."""
        return self.levels.take(self.place(slot, value), axis=self.axis(slot))

    def among(self, answers: Answers) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """The levels of all combinations of the answers given; a slot that is not answered may be anything."""
        places = [
            sorted({self.place(slot, value) for value in answers[slot] or (NOTHING,)})
            if slot in answers
            else range(len(members))
            for slot, members in self.classes.items()
        ]
        return self.levels[np.ix_(*places)]

    def still_possible(self, answers: Answers) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """The levels for all answers to the open slots. A list that was given has the level of its worst member."""
        given = tuple(axis for axis, slot in enumerate(self.classes) if slot in answers)
        return self.among(answers).max(axis=given)

    def answers(self, places: tuple[int, ...], choose: random.Random) -> dict[str, tuple[str, ...]]:
        """Answers of the combination at `places`, of each class one at random."""
        members = zip(self.classes, self.classes.values(), places, strict=True)
        return answers_from({slot: choose.choice(classes[place]) for slot, classes, place in members})


def grid_of(rules: tuple[UrgencyRule, ...]) -> Grid:
    """Built from the tables alone. Rules on one slot that give the same level count as one."""
    merged: dict[Any, tuple[int, dict[str, set[str]]]] = {}
    for rule in rules:
        key = (rule.urgency, *rule.when) if len(rule.when) == 1 else rule.id
        _, accepted = merged.setdefault(key, (rank(rule.urgency), {slot: set() for slot in rule.when}))
        for slot, wanted in rule.when.items():
            accepted[slot].update(wanted)
    classes: dict[str, tuple[tuple[str, ...], ...]] = {}
    for slot in (slot for slot in VALUES if slot != SUBJECT):
        alike: dict[tuple[bool, ...], list[str]] = {}
        for value in VALUES[slot]:
            told_by = tuple(value in accepted[slot] for _, accepted in merged.values() if slot in accepted)
            alike.setdefault(told_by, []).append(value)
        classes[slot] = tuple(tuple(members) for members in alike.values())
    levels = np.zeros([len(members) for members in classes.values()], np.uint8)
    for level, accepted in merged.values():
        places = [
            [
                place
                for place, members in enumerate(classes[slot])
                if slot not in accepted or members[0] in accepted[slot]
            ]
            for slot in classes
        ]
        here = np.ix_(*places)
        levels[here] = np.maximum(levels[here], level)
    return Grid(classes, levels)


LEVEL_OF = grid_of(RULES)


def test_every_combination_has_exactly_one_level_and_every_level_is_reached() -> None:
    reached, count = np.unique(LEVEL_OF.levels, return_counts=True)

    assert [LEVELS[level] for level in reached] == list(LEVELS)
    assert count.sum() == LEVEL_OF.levels.size > 1_000_000


def test_classes_hold_every_answer_once() -> None:
    for slot, classes in LEVEL_OF.classes.items():
        assert sorted(value for members in classes for value in members) == sorted(VALUES[slot])


def test_judge_agrees_with_the_enumeration() -> None:
    choose = random.Random(1)
    for flat in choose.sample(range(LEVEL_OF.levels.size), 6_000):
        places = np.unravel_index(flat, LEVEL_OF.levels.shape)
        answers = LEVEL_OF.answers(tuple(int(place) for place in places), choose)
        verdict = judge(TABLES, answers)
        assert rank(verdict.level) == LEVEL_OF.levels[places]
        assert rank(verdict.level) == max((rank(rule.urgency) for rule in verdict.rules), default=0)


@pytest.mark.parametrize(
    ("slot", "milder", "worse"), [(slot, *pair) for slot, pairs in WORSE.items() for pair in pairs]
)
def test_no_combination_is_less_urgent_with_a_more_worrying_answer(slot: str, milder: str, worse: str) -> None:
    assert (LEVEL_OF.at(slot, milder) <= LEVEL_OF.at(slot, worse)).all()


@pytest.mark.parametrize("sign", DANGERS)
def test_with_a_danger_sign_every_combination_is_an_emergency(sign: str) -> None:
    assert (LEVEL_OF.at(SIGNS, sign) == HIGHEST).all()


def test_a_child_and_signs_not_known_are_always_seen_soon() -> None:
    assert (LEVEL_OF.at(AGE, "under_18") >= rank("soon")).all()
    assert (LEVEL_OF.at(SIGNS, UNKNOWN) >= rank("soon")).all()


@pytest.mark.parametrize("slot", ["weakness", "wasting", "numbness"])
def test_a_main_symptom_is_never_left_to_self_care(slot: str) -> None:
    for value in (YES, UNKNOWN):
        assert (LEVEL_OF.at(slot, value) >= rank("routine")).all()


# ---- full inputs: several places, several things in the background, slots left open ----


def _some(values: tuple[str, ...], least: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=4, unique=True).map(tuple)


def _answer(slot: str) -> st.SearchStrategy[tuple[str, ...]]:
    if slot == NOTICED:
        return _some(NOTICEABLE, 0)
    if slot in LISTS:
        return _some(VALUES[slot], 1)
    return st.sampled_from(VALUES[slot]).map(lambda value: (value,))


COMPLETE = st.fixed_dictionaries({slot: _answer(slot) for slot in VALUES})
NO_DANGER = COMPLETE.flatmap(
    lambda answers: st.sampled_from((NONE, NONE, UNKNOWN)).map(lambda value: {**answers, SIGNS: (value,)})
)
PROFILES = st.one_of(COMPLETE, NO_DANGER)
PARTIAL = st.tuples(PROFILES, st.sets(st.sampled_from(tuple(VALUES)))).map(
    lambda drawn: {slot: value for slot, value in drawn[0].items() if slot not in drawn[1]}
)
MANY = settings(max_examples=150, deadline=None)


@MANY
@given(PARTIAL)
def test_the_level_is_the_highest_of_the_single_answers(answers: dict[str, tuple[str, ...]]) -> None:
    """Of lists each member is taken alone; what is open is unknown, or nothing noticed."""
    settled = {slot: answers.get(slot, (NOTHING if slot == NOTICED else UNKNOWN,)) for slot in LEVEL_OF.classes}
    assert level_rank(answers) == LEVEL_OF.among(settled).max()


@MANY
@given(PARTIAL, st.data())
def test_a_more_worrying_answer_never_lowers_the_level(
    answers: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    slot = data.draw(st.sampled_from(tuple(WORSE)))
    before = answers.get(slot, () if slot == NOTICED else (UNKNOWN,)) or (NOTHING,)
    replaced = data.draw(st.sampled_from(before))
    worse = [high for low, high in all_worse(slot) if low == replaced]
    if worse:
        after = (*(value for value in before if value != replaced), data.draw(st.sampled_from(sorted(worse))))
        assert level_rank({**answers, slot: after}) >= level_rank(answers)


@MANY
@given(PROFILES, st.data())
def test_one_more_answer_in_a_list_never_lowers_the_level(
    answers: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    slot = data.draw(st.sampled_from((*LISTS, NOTICED)))
    more = data.draw(st.sampled_from([value for value in VALUES[slot] if value]))
    assert level_rank({**answers, slot: (*answers[slot], more)}) >= level_rank(answers)


@MANY
@given(PARTIAL, st.sampled_from(VALUES[SUBJECT]))
def test_the_level_and_its_reasons_do_not_depend_on_whom_it_is_about(
    answers: dict[str, tuple[str, ...]], subject: str
) -> None:
    assert judge(TABLES, {**answers, SUBJECT: (subject,)}) == judge(TABLES, answers)


@MANY
@given(PARTIAL)
def test_the_order_of_answers_does_not_matter(answers: dict[str, tuple[str, ...]]) -> None:
    backwards = {slot: tuple(reversed(given)) for slot, given in reversed(answers.items())}
    assert judge(TABLES, backwards) == judge(TABLES, answers)


# ---- no rule in vain ----


def askable(rule: UrgencyRule) -> dict[str, list[str]]:
    """The conditions of a rule, with the answers that can be given."""
    return {slot: [value for value in wanted if value in VALUES[slot]] for slot, wanted in rule.when.items()}


def holding(rule: UrgencyRule) -> dict[str, tuple[str, ...]]:
    """A complete profile in which `rule` holds and all else is as mild as can be."""
    return answers_from({**MILDEST, **{slot: values[0] for slot, values in askable(rule).items()}})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_holds_for_some_answers_and_stands_among_the_reasons(rule: UrgencyRule) -> None:
    assert rule in reasons(TABLES, holding(rule))


def without(rule: UrgencyRule) -> Tables:
    return Tables(TABLES.questions, tuple(other for other in RULES if other is not rule), TABLES.patterns)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_alone_decides_for_some_answers(rule: UrgencyRule) -> None:
    for values in product(*askable(rule).values()):
        answers = answers_from({**MILDEST, **dict(zip(rule.when, values, strict=True))})
        if level_rank(answers) == rank(rule.urgency) > level_rank(answers, without(rule)):
            return
    pytest.fail(f"without {rule.id} every level stays the same")


# ---- which question comes next ----


def asked(profile: Answers, told: Answers) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """The questions of a check-up that begins with what was `told` and answers by `profile`, and all it knows then."""
    answers = dict(told)
    slots: list[str] = []
    while (slot := next_slot(TABLES, answers)) is not None:
        assert slot in TABLES.slots and slot not in answers
        slots.append(slot)
        answers[slot] = profile[slot]
    return slots, answers


TOLD = st.sets(st.sampled_from([slot for slot in TABLES.slots if slot != SIGNS]))
"""The slots that a first message may fill; danger signs are asked for in any case."""


def opened(profile: Answers, told: set[str]) -> dict[str, tuple[str, ...]]:
    return {slot: value for slot, value in profile.items() if slot in told or slot == NOTICED}


@MANY
@given(PROFILES, TOLD)
def test_what_is_not_asked_cannot_change_the_level(profile: dict[str, tuple[str, ...]], told: set[str]) -> None:
    _, known = asked(profile, opened(profile, told))
    assert level_rank(known) == level_rank(profile)


@MANY
@given(PROFILES, TOLD)
def test_danger_signs_come_first_and_no_question_twice(profile: dict[str, tuple[str, ...]], told: set[str]) -> None:
    slots, known = asked(profile, opened(profile, told))

    assert slots[0] == SIGNS
    assert len(slots) == len(set(slots)) <= MOST_QUESTIONS
    assert level_rank(known) == HIGHEST or {SUBJECT, AGE} <= set(known)


@settings(max_examples=100, deadline=None)
@given(COMPLETE, TOLD, st.sampled_from(DANGERS))
def test_a_danger_sign_ends_the_questions(profile: dict[str, tuple[str, ...]], told: set[str], sign: str) -> None:
    slots, known = asked({**profile, SIGNS: (sign,)}, opened(profile, told))

    assert slots == [SIGNS]
    assert judge(TABLES, known).level == LEVELS[-1]


def partial_profiles(count: int) -> Iterator[tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]]:
    """Complete profiles without danger sign, and a random part of each that is known already."""
    choose = random.Random(2)
    for _ in range(count):
        profile = {
            slot: tuple(choose.sample(values, choose.choice((1, 1, 2)) if slot in LISTS else 1))
            for slot, values in VALUES.items()
        }
        profile[SIGNS] = (choose.choice((NONE, NONE, NONE, UNKNOWN)),)
        profile[NOTICED] = (choose.choice(NOTICEABLE),) if choose.random() < 0.1 else ()
        share = choose.random()
        yield profile, {slot: value for slot, value in profile.items() if slot == NOTICED or choose.random() < share}


def test_it_stops_exactly_when_no_open_answer_could_raise_the_level() -> None:
    """By brute force over all answers to the open slots, at every step of several hundred check-ups.

    Before it stops it asks only what can matter, save the signs, the subject and the age, which are always asked.
    """
    stopped_early = 0
    for profile, told in partial_profiles(400):
        answers = dict(told)
        while (slot := next_slot(TABLES, answers)) is not None:
            if slot not in (SIGNS, SUBJECT, AGE):
                levels = LEVEL_OF.still_possible(answers)
                assert levels.max() > levels.min()
                assert any(slot in rule.when for rule in open_rules(TABLES, answers))
            answers[slot] = profile[slot]
        assert set(LEVEL_OF.still_possible(answers).flat) == {level_rank(answers)}
        assert questions_left(TABLES, answers) == 0
        stopped_early += len(answers) < len(VALUES)
    assert stopped_early > 200
