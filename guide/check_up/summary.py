"""The summary for the doctor: what it says, for a page, for paper, for plain text and for other programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from guide.check_up.course import SOMEONE_ELSE, Course
from guide.check_up.policy import judge, reasons, resembles, sources_of
from guide.check_up.tables import (
    LEVELS,
    NONE,
    NOTICED,
    SIGNS,
    SUBJECT,
    UNKNOWN,
    Answers,
    Level,
    Question,
    Tables,
    UrgencyRule,
)
from guide.conversation.replies import name_sources
from guide.knowledge.library import Library
from guide.knowledge.models import Source
from guide.paths import DATA
from guide.strict_model import StrictModel
from guide.yaml_lines import load_located

_EMERGENCY = LEVELS[-1]
_MOST_PATTERNS = 2  # as many as the result in the chat tells


class NoResultYet(ValueError):
    """There is nothing to sum up: the check-up has not come to a result."""


class LevelWords(StrictModel):
    """How one urgency level is said. `say` and `more` may hold `{call}`."""

    name: str
    say: str
    more: str
    sooner: str


class QuestionToAsk(StrictModel):
    """A question for the doctor, and the answers it belongs to; `ask_for_other` where it is about someone else."""

    when: dict[str, list[str]]
    ask: str
    ask_for_other: str | None = None


class QuestionsToAsk(StrictModel):
    """The questions for every doctor's visit, and those chosen by answers; `most`: how many one visit can take."""

    most: int = Field(gt=0)
    general: list[str]
    chosen: list[QuestionToAsk]


class AboutWords(StrictModel):
    """How it is said whom a check-up is about; `relative` holds `{relation}`."""

    not_told: str
    self: str
    someone_else: str
    relative: str


class SummaryWords(StrictModel):
    """The wording of the summary, `data/page/summary.yml`. `headings` and `page` are for those who lay it out."""

    title: str
    how_soon: str
    levels: dict[Level, LevelWords]
    call_at_once: str
    danger: list[str] = Field(min_items=1)
    about: AboutWords
    relations: dict[str, str]
    no_diagnosis: str
    disclaimer: str
    questions: QuestionsToAsk
    headings: dict[str, str]
    page: dict[str, str]


@dataclass(frozen=True)
class Answered:
    """One answer: the slot and the ids of the options for programs, heading and titles for people."""

    slot: str
    heading: str
    ids: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """A rule that holds, as an explanation, and its sources: names on one line, places in `Summary.sources` from 1."""

    explanation: str
    sources: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Summary:
    """All that a summary says, in words ready to be shown. Tuples are in the order of showing, and may be empty.

    `answers` and `unknown` hold every question that was answered, in the order of the questions; `unknown` those
    answered with nothing but "I don't know". `danger_signs`: titles of those ticked. `level_words` is what to do,
    `level_more` how. `patterns` are names of what the account resembles, to be shown with `pattern_remark` only.
    In an emergency there are no patterns, no questions to ask, and nothing about going sooner: `sooner` and
    `call_at_once` are "", `danger` is empty. `in_own_words` is unchecked text by the person: escape it.
    """

    date: datetime.date
    about: str
    answers: tuple[Answered, ...]
    unknown: tuple[Answered, ...]
    danger_signs: tuple[str, ...]
    level: Level
    level_name: str
    level_words: str
    level_more: str
    reasons: tuple[Reason, ...]
    patterns: tuple[str, ...]
    pattern_remark: str
    questions_to_ask: tuple[str, ...]
    sooner: str
    call_at_once: str
    danger: tuple[str, ...]
    call: str
    sources: tuple[Source, ...]
    disclaimer: str
    in_own_words: tuple[str, ...] = ()

    @property
    def is_emergency(self) -> bool:
        """Whether to call now."""
        return self.level == _EMERGENCY

    @property
    def date_in_words(self) -> str:
        """The date as no country misreads it ("3 May 2026")."""
        return f"{self.date.day} {self.date:%B %Y}"


def can_be_summed_up(tables: Tables, course: Course, answers: Answers) -> bool:
    """Whether there is something to sum up: a check-up that has come to a result, or answers that make an emergency."""
    return course.finished or judge(tables, {**answers, NOTICED: course.noticed}).level == _EMERGENCY


