"""Replies to the questions of the check-up, and the tables they come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.check_up.ages import age_group, age_told
from guide.check_up.answers import default_answer_reader
from guide.check_up.tables import NO, NONE, SIGNS, UNKNOWN, YES, TableFault, default_tables, load_tables
from guide.symptoms.reading import Heard, SymptomReading

READER = default_answer_reader()
TABLES = default_tables()
NOTHING = SymptomReading()
EVERY_NAME = [
    pytest.param(question.slot, option.id, name, id=f"{question.slot}-{option.id}-{name}")
    for question in TABLES.questions
    for option in question.options
    for name in (option.id, option.title, *option.words)
]
MULTIPLE = [question.slot for question in TABLES.questions if question.multiple]
YES_NO = [question.slot for question in TABLES.questions if NO in question.ids]
WITH_UNKNOWN = [question.slot for question in TABLES.questions if UNKNOWN in question.ids]


def understood(slot: str, text: str, reading: SymptomReading = NOTHING) -> tuple[str, ...] | None:
    return READER.understand(TABLES.question(slot), text, reading)


@pytest.mark.parametrize(("slot", "option", "name"), EVERY_NAME)
@pytest.mark.parametrize("written", [str, str.upper, lambda name: f"  {name}. "], ids=["plain", "upper", "dot"])
def test_each_option_is_understood_by_id_title_and_listed_words(
    slot: str, option: str, name: str, written: Callable[[str], str]
) -> None:
    assert READER.is_listed(TABLES.question(slot), written(name))
    assert understood(slot, written(name)) == (option,)


@pytest.mark.parametrize("slot", MULTIPLE)
@pytest.mark.parametrize("link", [", ", " and ", " "])
@given(data=st.data())
def test_several_titles_in_one_reply_are_all_taken(slot: str, link: str, data: st.DataObject) -> None:
    named = [option for option in TABLES.question(slot).options if option.id not in (NONE, UNKNOWN)]
    chosen = data.draw(st.lists(st.sampled_from(named), min_size=1, max_size=5, unique_by=lambda option: option.id))

    assert understood(slot, link.join(option.title for option in chosen)) == tuple(option.id for option in chosen)


@pytest.mark.parametrize("slot", MULTIPLE)
@pytest.mark.parametrize("empty", [NONE, UNKNOWN])
def test_none_and_unknown_give_way_to_what_is_named_beside_them(slot: str, empty: str) -> None:
    question = TABLES.question(slot)
    first = question.options[0]
    if empty in question.ids:
        assert understood(slot, f"{first.title}, {question.option(empty).title}") == (first.id,)
        assert understood(slot, f"{question.option(empty).title}, {first.title}") == (first.id,)


@pytest.mark.parametrize("slot", YES_NO)
@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("yes", YES),
        ("Yes, a lot lately", YES),
        ("yeah I do", YES),
        ("unfortunately yes", YES),
        ("now and then", YES),
        ("no", NO),
        ("Nope, all fine", NO),
        ("not that I noticed", NO),
        ("I don't", NO),
        ("hardly any", NO),
        ("no idea", UNKNOWN),
        ("nope, no idea", UNKNOWN),
        ("not sure", UNKNOWN),
        ("I'd have to ask her doctor", UNKNOWN),
        ("well, I really could not tell... hard to say", UNKNOWN),
        ("maybe", UNKNOWN),
        ("I'd rather not say", UNKNOWN),
    ],
)
def test_yes_no_and_not_known_are_heard_in_many_ways(slot: str, text: str, meaning: str) -> None:
    assert understood(slot, text) == (meaning,)


@pytest.mark.parametrize("slot", WITH_UNKNOWN)
@pytest.mark.parametrize("text", ["no idea", "not sure", "I don't know", "no clue", "I do not know", "never checked"])
def test_what_is_not_known_never_becomes_a_no(slot: str, text: str) -> None:
    assert understood(slot, text) == (UNKNOWN,)


@pytest.mark.parametrize("text", ["no", "nothing like that", "none of them", "no none of that"])
@pytest.mark.parametrize("slot", [slot for slot in MULTIPLE if NONE in TABLES.question(slot).ids])
def test_a_no_to_a_list_is_none_of_it(slot: str, text: str) -> None:
    assert understood(slot, text) == (NONE,)


@pytest.mark.parametrize("text", ["bananas", "what a nice day", "", "???", "qwertz"])
@pytest.mark.parametrize("slot", TABLES.slots)
def test_what_is_no_answer_is_not_taken_for_one(slot: str, text: str) -> None:
    assert understood(slot, text) is None


def test_one_slip_in_a_name_of_several_words_is_forgiven() -> None:
    assert understood("progression", "Getting wrse") == ("worse",)
    assert understood("progression", "wrse") is None


def test_two_options_are_no_answer_to_a_question_for_one() -> None:
    assert understood("progression", "some days it is worse than others, then better") is None
    assert understood("progression", "I would say it is worse these days") == ("worse",)


def test_what_the_reader_of_symptoms_found_is_an_answer() -> None:
    signs = SymptomReading(signs=(Heard("breathing", "b", 0, 3), Heard("stroke", "s", 4, 9)))

    assert understood("onset", "bananas", SymptomReading(values={"onset": ("weeks",)})) == ("weeks",)
    assert understood("onset", "bananas", SymptomReading(values={"onset": ("weeks", "years")})) is None
    assert understood("onset", "bananas", SymptomReading(values={"onset": ("nonsense",)})) is None
    assert understood("subject", "bananas", SymptomReading(values={"subject": ("self",)})) is None
    assert understood("subject", "bananas", SymptomReading(values={"subject": ("someone_else",)})) == ("someone_else",)
    assert understood(SIGNS, "bananas", signs) == ("breathing", "stroke")


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("actually it is both legs", True),
        ("sorry, I meant weeks", True),
        ("oops typo", True),
        ("both legs", False),
        ("yes, it hurts", False),
    ],
)
def test_only_a_correcting_word_takes_something_back(text: str, corrects: bool) -> None:
    assert READER.corrects(text) is corrects


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("pain", "change pain to no", (NO,)),
        ("age_group", "the age should be 70", ("65_plus",)),
        ("onset", "set the start to weeks ago", ("weeks",)),
        ("area", "change the place to both legs and both arms", ("both_legs", "both_arms")),
        ("pain", "change my answer about pain", None),
    ],
)
def test_a_change_may_name_the_new_value(slot: str, text: str, value: tuple[str, ...] | None) -> None:
    assert READER.new_value(TABLES.question(slot), text) == value


def test_it_is_about_the_writer_only_where_the_writer_says_so() -> None:
    assert READER.is_about_me("please check my symptoms")
    assert not READER.is_about_me("I want to do the check-up")


def group_of(years: int) -> str:
    return "under_18" if years < 18 else "18_39" if years < 40 else "40_64" if years < 65 else "65_plus"


@given(st.integers(3, 120))
def test_a_stated_age_falls_into_its_group(years: int) -> None:
    assert age_group(str(years)) == group_of(years)
    assert age_told(f"I'm {years}") == group_of(years)
    assert age_told(f"she is {years} years old") == group_of(years)
    assert understood("age_group", f"{years}") == (group_of(years),)


@given(st.integers(121, 999))
def test_no_one_is_older_than_the_oldest(years: int) -> None:
    assert age_group(str(years)) is None


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("my dad, 71, is weak", "65_plus"),
        ("seventy-one years old", "65_plus"),
        ("I'm sixteen", "under_18"),
        ("my baby is 6 months old", "under_18"),
        ("my mum (82)", "65_plus"),
        ("when I was 12 I broke my leg", None),
        ("it is 12 weeks now", None),
        ("I weigh 70 kg", None),
        ("I'm 90% sure", None),
        ("weak for 20 years", None),
        ("I had polio at 5. I'm 66 now", "65_plus"),
        ("my legs are weak", None),
    ],
)
def test_only_the_age_that_someone_has_now_counts(text: str, group: str | None) -> None:
    assert age_told(text) == group


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("questions.yml", "multiple: false", "multiple: perhaps", "multiple"),
        ("questions.yml", "    summary: ", "    sumary: ", "summary"),
        ("urgency.yml", "urgency: emergency", "urgency: tomorrow", "urgency"),
        ("urgency.yml", "source: ", "surce: ", "source"),
        ("patterns.yml", "topic: ", "topics: ", "topic"),
    ],
)
def test_a_bad_table_is_named_with_file_and_line(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = tmp_path / "check_up"
    folder.mkdir()
    good = (Path(__file__).parents[2] / "data" / "check_up").resolve()
    for name in ("questions.yml", "urgency.yml", "patterns.yml"):
        (folder / name).write_text((good / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert load_tables(tmp_path) == TABLES
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    entry_starts = [m.start() for m in re.finditer(r"^  - ", text, re.MULTILINE) if m.start() <= text.index(old)]
    line = text.count("\n", 0, entry_starts[-1]) + 1

    with pytest.raises(TableFault, match=re.escape(f"{folder / file}:{line}: {said}")):
        load_tables(tmp_path)


def test_what_is_not_in_the_tables_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        TABLES.question("shoe_size")
    with pytest.raises(KeyError):
        TABLES.question("pain").option("perhaps")
