"""The library: every knowledge file and the list of sources, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from guide.knowledge.models import Answer, Source, Taxonomy, Topic, Trait
from guide.paths import DATA
from guide.yaml_lines import load_located


@dataclass(frozen=True)
class Library:
    """Topics by id, sources by id, what topics may share, and the closed vocabularies."""

    taxonomy: Taxonomy
    topics: dict[str, Topic]
    sources: dict[str, Source]
    traits: dict[str, Trait] = field(default_factory=dict)

    def answer(self, topic: str, aspect: str) -> Answer | None:
        """What is known of one aspect of one topic; None where there is no sourced answer."""
        known = self.topics.get(topic)
        return known.answers.get(aspect) if known else None

    def covered_pairs(self) -> Iterator[tuple[str, str]]:
        """Every (topic, aspect) that has an answer."""
        for topic_id, topic in self.topics.items():
            for aspect in topic.answers:
                yield topic_id, aspect


def knowledge_files(data: Path = DATA) -> list[Path]:
    """The topic files, in a fixed order."""
    return sorted((data / "knowledge").glob("*.yml"))


def load_library(data: Path = DATA) -> Library:
    """Read `data/knowledge`, `data/sources.yml`, `data/traits.yml` and `data/taxonomy.yml`.

    A topic needs its file only; those that the taxonomy does not list come after those it does. Raises YamlFault or
    pydantic.ValidationError on a file that does not fit; `guide.knowledge.check` says where.
    """
    taxonomy = Taxonomy(**load_located(data / "taxonomy.yml").data)
    sources = {key: Source(**value) for key, value in load_located(data / "sources.yml").data["sources"].items()}
    topics = [Topic(**load_located(path).data) for path in knowledge_files(data)]
    order = {topic: index for index, topic in enumerate(taxonomy.topics)}
    topics.sort(key=lambda topic: order.get(topic.topic, len(order)))
    listed = tuple(dict.fromkeys([*taxonomy.topics, *(topic.topic for topic in topics)]))
    return Library(
        taxonomy.copy(update={"topics": listed}), {topic.topic: topic for topic in topics}, sources, load_traits(data)
    )


def load_traits(data: Path = DATA) -> dict[str, Trait]:
    """Read `data/traits.yml`; without it no topic has traits."""
    path = data / "traits.yml"
    return {key: Trait(**value) for key, value in load_located(path).data["traits"].items()} if path.exists() else {}


@lru_cache(maxsize=1)
def default_library() -> Library:
    """The project's own library, read once per process."""
    return load_library()
