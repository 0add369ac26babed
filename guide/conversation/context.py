"""What of the talk so far matters for the next answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from guide.reading.reading import Question

LONGEST_TRAIL = 20
SAY, MORE = "say", "more"


@dataclass(frozen=True)
class Step:
    """One thing that was told: topic, aspect and which part of the answer (`say` or `more`)."""

    topic: str
    aspect: str
    part: str = SAY


@dataclass(frozen=True)
class Context:
    """The trail of what was told, the questions offered last, and whether the full disclaimer was shown."""

    trail: tuple[Step, ...] = ()
    candidates: tuple[Question, ...] = ()
    disclaimer_given: bool = False

    @property
    def last(self) -> Step | None:
        """What was told last; None at the start."""
        return self.trail[-1] if self.trail else None

    def told(self, topic: str, aspect: str, part: str = SAY) -> bool:
        """Whether this part was told already."""
        return Step(topic, aspect, part) in self.trail

    def after(self, step: Step) -> Context:
        """The context once `step` was told; telling the same twice in a row leaves the trail as it is."""
        trail = self.trail if self.last == step else (*self.trail, step)[-LONGEST_TRAIL:]
        return replace(self, trail=trail, candidates=())

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Context:
        """Rebuild what `to_json` gave; None or {} give the context of a new talk."""
        data = data or {}
        return cls(
            trail=tuple(Step(**item) for item in data.get("trail", ())),
            candidates=tuple(Question(**item) for item in data.get("candidates", ())),
            disclaimer_given=bool(data.get("disclaimer_given", False)),
        )
