"""The glossary: medical words with what they mean, found in a message by their exact or corrected spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, validator

from guide.paths import DATA
from guide.reading.vocabulary import Phrase, phrase_of
from guide.strict_model import StrictModel
from guide.yaml_lines import load_located


class GlossaryEntry(StrictModel):
    """A medical word: what it means, its other spellings, the topic it belongs to most, and where that stands."""

    word: str = Field(min_length=1)
    means: str = Field(min_length=1)
    also: list[str] = []
    topic: str
    source: list[str] = Field(min_items=1)

    @validator("source", pre=True)
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value


class Glossary:
    """Entries by every spelling, in the singular and the plural."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self.entries = {entry.word: entry for entry in entries}
        self._words: dict[Phrase, str] = {}
        for entry in self.entries.values():
            for spelling in (entry.word, *entry.also):
                phrase = phrase_of(spelling)
                self._words.setdefault(phrase, entry.word)
                self._words.setdefault((*phrase[:-1], phrase[-1] + "s"), entry.word)
        self._longest = max(map(len, self._words), default=0)

    def words(self) -> frozenset[str]:
        """Every single word of every spelling, so that spelling can be corrected towards it."""
        return frozenset(word for phrase in self._words for word in phrase)

    def find(self, forms: Sequence[str]) -> tuple[str, int, int] | None:
        """The longest entry among `forms`: its word, its first form and the one past its last; None without any.

        The earlier wins among equals.
        """
        for size in range(min(self._longest, len(forms)), 0, -1):
            for first in range(len(forms) - size + 1):
                word = self._words.get(tuple(forms[first : first + size]))
                if word is not None:
                    return word, first, first + size
        return None


def load_glossary(data: Path = DATA) -> Glossary:
    """Read `data/vocabulary/medical_words.yml`. Raises pydantic.ValidationError on an entry that does not fit."""
    entries = load_located(data / "vocabulary" / "medical_words.yml").data["words"]
    return Glossary(GlossaryEntry(**fields) for fields in entries if fields.get("source"))


@lru_cache(maxsize=1)
def default_glossary() -> Glossary:
    """The project's own glossary, read once per process."""
    return load_glossary()
