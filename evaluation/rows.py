"""The rows of question sets: reading them, and what each accepts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

Pair = tuple[str, str]
"""A topic and an aspect."""

OTHER = "other"
ADVICE_ASPECTS = {"request_diagnosis": "diagnosis", "medication_advice": "medication"}
"""The aspects that ask for advice, with the reason by which each is declined."""
REFUSAL_ASPECTS = frozenset({*ADVICE_ASPECTS, "unsupported"})
DECLINED = "declined"
WHICH, LEADS_TO = "which", "leads_to"
RELATIONS = frozenset({"difference", "in_common", WHICH, LEADS_TO})


class Wanted(str, Enum):
    """What a row wants of the bot."""

    ANSWER = "an answer, covered"
    UNCOVERED = "an answer, not covered"
    RELATION = "a relation between topics"
    NO_ANSWER = "no ordinary answer"
    NO_ADVICE = "no advice for one person"
    DECLINE = "to be declined"
    SMALL_TALK = "small talk"


class BadLine(Exception):
    """A line that is no row; the message says why."""


@dataclass(frozen=True)
class Relation:
    """What a row asks of topics together: how two differ, what they share, which have a trait, what leads to what."""

    kind: str
    topics: tuple[str, ...] = ()
    trait: str | None = None


@dataclass(frozen=True)
class Row:
    """One message of a set with what it accepts. A row that names nothing it accepts must be declined.

    `facet`: the part of the aspect that the answer must be about. `advice`: the reason by which a request for advice is
    declined. `own`: of the project's own sets. `variant`: the noise that was added to the text.
    """

    set_name: str
    line: int
    text: str
    topics: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    label: str | None = None
    facet: str | None = None
    relation: Relation | None = None
    advice: str | None = None
    own: bool = False
    variant: str | None = None

    @property
    def is_question(self) -> bool:
        """Tell whether the row belongs to a question set."""
        return bool(self.topics)

    @property
    def pairs(self) -> frozenset[Pair]:
        """The answers that are right."""
        aspects = self.aspects - REFUSAL_ASPECTS
        return frozenset((topic, aspect) for topic in self.topics - {OTHER} for aspect in aspects)

    @property
    def accepts_refusal(self) -> bool:
        """Tell whether a refusal is as right as an answer."""
        return OTHER in self.topics or bool(self.aspects & REFUSAL_ASPECTS)

    @property
    def reasons(self) -> frozenset[str]:
        """The reasons by which a request for advice is declined; none where the row asks for something else."""
        if self.advice:
            return frozenset({self.advice})
        return frozenset() if self.pairs else frozenset(ADVICE_ASPECTS[a] for a in self.aspects & set(ADVICE_ASPECTS))

    def wanted(self, covered: frozenset[Pair]) -> Wanted:
        """Say what the row wants of a bot that has answers to the pairs in `covered`, facets among their aspects."""
        if self.relation:
            return Wanted.RELATION
        if self.reasons:
            return Wanted.NO_ADVICE
        if not self.is_question:
            return Wanted.SMALL_TALK if self.label is not None else Wanted.DECLINE
        if self.pairs:
            asked = {(topic, self.facet) for topic, _ in self.pairs} if self.facet else self.pairs
            return Wanted.ANSWER if covered & asked else Wanted.UNCOVERED
        return Wanted.NO_ANSWER


def set_files(folder: Path) -> list[Path]:
    """Return the sets in a folder, in a fixed order."""
    return sorted(folder.glob("*.jsonl"))


def read_sets(files: Iterable[Path], own: bool = False) -> tuple[list[Row], list[str]]:
    """Return all rows, and a complaint of the form `file:line: why` for every line that is none."""
    rows: list[Row] = []
    complaints: list[str] = []
    for path in files:
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                rows.append(replace(parse_row(line, path.stem, number), own=own))
            except BadLine as error:
                complaints.append(f"{path}:{number}: {error}")
    return rows, complaints


def parse_row(line: bytes, set_name: str, number: int) -> Row:
    """Turn one line of a set into a row. Raises BadLine."""
    try:
        entry = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadLine("not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg}") from None
    if not isinstance(entry, dict):
        raise BadLine("not a JSON object")
    text = entry.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadLine("'text' is missing or empty")
    if entry.get("relation") is not None:
        return Row(set_name, number, text, relation=_relation(entry))
    topics, aspects = _ids(entry, "topics"), _ids(entry, "aspects")
    if bool(topics) != bool(aspects):
        raise BadLine("'topics' and 'aspects' come together")
    label, facet = entry.get("label"), entry.get("facet")
    if facet is not None and not (topics and isinstance(facet, str)):
        raise BadLine("'facet' is an id and stands beside 'topics' and 'aspects'")
    return Row(
        set_name,
        number,
        text,
        frozenset(topics),
        frozenset(aspects),
        None if label is None else str(label),
        facet,
        advice=_advice(entry),
    )


def _advice(entry: dict[str, Any]) -> str | None:
    want = entry.get("want")
    if want is None or want == DECLINED:
        return None
    if want not in ADVICE_ASPECTS.values():
        raise BadLine(f"'want' is none of {', '.join([*ADVICE_ASPECTS.values(), DECLINED])}")
    return str(want)


def _relation(entry: dict[str, Any]) -> Relation:
    kind, trait = entry["relation"], entry.get("trait")
    if kind not in RELATIONS:
        raise BadLine(f"'relation' is none of {', '.join(sorted(RELATIONS))}")
    if kind == WHICH:
        if not isinstance(trait, str):
            raise BadLine("'trait' is missing")
        return Relation(kind, trait=trait)
    topics = _ids(entry, "topics")
    if len(topics) != 2:
        raise BadLine("'topics' of a relation are two")
    return Relation(kind, topics)


def _ids(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    if key not in entry:
        return ()
    values = entry[key]
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise BadLine(f"'{key}' is no list of ids")
    return tuple(values)
