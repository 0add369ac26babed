"""Finds the glossary's words in a message, so that the page can say what they mean where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from guide.knowledge.library import Library
from guide.page.typeset import Line, Part, Term
from guide.reading.glossary import Glossary
from guide.reading.words import Word, split_words

_JOINS = frozenset({" ", "-"})
_SENTENCE_END = re.compile(r"[.!?]\s")
# "polio" is no word of its own in "polio-like", nor in an address.
_BEFORE = re.compile(r"(?:^|\s)([(\[\"'“‘]*)$")
_AFTER = re.compile(r"([.,;:!?)\]\"'”’]*)(?:\s|$)")
_EXAMPLES = "(such as"
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "such",
        "that",
        "the",
        "to",
        "with",
    ]
)


class _Span(NamedTuple):
    """A word of the glossary, where one of its spellings begins and ends in a line, and the marks that stick to it."""

    word: str
    start: int
    end: int
    before: str = ""
    after: str = ""


class TermMarker:
    """Marks the first of each word of the glossary in a message, unless the message itself tells what it means."""

    def __init__(self, glossary: Glossary, library: Library) -> None:
        self._glossary = glossary
        self._words = glossary.words()
        self._means = {word: _weighty(entry.means) for word, entry in glossary.entries.items()}
        self._names = {
            topic.topic: frozenset(self._words_in(topic.name) | self._words_in(topic.full_name.partition(_EXAMPLES)[0]))
            for topic in library.topics.values()
        }

    def mark(self, parts: Iterable[Part], topics: Iterable[str], told: str | None = None) -> tuple[Part, ...]:
        """`parts` with their terms, but for the names of `topics`, which the message is about, and the word `told`."""
        known = {told} if told else set()
        known.update(word for topic in topics for word in self._names.get(topic, ()))
        numbers = count(1)
        return tuple(
            Part(tuple(self._line(line, known, numbers) for line in part.lines), part.is_list) for part in parts
        )

    def _line(self, line: Line, known: set[str], numbers: Iterator[int]) -> Line:
        """Adds to `known` what it finds."""
        if not isinstance(line, str):
            return line
        runs: list[str | Term] = []
        done = 0
        for span in self._spans(line):
            if span.word in known:
                continue
            known.add(span.word)
            if self._is_told(span, line):
                continue
            runs += filter(None, [line[done : span.start - len(span.before)]])
            runs.append(self._term(span, line[span.start : span.end], next(numbers)))
            done = span.end + len(span.after)
        return (*runs, *filter(None, [line[done:]])) if runs else line

    def _term(self, span: _Span, text: str, number: int) -> Term:
        word, means = span.word, self._glossary.entries[span.word].means
        return Term(text, word[:1].upper() + word[1:], means, number, span.before, span.after)

    def _spans(self, line: str) -> Iterator[_Span]:
        for run in self._runs(line):
            for span in self._spans_of(run):
                before, after = _BEFORE.search(line[: span.start]), _AFTER.match(line, span.end)
                if before and after:
                    yield span._replace(before=before[1], after=after[1])

    def _runs(self, line: str) -> Iterator[list[Word]]:
        """Neighbouring words that occur in the glossary: all else is passed over at once."""
        run: list[Word] = []
        for word in split_words(line):
            if run and (word.form not in self._words or line[run[-1].end : word.start] not in _JOINS):
                yield run
                run = []
            if word.form in self._words:
                run.append(word)
        if run:
            yield run

    def _spans_of(self, run: list[Word]) -> Iterator[_Span]:
        found = self._glossary.find([word.form for word in run])
        if found is None:
            return
        word, first, past = found
        yield from self._spans_of(run[:first])
        yield _Span(word, run[first].start, run[past - 1].end)
        yield from self._spans_of(run[past:])

    def _words_in(self, text: str) -> set[str]:
        return {span.word for span in self._spans(text)}

    def _is_told(self, span: _Span, line: str) -> bool:
        """Whether the sentence around the word says most of what the glossary would say."""
        around = _SENTENCE_END.split(line[: span.start])[-1] + " " + _SENTENCE_END.split(line[span.end :])[0]
        means = self._means[span.word] - _weighty(line[span.start : span.end])
        return 3 * len(means & _weighty(around)) >= 2 * len(means)


def _weighty(text: str) -> frozenset[str]:
    """The words of `text` that say something, the plural like the singular."""
    return frozenset(word.form.removesuffix("s") for word in split_words(text) if word.form not in _SMALL_WORDS)
