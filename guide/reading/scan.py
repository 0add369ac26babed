"""Finding the guide's words in a message: longest match first, spelling corrected towards the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guide.reading.spelling import Speller
from guide.reading.vocabulary import Term, Vocabulary
from guide.reading.words import Word, split_words


@dataclass(frozen=True)
class Mention:
    """A phrase of the vocabulary in a message: which words (first, past the last), where in the text, what it names."""

    first: int
    last: int
    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Scan:
    """A message taken apart: its words with spelling corrected, and the mentions in order."""

    text: str
    words: tuple[Word, ...]
    forms: tuple[str, ...]
    mentions: tuple[Mention, ...]

    def render(self, start: int, end: int, stand_in: Callable[[Mention], str]) -> str:
        """The text from `start` to `end` with corrected words, each mention replaced by what `stand_in` says.

        An empty stand-in keeps the mention's own words.
        """
        parts: list[str] = []
        position = start
        index = 0
        while index < len(self.words):
            word = self.words[index]
            if word.start < start or word.end > end:
                index += 1
                continue
            mention = next((m for m in self.mentions if m.first == index), None)
            replacement = stand_in(mention) if mention else ""
            parts.append(self.text[position : word.start])
            if mention and replacement:
                parts.append(replacement)
                position, index = mention.end, mention.last
            else:
                corrected = self.forms[index]
                parts.append(self.text[word.start : word.end] if corrected == word.form else corrected)
                position, index = word.end, index + 1
        parts.append(self.text[position:end])
        return "".join(parts).strip()


def scan(text: str, vocabulary: Vocabulary, speller: Speller) -> Scan:
    """Take `text` apart. Of overlapping phrases the one with most words wins, then the earlier."""
    words = split_words(text)
    own = [word.form for word in words]
    corrected = [speller.correct(form) or form for form in own]
    mentions: list[Mention] = []
    index = 0
    while index < len(words):
        match = _longest(own, corrected, index, vocabulary)
        if match is None:
            index += 1
            continue
        last, term = match
        mentions.append(Mention(index, last, words[index].start, words[last - 1].end, term))
        index = last
    return Scan(text, tuple(words), tuple(corrected), tuple(mentions))


def _longest(own: list[str], corrected: list[str], index: int, vocabulary: Vocabulary) -> tuple[int, Term] | None:
    for last in range(min(len(own), index + vocabulary.longest), index, -1):
        for forms in (own, corrected):
            term = vocabulary.find(tuple(forms[index:last])) or (
                vocabulary.find(("".join(forms[index:last]),)) if 1 < last - index <= 3 else None
            )
            if term is not None:
                return last, term
    return None
