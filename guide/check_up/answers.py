"""Understanding the reply to a question: buttons, ids, other words for an option, yes, no, not known, free text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from guide.check_up.ages import age_group, age_told
from guide.check_up.tables import AGE, NO, NONE, SIGNS, SUBJECT, UNKNOWN, YES, Option, Question
from guide.paths import DATA
from guide.reading.words import split_words
from guide.symptoms.reading import SymptomReading
from guide.symptoms.values import AREA, NAMED_AREA, SELF
from guide.yaml_lines import load_located

Given = tuple[str, ...]
_FIRST_PIECE = re.compile(r"[.,;!]")
_SLIPS = 1
_LINKS = frozenset({"and", "also", "plus", "or", "with"})
_TO = frozenset({"to", "is", "be", "say", "was", "answer", "into", "as", "its", "of"})


class AnswerReader:
    """Reads replies. `phrases` are the words for yes, no and "I don't know" of `data/check_up/reply_words.yml`."""

    def __init__(self, phrases: dict[str, Sequence[str]]) -> None:
        self._phrases = {
            meaning: [forms for phrase in listed if (forms := _forms(phrase))] for meaning, listed in phrases.items()
        }

    def understand(self, question: Question, text: str, reading: SymptomReading) -> Given | None:
        """The options that `text` gives as a reply to `question`; None where it is no answer to it."""
        return (
            self._as_listed(question, text)
            or self._as_read(question, reading)
            or self._by_slot(question, text)
            or self._as_small_word(question, text)
            or self._within(question, text)
            or self._as_listed(question, _FIRST_PIECE.split(text, maxsplit=1)[0])
        )

    def is_listed(self, question: Question, text: str) -> bool:
        """Whether the whole text, or each of its pieces, is an option."""
        return self._as_listed(question, text) is not None

    def is_about_me(self, text: str) -> bool:
        """Whether `text` says that the check-up is for the writer."""
        return any(_holds(_forms(text), phrase) for phrase in self._phrases["about_me"])

    def plain_answer(self, question: Question, text: str, reading: SymptomReading) -> Given | None:
        """The answer that `text` gives by more than a yes, a no or a stray word."""
        return self._as_listed(question, text) or self._as_read(question, reading) or self._by_slot(question, text)

    def corrects(self, text: str) -> bool:
        """Whether `text` says that it takes something back."""
        return any(_holds(_forms(text), phrase) for phrase in self._phrases["correction"])

    def new_value(self, question: Question, text: str) -> Given | None:
        """The option that a change ends with ("change pain to no", "the age should be 70")."""
        forms = _forms(text)
        starts = [i + 1 for i, form in enumerate(forms) if form in _TO]
        for start in starts:
            rest = " ".join(forms[start:])
            value = self._as_listed(question, rest) or self._by_slot(question, rest)
            if value is None and question.slot not in (AGE, SIGNS):
                value = self._as_small_word(question, rest)
            if value:
                return value
        return None

    def _as_listed(self, question: Question, text: str) -> Given | None:
        """The whole text, or each of its pieces, is an option by id, title or listed words."""
        names = {form: option.id for option in question.options for form in _names(option)}
        whole = names.get(_forms(text)) or _nearly(_forms(text), names)
        if whole:
            return (whole,)
        if not question.multiple:
            return None
        given = _row_of_names(_forms(text), names)
        return _settled(given) if given else None

    @staticmethod
    def _as_read(question: Question, reading: SymptomReading) -> Given | None:
        """What the reader of symptoms found for this slot."""
        told = reading.present if question.slot == SIGNS else reading.values.get(question.slot, ())
        if question.slot == AREA:
            told = told or reading.values.get(NAMED_AREA, ())
        if question.slot == SUBJECT and told == (SELF,):
            told = ()  # who writes "I" may still ask for somebody else
        known = [value for value in told if value in question.ids]
        if not question.multiple:
            return tuple(known) if len(known) == 1 else None
        return _settled(known) if known else None

    def _by_slot(self, question: Question, text: str) -> Given | None:
        if question.slot == AGE:
            group = age_told(text) or age_group(text)
            return (group,) if group else None
        return None

    def _as_small_word(self, question: Question, text: str) -> Given | None:
        """Yes, no or "I don't know" in any wording, at the start of the reply or as the whole of it."""
        forms = _forms(text)
        if UNKNOWN in question.ids and self._begins(forms, UNKNOWN, anywhere=True):
            return (UNKNOWN,)
        if NO in question.ids:
            for meaning in (NO, YES):
                if self._begins(forms, meaning):
                    return (meaning,)
        if NONE in question.ids and (self._begins(forms, NO) or self._begins(forms, NONE)):
            return (NONE,)
        return None

    def _begins(self, forms: tuple[str, ...], meaning: str, anywhere: bool = False) -> bool:
        for phrase in self._phrases.get(meaning, ()):
            if forms[: len(phrase)] == phrase or (anywhere and _holds(forms, phrase)):
                return True
        return False

    @staticmethod
    def _within(question: Question, text: str) -> Given | None:
        """Options whose words stand somewhere in the text; of a question for one option, only if there is no second."""
        forms = _forms(text)
        found: list[tuple[int, str]] = []
        taken: set[int] = set()
        names = sorted(
            ((name, option.id) for option in question.options for name in _names(option)),
            key=lambda pair: -len(pair[0]),
        )
        for name, option in names:
            places = _places(forms, name) if name else []
            for place in places:
                span = set(range(place, place + len(name)))
                if not span & taken:
                    taken |= span
                    found.append((place, option))
        given = _settled([option for _, option in sorted(found)])
        if not given or question.slot == SUBJECT and len(forms) > len(found) + 6:
            return None
        return given if question.multiple or len(given) == 1 else None


@lru_cache(maxsize=1)
def default_answer_reader() -> AnswerReader:
    """The reader with the project's own words, made once per process."""
    return load_answer_reader()


