"""How hard a text is to read: the Flesch-Kincaid grade, with medical names counted as one plain word each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import Pattern

import textstat

HIGHEST_GRADE = 8.0
_PLAIN_WORD = "illness"
_NUMBER = re.compile(r"\b\d[\d.,/-]*\w*\b")
_PLAIN_NUMBER = "ten"


def names_pattern(names: Iterable[str]) -> Pattern[str]:
    """A pattern that finds any of `names` as whole words, the longest first, whatever their case."""
    ordered = sorted({name.lower() for name in names if name.strip()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?:s|'s)?(?!\w)", re.IGNORECASE)


def grade(text: str, medical_names: Pattern[str]) -> float:
    """The US school grade needed to read `text`.

    Medical names cannot be made shorter, only explained, so each counts as one two-syllable word. Figures count as
    one short word each.
    """
    plain = _NUMBER.sub(_PLAIN_NUMBER, medical_names.sub(_PLAIN_WORD, text))
    return float(textstat.flesch_kincaid_grade(plain))
