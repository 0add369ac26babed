"""The graph component that reads a message as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from guide.reading.reading import Reading
from guide_rasa.act_classifier import ActClassifier
from guide_rasa.fingerprint import reading_fingerprint

CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("acts")
CONFIG = ActClassifier.get_default_config()
EXAMPLES = {
    "greet": ["hello", "hi there", "good morning", "hey", "hi"],
    "ask_treatment": ["how is als treated", "what treats polio", "treatment of stroke", "can als be treated"],
    "ask_symptoms": ["what are the symptoms of als", "symptoms of polio", "which signs does stroke have"],
    "request_diagnosis": ["do i have als", "is it polio", "what is wrong with me"],
    "request_medication_advice": ["should i take riluzole", "how much prednisone can i take"],
}


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    """A store that holds a trained component."""
    store = LocalModelStorage(tmp_path_factory.mktemp("models"))
    messages = [Message(data={"text": text, "intent": act}) for act, texts in EXAMPLES.items() for text in texts]
    messages.append(Message(data={"intent": "greet"}))
    component = ActClassifier.create(CONFIG, store, RESOURCE, CONTEXT)
    assert component.train(TrainingData(messages)) == RESOURCE
    return store


@pytest.fixture(scope="module")
def component(storage: LocalModelStorage) -> ActClassifier:
    return ActClassifier.load(CONFIG, storage, RESOURCE, CONTEXT)


def processed(component: ActClassifier, text: str | None, *entities: dict[str, Any]) -> Message:
    message = Message(data={"text": text, "entities": list(entities)})
    return component.process([message])[0]


def test_a_loaded_component_reads_what_it_was_trained_for(component: ActClassifier) -> None:
    message = processed(component, "How is polio treated?")
    reading = Reading.from_json(message.get("reading"))

    assert reading.act == "ask_treatment"
    assert reading.topics == ("polio",)
    assert message.get("intent") == {"name": "ask_treatment", "confidence": reading.confidence}
    assert message.get("intent_ranking") == [message.get("intent")]


def test_the_reading_travels_with_the_parsed_message(component: ActClassifier) -> None:
    output = processed(component, "hello").as_dict(only_output_properties=True)

    assert {"intent", "intent_ranking", "reading"} <= set(output)


def test_control_characters_do_not_reach_the_reader(component: ActClassifier) -> None:
    assert processed(component, "do i\x00have\u200b als").get("intent")["name"] == "request_diagnosis"


def test_a_message_with_a_problem_is_not_read(component: ActClassifier) -> None:
    problem = {"entity": "input_problem", "value": "too_long"}
    message = processed(component, "how is polio treated", problem)

    assert message.get("intent")["name"] == "unreadable_input"
    assert Reading.from_json(message.get("reading")) == Reading("unreadable_input")


def test_an_untrained_component_says_so(storage: LocalModelStorage) -> None:
    with pytest.raises(RuntimeError, match="not trained"):
        processed(ActClassifier.create(CONFIG, storage, RESOURCE, CONTEXT), "hello")


def test_thresholds_come_from_the_configuration(storage: LocalModelStorage) -> None:
    unsure = {**CONFIG, "answer": 1.1, "clear": 1.1, "offer": 0.0, "advice": 1.1}
    strict = ActClassifier.load(unsure, storage, RESOURCE, CONTEXT)

    assert processed(strict, "treatment thing for polio").get("intent")["name"] == "nlu_fallback"


def test_a_change_of_reading_or_dictionaries_calls_for_new_training(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "guide" / "reading"
    code.mkdir(parents=True)
    (code / "words.py").write_text("a = 1\n")
    monkeypatch.setattr("guide_rasa.fingerprint.PROJECT", tmp_path)
    monkeypatch.setattr("guide_rasa.fingerprint.DATA", data_copy)
    fingerprints = [reading_fingerprint.__wrapped__()]
    for changed in (code / "words.py", data_copy / "vocabulary" / "medicines.yml", data_copy / "knowledge" / "als.yml"):
        changed.write_text(changed.read_text() + "# changed\n")
        fingerprints.append(reading_fingerprint.__wrapped__())

    assert len(set(fingerprints)) == 4
    assert reading_fingerprint.__wrapped__() == fingerprints[-1]
    assert ActClassifier.fingerprint_addon(CONFIG) == reading_fingerprint()
