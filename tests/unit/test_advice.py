"""Wordings that by themselves show a wish for a diagnosis or for advice on a medicine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from guide.reading.advice import AdviceCues, load_cues
from tests.unit.samples import UNIT_DATA

SENTENCES = yaml.safe_load((UNIT_DATA / "advice_cues.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cues() -> AdviceCues:
    return load_cues()


@pytest.mark.parametrize("text", SENTENCES["diagnosis"]["yes"])
def test_a_wish_for_a_diagnosis_is_noticed(cues: AdviceCues, text: str) -> None:
    assert cues.asks_diagnosis(text)


@pytest.mark.parametrize("text", SENTENCES["diagnosis"]["no"])
def test_a_question_in_general_is_no_wish_for_a_diagnosis(cues: AdviceCues, text: str) -> None:
    assert not cues.asks_diagnosis(text)


@pytest.mark.parametrize("text", SENTENCES["medication"]["yes"])
def test_a_wish_for_advice_on_a_medicine_is_noticed(cues: AdviceCues, text: str) -> None:
    assert cues.asks_medication(text)


@pytest.mark.parametrize("text", SENTENCES["medication"]["no"])
def test_a_question_in_general_is_no_wish_for_advice_on_a_medicine(cues: AdviceCues, text: str) -> None:
    assert not cues.asks_medication(text)


def test_a_typographic_apostrophe_and_capitals_hide_nothing(cues: AdviceCues) -> None:
    assert cues.asks_diagnosis("TELL ME WHAT I’VE GOT")


@pytest.mark.parametrize("text", SENTENCES["crisis"]["yes"])
def test_a_crisis_is_noticed(cues: AdviceCues, text: str) -> None:
    assert cues.shows_crisis(text)


@pytest.mark.parametrize("text", SENTENCES["crisis"]["no"])
def test_a_question_about_dying_is_no_crisis(cues: AdviceCues, text: str) -> None:
    assert not cues.shows_crisis(text)


def test_a_cue_that_is_no_pattern_stops_the_loading(data_copy: Path) -> None:
    path = data_copy / "vocabulary" / "advice_cues.yml"
    path.write_text("diagnosis_cues: ['(']\nmedication_cues: ['x']\n", encoding="utf-8")

    with pytest.raises(re.error):
        load_cues(data_copy)
