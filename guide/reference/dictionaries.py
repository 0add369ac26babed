"""What the guide recognises besides its topics: near diseases, what is not ours, and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.knowledge.models import Source, Topic
from guide.reading.vocabulary import Neighbour, load_neighbours, load_not_ours
from guide.yaml_lines import load_located


@dataclass(frozen=True)
class Word:
    """A word of the glossary. Some belong to a topic, some have a source."""

    word: str
    means: str
    also: tuple[str, ...]
    topic: Topic | None
    sources: tuple[Source, ...]


def neighbours(data: Path) -> list[Neighbour]:
    """The near diseases by name."""
    return _by_name(load_neighbours(data))


def not_ours(data: Path) -> list[Neighbour]:
    """What only looks like ours, and what can be said of it, by name."""
    return _by_name(load_not_ours(data))


def refused_phrases(data: Path) -> list[str]:
    """The phrases that look like ours and get no more than a short refusal."""
    return sorted(load_located(data / "vocabulary" / "not_ours.yml").data.get("phrases", ()), key=str.casefold)


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


def _by_name(entries: Mapping[str, Neighbour]) -> list[Neighbour]:
    return sorted(entries.values(), key=lambda entry: (entry.name.casefold(), entry.id))


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []
