"""The shape of the knowledge files. pydantic rejects what does not fit; `check.py` adds what spans several files."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import ConstrainedStr, Field, validator

from guide.strict_model import StrictModel

_SECOND_SENTENCE = re.compile(r"(?<![.\s][A-Za-z])[.!?]\s+[A-Z]")


class Text(ConstrainedStr):
    """A string that is not blank."""

    strip_whitespace = True
    min_length = 1


class Source(StrictModel):
    """One source. `read` is the year and month its text was read."""

    title: Text
    publisher: Text
    address: str = Field(regex=r"^https?://\S+$")
    read: str = Field(regex=r"^\d{4}-\d{2}$")
    licence: Text


class Sentence(StrictModel):
    """One sentence of ours, with the ids of the sources it rests on and of the article facts it carries."""

    text: Text
    source: list[str] = Field(min_items=1)
    fact: list[str] = []

    @validator("source", "fact", pre=True)
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @validator("text")
    def _is_one_sentence(cls, value: str) -> str:
        if not value.endswith((".", "?", "!")):
            raise ValueError("a sentence ends with a full stop")
        if _SECOND_SENTENCE.search(value):
            raise ValueError("one sentence per entry: each needs its own source")
        return value


class Answer(StrictModel):
    """The answer to one aspect: what is said at once, what "tell me more" adds, the likeliest next aspects."""

    say: list[Sentence] = Field(min_items=1, max_items=6)
    more: list[Sentence] = []
    next: list[str] = Field([], max_items=3)

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences, those said at once first."""
        return [*self.say, *self.more]


class Topic(StrictModel):
    """All that is known of one topic. `rank` settles which topic leads when a message names several (0 to 4).

    `sort` is the plain word that stands in for its names when a message is classified.
    """

    topic: str
    name: Text
    full_name: Text
    kind: str | None = None
    sort: Literal["disease", "medicine", "test", "therapy"] = "disease"
    rank: int = Field(ge=0, le=4)
    names: list[Text] = Field(min_items=1)
    weak_names: list[Text] = []
    together: list[list[Text]] = []
    see_physician: Text
    answers: dict[str, Answer]
    not_covered: dict[str, Text] = {}

    @validator("together")
    def _groups_pair_up(cls, value: list[list[str]]) -> list[list[str]]:
        if len(value) == 1 or not all(value):
            raise ValueError("'together' takes two groups of words or more, and none of them empty")
        return value


class Taxonomy(StrictModel):
    """The closed lists of ids."""

    topics: tuple[str, ...]
    aspects: tuple[str, ...]
    declined_reasons: tuple[str, ...]
    check_up_slots: dict[str, tuple[str, ...]] = Field(default_factory=dict)
