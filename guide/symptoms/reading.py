"""What a message tells of symptoms: a plain record that travels as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

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
    """Signs that are present; signs only named (denied, past, asked about); whether it is a crisis; slot values told."""

    signs: tuple[Heard, ...] = ()
    named: tuple[str, ...] = ()
    crisis: bool = False
    values: Values = field(default_factory=dict)

    @property
    def present(self) -> tuple[str, ...]:
        """The ids of the present danger signs, each once."""
        return tuple(dict.fromkeys(heard.sign for heard in self.signs))

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