def summarize(
    tables: Tables,
    library: Library,
    course: Course,
    answers: Answers,
    date: datetime.date,
    call: str,
    in_own_words: Sequence[str] = (),
    words: SummaryWords | None = None,
) -> Summary:
    """Sum up a check-up that has come to a result, or whose answers make an emergency.

    `call` is the emergency number to show; `in_own_words` what the person typed, blank texts are left out; `words`
    the wording, the project's own if None. Raises NoResultYet where there is no result, KeyError for answers and
    sources that the tables and the library lack.
    """
    words = words or default_summary_words()
    settled = {**answers, NOTICED: course.noticed}
    level = judge(tables, settled).level
    is_emergency = level == _EMERGENCY
    if not can_be_summed_up(tables, course, answers):
        raise NoResultYet("the check-up has not come to a result, so there is no summary of it")
    rules = reasons(tables, settled)
    given = [_answered(question, answers[question.slot]) for question in tables.questions if answers.get(question.slot)]
    said = words.levels[level]
    return Summary(
        date=date,
        about=_about(words, course, answers),
        answers=tuple(one for one in given if one.ids != (UNKNOWN,)),
        unknown=tuple(one for one in given if one.ids == (UNKNOWN,)),
        danger_signs=_danger_signs(tables, answers),
        level=level,
        level_name=said.name,
        level_words=said.say.format(call=call),
        level_more=said.more.format(call=call),
        reasons=_reasons(library, rules),
        patterns=() if is_emergency else _patterns(library, resembles(tables, settled)),
        pattern_remark=words.no_diagnosis,
        questions_to_ask=() if is_emergency else _questions_to_ask(words.questions, answers),
        sooner=said.sooner,
        call_at_once="" if is_emergency else words.call_at_once.format(call=call),
        danger=() if is_emergency else tuple(words.danger),
        call=call,
        sources=tuple(library.sources[id_] for id_ in sources_of(rules)),
        disclaimer=words.disclaimer,
        in_own_words=tuple(text for typed in in_own_words if (text := " ".join(typed.split()))),
    )


def in_plain_text(summary: Summary, date: str | None = None, words: SummaryWords | None = None) -> str:
    """The summary line by line, in an emergency with the call first. `date` as it is to be shown, if not in words.

    The disclaimer is left to whoever sends the text, since chats have one of their own.
    """
    words = words or default_summary_words()
    headings = words.headings
    lines = [
        f"{words.title}, {date or summary.date_in_words}",
        *(f"{one.heading}: {'; '.join(one.titles)}" for one in (*summary.answers, *summary.unknown)),
        *_listed(headings["own_words"], (f'"{text}"' for text in summary.in_own_words)),
        f"{words.how_soon}: {summary.level_name}. {summary.level_words}. {summary.level_more}",
        *_listed(headings["why"], (f"{reason.explanation} ({reason.sources})" for reason in summary.reasons)),
        *_listed(headings["resembles"], summary.patterns),
        *([summary.pattern_remark] if summary.patterns else []),
        *_listed(headings["ask"], summary.questions_to_ask),
        *([f"{headings['sooner']}: {summary.sooner}"] if summary.sooner else []),
        *([summary.call_at_once] if summary.call_at_once else []),
        *(f"- {sign}" for sign in summary.danger),
        *_listed(headings["sources"], (f"{s.publisher}: {s.title}. {s.address} ({s.read})" for s in summary.sources)),
    ]
    return "\n".join([f"{summary.level_words}. {summary.level_more}", *lines] if summary.is_emergency else lines)


def _listed(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"{heading}:", *lines] if lines else []


def _answered(question: Question, given: Sequence[str]) -> Answered:
    options = sorted((question.option(id_) for id_ in set(given)), key=lambda option: question.ids.index(option.id))
    return Answered(
        question.slot,
        question.summary,
        tuple(option.id for option in options),
        tuple(option.title for option in options),
    )


def _about(words: SummaryWords, course: Course, answers: Answers) -> str:
    subject = answers.get(SUBJECT)
    if not subject:
        return words.about.not_told
    if SOMEONE_ELSE not in subject:
        return words.about.self
    relation = words.relations.get(course.person or "")
    return words.about.relative.format(relation=relation) if relation else words.about.someone_else


def _danger_signs(tables: Tables, answers: Answers) -> tuple[str, ...]:
    ticked = answers.get(SIGNS, ())
    return tuple(
        option.title
        for option in tables.question(SIGNS).options
        if option.id in ticked and option.id not in (NONE, UNKNOWN)
    )


def _reasons(library: Library, rules: Sequence[UrgencyRule]) -> tuple[Reason, ...]:
    number = {id_: place for place, id_ in enumerate(sources_of(rules), 1)}
    return tuple(
        Reason(rule.explanation, name_sources(library, rule.source), tuple(sorted(number[id_] for id_ in rule.source)))
        for rule in rules
    )


def _patterns(library: Library, topics: Sequence[str]) -> tuple[str, ...]:
    return tuple(library.topics[topic].name for topic in topics[:_MOST_PATTERNS])


def _questions_to_ask(questions: QuestionsToAsk, answers: Answers) -> tuple[str, ...]:
    about_other = SOMEONE_ELSE in answers.get(SUBJECT, ())
    chosen = (
        (one.ask_for_other if about_other else None) or one.ask
        for one in questions.chosen
        if _were_given(one.when, answers)
    )
    return (*questions.general, *chosen)[: questions.most]


def _were_given(when: Mapping[str, Sequence[str]], answers: Answers) -> bool:
    """Whether each slot has one of the answers. Unlike in a rule, what was not asked does not count as unknown."""
    return all(set(answers.get(slot, ())) & set(wanted) for slot, wanted in when.items())


def load_summary_words(data: Path = DATA) -> SummaryWords:
    """Read `data/page/summary.yml`. Raises pydantic.ValidationError, which names what does not fit."""
    return SummaryWords.parse_obj(load_located(data / "page" / "summary.yml").data)


@lru_cache(maxsize=1)
def default_summary_words() -> SummaryWords:
    """The project's own words, read once per process."""
    return load_summary_words()
