"""What of the talk so far matters for the next answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from guide.reading.reading import Question, Relation, relation_from_json

LONGEST_TRAIL = 20
SAY, MORE = "say", "more"


@dataclass(frozen=True)
class Step:
    """One thing that was told: topic, aspect and which part of the answer (`say` or `more`).

    Where several topics were related to each other, or a word of the glossary was explained, `relation` or `term` says
    which; topic and aspect are then what the talk is about from there on.
    """

    topic: str
    aspect: str
    part: str = SAY
    relation: Relation | None = None
    term: str | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """Everything it was about, the leading topic first."""
        return self.relation.topics if self.relation and self.relation.topics else (self.topic,)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Step:
        """Rebuild what `asdict` gave."""
        return cls(**{**data, "relation": relation_from_json(data.get("relation"))})


@dataclass(frozen=True)
class Context:
    """The trail of what was told, the questions offered last, and whether the full disclaimer was shown.

    `pending`: a relation that still lacks a topic. `elsewhere`: a disease spoken of last that the guide does not cover.
    """

    trail: tuple[Step, ...] = ()
    candidates: tuple[Question, ...] = ()
    disclaimer_given: bool = False
    pending: Relation | None = None
    elsewhere: str | None = None

    @property
    def last(self) -> Step | None:
        """What was told last; None at the start."""
        return self.trail[-1] if self.trail else None

    @property
    def recent_topics(self) -> tuple[str, ...]:
        """The topics spoken of, the last ones first, each once."""
        return tuple(dict.fromkeys(topic for step in reversed(self.trail) for topic in step.topics))

    @property
    def related(self) -> Relation | None:
        """The relation told last, as long as the talk stays with its topics."""
        for step in reversed(self.trail):
            if step.relation and len(step.relation.topics) > 1:
                return step.relation
            if step.relation is None and step.term is None and self.last and step.topic != self.last.topic:
                return None
        return None

    def told(self, topic: str, aspect: str, part: str = SAY) -> bool:
        """Whether this part was told already."""
        return Step(topic, aspect, part) in self.trail

    def after(self, step: Step) -> Context:
        """The context once `step` was told; telling the same twice in a row leaves the trail as it is."""
        trail = self.trail if self.last == step else (*self.trail, step)[-LONGEST_TRAIL:]
        return replace(self, trail=trail, candidates=(), pending=None, elsewhere=None)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Context:
        """Rebuild what `to_json` gave; None or {} give the context of a new talk."""
        data = data or {}
        return cls(
            trail=tuple(Step.from_json(item) for item in data.get("trail", ())),
            candidates=tuple(Question(**item) for item in data.get("candidates", ())),
            disclaimer_given=bool(data.get("disclaimer_given", False)),
            pending=relation_from_json(data.get("pending")),
            elsewhere=data.get("elsewhere"),
        )
