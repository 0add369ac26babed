"""Asks the questions of the check-up: one action per slot, as Rasa's forms look for them, all of one kind."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.checking_up import answers_of, course_of, say, teller


class _AskSlot(Action):
    """Asks for one slot, with its buttons and its custom part."""

    slot = ""

    def name(self) -> str:
        """The name in the domain; none for the base class, so that it is not registered."""
        return f"action_ask_{self.slot}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Ask; changes nothing."""
        say(dispatcher, [teller().question(self.slot, course_of(tracker), answers_of(tracker))])
        return []


class ActionAskEmergencySigns(_AskSlot):
    """Asks for the danger signs."""

    slot = "emergency_signs"


class ActionAskSubject(_AskSlot):
    """Asks whom it is about."""

    slot = "subject"


class ActionAskAgeGroup(_AskSlot):
    """Asks for the age."""

    slot = "age_group"


class ActionAskOnset(_AskSlot):
    """Asks when it began."""

    slot = "onset"


class ActionAskProgression(_AskSlot):
    """Asks how it changes."""

    slot = "progression"


class ActionAskArea(_AskSlot):
    """Asks where it is."""

    slot = "area"


class ActionAskWasting(_AskSlot):
    """Asks for thinner muscles."""

    slot = "wasting"


class ActionAskWeakness(_AskSlot):
    """Asks for weakness."""

    slot = "weakness"


class ActionAskNumbness(_AskSlot):
    """Asks for numbness."""

    slot = "numbness"


class ActionAskTwitching(_AskSlot):
    """Asks for twitching."""

    slot = "twitching"


class ActionAskPain(_AskSlot):
    """Asks for pain."""

    slot = "pain"


class ActionAskContext(_AskSlot):
    """Asks for the background."""

    slot = "context"
