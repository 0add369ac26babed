"""Graph component: what a message tells of symptoms, with danger signs as Rasa entities."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from guide.check_up.numbers import default_numbers
from guide.check_up.people import SOMEBODY, default_people
from guide.check_up.tables import SUBJECT
from guide.reading.guard import clean
from guide.reading.reading import DELETION, REPORT_SYMPTOMS
from guide.symptoms.ear import Ear, load_examples
from guide.symptoms.listener import Hearing, Listener
from guide.symptoms.reader import default_symptom_reader
from guide.symptoms.reading import SymptomReading
from guide_rasa.fingerprint import hearing_fingerprint
from guide_rasa.topic_reader import PROBLEM_ENTITY

SYMPTOMS = "symptoms"
"""The key under which the reading of symptoms stands in the parsed message."""

DANGER_SIGN, PERSON, COUNTRY = "danger_sign", "person", "country"
_SOMEONE_ELSE = "someone_else"
_NOT_FOR_THE_EAR = (REPORT_SYMPTOMS, DELETION)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SymptomReaderComponent(GraphComponent, EntityExtractorMixin):
    """Sets `symptoms`, and adds an entity `danger_sign` for each present sign, so that Rasa fills its slot at once.

    The rules stand in `data/symptoms`; the ear beside them is learned from `data/heard` and the NLU examples.
    With a danger sign or a crisis it also names whom it is about (`subject`, `person`); always the country, if told.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds, as probabilities (see `guide.symptoms.listener.Hearing`)."""
        return asdict(Hearing())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train anew when the code or the data of hearing change."""
        return hearing_fingerprint()

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._hearing = Hearing(**{key: config[key] for key in self.get_default_config()})
        self._model_storage = model_storage
        self._resource = resource
        self._listener: Listener | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SymptomReaderComponent:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the ear: from its own examples, and from the NLU examples as messages without a danger sign.

        Not from wishes to be forgotten: they are close to what people say in a crisis, and with them it heard fewer.
        """
        others = [
            message.get(TEXT)
            for message in training_data.intent_examples
            if message.get(TEXT) and message.get(INTENT) not in _NOT_FOR_THE_EAR
        ]
        ear = Ear.learn(load_examples(), others)
        with self._model_storage.write_to(self._resource) as folder:
            ear.save(folder)
        self._listener = Listener(default_symptom_reader(), ear, self._hearing)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SymptomReaderComponent:
        """Load what `train` stored, and compile the rules, so that the first message need not wait for them."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._listener = Listener(default_symptom_reader(), Ear.load(folder), component._hearing)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message, unless it is one that cannot be read."""
        if self._listener is None:
            raise RuntimeError("the reader of symptoms is not trained")
        for message in messages:
            found = message.get(ENTITIES, [])
            if any(entity["entity"] == PROBLEM_ENTITY for entity in found):
                continue
            text = clean(message.get(TEXT))
            reading = self._listener.read(text)
            message.set(SYMPTOMS, reading.to_json(), add_to_output=True)
            entities = self.add_extractor_name(_entities(text, reading))
            message.set(ENTITIES, found + entities, add_to_output=True)
        return messages


def _entities(text: str, reading: SymptomReading) -> list[dict[str, Any]]:
    whole = {"start": 0, "end": len(text)}
    entities = [
        {"entity": DANGER_SIGN, "value": heard.sign, "start": heard.start, "end": heard.end}
        for heard in {heard.sign: heard for heard in reversed(reading.signs)}.values()
    ][::-1]
    if reading.signs or reading.crisis:
        subject = reading.values.get(SUBJECT, ())
        entities += [{"entity": SUBJECT, "value": value, **whole} for value in subject]
        if _SOMEONE_ELSE in subject:
            person = default_people().find(text) or SOMEBODY
            entities.append({"entity": PERSON, "value": person, **whole})
    country = default_numbers().find_country(text)
    if country:
        entities.append({"entity": COUNTRY, "value": country, **whole})
    return entities
