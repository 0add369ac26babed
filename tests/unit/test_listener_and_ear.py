"""The ear beside the rules, what both come to, and the record of it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
import skops.io
from hypothesis import given
from hypothesis import strategies as st

from guide.symptoms.ear import Ear, Example, Sounds, load_examples
from guide.symptoms.listener import BY_EAR, Hearing, Listener, decide
from guide.symptoms.reader import SymptomReader
from guide.symptoms.reading import Heard, SymptomReading

HEARD = Heard("stroke", "face_droops", 3, 9)
PRESENT = SymptomReading(signs=(HEARD,), named=("breathing",))
NOTHING = SymptomReading()
SHORT = "one two three four five six"
LONG = f"{SHORT} {SHORT}"


def sounds(emergency: float = 0.0, crisis: float = 0.0) -> Sounds:
    return Sounds(emergency, crisis, "swallowing")


def by_ear(text: str) -> tuple[Heard, ...]:
    return (Heard("swallowing", BY_EAR, 0, len(text)),)


@pytest.mark.parametrize(("emergency", "kept"), [(0.24, False), (0.25, True), (0.99, True)])
def test_the_ear_doubts_signs_that_do_not_sound_like_any(emergency: float, kept: bool) -> None:
    reading = decide(PRESENT, sounds(emergency), LONG)

    assert reading.signs == ((HEARD,) if kept else ())
    assert reading.named == (("breathing",) if kept else ("stroke", "breathing"))


def test_a_doubted_sign_is_named_once() -> None:
    reading = decide(SymptomReading(signs=(HEARD, HEARD), named=("stroke",)), sounds(0.0), LONG)

    assert reading.named == ("stroke",)


@pytest.mark.parametrize(
    ("by_rules", "signs", "probability", "expected"),
    [
        (False, (), 0.59, False),
        (False, (), 0.6, True),
        (True, (), 0.09, False),
        (True, (), 0.1, True),
        (True, (HEARD,), 0.59, False),
        (True, (HEARD,), 0.6, True),
        (False, (HEARD,), 0.6, True),
    ],
)
@pytest.mark.parametrize("emergency", [0.0, 0.5])
def test_a_crisis_needs_more_where_the_rules_do_not_bear_it_out(
    by_rules: bool, signs: tuple[Heard, ...], probability: float, expected: bool, emergency: float
) -> None:
    reading = SymptomReading(signs=signs, crisis=by_rules)

    assert decide(reading, sounds(emergency, probability), LONG).crisis is expected


@pytest.mark.parametrize(
    ("onset", "emergency", "alarm"),
    [
        (None, 0.64, False),
        (None, 0.7, True),
        ("hours_days", 0.7, True),
        ("weeks", 0.84, False),
        ("months", 0.84, False),
        ("years", 0.84, False),
        ("months", 0.9, True),
    ],
)
def test_the_ear_alone_raises_the_alarm_later_where_it_has_been_slow(
    onset: str | None, emergency: float, alarm: bool
) -> None:
    reading = SymptomReading(values={"onset": (onset,)} if onset else {})
    decided = decide(reading, sounds(emergency), LONG)

    assert decided.signs == (by_ear(LONG) if alarm else ())
    assert decided.named == (() if alarm else ("swallowing",))
    assert decided.values == reading.values


@pytest.mark.parametrize(
    ("text", "reading", "alarm"),
    [
        (SHORT, NOTHING, False),
        (LONG.removesuffix(" six"), NOTHING, False),
        (LONG, NOTHING, True),
        (SHORT, SymptomReading(values={"weakness": ("yes",)}), True),
        (SHORT, SymptomReading(values={"onset": ("hours_days",)}), True),
        (SHORT, SymptomReading(values={"area": ("both_legs",)}), False),
        (SHORT, SymptomReading(named=("stroke",)), True),
    ],
)
def test_few_words_alarm_only_where_the_rules_read_something(text: str, reading: SymptomReading, alarm: bool) -> None:
    assert decide(reading, sounds(0.99), text).signs == (by_ear(text) if alarm else ())


def test_the_ear_raises_no_alarm_in_a_crisis() -> None:
    reading = decide(NOTHING, sounds(0.99, 0.9), LONG)

    assert (reading.crisis, reading.signs, reading.named) == (True, (), ("swallowing",))


@pytest.mark.parametrize(
    ("named", "emergency", "expected"),
    [((), 0.44, ()), ((), 0.45, ("swallowing",)), (("stroke",), 0.45, ("stroke",))],
)
def test_what_sounds_a_little_like_a_sign_is_noted(
    named: tuple[str, ...], emergency: float, expected: tuple[str, ...]
) -> None:
    reading = decide(SymptomReading(named=named), sounds(emergency), LONG)

    assert (reading.named, reading.signs) == (expected, ())


@given(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.sampled_from([SHORT, LONG]))
def test_a_sign_of_the_rules_is_kept_or_named_but_never_lost(
    emergency: float, crisis: float, by_rules: bool, text: str
) -> None:
    reading = decide(SymptomReading(signs=(HEARD,), crisis=by_rules), sounds(emergency, crisis), text)

    assert reading.present == ("stroke",) or reading.named == ("stroke",)


class Rules(SymptomReader):
    """Rules that always read the same."""

    def __init__(self, reading: SymptomReading) -> None:
        self._reading = reading

    def read(self, text: str) -> SymptomReading:
        return self._reading


class Deaf(Ear):
    """An ear that always hears the same."""

    def __init__(self, heard: Sounds) -> None:
        self._heard = heard

    def hear(self, text: str) -> Sounds:
        return self._heard


def test_messages_of_few_words_are_left_to_the_rules() -> None:
    listener = Listener(Rules(PRESENT), Deaf(sounds(0.0)))

    assert listener.read("one two three four five") is PRESENT
    assert listener.read(SHORT).signs == ()


def test_a_listener_goes_by_the_thresholds_it_is_given() -> None:
    listener = Listener(Rules(NOTHING), Deaf(sounds(0.3)), Hearing(alarm=0.3, fewest_words=2, many_words=2))

    assert listener.read("one") == NOTHING
    assert listener.read("one two").signs == by_ear("one two")


# ---- the ear ----

EXAMPLES = [
    *(Example(f"i can't breathe {when}", True, "breathing") for when in ("now", "today", "any more", "at all")),
    *(Example(f"food gets stuck {when}", True, "swallowing") for when in ("now", "today", "any more", "at all")),
    *(Example(f"i want to die {when}", True, "crisis", True) for when in ("now", "today", "tonight", "soon")),
    *(Example(f"is trouble breathing common in {what}?", False) for what in ("als", "polio", "stroke", "ataxia")),
]
OTHERS = ["what is als", "who treats polio", "how common is ataxia", "thank you", "good morning"]


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear.learn(EXAMPLES, OTHERS)


def test_the_ear_tells_emergencies_from_questions(ear: Ear) -> None:
    assert ear.hear("help i can't breathe").emergency > 0.6
    assert ear.hear("how common is trouble breathing in polio?").emergency < 0.4


def test_the_ear_hears_a_crisis(ear: Ear) -> None:
    assert ear.hear("i want to die").crisis > 0.6
    assert ear.hear("food gets stuck").crisis < 0.4


def test_the_ear_says_which_sign_is_likeliest(ear: Ear) -> None:
    assert ear.hear("I can’t BREATHE").sign == "breathing"
    assert ear.hear("food gets stuck").sign == "swallowing"


def test_an_ear_that_is_unsure_of_the_sign_takes_the_widest() -> None:
    signs = ["breathing", "swallowing", "stroke", "head_drop", "walking"]
    examples = [Example(f"{word} so bad {sign}", True, sign) for sign in signs for word in ("now", "today")]
    unsure = Ear.learn([*examples, Example("i want to die", True, "crisis", True)], OTHERS)

    assert unsure.hear("zzz").sign == "spreading_fast"


def test_a_mixed_message_teaches_nothing_about_crises() -> None:
    mixed = [Example(f"i want to die {when}", True) for when in ("today", "now", "soon", "again", "later", "here")]

    with_mixed, without = Ear.learn([*EXAMPLES, *mixed], OTHERS), Ear.learn(EXAMPLES, OTHERS)
    assert with_mixed.hear("i want to die").crisis > 0.5
    assert with_mixed.hear("i want to die").emergency > without.hear("thank you").emergency


def test_an_ear_cannot_learn_from_nothing() -> None:
    with pytest.raises(ValueError, match="no examples"):
        Ear.learn([], OTHERS)


def test_an_ear_that_is_loaded_hears_what_the_saved_one_heard(ear: Ear, tmp_path: Path) -> None:
    ear.save(tmp_path)
    loaded = Ear.load(tmp_path)

    assert [loaded.hear(example.text) for example in EXAMPLES] == [ear.hear(example.text) for example in EXAMPLES]


def test_an_ear_of_unknown_types_is_refused(tmp_path: Path) -> None:
    skops.io.dump({"words": argparse.Namespace(a=1)}, tmp_path / "ear.skops")

    with pytest.raises(ValueError, match="unknown types.*argparse.Namespace"):
        Ear.load(tmp_path)


def test_examples_are_read_from_their_files(tmp_path: Path) -> None:
    (tmp_path / "heard").mkdir()
    for name in ("breathing", "crisis", "messages"):
        text = f"sign: {name}\npresent: [{name} now]\nonly_named: [no {name}]\n"
        (tmp_path / "heard" / f"{name}.yml").write_text(text, encoding="utf-8")

    assert load_examples(tmp_path) == [
        Example("breathing now", True, "breathing"),
        Example("no breathing", False),
        Example("crisis now", True, "crisis", True),
        Example("no crisis", False),
        Example("messages now", True),
        Example("no messages", False),
    ]


# ---- the record ----

names = st.text(max_size=8)
tuples = st.lists(names, max_size=3).map(tuple)
readings = st.builds(
    SymptomReading,
    signs=st.lists(st.builds(Heard, names, names, st.integers(0), st.integers(0)), max_size=3).map(tuple),
    named=tuples,
    crisis=st.booleans(),
    values=st.dictionaries(names, tuples, max_size=3),
)


@given(readings)
def test_a_reading_survives_the_way_through_json(reading: SymptomReading) -> None:
    assert SymptomReading.from_json(json.loads(json.dumps(reading.to_json()))) == reading


def test_no_json_gives_the_reading_that_tells_nothing() -> None:
    assert SymptomReading.from_json(None) == SymptomReading.from_json({}) == NOTHING


def test_each_present_sign_is_given_once_in_order() -> None:
    other = Heard("breathing", "gasps", 0, 2)

    assert SymptomReading(signs=(HEARD, other, HEARD)).present == ("stroke", "breathing")


@pytest.mark.parametrize(
    ("slots", "story"),
    [
        (["weakness", "onset", "area"], True),
        (["weakness", "pain", "subject"], True),
        (["weakness", "onset"], False),
        (["onset", "area", "subject"], False),
        (["weakness", "onset", "named_area"], False),
    ],
)
def test_a_story_is_a_symptom_and_something_more(slots: list[str], story: bool) -> None:
    assert SymptomReading(values=dict.fromkeys(slots, ("yes",))).tells_a_story is story
