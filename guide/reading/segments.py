"""Cutting a message into the clauses that may each ask something."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]'\"])[.!?;]+(?=\s|$)|[?!;]+|\n+", re.IGNORECASE)
_JOINED_QUESTION = re.compile(
    r"(?:,?\s+(?:and|also|or|but|plus)|,)\s+(?:also\s+)?"
    r"(?=(?:what|whats|how|why|when|who|which|where|can|does|do|is|are|will|should|could|would)\b)",
    re.IGNORECASE,
)
_FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Segment:
    """A clause: where it starts and ends in the text, and whether a question mark closes it."""

    start: int
    end: int
    asked: bool


def split_segments(text: str) -> list[Segment]:
    """The clauses of `text` in order; a text without any cut is one clause."""
    segments: list[Segment] = []
    position = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.start() if match else len(text)
        asked = bool(match and "?" in match.group())
        for start, stop in _split_joined(text, position, end):
            if sum(char.isalpha() for char in text[start:stop]) >= _FEWEST_LETTERS:
                segments.append(Segment(start, stop, asked))
        position = match.end() if match else end
    return segments or [Segment(0, len(text), False)]


def _split_joined(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    for match in _JOINED_QUESTION.finditer(text, start, end):
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, end))
    return parts
