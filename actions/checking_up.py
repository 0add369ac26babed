"""What the actions of the check-up share: the core over the project's tables, and the way from the tracker and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import REPLIED_SLOT, utter
from guide.check_up.answers import default_answer_reader
from guide.check_up.course import Course, CourseKeeper
from guide.check_up.kept import COUNTRY_SLOT, COURSE_SLOT, PERSON_SLOT, answers_in, course_in
from guide.check_up.numbers import default_numbers
from guide.check_up.people import default_people
from guide.check_up.tables import SUBJECT, Answers, default_tables
from guide.check_up.telling import CheckUpTeller, load_offers
from guide.conversation.replies import Reply
from guide.knowledge.library import default_library
from guide.symptoms.reading import SymptomReading

FORM = "check_up_form"
REQUESTED_SLOT = "requested_slot"
_OF_THE_FORM = frozenset({FORM, "action_listen", "action_extract_slots", "action_session_start"})


@lru_cache(maxsize=1)
def keeper() -> CourseKeeper:
    """The steps of a check-up, made once per process."""
    return CourseKeeper(default_tables(), default_answer_reader(), default_people())


@lru_cache(maxsize=1)
def teller() -> CheckUpTeller:
    """What the check-up says, made once per process."""
    return CheckUpTeller(default_tables(), default_library(), load_offers())


def answers_of(tracker: Tracker) -> Answers:
    """The answers in the slots of the tracker."""
    return answers_in(tracker.get_slot, default_tables())


def course_of(tracker: Tracker) -> Course:
    """The record of the check-up in the tracker."""
    return course_in(tracker.get_slot)


def text_of(tracker: Tracker) -> str:
    """The last message."""
    return str((tracker.latest_message or {}).get("text") or "")


def symptoms_of(tracker: Tracker) -> SymptomReading:
    """What the pipeline read of symptoms in the last message."""
    return SymptomReading.from_json((tracker.latest_message or {}).get("symptoms"))


def call_of(tracker: Tracker) -> str:
    """The emergency number to show."""
    return default_numbers().of(tracker.get_slot(COUNTRY_SLOT)).emergency


def answer_events(given: Mapping[str, tuple[str, ...] | None]) -> list[dict[str, Any]]:
    """The events that write answers into their slots; None empties a slot."""
    events = []
    for slot, value in given.items():
        several = default_tables().question(slot).multiple
        events.append(SlotSet(slot, None if value is None else list(value) if several else value[0]))
    return events


def course_events(course: Course) -> list[dict[str, Any]]:
    """The events that keep the record, and tell Rasa that the action server replied."""
    return [
        SlotSet(COURSE_SLOT, course.to_json()),
        SlotSet(PERSON_SLOT, course.person),
        SlotSet(REPLIED_SLOT, True),
    ]


def say(
    dispatcher: CollectingDispatcher, replies: Iterable[Reply | None], about: Mapping[str, str] | None = None
) -> None:
    """Utter replies; None is left out. `about`: subject and person, where the slots do not hold them yet."""
    for reply in replies:
        if reply is not None:
            utter(dispatcher, replace(reply, values={**reply.values, **(about or {})}))


def about_whom(course: Course, answers: Answers) -> dict[str, str]:
    """Subject and person as the responses need them."""
    found = {SUBJECT: answers[SUBJECT][0]} if SUBJECT in answers else {}
    return {**found, **({PERSON_SLOT: course.person} if course.person else {})}


def was_handled(tracker: Tracker) -> bool:
    """Whether another action has dealt with the last message already, so that it is no reply to a question."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") not in _OF_THE_FORM:
            return True
    return False
