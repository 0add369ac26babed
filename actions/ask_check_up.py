"""Asks the questions of the check-up: one action per slot, as Rasa's forms look for them, all of one kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.checking_up import answers_of, course_of, say, teller


class AskSlot(Action, ABC):
    """Asks for one slot, with its buttons and its custom part."""

    @property
    @abstractmethod
    def slot(self) -> str:
        """The slot."""

    def name(self) -> str:
        """The name in the domain, where Rasa's forms look for it."""
        return f"action_ask_{self.slot}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Ask; changes nothing."""
        say(dispatcher, [teller().question(self.slot, course_of(tracker), answers_of(tracker))])
        return []


class ActionAskEmergencySigns(AskSlot):
    """Asks for the danger signs."""

    slot = "emergency_signs"


class ActionAskSubject(AskSlot):
    """Asks whom it is about."""

    slot = "subject"


class ActionAskAgeGroup(AskSlot):
    """Asks for the age."""

    slot = "age_group"


class ActionAskOnset(AskSlot):
    """Asks when it began."""

    slot = "onset"


class ActionAskProgression(AskSlot):
    """Asks how it changes."""

    slot = "progression"


class ActionAskArea(AskSlot):
    """Asks where it is."""

    slot = "area"


class ActionAskWasting(AskSlot):
    """Asks for thinner muscles."""

    slot = "wasting"


class ActionAskWeakness(AskSlot):
    """Asks for weakness."""

    slot = "weakness"


class ActionAskNumbness(AskSlot):
    """Asks for numbness."""

    slot = "numbness"


class ActionAskTwitching(AskSlot):
    """Asks for twitching."""

    slot = "twitching"


class ActionAskPain(AskSlot):
    """Asks for pain."""

    slot = "pain"


class ActionAskContext(AskSlot):
    """Asks for the background."""

    slot = "context"
