"""Spelling: correct towards the guide's own words, and only words that a general English list lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

_RARE = 40
_SHORTEST = 4


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Words of everyday English: those that pyspellchecker's list counts often enough to be no slip."""
    frequency = SpellChecker(language="en").word_frequency.dictionary
    return frozenset(word for word, count in frequency.items() if count >= _RARE)


def _slips_allowed(length: int) -> int:
    return 1 if length <= 6 else 2


class Speller:
    """Maps a misspelt word to the nearest word of the guide's own vocabulary."""

    def __init__(
        self, own_words: Iterable[str], known_words: Iterable[str] = (), by_frequency: Sequence[str] = ()
    ) -> None:
        self._own = sorted({word for word in own_words if len(word) >= _SHORTEST and word.isalpha()})
        self._own_set = frozenset(self._own)
        self._known = frozenset(known_words)
        self._rank = {word: rank for rank, word in enumerate(by_frequency)}
        self._cached = lru_cache(maxsize=4096)(self._nearest)

    def correct(self, word: str) -> str | None:
        """The own word that `word` stands for; None where it is spelt right, foreign, or too short to tell."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._own_set:
            return None
        if word in self._known or word in english_words():
            return None
        return self._cached(word)

    def _nearest(self, word: str) -> str | None:
        allowed = _slips_allowed(len(word))
        found = process.extract(word, self._own, scorer=OSA.distance, score_cutoff=allowed, limit=10)
        best = min(
            (
                (distance, candidate[0] != word[0], self._rank.get(candidate, len(self._rank)), candidate)
                for candidate, distance, _ in found
            ),
            default=None,
        )
        if best is None or (len(word) <= _SHORTEST and best[1]):
            return None
        return str(best[3])
