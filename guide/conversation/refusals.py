"""Refusals that help: why not, what can be told instead, and who would know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guide.conversation.context import Context
from guide.conversation.next_questions import NextQuestions
from guide.conversation.replies import Reply, declined_custom, list_sources
from guide.knowledge.library import Library
from guide.reading import reading as acts
from guide.reading.reading import Reading
from guide.reading.vocabulary import Neighbour

_TOPIC_ACTS = frozenset({acts.ABOUT_TOPIC, acts.CORRECT_TOPIC, acts.TELL_MORE, acts.UNSURE, acts.OUT_OF_SCOPE})
_DIAGNOSIS_HELPERS = ("diagnosis", "symptoms", "when_to_see_doctor")


class Refusals:
    """Declines what the guide must not or cannot answer."""

    def __init__(
        self,
        library: Library,
        neighbours: dict[str, Neighbour],
        next_questions: NextQuestions,
        not_ours: dict[str, Neighbour] | None = None,
    ) -> None:
        self._library = library
        self._neighbours = neighbours
        self._not_ours = not_ours or {}
        self._next = next_questions

    def refuse(self, reading: Reading, context: Context) -> list[Reply] | None:
        """The replies that decline `reading`, or None where it may be answered."""
        topic = reading.topics[0] if reading.topics else None
        if reading.act == acts.REQUEST_DIAGNOSIS:
            return [self._decline("utter_declined_diagnosis", "diagnosis", topic, self._helpful(topic))]
        if reading.act == acts.REPORT_SYMPTOMS:
            return [self._decline("utter_declined_symptoms", "diagnosis", topic, self._helpful(topic))]
        if reading.act == acts.REQUEST_MEDICATION:
            about = topic or (context.last.topic if context.last else None)
            steroids = about == "corticosteroids"
            response = "utter_declined_steroids" if steroids else "utter_declined_medication"
            return [self._decline(response, "medication", topic, self._next.about(topic, most=3))]
        if reading.act == acts.UNSUPPORTED:
            response = "utter_not_covered_here"
            return [self._decline(response, "not_covered", topic, self._next.about(topic, most=3))]
        if self._stays_elsewhere(reading, context):
            return [self._decline_neighbour(self._neighbours[context.elsewhere or ""])]
        if not topic and reading.neighbours and self._asks_about_something(reading):
            return [self._decline_neighbour(self._neighbours[reading.neighbours[0]])]
        if not topic and reading.not_ours in self._not_ours and self._asks_about_something(reading):
            return [self._decline_not_ours(self._not_ours[reading.not_ours])]
        if reading.act == acts.OUT_OF_SCOPE:
            return [self._decline("utter_out_of_scope", "out_of_scope", None, self._next.about(None))]
        return None

    def aspect_not_covered(self, topic_id: str, aspect: str) -> Reply:
        """What is said where the library has no source for this aspect of a topic."""
        topic = self._library.topics[topic_id]
        buttons = self._next.about(topic_id, besides=[aspect])
        because = topic.not_covered.get(aspect)
        if because:
            return self._decline("utter_not_covered_because", "not_covered", topic_id, buttons, {"because": because})
        return self._decline("utter_not_covered_aspect", "not_covered", topic_id, buttons, {"name": topic.name})

    def _stays_elsewhere(self, reading: Reading, context: Context) -> bool:
        """A question without any name, after a disease that is not covered: it is about that disease still."""
        named = reading.topics or reading.neighbours or reading.not_ours or reading.term
        asks = bool(reading.questions) and all(question.topic is None for question in reading.questions)
        return context.elsewhere in self._neighbours and not named and (asks or reading.act == acts.TELL_MORE)

    def _helpful(self, topic: str | None) -> Sequence[str]:
        known = self._library.topics.get(topic or "") or self._library.topics["muscle_atrophy"]
        covered = [aspect for aspect in known.answers if aspect not in _DIAGNOSIS_HELPERS]
        return self._next.about(known.topic, besides=covered, most=3)

    @staticmethod
    def _asks_about_something(reading: Reading) -> bool:
        return reading.act.startswith(acts.ASPECT_ACT) or reading.act in _TOPIC_ACTS

    def _decline_neighbour(self, neighbour: Neighbour) -> Reply:
        custom = declined_custom("not_covered", neighbour=neighbour.id)
        return self._point_to(neighbour, "utter_neighbour", custom)

    def _decline_not_ours(self, other: Neighbour) -> Reply:
        return self._point_to(other, "utter_not_ours", declined_custom("out_of_scope", not_ours=other.id))

    def _point_to(self, other: Neighbour, response: str, custom: dict[str, Any]) -> Reply:
        """What it is in a line, who knows more, and where to read, as far as that is known."""
        values = {"name": other.name, "who_knows": other.who_knows, "what_it_is": other.what_it_is or ""}
        buttons = self._next.about(None)
        if not other.what_it_is:
            return Reply("utter_neighbour_unknown", values, buttons, custom)
        if not other.source:
            return Reply(f"{response}_unsourced", values, buttons, custom)
        values["where"] = list_sources(self._library, [other.source])
        return Reply(response, values, buttons, {**custom, "sources": [other.source]})

    @staticmethod
    def _decline(
        response: str,
        reason: str,
        topic: str | None,
        buttons: Sequence[str],
        values: Mapping[str, str] | None = None,
    ) -> Reply:
        return Reply(response, values or {}, tuple(buttons), declined_custom(reason, topic))
