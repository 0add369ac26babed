"""The small language of wordings in `data/symptoms`, turned into spaCy token patterns.

A wording is a row of tokens in normal form, parted by blanks:

    breathe            this word                 breath/air         one of these words
    <cannot>           a word or set phrase of this class (`words.yml`)
    <leg>/feet         both                      word?              may be missing
    ..                 up to 2 words             ...                up to 5 words (never across punctuation)
    #                  a number or "a few"       ,                  a comma
    won't_move         in a choice: two words
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from math import prod
from typing import Any

from guide.symptoms.normal_form import NUMBER, Phrase, class_token

TokenPattern = list[dict[str, Any]]
_MOST_LITERALS = 400
_GAPS = {"..": "{0,2}", "...": "{0,5}"}


class WordClasses:
    """Named classes of words and set phrases."""

    def __init__(self, classes: Mapping[str, Iterable[str]], fillers: Iterable[str] = ()) -> None:
        self.fillers = frozenset(fillers)
        self._single: dict[str, list[str]] = {}
        self.phrases: dict[Phrase, str] = {}
        for name, members in classes.items():
            self._single[name] = [class_token(name)]
            for member in members:
                self._add(name, member)

    def _add(self, name: str, member: str) -> None:
        phrase = tuple(word for word in member.split() if word not in self.fillers)
        if len(phrase) == 1:
            self._single[name].append(phrase[0])
        if len(phrase) < 2:
            return
        if self.phrases.get(phrase, name) != name:
            raise ValueError(f"'{member}' stands in two classes, {name} and {self.phrases[phrase]}")
        self.phrases[phrase] = name

    def members(self, name: str) -> list[str]:
        """The single tokens that belong to a class. Raises KeyError where there is no such class."""
        return self._single[name]

    def words(self) -> set[str]:
        """Every word of every class."""
        single = {word for words in self._single.values() for word in words if word[0] != "<"}
        return single | {word for phrase in self.phrases for word in phrase}


def compile_wording(wording: str, classes: WordClasses) -> list[TokenPattern]:
    """The token patterns of one wording; several where a choice has more than one word (`won't_move`).

    Raises KeyError on an unknown class, ValueError where nothing is left to match.
    """
    parts = [options for part in wording.split() if (options := _compile_part(part, classes))]
    if not parts:
        raise ValueError(f"the wording {wording!r} is made of fillers only")
    return [[token for option in chosen for token in option] for chosen in product(*parts)]


def _compile_part(part: str, classes: WordClasses) -> list[TokenPattern]:
    """The ways in which one part of a wording can stand in a message: single tokens together, longer ones apart."""
    if part in _GAPS:
        return [[{"IS_PUNCT": False, "OP": _GAPS[part]}]]
    optional = part.endswith("?") and len(part) > 1
    phrases = _choices(part, classes)
    single = [phrase[0] for phrase in phrases if len(phrase) == 1]
    options: list[TokenPattern] = []
    if single:
        pattern: dict[str, Any] = {"LOWER": single[0]} if len(single) == 1 else {"LOWER": {"IN": single}}
        options.append([{**pattern, "OP": "?"} if optional else pattern])
    elif optional:
        options.append([])
    options += [[{"LOWER": word} for word in phrase] for phrase in phrases if len(phrase) > 1]
    return options


def _choices(part: str, classes: WordClasses) -> list[Phrase]:
    found: list[Phrase] = []
    for choice in (part.rstrip("?") or part).split("/"):
        if choice == "#":
            found += [(form,) for form in classes.members(NUMBER)]
        elif choice.startswith("<") and choice.endswith(">"):
            found += [(form,) for form in classes.members(choice[1:-1])]
        else:
            phrase = tuple(word for word in choice.split("_") if word not in classes.fillers)
            found += [phrase] if phrase else []
    return found


def needed_forms(wording: str, classes: WordClasses) -> list[frozenset[str]]:
    """For each part that must be there, the tokens of which one will do; the narrowest part first."""
    parts = [part for part in wording.split() if part not in _GAPS and not part.endswith("?")]
    forms = [frozenset(phrase[0] for phrase in _choices(part, classes)) for part in parts]
    return sorted((each for each in forms if each), key=len)


def literals_of(pattern: TokenPattern) -> list[str]:
    """The phrases that a pattern without gaps stands for; none where there are gaps or too many phrases.

    Phrases are found by hash, so many of them cost no time.
    """
    choices: list[list[str]] = []
    for token in pattern:
        if set(token) != {"LOWER"}:
            return []
        form = token["LOWER"]
        choices.append(form["IN"] if isinstance(form, dict) else [form])
    return [" ".join(phrase) for phrase in product(*choices)] if prod(map(len, choices)) <= _MOST_LITERALS else []


def words_in(wording: str) -> set[str]:
    """The plain words that a wording is made of."""
    choices = (choice for part in wording.split() for choice in part.rstrip("?").split("/"))
    return {word for choice in choices if choice[:1].isalpha() for word in choice.split("_")}
