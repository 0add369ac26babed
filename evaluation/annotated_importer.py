"""Training-data importer: the guide's examples with topics marked, as a pipeline without dictionary needs them."""

from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from guide.knowledge.library import Library
from guide.reading.scanner import Scanner, default_scanner
from guide.reading.vocabulary import Kind
from guide_rasa.importer import ButtonImporter

TOPIC_ENTITY = "topic"


class AnnotatedImporter(ButtonImporter):
    """The guide's own importer; topics marked by dictionary, topic names as synonyms and lookup table."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return the examples with entities `topic`, whose values are topic ids."""
        scanner = default_scanner()
        examples = super().get_nlu_data(language)
        for message in examples.training_examples:
            if entities := topic_entities(message.get(TEXT) or "", scanner):
                message.set(ENTITIES, entities)
        names = topic_names(scanner.library)
        known = TrainingData(entity_synonyms=names, lookup_tables=[{"name": TOPIC_ENTITY, "elements": sorted(names)}])
        return examples.merge(known)


def topic_entities(text: str, scanner: Scanner) -> list[dict[str, Any]]:
    """Return the topics named in `text` as Rasa entities; a weak name only where it leads."""
    scanned = scanner.scan(text)
    leading = scanner.chooser.choose(scanned, scanned.mentions)
    return [
        {"entity": TOPIC_ENTITY, "start": mention.start, "end": mention.end, "value": mention.term.id}
        for mention in scanned.mentions
        if mention.term.kind is Kind.TOPIC and (not mention.term.weak or mention.term.id in leading)
    ]


def topic_names(library: Library) -> dict[str, str]:
    """Return every name of every topic with the id of its topic."""
    return {name: topic.topic for topic in library.topics.values() for name in topic.names}
