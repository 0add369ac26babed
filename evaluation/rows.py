"""The rows of question sets: reading them, and what each accepts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

Pair = tuple[str, str]
"""A topic and an aspect."""

OTHER = "other"
ADVICE_ASPECTS = frozenset({"request_diagnosis", "medication_advice"})
REFUSAL_ASPECTS = ADVICE_ASPECTS | {"unsupported"}


class Wanted(str, Enum):
    """What a row wants of the bot."""

    ANSWER = "an answer, covered"
    UNCOVERED = "an answer, not covered"
    NO_ANSWER = "no ordinary answer"
    NO_ADVICE = "no advice for one person"
    DECLINE = "to be declined"
    SMALL_TALK = "small talk"


class BadLine(Exception):
    """A line that is no row; the message says why."""


@dataclass(frozen=True)
class Row:
    """One message of a set with what it accepts. A row without topics and aspects must be declined."""

    set_name: str
    line: int
    text: str
    topics: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    label: str | None = None

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

    def wanted(self, covered: frozenset[Pair]) -> Wanted:
        """Say what the row wants of a bot that has answers to the pairs in `covered`."""
        if not self.is_question:
            return Wanted.SMALL_TALK if self.label is not None else Wanted.DECLINE
        if self.pairs:
            return Wanted.ANSWER if self.pairs & covered else Wanted.UNCOVERED
        return Wanted.NO_ADVICE if self.aspects & ADVICE_ASPECTS else Wanted.NO_ANSWER


def set_files(folder: Path) -> list[Path]:
    """Return the sets in a folder, in a fixed order."""
    return sorted(folder.glob("*.jsonl"))


def read_sets(files: Iterable[Path]) -> tuple[list[Row], list[str]]:
    """Return all rows, and a complaint of the form `file:line: why` for every line that is none."""
    rows: list[Row] = []
    complaints: list[str] = []
    for path in files:
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                rows.append(parse_row(line, path.stem, number))
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
    topics, aspects = _ids(entry, "topics"), _ids(entry, "aspects")
    if bool(topics) != bool(aspects):
        raise BadLine("'topics' and 'aspects' come together")
    label = entry.get("label")
    return Row(set_name, number, text, topics, aspects, None if label is None else str(label))


def _ids(entry: dict[str, Any], key: str) -> frozenset[str]:
    if key not in entry:
        return frozenset()
    values = entry[key]
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise BadLine(f"'{key}' is no list of ids")
    return frozenset(values)
