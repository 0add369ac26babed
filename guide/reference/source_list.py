"""Every source with what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.knowledge.library import Library
from guide.knowledge.models import Source, Topic
from guide.yaml_lines import load_located

_ELSEWHERE = ("vocabulary", "check_up", "symptoms")


@dataclass(frozen=True)
class Rested:
    """A source, how many sentences of topics rest on it, on which topics, and how many entries of other files."""

    id: str
    source: Source
    sentences: int
    topics: tuple[Topic, ...]
    elsewhere: int


def rested(library: Library, data: Path) -> list[Rested]:
    """Every source, the one that most sentences rest on first."""
    sentences: Counter[str] = Counter()
    topics: dict[str, dict[str, Topic]] = {}
    for topic in library.topics.values():
        for _, sentence in topic.placed_sentences():
            for source in dict.fromkeys(sentence.source):
                sentences[source] += 1
                topics.setdefault(source, {})[topic.topic] = topic
    elsewhere = Counter(_named_elsewhere(data))
    rows = [
        Rested(id_, source, sentences[id_], tuple(topics.get(id_, {}).values()), elsewhere[id_])
        for id_, source in library.sources.items()
    ]
    return sorted(rows, key=lambda row: (-row.sentences, row.id))


def _named_elsewhere(data: Path) -> Iterator[str]:
    """The sources that near diseases, glossary, check-up and danger signs name."""
    for folder in _ELSEWHERE:
        for path in sorted((data / folder).rglob("*.yml")):
            yield from _sources_in(load_located(path).data)


def _sources_in(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _sources_in(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if str(key).endswith("source"):  # "crisis_source" too
                yield from [value] if isinstance(value, str) else value or []
            else:
                yield from _sources_in(value)
