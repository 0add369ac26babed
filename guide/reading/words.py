"""Splitting a message into words that are easy to compare."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


@dataclass(frozen=True)
class Word:
    """One word: its plain form (lower case, no accents) and where it stands in the text."""

    form: str
    start: int
    end: int


def plain(text: str) -> str:
    """`text` in lower case, without accents, with one kind of apostrophe."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def split_words(text: str) -> list[Word]:
    """The words of `text` in order. Hyphens and slashes part words; a possessive 's is cut from the form."""
    words = []
    for match in _WORD.finditer(text):
        form = plain(match.group())
        if form.endswith("'s"):
            form = form[:-2]
        words.append(Word(form, match.start(), match.end()))
    return words
