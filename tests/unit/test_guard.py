"""What cannot be read at all, and cleaning what can."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.reading.guard import LONGEST_MESSAGE, Problem, clean, find_problem

ANY_TEXT = st.one_of(st.none(), st.text(), st.text(st.characters(), max_size=50))


@pytest.mark.parametrize("text", [None, "", "   ", "\n\t", "\x00\x07", "\u200b\u2060", "\ufeff", "\u202e"])
def test_a_text_without_visible_characters_is_empty(text: str | None) -> None:
    assert find_problem(text) is Problem.EMPTY


def test_a_thousand_characters_are_read_and_one_more_is_too_long() -> None:
    assert LONGEST_MESSAGE == 1000
    assert find_problem("a" * 1000) is None
    assert find_problem("a" * 1001) is Problem.TOO_LONG


def test_the_length_is_judged_before_anything_else() -> None:
    assert find_problem("/" + "a" * 1000) is Problem.TOO_LONG
    assert find_problem(" " * 1001) is Problem.TOO_LONG


@pytest.mark.parametrize("text", ["?", "...", "😀😀", "👩‍⚕️", "!!! ???", "²"])
def test_figures_signs_and_emoji_alone_are_no_words(text: str) -> None:
    assert find_problem(text) is Problem.NO_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "Что такое мышечная атрофия?",
        "什么是肌肉萎缩",
        "ما هو ضمور العضلات",
        "τι είναι η ατροφία",
        "근육 위축",
        "מה זה ALS ניוון",
    ],
)
def test_another_script_is_named(text: str) -> None:
    assert find_problem(text) is Problem.OTHER_SCRIPT


@pytest.mark.parametrize("text", ["/restart", "/greet", " /session_start", "\u200b/restart", "\x00/restart", "/"])
def test_a_typed_command_is_named_however_it_is_hidden(text: str) -> None:
    assert find_problem(text) is Problem.COMMAND


@pytest.mark.parametrize(
    "text",
    [
        "What is ALS?",
        "💪 what is muscle atrophy 💪",
        "and/or",
        "¿Qué es la atrofia?",
        "Guillain-Barré",
        "what is the атрофия",
        "ok",
        "1 a",
    ],
)
def test_what_holds_latin_words_can_be_read(text: str) -> None:
    assert find_problem(text) is None


def test_half_of_another_script_is_still_read() -> None:
    assert find_problem("ab вг") is None
    assert find_problem("ab вгд") is Problem.OTHER_SCRIPT


def test_cleaning_drops_invisible_characters_and_makes_breaks_blanks() -> None:
    assert clean("what\x00is\u2028ALS\n\t now\u200b?") == "what is ALS now?"
    assert clean("po\u00adlio \u202eand\ud800") == "polio and"
    assert clean(None) == ""


def test_cleaning_keeps_letters_signs_and_emoji() -> None:
    assert clean("Barré 😀 ½ – “ALS”") == "Barré 😀 ½ – “ALS”"


@given(ANY_TEXT)
def test_cleaned_text_holds_no_control_character_and_stays_as_it_is(text: str | None) -> None:
    cleaned = clean(text)

    assert not [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")]
    assert clean(cleaned) == cleaned


@given(ANY_TEXT)
def test_every_text_is_either_read_or_has_one_named_problem(text: str | None) -> None:
    problem = find_problem(text)

    assert problem is None or isinstance(problem, Problem)
    if problem is None:
        assert any(char.isalpha() or char.isdecimal() for char in clean(text))


@given(st.text())
def test_a_text_that_can_be_read_never_starts_as_a_command(text: str) -> None:
    if find_problem(text) is None:
        assert not clean(text).startswith("/")
