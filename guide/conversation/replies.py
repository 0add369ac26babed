"""One message of the bot, as the core gives it to whatever speaks: response name, values, buttons, custom part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guide.knowledge.library import Library
from guide.knowledge.models import Sentence
from guide.reading.reading import Question


@dataclass(frozen=True)
class Reply:
    """`response` names an utterance of the domain, `values` fill its places, `buttons` are a person's words."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[str, ...] = ()
    custom: dict[str, Any] | None = None


def pair_custom(library: Library, question: Question) -> dict[str, Any]:
    """Topic and aspect as messages name them: of a facet the aspect it belongs to, and the facet beside it."""
    topic = library.topics.get(question.topic or "")
    aspect = library.taxonomy.aspect_of(question.aspect, topic.sort if topic else "disease")
    pair: dict[str, Any] = {"topic": question.topic, "aspect": aspect}
    return pair if aspect == question.aspect else {**pair, "facet": question.aspect}


def answer_custom(library: Library, question: Question, sources: Sequence[str]) -> dict[str, Any]:
    """The custom part of an educational answer."""
    return {"kind": "answer", **pair_custom(library, question), "sources": list(sources)}


def declined_custom(reason: str, topic: str | None = None, **more: Any) -> dict[str, Any]:
    """The custom part of a refusal; `topic` only where one was recognised."""
    custom: dict[str, Any] = {"kind": "declined", "reason": reason}
    if topic:
        custom["topic"] = topic
    return {**custom, **more}


def clarify_custom(library: Library, candidates: Iterable[Question]) -> dict[str, Any]:
    """The custom part of a "did you mean"."""
    return {"kind": "clarify", "candidates": [pair_custom(library, candidate) for candidate in candidates]}


def sources_of(sentences: Iterable[Sentence]) -> list[str]:
    """The ids of the sources behind `sentences`, each once, in order."""
    return list(dict.fromkeys(source for sentence in sentences for source in sentence.source))


def name_sources(library: Library, ids: Iterable[str]) -> str:
    """The publishers of the sources, each once, on one line; `list_sources` gives titles and addresses."""
    return "; ".join(dict.fromkeys(library.sources[i].publisher for i in ids))


def list_sources(library: Library, ids: Iterable[str]) -> str:
    """The sources in full, one on a line: publisher, title, address, when read."""
    return "\n".join(f"- {s.publisher}: {s.title}. {s.address} ({s.read})" for s in (library.sources[i] for i in ids))
