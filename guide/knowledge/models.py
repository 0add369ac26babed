"""The shape of the knowledge files. pydantic rejects what does not fit; `check.py` adds what spans several files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ConstrainedStr, Field, validator

from guide.strict_model import StrictModel
from guide.yaml_lines import KeyPath

_SECOND_SENTENCE = re.compile(r"(?<![.\s][A-Za-z])[.!?]\s+[A-Z]")


class Text(ConstrainedStr):
    """A string that is not blank."""

    strip_whitespace = True
    min_length = 1


class Month(ConstrainedStr):
    """A year and month, as in 2026-11."""

    regex = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")


class Source(StrictModel):
    """One source. `read`: year and month its text was read; `text_of`: the year that text was written, if known."""

    title: Text
    publisher: Text
    address: str = Field(regex=r"^https?://\S+$")
    read: Month
    licence: Text
    text_of: str | None = Field(None, regex=r"^\d{4}$")


class Sentence(StrictModel):
    """One sentence of ours, with the ids of the sources it rests on and of the article facts it carries.

    `checked`, only on what may change with time: the year and month when it was last held against its sources.
    """

    text: Text
    source: list[str] = Field(min_items=1)
    fact: list[str] = []
    checked: Month | None = None

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

    `sort` is the plain word that stands in for its names when a message is classified. `compare` holds the points that
    stand side by side with those of another topic, `traits` what it may share with others, `leads_to` the topics that
    it can bring about.
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
    compare: dict[str, Sentence] = {}
    traits: dict[str, Sentence] = {}
    leads_to: dict[str, list[Sentence]] = {}

    def placed_sentences(self) -> Iterator[tuple[KeyPath, Sentence]]:
        """Everything it says, each sentence with its place in the file."""
        for asked, answer in self.answers.items():
            for part, sentences in (("say", answer.say), ("more", answer.more)):
                for index, sentence in enumerate(sentences):
                    yield ("answers", asked, part, index), sentence
        for point, sentence in self.compare.items():
            yield ("compare", point), sentence
        for trait, sentence in self.traits.items():
            yield ("traits", trait), sentence
        for other, links in self.leads_to.items():
            for index, sentence in enumerate(links):
                yield ("leads_to", other, index), sentence

    @validator("together")
    def _groups_pair_up(cls, value: list[list[str]]) -> list[list[str]]:
        if len(value) == 1 or not all(value):
            raise ValueError("'together' takes two groups of words or more, and none of them empty")
        return value


class Trait(StrictModel):
    """Something that topics share: how it is said of two, of a list ({names}), and the words that ask for it."""

    both: Text
    which: Text
    asked_as: list[Text] = Field(min_items=1)


class Taxonomy(StrictModel):
    """The closed lists of ids.

    A facet is a part of an aspect that people ask for by itself: per sort of topic the aspect it belongs to, where it
    makes sense at all. `taken_as`: per sort the aspects that make no sense, and what is meant by each. `points`:
    per sort what `compare` holds.
    """

    topics: tuple[str, ...]
    aspects: tuple[str, ...]
    facets: dict[str, dict[str, str]] = {}
    taken_as: dict[str, dict[str, str]] = {}
    points: dict[str, tuple[str, ...]] = {}
    declined_reasons: tuple[str, ...]
    check_up_slots: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def askable(self) -> tuple[str, ...]:
        """Everything one can ask of a topic: aspects, then facets."""
        return (*self.aspects, *self.facets)

    def sensible(self, sort: str) -> tuple[str, ...]:
        """What makes sense to ask of a topic of this sort."""
        aspects = (aspect for aspect in self.aspects if aspect not in self.taken_as.get(sort, ()))
        return (*aspects, *(facet for facet, sorts in self.facets.items() if sort in sorts))

    def aspect_of(self, asked: str, sort: str) -> str:
        """The aspect that `asked` is or belongs to, for a topic of this sort."""
        return self.facets.get(asked, {}).get(sort, asked)
