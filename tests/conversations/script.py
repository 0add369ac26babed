"""Conversations as files: what the user types, and what must come back.

A file is a list of turns and is named as a sentence about the user. A turn:

    - user: How is polio treated?         # or {repeat: "help ", up_to: 1001}: a text of that many characters
      bot:                                # custom parts, in this order; others may stand between them
        - {answer: polio, aspect: treatment}        # kind: its main field; then other fields, a list for "one of"
        - {disclaimer: full}
      never: [clarify]                    # kinds of custom parts that must not come
      speaks: utter_see_physician         # a response of the domain that is heard, one or a list
      says: [polio]                       # words that must be heard, whatever their case; to be used sparingly
      does_not_say: [dose]
      buttons: ["Tell me more"]           # these are among the buttons
      reasons: [weak]                     # these rules are among the reasons of the result
      slots: {pain: "no", onset: null}    # what the tracker holds after the turn; other slots may hold anything
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guide_rasa.in_process import Turn
from tests.conversations.talk import TalkTurn
from tests.domain import whole_domain

FOLDER = Path(__file__).parent
_PLACE = re.compile(r"\\\{\w+\\\}")
_MAIN_FIELD = {
    "answer": "topic",
    "declined": "reason",
    "disclaimer": "form",
    "clarify": "topic",
    "question": "slot",
    "result": "urgency",
    "emergency": "signs",
    "crisis": "call",
}


@dataclass(frozen=True)
class Expectation:
    """One turn of a conversation file."""

    user: str
    bot: list[dict[str, Any]] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    speaks: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    does_not_say: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, turn: Mapping[str, Any]) -> Expectation:
        """Read one turn; a field this schema does not know raises TypeError."""
        fields = dict(turn)
        user = fields["user"]
        if isinstance(user, dict):
            length = user["up_to"]
            fields["user"] = (user["repeat"] * (length // len(user["repeat"]) + 1))[:length]
        if isinstance(fields.get("speaks"), str):
            fields["speaks"] = [fields["speaks"]]
        return cls(**fields)

    def faults(self, turn: TalkTurn) -> list[str]:
        """What in `turn` is not as expected."""
        return [*self._custom_faults(turn), *self._text_faults(turn), *self._state_faults(turn)]

    def _custom_faults(self, turn: Turn) -> Iterator[str]:
        rest = iter(turn.customs)
        for expected in self.bot:
            if not any(_fits(expected, custom) for custom in rest):
                yield f"no part {expected} (in this order)"
        for kind in self.never:
            if turn.of_kind(kind):
                yield f"a part of the kind {kind}"

    def _text_faults(self, turn: Turn) -> Iterator[str]:
        for response in self.speaks:
            if not any(_wordings(response).fullmatch(message.get("text") or "") for message in turn.messages):
                yield f"{response} is not heard"
        heard = turn.text.lower()
        yield from (f"'{text}' is not heard" for text in self.says if text.lower() not in heard)
        yield from (f"'{text}' is heard" for text in self.does_not_say if text.lower() in heard)
        titles = {button["title"] for button in turn.buttons}
        yield from (f"no button '{title}'" for title in self.buttons if title not in titles)

    def _state_faults(self, turn: TalkTurn) -> Iterator[str]:
        given = {reason for result in turn.of_kind("result") for reason in result["reasons"]}
        yield from (f"{reason} is no reason, but {sorted(given)}" for reason in self.reasons if reason not in given)
        for slot, value in self.slots.items():
            if turn.slots.get(slot) != value:
                yield f"{slot} is {turn.slots.get(slot)}, not {value}"


@dataclass(frozen=True)
class Script:
    """One conversation file."""

    path: Path
    turns: Sequence[Expectation]

    @property
    def name(self) -> str:
        """Folder and file, as a test id."""
        return f"{self.path.parent.name}/{self.path.stem}"


@dataclass(frozen=True)
class Played:
    """A conversation that was held: what the bot said to each turn."""

    script: Script
    turns: Sequence[TalkTurn]


def load_scripts() -> list[Script]:
    """Every conversation file."""
    return [
        Script(path, [Expectation.of(turn) for turn in yaml.safe_load(path.read_text(encoding="utf-8"))])
        for path in sorted(FOLDER.glob("*/*.yml"))
    ]


def _fits(expected: Mapping[str, Any], custom: Mapping[str, Any]) -> bool:
    kind = next(iter(expected))
    wanted = {_MAIN_FIELD[kind] if key == kind else key: value for key, value in expected.items()}
    if custom.get("kind") != kind:
        return False
    found = custom["candidates"] if kind == "clarify" else [custom]
    return any(all(_is_one_of(part.get(key), value) for key, value in wanted.items()) for part in found)


def _is_one_of(value: Any, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, list) else bool(value == wanted)


domain = whole_domain


@cache
def _wordings(response: str) -> re.Pattern[str]:
    """A pattern of every wording of a response, its `{places}` filled with anything."""
    texts = [variation["text"] for variation in domain()["responses"][response]]
    return re.compile("|".join(_PLACE.sub(".+", re.escape(text.strip())) for text in texts), re.DOTALL)
