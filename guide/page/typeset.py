"""How a message's plain text is laid out: paragraphs and lists. What it means is said by the `custom` part alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = "- "
_NUMBER = re.compile(r"\d(?:[\d -]*\d)?")


@dataclass(frozen=True)
class Term:
    """A medical word in a line: as it stands there, the glossary's word for it, what that means, a number of its own.

    The numbers count the terms of one message from 1. `before` and `after` are the marks that stick to the word.
    """

    text: str
    word: str
    means: str
    number: int
    before: str = ""
    after: str = ""


Line = str | tuple[str | Term, ...]
"""A line of a message: its words, or the words and terms that it is made of."""


@dataclass(frozen=True)
class Part:
    """A paragraph (`is_list` False, one line) or the items of a list."""

    lines: tuple[Line, ...]
    is_list: bool = False


@dataclass(frozen=True)
class Call:
    """A number to call: as it is shown, and the address that dials it."""

    number: str
    address: str


def lay_out(text: str) -> tuple[Part, ...]:
    """The lines of `text` in order; neighbouring lines that start with "- " make one list."""
    parts: list[Part] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith(_BULLET):
            item = line[len(_BULLET) :].strip()
            if parts and parts[-1].is_list:
                parts[-1] = Part((*parts[-1].lines, item), is_list=True)
            else:
                parts.append(Part((item,), is_list=True))
        elif line:
            parts.append(Part((line,)))
    return tuple(parts)


def calls_in(call: str) -> tuple[Call, ...]:
    """The numbers that a `call` field of the message contract names ("112, 911 or 999"), each once, to be tapped."""
    numbers = dict.fromkeys(_NUMBER.findall(call))
    return tuple(Call(number, "tel:" + re.sub(r"\D", "", number)) for number in numbers)
