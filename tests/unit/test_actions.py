"""The custom actions, run with a tracker and a dispatcher built by hand."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer_question import ActionAnswerQuestion
from actions.answering import TalkAction, responder
from actions.clarify import ActionClarify
from actions.decline import ActionDecline
from actions.follow_talk import ActionFollowTalk
from guide.conversation.context import Context, Step
from guide.reading.reading import Question, Reading

AFTER_ALS = Context(trail=(Step("als", "definition"),), disclaimer_given=True)
DEFINITION = Reading("ask_definition", questions=(Question("definition", "als"),), topics=("als",))


def tracker(message: dict[str, Any] | None, context: Context | None = None) -> Tracker:
    slots = {"talk": context.to_json() if context else None}
    return Tracker("someone", slots, message, [], False, None, {}, "action_listen")


def after(reading: Reading) -> dict[str, Any]:
    return {"text": "…", "intent": {"name": reading.act}, "reading": reading.to_json()}


def run(
    action: TalkAction, message: dict[str, Any] | None, context: Context | None = None
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The messages, and the slots that the events set."""
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker(message, context), {})
    assert all(event["event"] == "slot" for event in events)
    return dispatcher.messages, {event["name"]: event["value"] for event in events}


@pytest.mark.parametrize(
    ("action", "name"),
    [
        (ActionAnswerQuestion, "action_answer_question"),
        (ActionClarify, "action_clarify"),
        (ActionDecline, "action_decline"),
        (ActionFollowTalk, "action_follow_talk"),
    ],
)
def test_each_action_has_its_name_in_the_domain(action: type[TalkAction], name: str) -> None:
    assert action().name() == name


def test_a_question_is_answered_and_the_talk_kept_in_slots() -> None:
    messages, slots = run(ActionAnswerQuestion(), after(DEFINITION))

    assert [message["response"] for message in messages] == [
        "utter_answer",
        "utter_disclaimer_full",
        "utter_see_physician",
    ]
    assert messages[0]["answer"]
    assert messages[0]["sources"]
    assert messages[0]["custom"]["kind"] == "answer"
    assert slots == {
        "talk": AFTER_ALS.to_json(),
        "topic": "als",
        "aspect": "definition",
        "action_server_replied": True,
    }


def test_a_button_sends_the_words_it_shows() -> None:
    messages, _ = run(ActionAnswerQuestion(), after(DEFINITION))
    buttons = messages[-1]["buttons"]

    assert 1 <= len(buttons) <= 4
    assert all(button["title"] == button["payload"] for button in buttons)
    assert messages[0]["buttons"] == []


def test_what_was_told_in_the_turn_before_is_known_in_the_next() -> None:
    messages, slots = run(ActionFollowTalk(), after(Reading("tell_me_more")), AFTER_ALS)

    assert [message["response"] for message in messages][:2] == ["utter_answer_more", "utter_disclaimer_short"]
    assert Step.from_json(slots["talk"]["trail"][-1]) == Step("als", "definition", "more")


def test_a_request_for_a_diagnosis_is_declined_and_the_talk_stays() -> None:
    messages, slots = run(ActionDecline(), after(Reading("request_diagnosis", topics=("polio",))), AFTER_ALS)

    assert messages[0]["response"] == "utter_declined_diagnosis"
    assert messages[0]["custom"] == {"kind": "declined", "reason": "diagnosis", "topic": "polio"}
    assert (slots["topic"], slots["aspect"]) == ("als", "definition")
    assert slots["action_server_replied"] is True


def test_an_unsure_reading_is_asked_about_and_the_offer_kept() -> None:
    reading = Reading("nlu_fallback", candidates=(Question("outlook", "als"),), topics=("als",))
    messages, slots = run(ActionClarify(), after(reading))

    assert messages[0]["response"] == "utter_did_you_mean"
    assert messages[0]["custom"]["candidates"] == [{"topic": "als", "aspect": "outlook"}]
    assert slots["talk"]["candidates"] == ({"topic": "als", "aspect": "outlook"},)
    assert slots["topic"] is None


def test_a_typed_intent_without_reading_is_answered_by_its_entities() -> None:
    message = {
        "intent": {"name": "ask_definition"},
        "entities": [{"entity": "neighbour", "value": "duchenne"}, {"entity": "topic", "value": "als"}],
    }

    messages, _ = run(ActionAnswerQuestion(), message)
    assert messages[0]["custom"]["topic"] == "als"


def test_a_typed_intent_without_entities_follows_the_talk() -> None:
    messages, _ = run(ActionAnswerQuestion(), {"intent": {"name": "ask_outlook"}, "entities": []}, AFTER_ALS)

    assert (messages[0]["custom"]["topic"], messages[0]["custom"]["aspect"]) == ("als", "outlook")


@pytest.mark.parametrize("message", [None, {}, {"intent": None}, {"intent": {"name": None}, "entities": None}])
def test_a_tracker_without_message_still_gets_a_reply(message: dict[str, Any] | None) -> None:
    messages, slots = run(ActionAnswerQuestion(), message)

    assert messages
    assert slots["action_server_replied"] is True


def test_the_responder_is_made_once() -> None:
    assert responder() is responder()
