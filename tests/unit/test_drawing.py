"""The generated documents are as new as the tables, and the drawing leaves nothing out."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from guide.check_up.drawing import (
    COMMAND,
    DIALOGUE_FILE,
    RULES_FILE,
    documents,
    flowchart,
    rule_table,
    uneventful_steps,
    write,
)
from guide.check_up.planner import questions_left
from guide.check_up.policy import rank
from guide.check_up.tables import LEVELS, SIGNS, Tables, UrgencyRule, default_tables
from guide.check_up.telling import load_offers
from guide.knowledge.library import default_library
from guide.paths import PROJECT

TABLES = default_tables()
FILES = (RULES_FILE, DIALOGUE_FILE)
ONE_RULE = UrgencyRule(
    id="a_rule",
    when={"weakness": ["yes", "unknown"], "noticed": ["hot_calf"]},
    urgency="emergency",
    explanation="Because | so.",
    source=["nhs_dvt"],
    support="judgement",
    sign="stroke",
)


@lru_cache(maxsize=1)
def drawn() -> str:
    return flowchart(TABLES, load_offers())


@pytest.mark.parametrize("name", FILES)
def test_a_document_is_as_new_as_the_tables(name: str) -> None:
    assert (PROJECT / "docs" / name).read_text(encoding="utf-8") == documents()[name], f"run: {COMMAND}"


@pytest.mark.parametrize("name", FILES)
def test_a_document_begins_by_saying_how_it_is_made(name: str) -> None:
    first = (PROJECT / "docs" / name).read_text(encoding="utf-8").splitlines()[0]
    assert "Generated" in first
    assert COMMAND in first


def test_writing_gives_both_documents(tmp_path: Path) -> None:
    write(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == documents()


def test_the_table_has_every_rule_the_most_urgent_first() -> None:
    rows = rule_table(TABLES, default_library().sources).splitlines()[2:]
    ids = [row.split("`")[1] for row in rows]
    levels = [next(rule.urgency for rule in TABLES.rules if rule.id == id_) for id_ in ids]

    assert sorted(ids) == sorted(rule.id for rule in TABLES.rules)
    assert levels == sorted(levels, key=rank, reverse=True)
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


def test_a_row_tells_all_of_its_rule_in_words() -> None:
    source = default_library().sources["nhs_dvt"]
    table = rule_table(Tables(TABLES.questions, (ONE_RULE,), ()), {"nhs_dvt": source})

    assert table.splitlines()[-1] == (
        '| `a_rule` | emergency, as for "Face or one side suddenly weak or numb" '
        '| Weakness: "Yes" or "I don\'t know"<br>Noticed in what was told: "hot calf" | Because \\| so. '
        f"| [{source.publisher}]({source.address}) `nhs_dvt` | judgement |"
    )


def test_a_source_that_does_not_exist_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        rule_table(TABLES, {})


@pytest.mark.parametrize("slot", TABLES.slots)
def test_the_drawing_names_every_slot_and_reaches_it(slot: str) -> None:
    assert f"({slot})" in drawn()
    assert re.search(rf"> ask_{slot}$", drawn(), re.MULTILINE)


@pytest.mark.parametrize("level", LEVELS)
def test_the_drawing_names_every_level_and_reaches_it(level: str) -> None:
    assert f"result: {level}" in drawn()
    assert re.search(rf"> level_{level}$", drawn(), re.MULTILINE)


@pytest.mark.parametrize("words", vars(load_offers()).values())
def test_the_drawing_has_every_button_of_the_check_up(words: str) -> None:
    assert words in drawn() or "{name}" in words


def test_every_node_that_an_arrow_leads_to_is_drawn() -> None:
    led_to = set(re.findall(r"> (\w+)(?:[\[({].*)?$", drawn(), re.MULTILINE))
    assert led_to <= set(re.findall(r"(\w+)(?:\[|\(\[|\{)\"?", drawn()))


def test_danger_signs_lead_to_the_emergency_and_a_child_to_the_note() -> None:
    assert 'ask_emergency_signs -. "any danger sign" .-> level_emergency' in drawn()
    assert 'ask_age_group -. "Under 18" .-> child' in drawn()


def test_the_uneventful_questions_are_those_of_the_planner() -> None:
    steps = uneventful_steps(TABLES)

    assert steps[0].question.slot == SIGNS
    assert len(steps) == questions_left(TABLES, {})
    for step in steps:
        assert sorted(id_ for outcome in step.outcomes for id_ in outcome.answers) == sorted(step.question.ids)
        assert sum(outcome.uneventful for outcome in step.outcomes) == 1
