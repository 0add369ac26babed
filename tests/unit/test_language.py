"""A message in another language than English."""

from __future__ import annotations

import pytest

from guide.reading.language import is_other_language
from guide.reading.words import split_words

OWN_WORDS = frozenset({"atrophy", "neuropathy", "guillain", "barre", "sarcopenia", "amyotrophic", "sclerosis"})


def other_language(text: str) -> bool:
    return is_other_language(text, [word.form for word in split_words(text)], OWN_WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "¿Cuáles son los síntomas de la distrofia?",
        "Was ist Muskelschwund und wie wird er behandelt?",
        "Qu'est-ce que l'atrophie musculaire et comment la soigner ?",
        "Cos'è l'atrofia muscolare e quali sono i sintomi?",
        "Czym jest zanik mięśni i jak się go leczy?",
    ],
)
def test_another_language_is_noticed(text: str) -> None:
    assert other_language(text)


@pytest.mark.parametrize(
    "text",
    ["What is muscle atrophy?", "how do doctors treat als", "sarcopenia guillain barre neuropathy", "amyotrophic sclerosis"],
)
def test_english_and_the_guides_own_words_are_no_other_language(text: str) -> None:
    assert not other_language(text)


@pytest.mark.parametrize("text", ["Muskelschwund", "atrofia", ""])
def test_a_single_word_is_too_little_to_tell(text: str) -> None:
    assert not other_language(text)


def test_misspelt_english_is_still_english() -> None:
    assert not other_language("wat iz mussle atrofy and wot cauzes it")
