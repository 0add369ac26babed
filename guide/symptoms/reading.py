"""What a message tells of symptoms: a plain record that travels as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SYMPTOM_SLOTS = frozenset({"wasting", "weakness", "numbness", "twitching", "pain"})
STORY_SLOTS = SYMPTOM_SLOTS | {"onset", "progression", "area", "subject", "context", "age_group"}
_ENOUGH = 3

Values = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Heard:
    """A danger sign that is present: its id, the rule that heard it, and where in the message (characters)."""

    sign: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True)
class SymptomReading:
    """Signs that are present; signs only named (denied, past, asked about); crisis or not; slot values told."""

    signs: tuple[Heard, ...] = ()
    named: tuple[str, ...] = ()
    crisis: bool = False
    values: Values = field(default_factory=dict)

    @property
    def present(self) -> tuple[str, ...]:
        """The ids of the present danger signs, each once."""
        return tuple(dict.fromkeys(heard.sign for heard in self.signs))

    @property
    def tells_a_story(self) -> bool:
        """Whether it tells of a symptom, and of at least two things more about it."""
        return self.tells_of_symptoms and len(set(self.values) & STORY_SLOTS) >= _ENOUGH

    @property
    def tells_of_symptoms(self) -> bool:
        """Whether it tells of a symptom, and where, since when or in whom."""
        told = set(self.values)
        return bool(told & SYMPTOM_SLOTS) and len(told & STORY_SLOTS) > 1

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON types."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> SymptomReading:
        """Rebuild what `to_json` gave; None gives the reading of a message that tells nothing."""
        data = data or {}
        return cls(
            signs=tuple(Heard(**item) for item in data.get("signs", ())),
            named=tuple(data.get("named", ())),
            crisis=bool(data.get("crisis", False)),
            values={slot: tuple(values) for slot, values in data.get("values", {}).items()},
        )
