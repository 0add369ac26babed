"""Graph component: what a message tells of symptoms, with danger signs as Rasa entities."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from guide.check_up.numbers import default_numbers
from guide.check_up.people import default_people
from guide.check_up.tables import SUBJECT
from guide.reading.guard import clean
from guide.symptoms.reader import default_symptom_reader
from guide.symptoms.reading import SymptomReading
from guide_rasa.topic_reader import PROBLEM_ENTITY

SYMPTOMS = "symptoms"
"""The key under which the reading of symptoms stands in the parsed message."""

DANGER_SIGN, PERSON, COUNTRY = "danger_sign", "person", "country"
_SOMEONE_ELSE = "someone_else"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SymptomReaderComponent(GraphComponent, EntityExtractorMixin):
    """Sets `symptoms`, and adds an entity `danger_sign` for each present sign, so that Rasa fills its slot at once.

    With a danger sign or a crisis it also names whom it is about (`subject`, `person`); always the country, if told.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SymptomReaderComponent:
        """Make the component, its rules compiled, so that the first message need not wait for them."""
        default_symptom_reader()
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message, unless it is one that cannot be read."""
        for message in messages:
            found = message.get(ENTITIES, [])
            if any(entity["entity"] == PROBLEM_ENTITY for entity in found):
                continue
            text = clean(message.get(TEXT))
            reading = default_symptom_reader().read(text)
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
        someone_else = _SOMEONE_ELSE in reading.values.get(SUBJECT, ())
        entities.append({"entity": SUBJECT, "value": _SOMEONE_ELSE if someone_else else "self", **whole})
        person = default_people().find(text) if someone_else else None
        if person:
            entities.append({"entity": PERSON, "value": person, **whole})
    country = default_numbers().find_country(text)
    if country:
        entities.append({"entity": COUNTRY, "value": country, **whole})
    return entities
