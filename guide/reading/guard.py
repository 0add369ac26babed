"""What cannot be read at all: blank, too long, no words, another script, a typed command."""

from __future__ import annotations

import unicodedata
from enum import Enum

LONGEST_MESSAGE = 1000
"""The most characters a message may have."""

COMMAND_SIGN = "/"
_ENOUGH_OTHER_LETTERS = 0.5


class Problem(str, Enum):
    """Why a message cannot be read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_WORDS = "no_words"
    OTHER_SCRIPT = "other_script"
    COMMAND = "command"


def clean(text: str | None) -> str:
    """`text` without control and invisible characters; line breaks and tabs become blanks."""
    kept = []
    for char in text or "":
        category = unicodedata.category(char)
        if category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category in ("Cf", "Cs", "Co", "Cn"):
            continue
        else:
            kept.append(char)
    return " ".join("".join(kept).split())


def find_problem(text: str | None) -> Problem | None:
    """The problem that keeps `text` from being read, or None. The length is judged before anything else."""
    if text is not None and len(text) > LONGEST_MESSAGE:
        return Problem.TOO_LONG
    cleaned = clean(text)
    if not cleaned:
        return Problem.EMPTY
    if cleaned.startswith(COMMAND_SIGN):
        return Problem.COMMAND
    letters = [char for char in cleaned if char.isalpha()]
    if not letters:
        return None if any(char.isdecimal() for char in cleaned) else Problem.NO_WORDS
    other = sum(1 for char in letters if not _is_latin(char))
    if other / len(letters) > _ENOUGH_OTHER_LETTERS:
        return Problem.OTHER_SCRIPT
    return None


def _is_latin(char: str) -> bool:
    return char.isascii() or "LATIN" in unicodedata.name(char, "")
