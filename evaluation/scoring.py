"""What a bot said to a row, and whether that was right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from evaluation.rows import OTHER, Pair, Row

TEST_TOPICS = frozenset({"blood_tests", "mri", "ct", "nerve_conduction", "muscle_biopsy"})
TEST_ASPECTS = frozenset({"definition", "diagnosis"})
_GENERAL_TOPICS = frozenset({"muscle_atrophy", OTHER})
_ALARMS = frozenset({"emergency", "crisis"})


class Outcome(str, Enum):
    """How a row ended."""

    RIGHT = "right"
    WRONG = "wrong"
    CLARIFIED = "clarified"
    DECLINED = "declined"
    FAILED = "failed"


class Measure(str, Enum):
    """How answers about tests are taken: rows older than the topics of the tests list them under general topics."""

    STRICT = "strict"
    LENIENT = "lenient"


@dataclass(frozen=True)
class Said:
    """What a bot said to one message, as ids; `reading`: what it made of it, `failure`: why it said nothing."""

    answers: tuple[Pair, ...] = ()
    candidates: tuple[Pair, ...] = ()
    clarified: bool = False
    alarm: bool = False
    failure: str = ""
    reading: dict[str, Any] = field(default_factory=dict)
    milliseconds: float = 0.0


@dataclass(frozen=True)
class Scored:
    """A row with what was said to it and how that ended, by each measure."""

    row: Row
    said: Said
    outcomes: dict[Measure, Outcome]
    offers_accepted: bool

    @property
    def right_by_refusal(self) -> bool:
        """Tell whether the row counts as right because a refusal is accepted beside an answer."""
        return self.outcomes[Measure.STRICT] is Outcome.RIGHT and not self.said.answers


def said_in(customs: Iterable[dict[str, Any]]) -> Said:
    """Read the custom parts of one turn."""
    parts = list(customs)
    clarifying = [part for part in parts if part["kind"] == "clarify"]
    return Said(
        answers=tuple(_pair(part) for part in parts if part["kind"] == "answer"),
        candidates=tuple(_pair(candidate) for part in clarifying for candidate in part["candidates"]),
        clarified=bool(clarifying),
        alarm=any(part["kind"] in _ALARMS for part in parts),
    )


def score(row: Row, said: Said) -> Scored:
    """Score what was said to a row by both measures."""
    return Scored(
        row,
        said,
        {measure: judge(row, said, measure) for measure in Measure},
        offers_accepted=any(candidate in row.pairs for candidate in said.candidates),
    )


def judge(row: Row, said: Said, measure: Measure = Measure.STRICT) -> Outcome:
    """Say how a row ended: one accepted answer is enough, and an answer where none is wanted is wrong."""
    if said.failure:
        return Outcome.FAILED
    if said.answers:
        accepted = any(is_accepted(answer, row, measure) for answer in said.answers)
        return Outcome.RIGHT if accepted else Outcome.WRONG
    if said.clarified:
        return Outcome.CLARIFIED
    return Outcome.RIGHT if row.pairs and row.accepts_refusal else Outcome.DECLINED


def is_accepted(answer: Pair, row: Row, measure: Measure) -> bool:
    """Tell whether an answer is one that the row accepts."""
    if answer in row.pairs:
        return True
    about_a_test = answer[0] in TEST_TOPICS and answer[1] in TEST_ASPECTS
    listed_as_general = bool(row.topics & _GENERAL_TOPICS and row.aspects & TEST_ASPECTS)
    return measure is Measure.LENIENT and about_a_test and listed_as_general


def _pair(part: dict[str, Any]) -> Pair:
    return str(part.get("topic") or ""), str(part.get("aspect") or "")
