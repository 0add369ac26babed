"""What the actions share: the core over the project's data, and the way from the tracker to the core and back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from guide.check_up.safety_note import with_safety_note
from guide.conversation.context import Context
from guide.conversation.next_questions import load_next_questions
from guide.conversation.refusals import Refusals
from guide.conversation.replies import Reply
from guide.conversation.responder import Outcome, Responder
from guide.knowledge.library import default_library
from guide.reading.glossary import default_glossary
from guide.reading.reading import Reading
from guide.reading.vocabulary import load_neighbours, load_not_ours
from guide.symptoms.reading import SymptomReading

TALK_SLOT = "talk"
REPLIED_SLOT = "action_server_replied"
TOPIC_SLOT = "topic"
ASPECT_SLOT = "aspect"


@lru_cache(maxsize=1)
def responder() -> Responder:
    """The responder over the project's own data, made once per process."""
    library = default_library()
    next_questions = load_next_questions(library)
    refusals = Refusals(library, load_neighbours(), next_questions, load_not_ours())
    return Responder(library, next_questions, refusals, default_glossary())


def reading_of(tracker: Tracker) -> Reading:
    """The reading that the pipeline gave the last message; without one (a typed `/intent`), its intent alone."""
    message = tracker.latest_message or {}
    if message.get("reading"):
        return Reading.from_json(message["reading"])
    topics = tuple(e["value"] for e in message.get("entities") or [] if e.get("entity") == TOPIC_SLOT)
    return Reading((message.get("intent") or {}).get("name") or "", topics=topics)


def context_of(tracker: Tracker) -> Context:
    """The context that an earlier turn left in the tracker."""
    return Context.from_json(tracker.get_slot(TALK_SLOT))


def speak(dispatcher: CollectingDispatcher, outcome: Outcome) -> list[dict[str, Any]]:
    """Utter the replies; the events that keep the context and tell Rasa that the action server replied."""
    for reply in outcome.replies:
        utter(dispatcher, reply)
    last = outcome.context.last
    return [
        SlotSet(TALK_SLOT, outcome.context.to_json()),
        SlotSet(TOPIC_SLOT, last.topic if last else None),
        SlotSet(ASPECT_SLOT, last.aspect if last else None),
        SlotSet(REPLIED_SLOT, True),
    ]


def named_signs(tracker: Tracker) -> tuple[str, ...]:
    """The danger signs that the last message names without saying that one is present."""
    return SymptomReading.from_json((tracker.latest_message or {}).get("symptoms")).named


class TalkAction(Action, ABC):
    """Replies to the last message by asking the core. A subclass gives the name that the domain knows it by."""

    @abstractmethod
    def name(self) -> str:
        """The name in the domain."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Speak the replies of the core; returns the events that carry the context on."""
        outcome = responder().respond(reading_of(tracker), context_of(tracker))
        return speak(dispatcher, outcome._replace(replies=with_safety_note(outcome.replies, named_signs(tracker))))


def utter(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Hand one reply of the core to Rasa, which words it."""
    buttons = [{"title": words, "payload": words} for words in reply.buttons]
    dispatcher.utter_message(response=reply.response, buttons=buttons, json_message=reply.custom, **reply.values)
