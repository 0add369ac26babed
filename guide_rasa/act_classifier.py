"""Graph component: the user's act, and the full reading that the actions answer."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from guide.knowledge.library import default_library
from guide.reading.guard import clean
from guide.reading.language import load_language_models
from guide.reading.reader import Reader, Thresholds
from guide.reading.reading import CRISIS, EMERGENCY, UNREADABLE, Reading
from guide.reading.scanner import default_scanner
from guide.reading.training import TrainedReading, learn
from guide.symptoms.reading import SymptomReading
from guide_rasa.fingerprint import reading_fingerprint
from guide_rasa.symptom_reader import SYMPTOMS
from guide_rasa.topic_reader import PROBLEM_ENTITY

MEANING = "meaning"
"""The setting by which acts are learned from sentence embeddings as well."""
READING = "reading"
"""The key under which the reading stands in the parsed message, for the actions."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(IntentClassifier, GraphComponent):
    """Learns acts from the NLU examples; at run time sets `intent`, `intent_ranking` and `reading`.

    Before it in the pipeline stand TopicReader, which finds the messages that cannot be read, and the reader of
    symptoms: a crisis or a present danger sign is the act, whatever else the message says.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds, as probabilities (see `guide.reading.reader.Thresholds`).

        `meaning`: learn from sentence embeddings beside words and letters; what is stored keeps to how it was learned.
        """
        return {**asdict(Thresholds()), MEANING: True}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train anew when the reading code or the dictionaries change."""
        return reading_fingerprint()

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._thresholds = Thresholds(**{key: config[key] for key in asdict(Thresholds())})
        self._meaning = bool(config[MEANING])
        self._model_storage = model_storage
        self._resource = resource
        self._reader: Reader | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActClassifier:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every NLU example that has a text and an intent."""
        examples = [
            (message.get(TEXT), message.get(INTENT))
            for message in training_data.intent_examples
            if message.get(TEXT) and message.get(INTENT)
        ]
        trained = learn(examples, default_scanner(), self._meaning)
        with self._model_storage.write_to(self._resource) as folder:
            trained.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ActClassifier:
        """Load what `train` stored."""
        component = cls(config, model_storage, resource)
        load_language_models()
        with model_storage.read_from(resource) as folder:
            trained = TrainedReading.load(folder)
        component._reader = trained.reader(default_library(), component._thresholds)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and reading of each message."""
        for message in messages:
            reading = self._read(message)
            intent = {INTENT_NAME_KEY: reading.act, PREDICTED_CONFIDENCE_KEY: reading.confidence}
            message.set(INTENT, intent, add_to_output=True)
            message.set("intent_ranking", [intent], add_to_output=True)
            message.set(READING, reading.to_json(), add_to_output=True)
        return messages

    def _read(self, message: Message) -> Reading:
        if any(entity["entity"] == PROBLEM_ENTITY for entity in message.get(ENTITIES, [])):
            return Reading(UNREADABLE)
        symptoms = message.get(SYMPTOMS) or {}
        if symptoms.get("crisis"):
            return Reading(CRISIS)
        if symptoms.get("signs"):
            return Reading(EMERGENCY)
        if self._reader is None:
            raise RuntimeError("the act classifier is not trained")
        told = SymptomReading.from_json(symptoms)
        return self._reader.read(clean(message.get(TEXT)), told.tells_of_symptoms, told.tells_a_story)
