"""What was understood of a message: a plain record that travels from the pipeline to the actions as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

ASPECT_ACT = "ask_"
ABOUT_TOPIC = "ask_about_topic"
CORRECT_TOPIC = "correct_topic"
UNSUPPORTED = "ask_unsupported"
REQUEST_DIAGNOSIS = "request_diagnosis"
REQUEST_MEDICATION = "request_medication_advice"
REPORT_SYMPTOMS = "report_symptoms"
AFFIRM = "affirm"
TELL_MORE = "tell_me_more"
OUT_OF_SCOPE = "out_of_scope"
UNSURE = "nlu_fallback"
CRISIS = "express_crisis"
EMERGENCY = "report_emergency"
DELETION = "delete_conversation"
OTHER_LANGUAGE = "other_language"
UNREADABLE = "unreadable_input"


@dataclass(frozen=True)
class Question:
    """A question for one aspect of one topic; no topic where the words point back to the talk before."""

    aspect: str
    topic: str | None = None


@dataclass(frozen=True)
class Reading:
    """The act, what is asked, what might be asked (candidates), and what was named.

    `topics` are the leading topics, the first one first; `neighbours` are near diseases the guide does not cover.
    """

    act: str
    confidence: float = 1.0
    questions: tuple[Question, ...] = ()
    candidates: tuple[Question, ...] = ()
    topics: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON types."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reading:
        """Rebuild what `to_json` gave."""
        return cls(
            act=data["act"],
            confidence=data.get("confidence", 1.0),
            questions=tuple(Question(**item) for item in data.get("questions", ())),
            candidates=tuple(Question(**item) for item in data.get("candidates", ())),
            topics=tuple(data.get("topics", ())),
            neighbours=tuple(data.get("neighbours", ())),
        )