def load_answer_reader(data: Path = DATA) -> AnswerReader:
    """Read `data/check_up/reply_words.yml`."""
    return AnswerReader(load_located(data / "check_up" / "reply_words.yml").data["reply_words"])


@lru_cache(maxsize=4096)
def _forms(text: str) -> tuple[str, ...]:
    return tuple(word.form.replace("'", "") for word in split_words(text.replace("_", " ")))


def _names(option: Option) -> Iterable[tuple[str, ...]]:
    yield _forms(option.id)
    yield _forms(option.title)
    for words in option.words:
        yield _forms(words)


def _nearly(forms: tuple[str, ...], names: dict[tuple[str, ...], str]) -> str | None:
    """The option of which a name of two words or more was typed with a slip; None where it is not the only one."""
    typed = " ".join(forms)
    near = {
        option
        for name, option in names.items()
        if len(name) > 1 and OSA.distance(typed, " ".join(name), score_cutoff=_SLIPS) <= _SLIPS
    }
    return near.pop() if len(near) == 1 else None


def _row_of_names(forms: tuple[str, ...], names: dict[tuple[str, ...], str]) -> list[str]:
    """The options that `forms` are a row of, linked by nothing but "and"; none where anything else is said.

    Commas part nothing here, as they also stand inside titles.
    """
    found: list[str] = []
    start = 0
    while start < len(forms):
        length = next((n for n in range(len(forms) - start, 0, -1) if forms[start : start + n] in names), 0)
        if length:
            found.append(names[forms[start : start + length]])
        elif forms[start] not in _LINKS:
            return []
        start += length or 1
    return found


def _places(forms: tuple[str, ...], name: tuple[str, ...]) -> list[int]:
    return [place for place in range(len(forms) - len(name) + 1) if forms[place : place + len(name)] == name]


def _holds(forms: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return bool(_places(forms, phrase))


def _settled(given: Sequence[str]) -> Given:
    """Each option once; "none" and "I don't know" give way to anything that is named beside them."""
    named = tuple(dict.fromkeys(one for one in given if one not in (NONE, UNKNOWN)))
    return named or ((UNKNOWN,) if UNKNOWN in given else tuple(dict.fromkeys(given))[:1])
