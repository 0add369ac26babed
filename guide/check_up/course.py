"""The course of one check-up: what was answered, in which order, what was misunderstood. Steps are pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from guide.check_up.ages import age_told
from guide.check_up.answers import AnswerReader
from guide.check_up.people import People
from guide.check_up.planner import next_slot
from guide.check_up.policy import judge
from guide.check_up.tables import AGE, LEVELS, NOTICED, SIGNS, SUBJECT, UNKNOWN, Answers, Tables
from guide.reading.words import plain
from guide.symptoms.reading import SymptomReading
from guide.symptoms.values import AREA, NAMED_AREA

SELF, SOMEONE_ELSE = "self", "someone_else"
MOST_MISSES = 2


@dataclass(frozen=True)
class Course:
    """What is kept of a check-up beside the answers.

    `asked`: slots answered to a question, in order. `misses`: how often the reply to the present question was not
    understood. `again`: the slot to ask next because the person wants to change it. `notes`: what to say before the
    next question, as response names. `told`: slots that the opening told, to be said back once.
    """

    asked: tuple[str, ...] = ()
    misses: int = 0
    again: str | None = None
    person: str | None = None
    noticed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    finished: bool = False
    started: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Course:
        """Rebuild what `to_json` gave; None gives a course that has not begun."""
        known: Any = {key: tuple(value) if isinstance(value, list) else value for key, value in (data or {}).items()}
        return cls(**known)


@dataclass(frozen=True)
class Heard:
    """What a reply changed: the new record, the answers given (slot to options), and whether it was understood."""

    course: Course
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    understood: bool = True


@dataclass(frozen=True)
class Change:
    """What a wish to change an answer comes to: new answers, or the slot to ask again, or neither."""

    course: Course
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked_again: str | None = None


class CourseKeeper:
    """Steps of a check-up over the project's tables."""

    def __init__(self, tables: Tables, answers: AnswerReader, people: People) -> None:
        self.tables = tables
        self._answers = answers
        self._people = people

    def next_slot(self, course: Course, answers: Answers) -> str | None:
        """The slot to ask for now; None when the result is settled."""
        if course.again is not None and course.again not in answers:
            return course.again
        return next_slot(self.tables, {**answers, NOTICED: course.noticed})

    def open_with(self, text: str, reading: SymptomReading, answers: Answers) -> Heard:
        """Begin a check-up with a message that may tell of symptoms already."""
        given = {slot: value for slot, value in self.told_in(text, reading).items() if slot not in answers}
        course = Course(
            person=self._person(text, given.get(SUBJECT)),
            noticed=reading.values.get(NOTICED, ()),
            told=tuple(slot for slot in self.tables.slots if slot in given),
            started=True,
        )
        return Heard(course, given)

    def told_in(self, text: str, reading: SymptomReading) -> dict[str, tuple[str, ...]]:
        """Everything that a message tells of the slots, by free words. Danger signs are asked for in any case."""
        given: dict[str, tuple[str, ...]] = {}
        for question in self.tables.questions:
            known = tuple(value for value in reading.values.get(question.slot, ()) if value in question.ids)
            if known and (question.multiple or len(known) == 1):
                given[question.slot] = known
        if SOMEONE_ELSE in reading.values.get(SUBJECT, ()):
            given[SUBJECT] = (SOMEONE_ELSE,)
        group = age_told(text)
        if group:
            given[AGE] = (group,)
        given.pop(SIGNS, None)
        if given.get(SUBJECT) == (SELF,) and not set(given) - {SUBJECT, AGE} and not self._answers.is_about_me(text):
            del given[SUBJECT]  # "I want to do the check-up" does not say for whom
        return given

    def reply(self, course: Course, answers: Answers, slot: str, text: str, reading: SymptomReading) -> Heard:
        """A reply to the question for `slot`. What else it tells fills slots that are still open."""
        question = self.tables.question(slot)
        told = self.told_in(text, reading)
        answer = self._answers.understand(question, text, reading)
        others = {other: value for other, value in told.items() if other != slot and other not in answers}
        if others.get(SUBJECT) == (SELF,):
            del others[SUBJECT]  # "I don't know" is said by carers too
        if answer is None and not others:
            return self._missed(course, slot)
        given = dict(others)
        course = replace(course, noticed=_joined(course.noticed, reading.values.get(NOTICED, ())))
        if answer is not None:
            given[slot] = answer
            asked = tuple(one for one in course.asked if one != slot)
            course = replace(course, asked=(*asked, slot), misses=0, again=None)
        if SUBJECT in given or course.person is None:
            course = replace(course, person=self._person(text, given.get(SUBJECT)) or course.person)
        return Heard(course, given)

    def corrections(
        self, answers: Answers, slot: str, text: str, reading: SymptomReading
    ) -> dict[str, tuple[str, ...]]:
        """Answers given before that a reply takes back ("actually it is both legs"): only where it says so."""
        if not self._answers.corrects(text):
            return {}
        told = self.told_in(text, reading)
        if told.get(SUBJECT) == (SELF,) and not self._answers.is_about_me(text):
            del told[SUBJECT]
        return {other: value for other, value in told.items() if other != slot and answers.get(other, value) != value}

    def change(self, course: Course, answers: Answers, text: str, reading: SymptomReading) -> Change:
        """A wish to change an answer: new values where the message tells them, else the slot that it names."""
        told = {slot: value for slot, value in self.told_in(text, reading).items() if slot in answers}
        if not self._answers.is_about_me(text) and told.get(SUBJECT) == (SELF,):
            del told[SUBJECT]
        if reading.values.get(NAMED_AREA) and AREA in answers:
            told.setdefault(AREA, reading.values[NAMED_AREA])
        slot = self.slot_named(text)
        if slot is not None and slot not in told and slot in answers:
            value = self._answers.new_value(self.tables.question(slot), text)
            if value is not None:
                told[slot] = value
        given = {other: value for other, value in told.items() if answers[other] != value}
        if given:
            person = self._person(text, given.get(SUBJECT)) or course.person
            return Change(replace(course, misses=0, again=None, finished=False, person=person), given)
        if slot is None:
            return Change(course)
        return Change(self.ask_again(course, slot), asked_again=slot)

    def about(self, course: Course, text: str, given: Answers) -> Course:
        """The record with the person that `text` speaks of, where `given` says whom it is about."""
        return replace(course, person=self._person(text, given[SUBJECT])) if SUBJECT in given else course

    def is_listed(self, slot: str, text: str) -> bool:
        """Whether `text` is exactly an option of the question for `slot`."""
        return self._answers.is_listed(self.tables.question(slot), text)

    def answers_plainly(self, slot: str, text: str, reading: SymptomReading) -> bool:
        """Whether `text` tells the slot by what it says of symptoms, time, place or age, not by a mere yes or no."""
        return self._answers.plain_answer(self.tables.question(slot), text, reading) is not None

    def understands(self, slot: str, text: str, reading: SymptomReading) -> tuple[str, ...] | None:
        """The answer that `text` gives to the question for `slot`, if any."""
        return self._answers.understand(self.tables.question(slot), text, reading)

    def is_emergency(self, course: Course, answers: Answers) -> bool:
        """Whether the answers so far make an emergency."""
        return judge(self.tables, {**answers, NOTICED: course.noticed}).level == LEVELS[-1]

    def go_back(self, course: Course) -> tuple[Course, str | None]:
        """The record without the last answer, and the slot to be asked again; None at the first question."""
        if not course.asked:
            return course, None
        slot = course.asked[-1]
        return replace(course, asked=course.asked[:-1], again=slot, misses=0, finished=False), slot

    def ask_again(self, course: Course, slot: str) -> Course:
        """The record with `slot` to be asked next."""
        asked = tuple(one for one in course.asked if one != slot)
        return replace(course, asked=asked, again=slot, misses=0, finished=False)

    def slot_named(self, text: str) -> str | None:
        """The slot that `text` calls by its name ("change my answer about pain")."""
        said = f" {' '.join(plain(text).replace('?', ' ').replace('.', ' ').replace(',', ' ').split())} "
        best: tuple[int, str] | None = None
        for question in self.tables.questions:
            for name in (question.name, question.slot.replace("_", " "), *question.other_names):
                if f" {plain(name)} " in said and (best is None or len(name) > best[0]):
                    best = (len(name), question.slot)
        return best[1] if best else None

    def _missed(self, course: Course, slot: str) -> Heard:
        if course.misses + 1 < MOST_MISSES:
            return Heard(replace(course, misses=course.misses + 1), understood=False)
        question = self.tables.question(slot)
        given = UNKNOWN if UNKNOWN in question.ids else question.ids[0]
        asked = tuple(one for one in course.asked if one != slot)
        moved_on = replace(course, asked=(*asked, slot), misses=0, again=None)
        return Heard(moved_on, {slot: (given,)}, understood=False)

    def _person(self, text: str, subject: tuple[str, ...] | None) -> str | None:
        return self._people.find(text) if subject == (SOMEONE_ELSE,) else None


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
