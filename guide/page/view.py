"""What the page shows, as plain data for its templates."""

from __future__ import annotations

from dataclasses import dataclass, field

from guide.page.figures import Figure
from guide.page.typeset import Call, Part


@dataclass(frozen=True)
class SourceLink:
    """A source under an answer: publisher and title, its address, and when it was read (year-month)."""

    publisher: str
    title: str
    address: str
    read: str


@dataclass(frozen=True)
class Block:
    """One message of the guide.

    `kind` is that of the message contract, or "" for plain talk. `level` is the urgency of a card ("" for none),
    `calls` are the numbers that an emergency or crisis card lets one dial.
    """

    kind: str
    parts: tuple[Part, ...]
    level: str = ""
    sources: tuple[SourceLink, ...] = ()
    figure: Figure | None = None
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True)
class Turn:
    """What the person said ("" where the guide speaks first) and what the guide answered."""

    id: str
    said: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Choice:
    """A button: its words, the words it sends, the option's id ("" outside of questions), the file of its figure."""

    title: str
    payload: str
    option: str = ""
    figure: str | None = None


@dataclass(frozen=True)
class Choices:
    """The answers that can be tapped. `several`: tick and send; the options in `alone` exclude all others."""

    items: tuple[Choice, ...]
    slot: str = ""
    several: bool = False
    alone: tuple[Choice, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True)
class Progress:
    """The question at hand, counted from 1, and about how many there will be."""

    step: int
    of: int


@dataclass(frozen=True)
class Live:
    """The part of the page that acts: one-tap answers, the way through the check-up, and ids for the next messages.

    `first` is what was offered in the same turn before a question was asked (again): which answer to change, say.
    """

    choices_id: str
    composer_id: str
    choices: Choices | None = None
    progress: Progress | None = None
    first: tuple[Choice, ...] = ()
    helps: tuple[Choice, ...] = ()
    has_summary: bool = False


@dataclass(frozen=True)
class View:
    """The whole page. `session` is the frame's token, or "" where a cookie carries it; `notice` is a status to show."""

    turns: tuple[Turn, ...]
    live: Live
    call: str
    calls: tuple[Call, ...]
    session: str = ""
    notice: str = ""
    kept: str = field(default="", repr=False)
