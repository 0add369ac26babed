"""Faults put into a copy of the data, to see whether the check names them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Spoilt(NamedTuple):
    """One fault to put into a copy of the data: file, what is replaced by what, the line to be named, and how."""

    file: str
    old: str
    new: str
    line: str
    what: str


def spoil(data: Path, fault: Spoilt) -> Path:
    """Put the fault in; the file that has it."""
    path = data / fault.file
    text = path.read_text(encoding="utf-8")
    assert fault.old in text
    path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    return path


def lines_with(path: Path, words: str) -> list[int]:
    """The lines that hold `words`, counted from 1."""
    return [n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line]
