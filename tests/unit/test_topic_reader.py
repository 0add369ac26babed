"""The graph component that finds what a message names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from guide_rasa.topic_reader import TopicReader


@pytest.fixture
def component(tmp_path: Path) -> TopicReader:
    return TopicReader.create({}, LocalModelStorage(tmp_path), Resource("reader"), ExecutionContext(GraphSchema({})))


def entities(component: TopicReader, **data: Any) -> list[dict[str, Any]]:
    message = Message(data=data)
    assert component.process([message]) == [message]
    assert "entities" in message.as_dict(only_output_properties=True)
    return [{key: entity[key] for key in ("entity", "value", "start", "end")} for entity in message.get("entities")]


def test_topics_neighbours_and_medicines_become_entities(component: TopicReader) -> None:
    assert entities(component, text="Does riluzole help ALS or Duchenne weakness?") == [
        {"entity": "medicine", "value": "medicine", "start": 5, "end": 13},
        {"entity": "topic", "value": "als", "start": 19, "end": 22},
        {"entity": "neighbour", "value": "duchenne", "start": 26, "end": 34},
    ]


def test_entities_carry_who_found_them(component: TopicReader) -> None:
    message = Message(data={"text": "als"})
    component.process([message])

    assert message.get("entities")[0]["extractor"] == "TopicReader"


def test_entities_found_before_are_kept(component: TopicReader) -> None:
    earlier = {"entity": "topic", "value": "mri", "start": 0, "end": 3}

    assert entities(component, text="als", entities=[earlier])[0] == earlier


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "empty"), (None, "empty"), ("a" * 1001, "too_long"), ("😀", "no_words"), ("привет", "other_script")],
)
def test_what_cannot_be_read_becomes_a_named_problem_and_nothing_else(
    component: TopicReader, text: str | None, problem: str
) -> None:
    assert entities(component, text=text) == [
        {"entity": "input_problem", "value": problem, "start": 0, "end": len(text or "")}
    ]


def test_a_problem_that_the_channel_noticed_stands_in_the_metadata(component: TopicReader) -> None:
    found = entities(component, text="als", metadata={"input_problem": "too_long"})

    assert [(entity["entity"], entity["value"]) for entity in found] == [("input_problem", "too_long")]


def test_other_metadata_is_no_problem(component: TopicReader) -> None:
    assert entities(component, text="als", metadata={"other": 1})[0]["value"] == "als"
