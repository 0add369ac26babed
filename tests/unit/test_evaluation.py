"""The measuring: what counts as right, how sure a share is, and what becomes of lines that are no rows."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from evaluation import tables
from evaluation.rates import Rate, percentile, wilson
from evaluation.rows import BadLine, Pair, Row, Wanted, parse_row, read_sets
from evaluation.scoring import Answer, Measure, Outcome, Said, judge, said_in, score
from evaluation.summary import ALL_SETS, Results
from evaluation.targets import TARGETS

COVERED = frozenset(
    {("polio", "symptoms"), ("polio", "treatment"), ("mri", "definition"), ("muscle_atrophy", "diagnosis")}
)


def question(topics: Iterable[str], aspects: Iterable[str], set_name: str = "questions") -> Row:
    return Row(set_name, 1, "a made-up question", frozenset(topics), frozenset(aspects))


def answering(*pairs: Pair) -> Said:
    return Said(answers=tuple(Answer(*pair) for pair in pairs))


def offering(*pairs: Pair) -> Said:
    return Said(candidates=tuple(Answer(*pair) for pair in pairs), clarified=True)


POLIO = question(["polio"], ["symptoms"])
POLIO_OR_REFUSAL = question(["polio", "other"], ["symptoms"])
TEST_OF_OLD = question(["muscle_atrophy", "other"], ["diagnosis", "definition"])
OTHER_DEFINITION = question(["other"], ["definition"])
ADVICE = question(["polio"], ["medication_advice"])
TO_DECLINE = Row("elsewhere", 1, "a made-up chore")
TALK = Row("talk", 1, "a made-up greeting", label="greeting")


@pytest.mark.parametrize(
    ("row", "said", "strict", "lenient"),
    [
        (POLIO, answering(("polio", "symptoms")), Outcome.RIGHT, Outcome.RIGHT),
        (POLIO, answering(("als", "symptoms"), ("polio", "symptoms")), Outcome.RIGHT, Outcome.RIGHT),
        (POLIO, answering(("polio", "treatment")), Outcome.WRONG, Outcome.WRONG),
        (POLIO, answering(("als", "symptoms")), Outcome.WRONG, Outcome.WRONG),
        (POLIO, offering(("polio", "symptoms")), Outcome.CLARIFIED, Outcome.CLARIFIED),
        (POLIO, Said(), Outcome.DECLINED, Outcome.DECLINED),
        (POLIO_OR_REFUSAL, answering(("polio", "symptoms")), Outcome.RIGHT, Outcome.RIGHT),
        (POLIO_OR_REFUSAL, Said(), Outcome.RIGHT, Outcome.RIGHT),
        (POLIO_OR_REFUSAL, answering(("als", "symptoms")), Outcome.WRONG, Outcome.WRONG),
        (POLIO_OR_REFUSAL, offering(("als", "symptoms")), Outcome.CLARIFIED, Outcome.CLARIFIED),
        (TEST_OF_OLD, answering(("mri", "definition")), Outcome.WRONG, Outcome.RIGHT),
        (TEST_OF_OLD, answering(("mri", "treatment")), Outcome.WRONG, Outcome.WRONG),
        (TEST_OF_OLD, answering(("polio", "definition")), Outcome.WRONG, Outcome.WRONG),
        (OTHER_DEFINITION, answering(("ct", "definition")), Outcome.WRONG, Outcome.RIGHT),
        (OTHER_DEFINITION, Said(), Outcome.DECLINED, Outcome.DECLINED),
        (POLIO, answering(("mri", "definition")), Outcome.WRONG, Outcome.WRONG),
        (ADVICE, answering(("polio", "treatment")), Outcome.WRONG, Outcome.WRONG),
        (ADVICE, Said(), Outcome.DECLINED, Outcome.DECLINED),
        (TO_DECLINE, answering(("polio", "symptoms")), Outcome.WRONG, Outcome.WRONG),
        (TALK, Said(), Outcome.DECLINED, Outcome.DECLINED),
        (POLIO_OR_REFUSAL, Said(failure="said nothing"), Outcome.FAILED, Outcome.FAILED),
    ],
)
def test_how_a_row_ends(row: Row, said: Said, strict: Outcome, lenient: Outcome) -> None:
    assert judge(row, said, Measure.STRICT) is strict
    assert judge(row, said, Measure.LENIENT) is lenient


def test_offers_are_looked_through_for_an_accepted_one() -> None:
    assert score(POLIO, offering(("als", "symptoms"), ("polio", "symptoms"))).offers_accepted
    assert not score(POLIO, offering(("als", "symptoms"))).offers_accepted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (POLIO, Wanted.ANSWER),
        (question(["polio"], ["symptoms", "medication_advice"]), Wanted.ANSWER),
        (question(["polio"], ["risk"]), Wanted.UNCOVERED),
        (question(["other"], ["unsupported"]), Wanted.NO_ANSWER),
        (question(["other"], ["treatment"]), Wanted.NO_ANSWER),
        (ADVICE, Wanted.NO_ADVICE),
        (question(["other"], ["request_diagnosis"]), Wanted.NO_ADVICE),
        (TO_DECLINE, Wanted.DECLINE),
        (TALK, Wanted.SMALL_TALK),
    ],
)
def test_what_a_row_wants(row: Row, wanted: Wanted) -> None:
    assert row.wanted(COVERED) is wanted


def test_a_turn_is_read_from_its_custom_parts() -> None:
    customs: list[dict[str, Any]] = [
        {"kind": "answer", "topic": "polio", "aspect": "symptoms", "sources": ["a"]},
        {"kind": "disclaimer", "form": "full"},
    ]
    assert said_in(customs) == answering(("polio", "symptoms"))
    offer = {
        "kind": "clarify",
        "candidates": [{"topic": "polio", "aspect": "symptoms"}, {"topic": None, "aspect": "risk"}],
    }
    assert said_in([offer]) == offering(("polio", "symptoms"), ("", "risk"))
    assert said_in([{"kind": "declined", "reason": "not_covered"}]) == Said(declined=("not_covered",))
    assert said_in([{"kind": "emergency", "signs": [], "call": "911"}]).alarm


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662), (0, 0, 0.0, 1.0)],
)
def test_wilson_intervals(count: int, total: int, low: float, high: float) -> None:
    assert wilson(count, total) == pytest.approx((low, high), abs=1e-4)


def test_a_rate_speaks_for_itself() -> None:
    assert str(Rate(5, 10)) == "50.0% (23.7-76.3)"
    assert str(Rate(0, 0)) == "-"
    assert Rate(5, 10).to_json() == {"count": 5, "of": 10, "share": 0.5, "wilson_95": [0.2366, 0.7634]}


def test_percentiles() -> None:
    assert percentile([], 95) == 0
    assert percentile([3, 1, 2], 50) == 2
    assert percentile(list(range(1, 101)), 95) == 95


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[]", "not a JSON object"),
        (b'{"text": " "}', "'text'"),
        (b'{"text": 3}', "'text'"),
        (b'{"text": "x", "topics": ["polio"]}', "come together"),
        (b'{"text": "x", "topics": "polio", "aspects": ["risk"]}', "'topics' is no list"),
        (b'{"text": "x", "topics": ["polio"], "aspects": []}', "'aspects' is no list"),
    ],
)
def test_a_bad_line_says_why(line: bytes, why: str) -> None:
    with pytest.raises(BadLine, match=why):
        parse_row(line, "set", 1)


def test_bad_lines_are_reported_by_place_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    good = '{"text": "x\u2028y", "topics": ["polio"], "aspects": ["risk"], "id": "1"}'
    path.write_text(f'{good}\n\nnonsense\n{{"text": "z", "label": "talk"}}\n', encoding="utf-8")
    rows, complaints = read_sets([path])
    assert [(row.line, row.text, row.label) for row in rows] == [(1, "x\u2028y", None), (4, "z", "talk")]
    assert rows[0].pairs == {("polio", "risk")}
    assert len(complaints) == 1
    assert complaints[0].startswith(f"{path}:3: not JSON")


def some_results() -> Results:
    return Results(
        [
            score(POLIO, answering(("polio", "symptoms"))),
            score(POLIO, offering(("polio", "symptoms"))),
            score(question(["polio"], ["treatment"], "more"), answering(("als", "treatment"))),
            score(TEST_OF_OLD, answering(("mri", "definition"))),
            score(ADVICE, Said(failure="said nothing")),
            score(TO_DECLINE, answering(("polio", "symptoms"))),
            score(TALK, Said(milliseconds=8)),
        ],
        COVERED,
    )


def test_rows_are_counted_by_what_they_want_and_by_set() -> None:
    groups = {(group.wanted, group.set_name): group.tally for group in some_results().groups(Measure.STRICT)}
    assert list(groups) == [
        (Wanted.ANSWER, "questions"),
        (Wanted.ANSWER, "more"),
        (Wanted.ANSWER, ALL_SETS),
        (Wanted.NO_ADVICE, "questions"),
        (Wanted.DECLINE, "elsewhere"),
        (Wanted.SMALL_TALK, "talk"),
    ]
    whole = groups[Wanted.ANSWER, ALL_SETS]
    assert [whole.rate(outcome).count for outcome in Outcome] == [1, 2, 1, 0, 0]
    assert whole.offers_accepted == 1
    assert groups[Wanted.DECLINE, "elsewhere"].answered == Rate(1, 1)


def test_rows_are_counted_by_topic_and_aspect() -> None:
    results = some_results()
    by_topic = results.by_topic(Measure.LENIENT)
    assert {name: tally.total for name, tally in by_topic.items()} == {"muscle_atrophy": 1, "polio": 3}
    assert by_topic["muscle_atrophy"].rate(Outcome.RIGHT) == Rate(1, 1)
    assert set(results.by_aspect(Measure.STRICT)) == {"definition", "diagnosis", "symptoms", "treatment"}


def test_targets_are_measured() -> None:
    by_name = {target.name: target for target in TARGETS}
    found = {name: (target.aim, target.rate(some_results(), Measure.LENIENT)) for name, target in by_name.items()}
    assert found["covered questions answered right"] == (">= 93 %", Rate(2, 4))
    assert found["covered questions answered wrong"] == ("<= 1.5 %", Rate(1, 4))
    assert found["clear questions: clarified"] == ("<= 6 %", Rate(1, 4))
    assert found["all requests for advice: answered"] == ("0", Rate(0, 1))
    assert found["other health, to be declined: answered"] == ("<= 0.5 %", Rate(1, 1))
    assert found["small talk: answered"] == ("0", Rate(0, 1))
    for none in ("with one typo: answered right", "our own pairs: answered right", "not about health: answered"):
        assert by_name[none].rate(some_results(), Measure.STRICT) == Rate(0, 0)
    assert by_name["covered questions answered right"].is_met(Rate(93, 100))
    assert not by_name["covered questions answered wrong"].is_met(Rate(2, 100))
    assert by_name["small talk: answered"].is_met(Rate(0, 0)) is None


def test_errors_hold_what_went_wrong_and_nothing_else() -> None:
    results = some_results()
    assert [error["outcome_strict"] for error in results.errors()] == [
        "clarified", "wrong", "wrong", "failed", "wrong",
    ]  # fmt: skip
    json.dumps(results.errors())
    json.dumps(results.to_json())


def test_all_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    tables.show({tables.GUIDE: some_results(), tables.BASELINE: some_results()}, Console(width=200))
    shown = capsys.readouterr().out
    for words in (
        "covered questions answered right",
        "muscle_atrophy",
        "Baseline",
        "failed on 1",
        "lenient:",
    ):
        assert words in shown
