"""Our own sets: facets, relations, requests for advice and foreign diseases; and the calibration of confidence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.calibration import calibrate, calibration_of, confidence_of
from evaluation.question_sets import OWN_SETS, BadArguments, gather
from evaluation.rates import Rate
from evaluation.rows import BadLine, Relation, Row, Wanted, parse_row
from evaluation.scoring import Answer, Measure, Outcome, Said, judge, said_in, score
from evaluation.selections import advice, clear_questions, foreign, own_advice, own_pairs
from evaluation.summary import Results, Tally

COVERED = frozenset({("als", "symptoms"), ("als", "pain"), ("polio", "symptoms")})


def row(**entry: Any) -> Row:
    return parse_row(json.dumps({"text": "made up", **entry}).encode(), "set", 1)


FACET = row(topics=["als"], aspects=["symptoms"], facet="pain")
NO_FACET = row(topics=["als"], aspects=["symptoms"], facet=None)


@pytest.mark.parametrize(
    ("asked", "facet", "outcome"),
    [
        (FACET, "pain", Outcome.RIGHT),
        (FACET, None, Outcome.WRONG),
        (FACET, "preparation", Outcome.WRONG),
        (NO_FACET, "pain", Outcome.RIGHT),
        (NO_FACET, None, Outcome.RIGHT),
    ],
)
def test_a_row_with_a_facet_wants_that_facet(asked: Row, facet: str | None, outcome: Outcome) -> None:
    part = {"kind": "answer", "topic": "als", "aspect": "symptoms", "sources": []}
    said = said_in([{**part, "facet": facet} if facet else part])
    assert judge(asked, said) is outcome


def test_a_facet_is_covered_by_itself() -> None:
    assert FACET.wanted(COVERED) is Wanted.ANSWER
    assert row(topics=["polio"], aspects=["symptoms"], facet="pain").wanted(COVERED) is Wanted.UNCOVERED
    assert row(topics=["polio"], aspects=["symptoms"]).wanted(COVERED) is Wanted.ANSWER


DIFFERENCE = row(relation="difference", topics=["als", "polio"], trait=None)
WHICH = row(relation="which", topics=[], trait="numbness")
LEADS = row(relation="leads_to", topics=["polio", "post_polio_syndrome"], trait=None)


def told(relation: str, *topics: str, traits: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"kind": "answer", "topic": "als", "aspect": "definition", "relation": relation} | {
        "topics": list(topics),
        "traits": list(traits),
    }


@pytest.mark.parametrize(
    ("asked", "part", "outcome"),
    [
        (DIFFERENCE, told("difference", "als", "polio"), Outcome.RIGHT),
        (DIFFERENCE, told("difference", "polio", "als"), Outcome.RIGHT),
        (DIFFERENCE, told("in_common", "als", "polio"), Outcome.WRONG),
        (DIFFERENCE, told("difference", "als", "stroke"), Outcome.WRONG),
        (DIFFERENCE, {"kind": "answer", "topic": "als", "aspect": "definition"}, Outcome.WRONG),
        (DIFFERENCE, {"kind": "declined", "reason": "out_of_scope"}, Outcome.DECLINED),
        (WHICH, told("which", "als", "stroke", traits=("weakness", "numbness")), Outcome.RIGHT),
        (WHICH, told("which", "als", traits=("weakness",)), Outcome.WRONG),
        (LEADS, told("leads_to", "polio", "post_polio_syndrome"), Outcome.RIGHT),
        (LEADS, told("leads_to", "post_polio_syndrome", "polio"), Outcome.WRONG),
    ],
)
def test_relations(asked: Row, part: dict[str, Any], outcome: Outcome) -> None:
    one = score(asked, said_in([part]))
    assert asked.wanted(COVERED) is Wanted.RELATION
    assert one.outcomes[Measure.STRICT] is outcome
    assert one.recognised is (outcome is Outcome.RIGHT)
    assert not one.no_source


def test_a_relation_of_which_no_source_speaks_is_recognised_and_counted_apart() -> None:
    declined = {"kind": "declined", "reason": "not_covered", "relation": "leads_to", "topics": ["polio", "als"]}
    one, other = score(LEADS, said_in([declined])), score(DIFFERENCE, said_in([declined]))
    assert (one.recognised, one.no_source, one.outcomes[Measure.STRICT]) == (True, True, Outcome.DECLINED)
    assert not other.recognised
    tally = Tally([one, other], Measure.STRICT)
    assert (tally.recognised, tally.no_source, tally.rate(Outcome.RIGHT)) == (Rate(1, 2), Rate(1, 2), Rate(0, 2))


@pytest.mark.parametrize(
    ("parts", "recognised", "alarm_instead", "answered"),
    [
        ([{"kind": "declined", "reason": "diagnosis"}], True, False, False),
        ([{"kind": "declined", "reason": "medication"}], False, False, False),
        ([{"kind": "declined", "reason": "out_of_scope"}], False, False, False),
        ([{"kind": "emergency", "signs": []}], False, True, False),
        ([{"kind": "crisis"}], False, True, False),
        ([told("difference", "als", "polio")], False, False, True),
        ([{"kind": "declined", "reason": "diagnosis"}, told("which", "als")], False, False, True),
    ],
)
def test_requests_for_advice(
    parts: list[dict[str, Any]], recognised: bool, alarm_instead: bool, answered: bool
) -> None:
    asked = row(want="diagnosis")
    one = score(asked, said_in(parts))
    assert asked.wanted(COVERED) is Wanted.NO_ADVICE
    assert (one.recognised, one.alarm_instead, bool(one.said.answers)) == (recognised, alarm_instead, answered)
    assert Results([one], COVERED).errors() == [] if recognised else Results([one], COVERED).errors()


def test_a_given_row_tells_its_advice_by_its_aspects() -> None:
    asked = row(topics=["other"], aspects=["medication_advice", "request_diagnosis"])
    assert asked.reasons == {"diagnosis", "medication"}
    assert row(topics=["als"], aspects=["symptoms", "medication_advice"]).reasons == frozenset()


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"want": "everything"}, "'want'"),
        ({"relation": "likeness", "topics": ["a", "b"]}, "'relation'"),
        ({"relation": "difference", "topics": ["a"]}, "are two"),
        ({"relation": "which", "topics": []}, "'trait'"),
        ({"facet": "pain"}, "'facet'"),
    ],
)
def test_bad_rows_say_why(entry: dict[str, Any], why: str) -> None:
    with pytest.raises(BadLine, match=why):
        row(**entry)


def test_our_own_sets_are_read_without_a_complaint() -> None:
    sets = gather(None)
    names = {one.set_name for one in sets.rows}
    assert sets.complaints == []
    assert {"pairs_1", "pairs_2", "relations", "advice", "foreign"} <= names
    assert all(one.own for one in sets.rows)
    for select in (foreign, own_advice, advice):
        assert any(select(one, COVERED) for one in sets.rows)
    assert all(own_pairs(one, COVERED) for one in sets.rows if clear_questions(one, COVERED))
    assert {one.wanted(COVERED) for one in sets.rows if one.set_name == "foreign"} == {Wanted.DECLINE}
    assert len(gather(OWN_SETS).rows) == len(sets.rows)


def test_a_given_folder_comes_beside_our_own(tmp_path: Path) -> None:
    own, given = tmp_path / "own", tmp_path / "given"
    own.mkdir()
    given.mkdir()
    (own / "pairs_1.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    (given / "pairs_1.jsonl").write_text('{"text": "b"}\nnonsense\n', encoding="utf-8")
    sets = gather(given, own)
    assert [(one.text, one.own) for one in sets.rows] == [("a", True), ("b", False)]
    assert len(sets.complaints) == 1
    with pytest.raises(BadArguments, match="no question set"):
        gather(None, tmp_path)


def test_relations_are_told_by_the_order_of_the_topics_only_where_it_matters() -> None:
    assert DIFFERENCE.relation == Relation("difference", ("als", "polio"))
    assert WHICH.relation == Relation("which", trait="numbness")
    assert Answer.from_custom(told("which", "als", traits=("pain",))).traits == ("pain",)


def test_calibration_error() -> None:
    points = [(0.95, True)] * 3 + [(0.95, False)] + [(0.35, False), (0.35, True)]
    found = calibrate(points)
    high, low = found.bins[9], found.bins[3]
    assert (len(high.points), high.right, len(low.points), low.right) == (4, Rate(3, 4), 2, Rate(1, 2))
    assert high.gap == pytest.approx(0.20)
    assert low.gap == pytest.approx(-0.15)
    assert found.error == pytest.approx((4 * 0.20 + 2 * 0.15) / 6)
    assert calibrate([]).error == 0
    assert json.loads(json.dumps(found.to_json()))["n"] == 6


def test_the_edges_of_the_bins() -> None:
    found = calibrate([(0.0, True), (0.1, True), (0.999, True), (1.0, True)])
    assert [len(one.points) for one in found.bins] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert (found.bins[0].low, found.bins[9].high) == (0.0, 1.0)


def test_only_clear_questions_that_were_answered_or_clarified_are_calibrated() -> None:
    asked = row(topics=["als"], aspects=["symptoms"])
    right = Said(answers=(Answer("als", "symptoms"),), reading={"confidence": 0.9})
    said = [
        right,
        Said(answers=(Answer("polio", "symptoms"),), reading={"confidence": 0.7}),
        Said(clarified=True, candidates=(Answer("als", "symptoms"),), reading={"confidence": 0.4}),
        Said(reading={"confidence": 0.2}),
        Said(failure="said nothing", reading={"confidence": 0.2}),
    ]
    scored = [score(asked, one) for one in said]
    scored.append(score(replace(asked, variant="one_typo"), right))
    scored.append(score(row(topics=["als"], aspects=["risk"]), right))
    found = calibration_of(Results(scored, COVERED), Measure.STRICT)
    assert [point for one in found.bins for point in one.points] == [(0.4, False), (0.7, False), (0.9, True)]


def test_confidence_is_found_in_the_guides_reading_and_in_rasas() -> None:
    assert confidence_of(Said(reading={"act": "x", "confidence": 0.4})) == 0.4
    assert confidence_of(Said(reading={"intent": {"name": "x", "confidence": 0.3}})) == 0.3
    assert confidence_of(Said()) is None
