"""Whether a message is written in another language than English."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from guide.reading.scan import Scan
from guide.reading.spelling import english_words

_FEWEST_WORDS = 2
_FEWEST_FOREIGN = 2  # one misspelt word makes no other language
_MOSTLY_ENGLISH = 0.85
_HARDLY_ENGLISH = 0.5
_SURE = 0.95


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)


def load_language_models() -> None:
    """Load word list and identifier now, so that the first message need not wait for them."""
    english_words()
    _identifier()


def is_other_language(scanned: Scan, own_words: Collection[str]) -> bool:
    """True when the words are not English enough and the identifier names another language too.

    Both must agree, since short misspelt English misleads either alone. A word counts as English if the list has it,
    if it is one of the guide's own, or if its spelling could be corrected towards one.
    """
    words = [(word, form) for word, form in zip(scanned.words, scanned.forms, strict=True) if not word.form.isdecimal()]
    if len(words) < _FEWEST_WORDS:
        return False
    english = sum(1 for word, corrected in words if word.form in english_words() or corrected in own_words)
    share = english / len(words)
    if share > _MOSTLY_ENGLISH or (len(words) - english < _FEWEST_FOREIGN and share > _HARDLY_ENGLISH):
        return False
    language, probability = _identifier().classify(scanned.text)
    return bool(language != "en" and (probability >= _SURE or share <= _HARDLY_ENGLISH))
