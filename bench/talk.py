"""The talk that is held with each page, from `talk.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("talk.yml")


@dataclass(frozen=True)
class Talk:
    """`questions` are typed, then the button `check_up` is tapped, then answers are, until there were `turns` turns.

    `reply` starts each answer of the other pages; it has a place for the {number} of the turn, counted from 1.
    """

    questions: tuple[str, ...]
    check_up: str
    turns: int
    reply: str

    def __post_init__(self) -> None:
        if self.turns <= len(self.questions):
            raise ValueError(f"{_FILE.name}: {self.turns} turns leave no room for taps")
        if "{number}" not in self.reply:
            raise ValueError(f"{_FILE.name}: reply has no place for the {{number}}")

    def reply_start(self, turn: int) -> str:
        """How the other pages' answer to a turn, counted from 0, starts."""
        return self.reply.format(number=turn + 1)


@cache
def default_talk() -> Talk:
    """The talk of the project."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Talk(**{**content, "questions": tuple(content["questions"])})
