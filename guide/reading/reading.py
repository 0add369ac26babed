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
DIFFERENCE = "ask_difference"
IN_COMMON = "ask_in_common"
WHICH_KIND = "ask_which_kind"
LEADS_TO = "ask_leads_to"
MEANING = "ask_meaning"
RELATIONS = frozenset({DIFFERENCE, IN_COMMON, WHICH_KIND, LEADS_TO})


@dataclass(frozen=True)
class Question:
    """A question for one aspect of one topic; no topic where the words point back to the talk before."""

    aspect: str
    topic: str | None = None


@dataclass(frozen=True)
class Relation:
    """What is asked of several topics at once: `act` is one of RELATIONS.

    `topics`: those named, in order (of LEADS_TO first the one that brings about the other); `traits`: what the wanted
    ones share; `level`: what is to be chosen from ("kinds", "diseases", "tests", or "them": those spoken of).
    `turned`: the relation told last, the other way round.
    """

    act: str
    topics: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    level: str = ""
    turned: bool = False


@dataclass(frozen=True)
class Reading:
    """The act, what is asked, what might be asked (candidates), and what was named.

    `topics` are the leading topics, the first one first; `neighbours` are near diseases the guide does not cover;
    `not_ours` is something that only looks like a subject of the guide. `relation`: what is asked of several topics;
    `term`: the word of the glossary that is asked about. `picks`: of several topics spoken of those that are meant, by
    their places ("the second one", "both").
    """

    act: str
    confidence: float = 1.0
    questions: tuple[Question, ...] = ()
    candidates: tuple[Question, ...] = ()
    topics: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    not_ours: str | None = None
    relation: Relation | None = None
    term: str | None = None
    picks: tuple[int, ...] = ()

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
            not_ours=data.get("not_ours"),
            relation=relation_from_json(data.get("relation")),
            term=data.get("term"),
            picks=tuple(data.get("picks", ())),
        )


def relation_from_json(data: Mapping[str, Any] | None) -> Relation | None:
    """Rebuild a relation from its JSON; None where there is none."""
    if not data:
        return None
    return Relation(
        data["act"],
        tuple(data.get("topics", ())),
        tuple(data.get("traits", ())),
        data.get("level", ""),
        bool(data.get("turned", False)),
    )
