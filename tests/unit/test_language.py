"""A message in another language than English."""

from __future__ import annotations

import pytest

from guide.reading.language import is_other_language, load_language_models
from guide.reading.scanner import Scanner


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    load_language_models()


@pytest.mark.parametrize(
    "text",
    [
        "¿Cuáles son los síntomas de la distrofia?",
        "¿Qué es la atrofia muscular y cómo se trata?",
        "Was ist Muskelschwund und wie wird er behandelt?",
        "Qu'est-ce que l'atrophie musculaire et comment la soigner ?",
        "Cos'è l'atrofia muscolare e quali sono i sintomi?",
        "Czym jest zanik mięśni i jak się go leczy?",
    ],
)
def test_another_language_is_noticed(small_scanner: Scanner, text: str) -> None:
    assert is_other_language(small_scanner.scan(text), small_scanner.own_words)


@pytest.mark.parametrize(
    "text",
    [
        "What is muscle atrophy?",
        "how do doctors treat als",
        "sarcopenia duchenne riluzole",
        "polio prednisone",
        "hw is als trted",
    ],
)
def test_english_and_the_guides_own_words_are_no_other_language(small_scanner: Scanner, text: str) -> None:
    assert not is_other_language(small_scanner.scan(text), small_scanner.own_words)


@pytest.mark.parametrize("text", ["Muskelschwund", "atrofia", ""])
def test_a_single_word_is_too_little_to_tell(small_scanner: Scanner, text: str) -> None:
    assert not is_other_language(small_scanner.scan(text), small_scanner.own_words)


def test_misspelt_english_is_still_english(small_scanner: Scanner) -> None:
    assert not is_other_language(small_scanner.scan("wat iz mussle atropy and wot cauzes it"), small_scanner.own_words)
