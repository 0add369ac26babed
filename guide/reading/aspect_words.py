"""Nouns that name an aspect outright, to hear two asked for in one breath ("symptoms and treatment of polio")."""

from __future__ import annotations

import re
from pathlib import Path

from guide.paths import DATA
from guide.yaml_lines import load_located


class AspectWords:
    """Finds lists of aspect nouns joined by "and", "or", "&" or commas."""

    def __init__(self, nouns: dict[str, str]) -> None:
        self._nouns = nouns
        word = "(?:" + "|".join(sorted(map(re.escape, nouns), key=len, reverse=True)) + ")"
        lead = r"(?:the |its |their |possible |common |main |early )?"
        self._list = re.compile(rf"\b{word}(?:(?:\s*(?:,|&|/|and|or|plus)\s*)+{lead}{word})+\b")
        self._word = re.compile(rf"\b{word}\b")

    def listed_together(self, text: str) -> list[str]:
        """The different aspects named side by side in `text` (lower case), in order; empty unless two or more."""
        match = self._list.search(text)
        if not match:
            return []
        aspects = list(dict.fromkeys(self._nouns[word] for word in self._word.findall(match.group())))
        return aspects if len(aspects) > 1 else []


def load_aspect_words(data: Path = DATA) -> AspectWords:
    """Read `data/vocabulary/aspect_words.yml`: per aspect its nouns."""
    lists: dict[str, list[str]] = load_located(data / "vocabulary" / "aspect_words.yml").data
    return AspectWords({noun: aspect for aspect, nouns in lists.items() for noun in nouns})
