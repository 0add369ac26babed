"""Whoever adds a topic is told what is missing in its file, with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.knowledge.check import check
from guide.knowledge.library import load_library
from tests.unit.spoiling import Spoilt, lines_with, spoil

ALS = "knowledge/als.yml"
MRI = "knowledge/mri.yml"
HARD = (
    "Considerable deterioration of respiratory capabilities necessitates immediate interdisciplinary hospitalization."
)
PACE = '  pace:\n    text: "ALS gets worse with time."\n    source: health_body\n'
WHAT = '"In ALS, nerve cells die."\n    source: clinic'
DATED = f'{WHAT}\n    checked: "2026-06"'

FAULTS = {
    "a sensible question neither answered nor declared": Spoilt(
        ALS, '  causes: "We have no source on that."\n', "", "answers:", "'causes' is neither answered nor declared"
    ),
    "a facet neither answered nor declared": Spoilt(
        "knowledge/polio.yml",
        '  pain: "We have no source on that."\n',
        "",
        "answers:",
        "'pain' is neither answered nor declared",
    ),
    "a point to compare that is missing": Spoilt(ALS, PACE, "", "compare:", "compare: 'pace' is missing"),
    "a point to compare that its sort does not have": Spoilt(
        MRI,
        "  feel:\n    text",
        "  pace:\n    text",
        "  pace:",
        "unknown point 'pace'; a test is compared by what, feel",
    ),
    "a trait that nobody can ask for": Spoilt(ALS, "  weakness:", "  blueness:", "  blueness:", "unknown trait"),
    "a link to what is no topic": Spoilt(
        ALS, "leads_to:\n  muscle_atrophy:", "leads_to:\n  scurvy:", "  scurvy:", "leads_to: 'scurvy' is no other topic"
    ),
    "a link to itself": Spoilt(
        ALS, "leads_to:\n  muscle_atrophy:", "leads_to:\n  als:", "  als:", "leads_to: 'als' is no other topic"
    ),
    "an unknown source behind a comparison": Spoilt(
        ALS, WHAT, WHAT.replace("clinic", "hearsay"), "source: hearsay", "unknown source 'hearsay'"
    ),
    "an unknown source behind a trait": Spoilt(
        ALS,
        '"ALS makes muscles weak."\n    source: health_body',
        '"ALS makes muscles weak."\n    source: rumour',
        "source: rumour",
        "unknown source 'rumour'",
    ),
    "an unknown source behind a link": Spoilt(
        ALS,
        '"ALS makes the muscles thin."\n      source: health_body',
        '"ALS makes the muscles thin."\n      source: gossip',
        "source: gossip",
        "unknown source 'gossip'",
    ),
    "a comparison without source": Spoilt(ALS, WHAT, WHAT.split("\n")[0], "  what:", "source"),
    "a trait too hard to read": Spoilt(ALS, "ALS makes muscles weak.", HARD, "weakness:", "reading grade"),
    "a link too hard to read": Spoilt(ALS, "ALS makes the muscles thin.", HARD, '- text: "Cons', "reading grade"),
    "an unknown source behind a word": Spoilt(
        "vocabulary/medical_words.yml", "source: clinic", "source: hearsay", "source: hearsay", "'hearsay'"
    ),
    "a word of a topic that is none": Spoilt(
        "vocabulary/medical_words.yml", "topic: als", "topic: scurvy", "topic: scurvy", "unknown topic 'scurvy'"
    ),
    "a month that is none": Spoilt(
        ALS, WHAT, f'{WHAT}\n    checked: "2026-13"', 'checked: "2026-13"', "compare.what.checked"
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_file_and_line(data_copy: Path, fault: Spoilt) -> None:
    path = spoil(data_copy, fault)
    found = [f for f in check(data_copy) if f.path == path and fault.what in f.what]

    assert len(found) == 1
    assert found[0].line in lines_with(path, fault.line)


def written(data: Path, year: str) -> None:
    """Let the source of the sentence that is dated be a text of `year`."""
    spoil(
        data,
        Spoilt("sources.yml", "    publisher: A Clinic\n", f'    publisher: A Clinic\n    text_of: "{year}"\n', "", ""),
    )


def test_an_old_text_that_stands_alone_behind_what_may_change_must_show_its_year(data_copy: Path) -> None:
    written(data_copy, "2020")
    path = spoil(data_copy, Spoilt(ALS, WHAT, DATED, "", ""))
    (fault,) = check(data_copy)

    assert fault.path == path
    assert fault.line in lines_with(path, "  what:")
    assert "one text of 2020 alone" in fault.what


@pytest.mark.parametrize(
    ("year", "text"),
    [
        ("2021", DATED),
        ("2020", WHAT),
        ("2020", DATED.replace("nerve cells die", "nerve cells died in 2019")),
        ("2020", DATED.replace("source: clinic", "source: [clinic, health_body]")),
    ],
    ids=["five years are not old", "it does not change", "it says the year", "another text says so too"],
)
def test_an_old_text_may_stand_where_it_misleads_nobody(data_copy: Path, year: str, text: str) -> None:
    written(data_copy, year)
    spoil(data_copy, Spoilt(ALS, WHAT, text, "", ""))

    assert check(data_copy) == []


def test_the_year_of_a_text_is_a_year(data_copy: Path) -> None:
    written(data_copy, "20")

    assert any("sources.clinic.text_of" in fault.what for fault in check(data_copy))


def test_a_topic_of_the_list_without_a_file_is_a_fault(data_copy: Path) -> None:
    (data_copy / "knowledge" / "aging.yml").unlink()

    assert [fault.what for fault in check(data_copy)] == ["the topic 'aging' has no file in knowledge/"]


def test_a_question_that_makes_no_sense_need_not_be_declared(data_copy: Path) -> None:
    mri = load_library(data_copy).topics["mri"]

    assert "outlook" not in {*mri.answers, *mri.not_covered}
    assert check(data_copy) == []


def test_everything_a_file_says_has_its_place_in_it(data_copy: Path) -> None:
    places = dict(load_library(data_copy).topics["als"].placed_sentences())

    assert places["answers", "definition", "more", 0].text == "It often starts in one hand."
    assert places["compare", "what"].text == "In ALS, nerve cells die."
    assert places["traits", "weakness"].text == "ALS makes muscles weak."
    assert places["leads_to", "muscle_atrophy", 0].text == "ALS makes the muscles thin."
