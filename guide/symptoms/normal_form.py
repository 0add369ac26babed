"""A message in normal form: lower case, shorthand and slips mended, fillers gone, set phrases as one token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guide.reading.spelling import Speller, english_words
from guide.reading.words import plain

_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|[.!?;]+|[,:()\-–—\n\"]")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER, YEAR = "number", "year"
_ENDS_SENTENCE = frozenset(".!?;")
_CLIPPED = "in"

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Token:
    """One token in normal form, and where it stands in the message."""

    form: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.form[0].isalnum() and self.form[0] != "<"

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends with it."""
        return self.form[0] in _ENDS_SENTENCE


def class_token(name: str) -> str:
    """The token that stands for a set phrase of a word class."""
    return f"<{name}>"


class Normalizer:
    """Brings messages into normal form.

    `shorthand` maps what people type to what it stands for; `fillers` are left out; `phrases` maps set phrases of two
    words or more to the class they belong to; `words` are the words that spelling may be corrected to.
    """

    def __init__(
        self,
        shorthand: Mapping[str, str],
        fillers: Iterable[str],
        phrases: Mapping[Phrase, str],
        words: Iterable[str],
    ) -> None:
        self._shorthand = {key: value.split() for key, value in shorthand.items()}
        self._fillers = frozenset(fillers)
        self._phrases = phrases
        self._longest = max((len(phrase) for phrase in phrases), default=1)
        known = set(words)
        self._speller = Speller(known, known | set(self._shorthand) | self._fillers)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of `text` in order."""
        return self._merge(self._words(text))

    def _words(self, text: str) -> list[Token]:
        lowered = "".join(_one_for_one(char) for char in text)
        found = []
        for match in _TOKEN.finditer(lowered):
            for form in self._forms(match.group()):
                if form not in self._fillers:
                    found.append(Token(form, match.start(), match.end()))
        return found

    def _forms(self, word: str) -> list[str]:
        if word[0].isdigit():
            return [class_token(YEAR if _YEAR.fullmatch(word) else NUMBER)]
        if not word[0].isalpha():
            return [word]
        word = plain(word)
        written = self._shorthand.get(word) or self._shorthand.get(_LONG_RUN.sub(r"\1", word))
        if written:
            return written
        if _LONG_RUN.search(word):
            word = _LONG_RUN.sub(r"\1", word)
        if word.endswith(_CLIPPED) and word not in english_words() and word + "g" in english_words():
            word += "g"
        return [self._speller.correct(word) or word]

    def _merge(self, tokens: list[Token]) -> list[Token]:
        merged = []
        index = 0
        while index < len(tokens):
            for last in range(min(len(tokens), index + self._longest), index + 1, -1):
                name = self._phrases.get(tuple(token.form for token in tokens[index:last]))
                if name:
                    merged.append(Token(class_token(name), tokens[index].start, tokens[last - 1].end))
                    index = last
                    break
            else:
                merged.append(tokens[index])
                index += 1
        return merged


def _one_for_one(char: str) -> str:
    """`char` in lower case without accent, as exactly one character, so that places in the text stay the same."""
    form = plain(char)
    return form if len(form) == 1 else char
