"""Noise: as many typing errors as promised, in long words only, and the same ones every time."""

import random
import re
from collections.abc import Callable

import pytest

from evaluation.noise import (
    ONE_TYPO,
    RAMBLING,
    TWO_TYPOS,
    VARIANTS,
    load_rambling,
    noisy,
    one_typo,
    two_typos,
    with_noise,
)
from evaluation.rows import Row
from guide.reading.guard import LONGEST_MESSAGE
from guide.reading.scanner import default_scanner
from guide.reading.vocabulary import Kind
from guide.symptoms.reader import default_symptom_reader

COVERED = frozenset({("polio", "symptoms")})
TEXTS = (
    "What are the signs of polio?",
    "how do they treat ALS",
    "polio?",
    "Is Guillain-Barré syndrome the same in men and in women, and why?",
    "is it an MRI or a CT, when",
)
SEEDS = range(60)


def distance(one: str, other: str) -> int:
    """How many letters were left out, added, exchanged or swapped with the next one."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            steps = [
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i - 1] != other[j - 1]),
            ]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                steps.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(steps)
    return table[len(one), len(other)]


def short_words(text: str) -> list[str]:
    return [word for word in re.split(r"[^\w]+", text) if 0 < len(word) < 4]


@pytest.mark.parametrize(("make", "edits"), [(one_typo, 1), (two_typos, 2)])
@pytest.mark.parametrize("text", TEXTS)
def test_as_many_errors_as_promised(make: Callable[[str, random.Random], str], edits: int, text: str) -> None:
    for seed in SEEDS:
        assert distance(text, make(text, random.Random(seed))) == edits


@pytest.mark.parametrize("text", ["als", "is it an MRI or CT?", "", "1918 - 2026"])
def test_short_words_are_never_mistyped(text: str) -> None:
    for seed in SEEDS:
        assert one_typo(text, random.Random(seed)) == two_typos(text, random.Random(seed)) == text


def test_short_words_beside_long_ones_stay() -> None:
    for seed in SEEDS:
        typed = two_typos("how do I see if an MRI of the legs is any good", random.Random(seed)).split()
        assert [typed[place] for place in (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11)] == (
            ["how", "do", "I", "see", "if", "an", "MRI", "of", "the", "is", "any"]
        )


def test_errors_of_every_sort_are_made() -> None:
    lengths = {len(one_typo("polio", random.Random(seed))) for seed in SEEDS}
    assert lengths == {4, 5, 6}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_row_has_the_same_noise(variant: str) -> None:
    rows = [Row("set", line, text) for line, text in enumerate(TEXTS)]
    assert [with_noise(row, variant) for row in rows] == [with_noise(row, variant) for row in rows]
    assert [with_noise(row, variant, seed=2).text for row in rows] != [with_noise(row, variant).text for row in rows]


def test_variants_are_sets_of_their_own_and_of_covered_rows() -> None:
    covered = Row("mine", 3, TEXTS[0], frozenset({"polio"}), frozenset({"symptoms"}), own=True)
    declined, uncovered = Row("mine", 4, "x"), Row("mine", 5, "y", frozenset({"polio"}), frozenset({"risk"}))
    found = noisy([covered, declined, uncovered], COVERED)
    assert [(row.set_name, row.variant, row.line) for row in found] == [
        ("mine, one typo", ONE_TYPO, 3),
        ("mine, two typos", TWO_TYPOS, 3),
        ("mine, rambling", RAMBLING, 3),
    ]
    assert all(row.pairs == covered.pairs and row.own for row in found)
    assert noisy(found, COVERED) == []


def test_rambling_stands_around_the_question() -> None:
    text = with_noise(Row("set", 1, TEXTS[0]), RAMBLING).text
    preface, tail = text.split(TEXTS[0])
    assert len(preface.split()) == len(tail.split()) == 30
    assert len(text) < LONGEST_MESSAGE


def test_the_everyday_talk_is_varied_and_harmless() -> None:
    talk = load_rambling()
    assert len(set(talk.prefaces)) == len(set(talk.tails)) == 12
    for words in (*talk.prefaces, *talk.tails):
        told = default_symptom_reader().read(words)
        assert len(words.split()) == 30
        assert not [m for m in default_scanner().scan(words).mentions if m.term.kind is Kind.TOPIC], words
        assert not (told.signs or told.named or told.crisis), words
        assert "?" not in words
