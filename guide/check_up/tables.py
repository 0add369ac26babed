"""The tables in `data/check_up`: questions with their options, urgency rules, and patterns of accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field, StrictStr, ValidationError

from guide.paths import DATA
from guide.strict_model import StrictModel
from guide.yaml_lines import load_located

UNKNOWN, NONE, YES, NO = "unknown", "none", "yes", "no"
SIGNS, SUBJECT, AGE, NOTICED = "emergency_signs", "subject", "age_group", "noticed"
Level = Literal["self_care", "routine", "soon", "same_day", "emergency"]
LEVELS: tuple[Level, ...] = ("self_care", "routine", "soon", "same_day", "emergency")
"""The urgency levels, the least urgent first."""

Support = Literal["guideline", "secondary", "judgement"]
Answers = Mapping[str, tuple[str, ...]]
"""For each slot that was answered, the ids of the options given."""


class TableFault(ValueError):
    """A table that cannot be used; the message names file, line and fault."""


class Option(StrictModel):
    """One answer to a question: id, button title, how it is said back, and other words for it."""

    id: str
    title: str
    told: str
    told_not: str | None = None
    words: list[str] = Field(default_factory=list)


class Question(StrictModel):
    """One question of the check-up."""

    slot: str
    multiple: bool
    name: str
    other_names: list[str]
    summary: str
    options: list[Option]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the options in order."""
        return tuple(option.id for option in self.options)

    def option(self, id_: str) -> Option:
        """One option. Raises KeyError."""
        for option in self.options:
            if option.id == id_:
                return option
        raise KeyError(id_)


class UrgencyRule(StrictModel):
    """One rule: `when` gives for each slot the answers of which one must be given. `source`: ids of sources.

    `sign`: the danger sign that an emergency amounts to, where the person ticked none.
    """

    id: str
    when: dict[str, list[StrictStr]]
    urgency: Level
    explanation: str
    source: list[str] = Field(min_items=1)
    support: Support
    sign: str | None = None


class Pattern(StrictModel):
    """A topic that an account resembles, when every slot in `when` has one of the answers."""

    topic: str
    when: dict[str, list[str]]


@dataclass(frozen=True)
class Tables:
    """All tables of the check-up."""

    questions: tuple[Question, ...]
    rules: tuple[UrgencyRule, ...]
    patterns: tuple[Pattern, ...]

    def question(self, slot: str) -> Question:
        """The question of a slot. Raises KeyError."""
        for question in self.questions:
            if question.slot == slot:
                return question
        raise KeyError(slot)

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots that can be asked for, in the order of asking."""
        return tuple(question.slot for question in self.questions)


_Model = TypeVar("_Model", bound=StrictModel)


def load_tables(data: Path = DATA) -> Tables:
    """Read questions, rules and patterns. Raises TableFault naming file and line."""
    folder = data / "check_up"
    return Tables(
        questions=_load(folder / "questions.yml", "questions", Question),
        rules=_load(folder / "urgency.yml", "urgency_rules", UrgencyRule),
        patterns=_load(folder / "patterns.yml", "patterns", Pattern),
    )


@lru_cache(maxsize=1)
def default_tables() -> Tables:
    """The project's own tables, read once per process."""
    return load_tables()


def _load(path: Path, key: str, model: type[_Model]) -> tuple[_Model, ...]:
    located = load_located(path)
    rows: list[_Model] = []
    entries: list[Any] = located.data[key]
    for index, entry in enumerate(entries):
        try:
            rows.append(model.parse_obj(entry))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise TableFault(f"{path}:{located.line_of((key, index))}: {where}: {first['msg']}") from None
    return tuple(rows)
