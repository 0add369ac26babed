"""The replies that the core gives to whatever speaks."""

from __future__ import annotations

from guide.conversation.replies import (
    answer_custom,
    clarify_custom,
    declined_custom,
    list_sources,
    name_sources,
    sources_of,
)
from guide.knowledge.library import Library
from guide.reading.reading import Question


def test_an_answer_carries_topic_aspect_and_sources(small_library: Library) -> None:
    assert answer_custom(small_library, Question("causes", "als"), ("a", "b")) == {
        "kind": "answer",
        "topic": "als",
        "aspect": "causes",
        "sources": ["a", "b"],
    }


def test_a_refusal_carries_its_reason_and_the_topic_only_where_there_is_one() -> None:
    assert declined_custom("diagnosis") == {"kind": "declined", "reason": "diagnosis"}
    assert declined_custom("medication", "als", extra=1) == {
        "kind": "declined",
        "reason": "medication",
        "topic": "als",
        "extra": 1,
    }


def test_a_did_you_mean_carries_its_candidates(small_library: Library) -> None:
    assert clarify_custom(small_library, [Question("causes", "als"), Question("risk")]) == {
        "kind": "clarify",
        "candidates": [{"topic": "als", "aspect": "causes"}, {"topic": None, "aspect": "risk"}],
    }


def test_the_sources_of_an_answer_come_once_each_in_order(small_library: Library) -> None:
    answer = small_library.answer("als", "definition")

    assert answer is not None
    assert sources_of(answer.sentences) == ["health_body", "clinic"]


def test_sources_are_named_by_publisher_on_one_line(small_library: Library) -> None:
    assert name_sources(small_library, ["clinic", "health_body", "clinic"]) == "A Clinic; A Health Body"


def test_sources_are_listed_in_full_one_on_a_line(small_library: Library) -> None:
    assert list_sources(small_library, ["clinic", "health_body"]).splitlines() == [
        "- A Clinic: Thin muscles. https://clinic.example/muscles (2026-01)",
        "- A Health Body: Nerves at a glance. https://health.example/nerves (2026-02)",
    ]
