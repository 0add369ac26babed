"""The guide's vocabulary: which words name a topic, a neighbour, a medicine, or something that is not ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from guide.knowledge.library import Library
from guide.paths import DATA
from guide.reading.words import split_words
from guide.yaml_lines import load_located

Phrase = tuple[str, ...]
_SHORTEST_COMPACT = 7
NOT_OURS = "not_ours"
"""The id of phrases that are not the guide's and belong to no group."""


class Kind(str, Enum):
    """What a phrase names."""

    TOPIC = "topic"
    NEIGHBOUR = "neighbour"
    NOT_OURS = "not_ours"
    MEDICINE = "medicine"
    MEDICINE_WORD = "medicine_word"
    MUSCLE_WORD = "muscle_word"


PLAIN_KINDS = frozenset({Kind.MUSCLE_WORD, Kind.MEDICINE_WORD})
"""Kinds of everyday words: they tell something of a message, but they are no name."""


@dataclass(frozen=True)
class Term:
    """What one phrase names. A weak term counts only in company of muscle words or as a follow-up."""

    kind: Kind
    id: str
    weak: bool = False


@dataclass(frozen=True)
class Neighbour:
    """What is near, or looks like it, and is not covered: what it is (sourced, or None) and who knows more."""

    id: str
    name: str
    who_knows: str
    what_it_is: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class SmallWords:
    """Words that point back to the talk before, that may stand beside a bare topic, that open a question."""

    pointing: frozenset[str]
    linking: frozenset[str]
    opening: frozenset[str] = frozenset()


def phrase_of(text: str) -> Phrase:
    """`text` as the sequence of its plain words."""
    return tuple(word.form for word in split_words(text))


class Vocabulary:
    """Phrases to terms, found by their words or, for longer ones, written without blanks."""

    def __init__(self, together: dict[str, list[list[Phrase]]], small_words: SmallWords) -> None:
        self.small_words = small_words
        self.together = together
        self._terms: dict[Phrase, Term] = {}
        self._compact: dict[str, Term] = {}
        self.longest = 1

    def add(self, text: str, term: Term) -> None:
        """Make `text` name `term`, in the singular and, for a last word of four letters or more, the plural."""
        phrase = phrase_of(text)
        if not phrase:
            raise ValueError(f"no word in {text!r}")
        for form in (phrase, _with_plural(phrase)):
            self._terms.setdefault(form, term)
            self.longest = max(self.longest, len(form))
            compact = "".join(form)
            if len(form) > 1 and len(compact) >= _SHORTEST_COMPACT:
                self._compact.setdefault(compact, term)

    def find(self, phrase: Phrase) -> Term | None:
        """The term that exactly these words name."""
        if phrase in self._terms:
            return self._terms[phrase]
        return self._compact.get(phrase[0]) if len(phrase) == 1 else None

    def words(self) -> frozenset[str]:
        """Every single word of every phrase, and the phrases written together."""
        return frozenset(word for phrase in self._terms for word in phrase) | frozenset(self._compact)


def _with_plural(phrase: Phrase) -> Phrase:
    last = phrase[-1]
    return phrase if len(last) < 4 or last.endswith("s") else (*phrase[:-1], last + "s")


def load_neighbours(data: Path = DATA) -> dict[str, Neighbour]:
    """The near diseases by id."""
    return _neighbours(load_located(data / "vocabulary" / "neighbours.yml").data["entries"])


def load_not_ours(data: Path = DATA) -> dict[str, Neighbour]:
    """What people take for a subject of the guide, by id."""
    return _neighbours(load_located(data / "vocabulary" / "not_ours.yml").data.get("groups", ()))


def _neighbours(entries: Iterable[dict[str, Any]]) -> dict[str, Neighbour]:
    return {entry["id"]: Neighbour(**{k: v for k, v in entry.items() if k != "names"}) for entry in entries}


def load_vocabulary(library: Library, data: Path = DATA) -> Vocabulary:
    """The vocabulary of the topics in `library` and of the dictionaries in `data/vocabulary`.

    Phrases that are not ours are entered first: they win over a topic of the same words.
    """
    folder = data / "vocabulary"
    entries = load_located(folder / "neighbours.yml").data["entries"]
    together = {
        topic.topic: [[phrase_of(word) for word in group] for group in topic.together]
        for topic in library.topics.values()
        if topic.together
    }
    small = load_located(folder / "small_words.yml").data
    small_words = SmallWords(
        frozenset(small["pointing"]), frozenset(small["linking"]), frozenset(small.get("opening", ()))
    )
    vocabulary = Vocabulary(together, small_words)
    medicines = load_located(folder / "medicines.yml").data
    not_ours = load_located(folder / "not_ours.yml").data
    for group in not_ours.get("groups", ()):
        _add_all(vocabulary, group["names"], Term(Kind.NOT_OURS, group["id"]))
    _add_all(vocabulary, not_ours["phrases"], Term(Kind.NOT_OURS, NOT_OURS))
    for topic in library.topics.values():
        _add_all(vocabulary, topic.names, Term(Kind.TOPIC, topic.topic))
    for entry in entries:
        _add_all(vocabulary, entry["names"], Term(Kind.NEIGHBOUR, entry["id"]))
    _add_all(vocabulary, medicines["medicines"], Term(Kind.MEDICINE, "medicine"))
    _add_all(vocabulary, medicines["general"], Term(Kind.MEDICINE_WORD, "medicine_word"))
    for topic in library.topics.values():
        _add_all(vocabulary, topic.weak_names, Term(Kind.TOPIC, topic.topic, weak=True))
    _add_all(vocabulary, load_located(folder / "muscle_words.yml").data["words"], Term(Kind.MUSCLE_WORD, "muscle"))
    return vocabulary


def _add_all(vocabulary: Vocabulary, texts: Iterable[str], term: Term) -> None:
    for text in texts:
        vocabulary.add(text, term)
