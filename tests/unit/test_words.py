"""Words of a message in a form that is easy to compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.reading.words import plain, split_words


def forms(text: str) -> list[str]:
    return [word.form for word in split_words(text)]


def test_plain_text_is_lower_case_without_accents_and_with_one_apostrophe() -> None:
    assert plain("Guillain-Barré’s SYNDROME `x´") == "guillain-barre's syndrome 'x'"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is ALS?", ["what", "is", "als"]),
        ("post-polio/MRI", ["post", "polio", "mri"]),
        ("Gehrig's disease", ["gehrig", "disease"]),
        ("don’t", ["don't"]),
        ("snake_case", ["snake", "case"]),
        ("... !?", []),
        ("", []),
    ],
)
def test_a_message_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_each_word_knows_where_it_stands() -> None:
    words = split_words("  Barré's, hand")

    assert [(word.start, word.end) for word in words] == [(2, 9), (11, 15)]


@given(st.text())
def test_words_lie_in_order_within_any_text(text: str) -> None:
    words = split_words(text)

    edges = [edge for word in words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
