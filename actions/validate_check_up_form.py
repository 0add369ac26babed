"""Fills the slots of the check-up from a reply, and decides which question comes next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions.answering import REPLIED_SLOT, reading_of
from actions.checking_up import (
    FORM,
    REQUESTED_SLOT,
    about_whom,
    answer_events,
    answers_of,
    course_events,
    course_of,
    keeper,
    say,
    symptoms_of,
    teller,
    text_of,
    was_handled,
)
from guide.check_up.course import Heard
from guide.check_up.interruptions import is_interruption
from guide.check_up.tables import AGE, SIGNS
from guide.conversation.replies import Reply

_UNDER_18 = ("under_18",)


class ValidateCheckUpForm(FormValidationAction):
    """One mechanism for all slots: the core reads the reply; an interruption leaves the slots as they are.

    Without a new slot value Rasa rejects the form's turn, and the rule for the interruption takes over.
    """

    def name(self) -> str:
        """The name in the domain."""
        return f"validate_{FORM}"

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """None: the core extracts and validates in one step."""
        return []

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """The answers in the last message; none where it is an interruption or was dealt with already."""
        slot = tracker.get_slot(REQUESTED_SLOT)
        if was_handled(tracker):
            return [SlotSet(REPLIED_SLOT, True)]
        if slot is None:
            return self._opened(dispatcher, tracker)
        if is_interruption(reading_of(tracker), keeper(), slot, text_of(tracker), symptoms_of(tracker)):
            return []
        return self._replied(dispatcher, tracker, slot)

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        """The one slot to ask for next; none when no answer could change the level any more."""
        slot = keeper().next_slot(course_of(tracker), answers_of(tracker))
        return [slot] if slot else []

    def _opened(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        kept = {slot: value for slot, value in answers_of(tracker).items() if slot != SIGNS}
        heard = keeper().open_with(text_of(tracker), symptoms_of(tracker), kept)
        given = {**kept, **heard.given}
        about = about_whom(heard.course, given)
        say(dispatcher, [Reply("utter_check_up_start"), teller().heard(heard.course.told, given)], about)
        _say_of_child(dispatcher, heard, about)
        return [*answer_events({SIGNS: None, **heard.given}), *course_events(heard.course)]

    def _replied(self, dispatcher: CollectingDispatcher, tracker: Tracker, slot: str) -> list[dict[str, Any]]:
        course, answers, text, symptoms = (
            course_of(tracker),
            answers_of(tracker),
            text_of(tracker),
            symptoms_of(tracker),
        )
        heard = keeper().reply(course, answers, slot, text, symptoms)
        corrected = keeper().corrections(answers, slot, text, symptoms)
        if corrected:
            heard = replace(heard, course=keeper().about(heard.course, text, corrected))
            say(dispatcher, teller().changed(corrected, {**answers, **corrected}))
            if not heard.understood:
                heard = Heard(replace(heard.course, misses=0))
        if not heard.understood and slot in heard.given:
            say(dispatcher, [Reply("utter_check_up_moved_on")])
        _say_of_child(dispatcher, heard, about_whom(heard.course, {**answers, **corrected, **heard.given}))
        return [*answer_events({**corrected, **heard.given}), *course_events(heard.course)]


def _say_of_child(dispatcher: CollectingDispatcher, heard: Heard, about: dict[str, str]) -> None:
    if heard.given.get(AGE) == _UNDER_18:
        say(dispatcher, [Reply("utter_check_up_child")], about)
