"""Spelling is corrected towards the guide's own words and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.reading.spelling import Speller, english_words

SPELLER = Speller(
    ["atrophy", "neuropathy", "polio", "sclerosis", "spine", "als", "sarcopenia", "mri", "emgs"],
    known_words=["atrophic"],
)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("atropy", "atrophy"),
        ("atrohpy", "atrophy"),
        ("attrophy", "atrophy"),
        ("pollio", "polio"),
        ("poilo", "polio"),
    ],
)
def test_one_slip_is_corrected(word: str, meant: str) -> None:
    assert SPELLER.correct(word) == meant


@pytest.mark.parametrize(
    ("word", "meant"), [("nuropaty", "neuropathy"), ("atrofey", "atrophy"), ("sarkopaenia", "sarcopenia")]
)
def test_two_slips_are_corrected_in_a_long_word(word: str, meant: str) -> None:
    assert SPELLER.correct(word) == meant


def test_two_slips_are_too_many_for_a_short_word() -> None:
    assert SPELLER.correct("pllioo") is None


def test_three_slips_are_too_many_for_any_word() -> None:
    assert SPELLER.correct("nuropatti") is None


@pytest.mark.parametrize("word", ["spice", "spin", "portfolio", "trophy", "folio", "pole"])
def test_an_english_word_is_never_corrected(word: str) -> None:
    assert word in english_words()
    assert SPELLER.correct(word) is None


@pytest.mark.parametrize("word", ["atrophy", "polio", "atrophic"])
def test_own_and_known_words_are_right_as_they_are(word: str) -> None:
    assert SPELLER.correct(word) is None


@pytest.mark.parametrize("word", ["alz", "mrj", "amr"])
def test_a_word_of_three_letters_is_too_short_to_tell(word: str) -> None:
    assert SPELLER.correct(word) is None


def test_a_word_of_four_letters_keeps_its_first_letter() -> None:
    assert SPELLER.correct("emgz") == "emgs"
    assert SPELLER.correct("zmgs") is None


@pytest.mark.parametrize("word", ["atr0phy", "atropy's", "42", ""])
def test_what_is_not_all_letters_is_left_alone(word: str) -> None:
    assert SPELLER.correct(word) is None


def test_of_two_candidates_equally_near_the_one_with_the_same_first_letter_is_meant() -> None:
    assert Speller(["zorvat", "morvak"]).correct("morvat") == "morvak"


@given(st.text())
def test_any_word_is_corrected_to_an_own_word_or_left_alone(word: str) -> None:
    assert SPELLER.correct(word) in {None, "atrophy", "neuropathy", "polio", "sclerosis", "spine", "sarcopenia", "emgs"}
