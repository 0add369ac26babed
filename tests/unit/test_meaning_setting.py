"""Acts learned with and without sentence embeddings, by the setting `meaning`."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from guide.reading import acts, training
from guide.reading.embeddings import default_embedder
from guide.reading.scanner import Scanner
from guide.reading.training import Example, TrainedReading, learn
from guide_rasa.act_classifier import MEANING, ActClassifier

EXAMPLES: list[Example] = [
    *((text, "greet") for text in ("hello", "hi there", "good morning", "hey", "hello again", "hi")),
    *((f"how is {name} treated", "ask_treatment") for name in ("als", "polio", "nerve damage")),
]
ASKED = ("how is disease treated", "how is als treated")


@pytest.mark.parametrize("meaning", [True, False])
def test_what_is_loaded_uses_what_was_learned_from(meaning: bool, small_scanner: Scanner, tmp_path: Path) -> None:
    trained = learn(EXAMPLES, small_scanner, meaning)
    trained.save(tmp_path)
    loaded = TrainedReading.load(tmp_path)

    assert (loaded.model._embedder is not None) is meaning
    assert loaded.model.rank(*ASKED)[0][0] == "ask_treatment"
    assert loaded.model.rank(*ASKED) == pytest.approx(trained.model.rank(*ASKED))


def test_without_meaning_there_are_words_and_letters_only(small_scanner: Scanner) -> None:
    with_meaning, without = (learn(EXAMPLES, small_scanner, meaning).model for meaning in (True, False))
    features = [model._features([ASKED[0]], [ASKED[1]]).shape[1] for model in (with_meaning, without)]

    assert features[0] - features[1] == 2 * default_embedder().embed(["x"]).shape[1]


def test_the_setting_of_the_component_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise AssertionError("the embeddings were asked for")

    monkeypatch.setattr(acts, "default_embedder", fail)
    monkeypatch.setattr(training, "default_embedder", fail)
    defaults = ActClassifier.get_default_config()
    assert defaults[MEANING] is True
    sparse = {**defaults, MEANING: False}
    storage, resource, context = LocalModelStorage(tmp_path), Resource("acts"), ExecutionContext(GraphSchema({}))
    messages = [Message(data={"text": text, "intent": act}) for text, act in EXAMPLES]
    ActClassifier.create(sparse, storage, resource, context).train(TrainingData(messages))
    loaded = ActClassifier.load(sparse, storage, resource, context)

    assert loaded.process([Message(data={"text": "hello"})])[0].get("intent")["name"] == "greet"
    with pytest.raises(AssertionError, match="asked for"):
        ActClassifier.create(defaults, storage, Resource("other"), context).train(TrainingData(messages))
