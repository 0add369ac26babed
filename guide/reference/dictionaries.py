"""What the guide recognises besides its topics: near diseases, what is not ours, and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.knowledge.models import Source, Topic
from guide.reading.vocabulary import Neighbour, load_neighbours
from guide.yaml_lines import load_located


@dataclass(frozen=True)
class Word:
    """A word of the glossary. Some belong to a topic, some have a source."""

    word: str
    means: str
    also: tuple[str, ...]
    topic: Topic | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class NotOurs:
    """Phrases that only look like ours: those listed singly, and those in groups with a reason or an advice."""

    phrases: tuple[str, ...]
    groups: tuple[dict[str, Any], ...]


def neighbours(data: Path) -> list[Neighbour]:
    """The near diseases by name."""
    return sorted(load_neighbours(data).values(), key=lambda neighbour: neighbour.name.casefold())


def glossary(data: Path, topics: Mapping[str, Topic], sources: Mapping[str, Source]) -> list[Word]:
    """The words of the glossary in order. Raises KeyError for a topic or source that there is not."""
    entries = load_located(data / "vocabulary" / "medical_words.yml").data["words"]
    words = [
        Word(
            word=entry["word"],
            means=entry["means"],
            also=tuple(entry.get("also", ())),
            topic=topics[entry["topic"]] if entry.get("topic") else None,
            sources=tuple(sources[source] for source in _listed(entry.get("source"))),
        )
        for entry in entries
    ]
    return sorted(words, key=lambda word: (word.word.casefold(), word.means))


def not_ours(data: Path) -> NotOurs:
    """What stands in `not_ours.yml`."""
    entries = load_located(data / "vocabulary" / "not_ours.yml").data
    return NotOurs(tuple(sorted(entries.get("phrases", ()))), tuple(entries.get("groups", ())))


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []
