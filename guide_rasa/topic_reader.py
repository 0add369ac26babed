"""Graph component: what a message names, by dictionary, as Rasa entities."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from guide.reading.guard import find_problem
from guide.reading.scanner import default_scanner
from guide.reading.vocabulary import Kind

PROBLEM_ENTITY = "input_problem"
_SPOKEN_OF = (Kind.TOPIC, Kind.NEIGHBOUR, Kind.MEDICINE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TopicReader(GraphComponent, EntityExtractorMixin):
    """Adds entities `topic`, `neighbour` and `medicine`; for a message that cannot be read, `input_problem`."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicReader:
        """Make the component, its dictionaries loaded, so that the first message need not wait for them."""
        default_scanner()
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to each message."""
        for message in messages:
            found = self.add_extractor_name(self._entities(message))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _entities(self, message: Message) -> list[dict[str, Any]]:
        text = message.get(TEXT) or ""
        problem = (message.get("metadata") or {}).get(PROBLEM_ENTITY) or find_problem(text)
        if problem:
            value = getattr(problem, "value", problem)
            return [{"entity": PROBLEM_ENTITY, "value": value, "start": 0, "end": len(text)}]
        return [
            {"entity": m.term.kind.value, "value": m.term.id, "start": m.start, "end": m.end}
            for m in default_scanner().scan(text).mentions
            if m.term.kind in _SPOKEN_OF
        ]
