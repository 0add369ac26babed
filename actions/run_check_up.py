"""The turns around the questions of the check-up: why, back, change, start over, go on, the result and the summary."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.checking_up import (
    FORM,
    REQUESTED_SLOT,
    answer_events,
    answers_of,
    call_of,
    course_events,
    course_of,
    keeper,
    say,
    symptoms_of,
    teller,
    text_of,
)
from guide.check_up.course import Course
from guide.check_up.tables import SIGNS, Answers, default_tables
from guide.conversation.replies import Reply

Given = dict[str, tuple[str, ...] | None]


class CheckUpAction(Action, ABC):
    """An action on the check-up. A subclass gives its name and one step on the record."""

    @abstractmethod
    def name(self) -> str:
        """The name in the domain."""

    @abstractmethod
    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """What is said, the record after it, and the answers that change (None empties a slot)."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Speak, and return the events that keep the record."""
        replies, course, given = self.step(tracker, course_of(tracker), answers_of(tracker))
        say(dispatcher, replies)
        return [*answer_events(given), *course_events(course), *self.followed_by(given)]

    def followed_by(self, given: Given) -> list[dict[str, Any]]:
        """Events after the step; none, unless a subclass has some."""
        return []


class ActionExplainQuestion(CheckUpAction):
    """Says why the open question is asked."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_explain_question"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """Why; nothing changes."""
        slot = tracker.get_slot(REQUESTED_SLOT)
        return [teller().why(slot) if slot else Reply("utter_check_up_not_running")], course, {}


class ActionGoBackInCheckUp(CheckUpAction):
    """Goes back to the question before."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_go_back_in_check_up"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """Empties the slot answered last, so that it is asked again."""
        earlier, slot = keeper().go_back(course)
        if slot is None:
            return [Reply("utter_check_up_nothing_to_go_back")], course, {}
        return [Reply("utter_check_up_back")], earlier, {slot: None}


class ActionChangeAnswer(CheckUpAction):
    """Changes an answer: to what the message says, or by asking the question again."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_change_answer"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """The new answers at once where they are told; else the slot is asked; else the question which."""
        if not answers:
            return [Reply("utter_check_up_not_running", buttons=(teller().offers.start,))], course, {}
        change = keeper().change(course, answers, text_of(tracker), symptoms_of(tracker))
        given: Given = {**change.given, **({change.asked_again: None} if change.asked_again else {})}
        if not given:
            return [teller().change_what(answers)], course, {}
        return [*teller().changed(change.given, {**answers, **change.given})], change.course, given

    def followed_by(self, given: Given) -> list[dict[str, Any]]:
        """The form, where something changed: it asks what is open, or ends and the result is told anew."""
        return [FollowupAction(FORM)] if given else []


class ActionStopCheckUp(CheckUpAction):
    """Stops; what was answered is kept."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_stop_check_up"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """Says how to go on later."""
        offers = teller().offers
        return [Reply("utter_check_up_stopped", buttons=(offers.resume, offers.restart))], course, {}


class ActionResumeCheckUp(CheckUpAction):
    """Takes the check-up up again. After an emergency the danger signs are asked anew."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_resume_check_up"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """Keeps the answers; signs that were heard are asked for again."""
        fresh: Given = {SIGNS: None} if keeper().is_emergency(course, answers) else {}
        response = "utter_check_up_resumed" if course.started else "utter_check_up_start"
        return [Reply(response)], replace(course, started=True, misses=0), fresh


class ActionRestartCheckUp(CheckUpAction):
    """Starts over with no answer."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_restart_check_up"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """Empties every slot."""
        return [Reply("utter_check_up_restarted")], Course(started=True), dict.fromkeys(default_tables().slots)


class ActionTellResult(CheckUpAction):
    """Tells the result and its reasons."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_tell_result"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """The result; the answers stay, so that they can be changed."""
        return [*teller().result(course, answers, call_of(tracker))], replace(course, finished=True), {}


class ActionSummarize(CheckUpAction):
    """Gives the summary for the doctor as plain text."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_summarize"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """The summary, or the offer to start where there is nothing to sum up."""
        offers = teller().offers
        if not course.finished:
            button = offers.resume if answers else offers.start
            return [Reply("utter_check_up_no_result_yet", buttons=(button,))], course, {}
        summary = teller().summary(course, answers, date.today().isoformat(), call_of(tracker))
        return [Reply("utter_summary", {"summary": summary}), Reply("utter_disclaimer_short")], course, {}


class ActionOfferCheckUp(CheckUpAction):
    """Says that no check-up is open, and offers to start one."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_offer_check_up"

    def step(self, tracker: Tracker, course: Course, answers: Answers) -> tuple[list[Reply | None], Course, Given]:
        """The offer; nothing changes."""
        return [Reply("utter_check_up_not_running", buttons=(teller().offers.start,))], course, {}
