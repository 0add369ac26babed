"""What a bot said to a row, and whether that was right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from evaluation.rows import DECLINED, LEADS_TO, OTHER, WHICH, Pair, Relation, Row

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
class Answer:
    """One answer, or one that was offered, as ids: about an aspect of a topic, or about a relation between topics."""

    topic: str = ""
    aspect: str = ""
    facet: str | None = None
    relation: str | None = None
    topics: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()

    @classmethod
    def from_custom(cls, part: Mapping[str, Any]) -> "Answer":
        """Read a custom part, or a candidate in one."""
        return cls(
            str(part.get("topic") or ""),
            str(part.get("aspect") or ""),
            part.get("facet"),
            part.get("relation"),
            tuple(part.get("topics") or ()),
            tuple(part.get("traits") or ()),
        )

    @property
    def pair(self) -> Pair:
        """The topic and the aspect."""
        return self.topic, self.aspect


@dataclass(frozen=True)
class Said:
    """What a bot said to one message, as ids; `reading`: what it made of it, `failure`: why it said nothing.

    `declined` holds the reasons of refusals, `no_source_for` the relations of which it said that no source speaks.
    """

    answers: tuple[Answer, ...] = ()
    candidates: tuple[Answer, ...] = ()
    clarified: bool = False
    alarm: bool = False
    declined: tuple[str, ...] = ()
    no_source_for: tuple[str, ...] = ()
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

    @property
    def no_source(self) -> bool:
        """Tell whether the relation was recognised, and declined because no source speaks of it."""
        relation = self.row.relation
        return relation is not None and not self.said.answers and relation.kind in self.said.no_source_for

    @property
    def recognised(self) -> bool:
        """Tell whether a relation, or a request for advice, was seen for what it is, answered or not."""
        if self.row.relation:
            return self.no_source or self.outcomes[Measure.STRICT] is Outcome.RIGHT
        return not self.said.answers and bool(self.row.reasons & set(self.said.declined))

    @property
    def alarm_instead(self) -> bool:
        """Tell whether the bot took the row for an emergency or a crisis, and saw nothing else in it."""
        return self.said.alarm and not self.recognised


def said_in(customs: Iterable[dict[str, Any]]) -> Said:
    """Read the custom parts of one turn."""
    parts = list(customs)
    clarifying = [part for part in parts if part["kind"] == "clarify"]
    declining = [part for part in parts if part["kind"] == DECLINED]
    return Said(
        answers=tuple(Answer.from_custom(part) for part in parts if part["kind"] == "answer"),
        candidates=tuple(Answer.from_custom(candidate) for part in clarifying for candidate in part["candidates"]),
        clarified=bool(clarifying),
        alarm=any(part["kind"] in _ALARMS for part in parts),
        declined=tuple(str(part.get("reason") or "") for part in declining),
        no_source_for=tuple(part["relation"] for part in declining if part.get("relation")),
    )


def score(row: Row, said: Said) -> Scored:
    """Score what was said to a row by both measures."""
    return Scored(
        row,
        said,
        {measure: judge(row, said, measure) for measure in Measure},
        offers_accepted=any(is_accepted(candidate, row, Measure.STRICT) for candidate in said.candidates),
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


def is_accepted(answer: Answer, row: Row, measure: Measure) -> bool:
    """Tell whether an answer is one that the row accepts."""
    if row.relation:
        return is_relation(answer, row.relation)
    if answer.pair in row.pairs:
        return row.facet in (None, answer.facet)
    about_a_test = answer.topic in TEST_TOPICS and answer.aspect in TEST_ASPECTS
    listed_as_general = bool(row.topics & _GENERAL_TOPICS and row.aspects & TEST_ASPECTS)
    return measure is Measure.LENIENT and about_a_test and listed_as_general


def is_relation(answer: Answer, relation: Relation) -> bool:
    """Tell whether an answer tells this relation; only where one thing leads to another the order matters."""
    if answer.relation != relation.kind:
        return False
    if relation.kind == WHICH:
        return relation.trait in answer.traits
    if relation.kind == LEADS_TO:
        return answer.topics == relation.topics
    return set(answer.topics) == set(relation.topics)
