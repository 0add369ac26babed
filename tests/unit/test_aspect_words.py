"""Aspects named side by side."""

from __future__ import annotations

import pytest

from guide.reading.aspect_words import AspectWords, load_aspect_words
from tests.unit.samples import SMALL_DATA

WORDS = AspectWords(
    {"symptoms": "symptoms", "signs": "symptoms", "treatment": "treatment", "risk factors": "risk", "cause": "causes"}
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("symptoms and treatment of polio", ["symptoms", "treatment"]),
        ("treatment & symptoms", ["treatment", "symptoms"]),
        ("cause, symptoms, and the treatment", ["causes", "symptoms", "treatment"]),
        ("the risk factors or its signs", ["risk", "symptoms"]),
        ("symptoms/treatment", ["symptoms", "treatment"]),
        ("symptoms plus early signs plus cause", ["symptoms", "causes"]),
    ],
)
def test_nouns_side_by_side_are_all_heard_in_order(text: str, expected: list[str]) -> None:
    assert WORDS.listed_together(text) == expected


@pytest.mark.parametrize(
    "text",
    ["symptoms of polio", "symptoms and signs", "symptoms that come before treatment", "causes and treatments", ""],
)
def test_one_aspect_or_two_apart_are_no_list(text: str) -> None:
    assert WORDS.listed_together(text) == []


def test_the_nouns_are_read_from_the_vocabulary() -> None:
    assert load_aspect_words(SMALL_DATA).listed_together("signs and therapy") == ["symptoms", "treatment"]


def test_the_guides_own_nouns_hear_symptoms_and_treatment() -> None:
    assert load_aspect_words().listed_together("symptoms and treatment of polio") == ["symptoms", "treatment"]
