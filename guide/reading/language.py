"""Whether a message is written in another language than English."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from guide.reading.spelling import english_words

_FEWEST_WORDS = 2
_ENGLISH_ENOUGH = 0.6


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)


def is_other_language(text: str, words: Sequence[str], own_words: Collection[str]) -> bool:
    """True when few of `words` are English or the guide's own, and the identifier names another language too.

    Both must agree: short misspelt English misleads either alone.
    """
    if len(words) < _FEWEST_WORDS:
        return False
    english = sum(1 for word in words if word in english_words() or word in own_words)
    if english / len(words) >= _ENGLISH_ENOUGH:
        return False
    language, _ = _identifier().classify(text)
    return bool(language != "en")
