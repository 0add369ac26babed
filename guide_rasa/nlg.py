"""Rasa's response generator with three additions: numbers to call, words for the person, lists in custom parts."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from guide.check_up.numbers import default_numbers
from guide.check_up.people import default_people

_ABOUT = ("subject", "person")
_WHOLE = re.compile(r"\{(\w+)\}")


class GuideNlg(TemplatedNaturalLanguageGenerator):
    """Set in `endpoints.yml` as the type of `nlg`.

    Fills `{call}` and `{crisis_call}` by the slot `country`, `{they}` and its kin by the slot `person`. A custom field
    that is nothing but a place (`signs: "{emergency_signs}"`) gets the value as it is, so a list stays a list.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """A response; whom it is about may be given beside it, where the action has only just found out."""
        slots = {**tracker.current_slot_values(), **{key: kwargs.pop(key) for key in _ABOUT if key in kwargs}}
        return self.generate_from_slots(utter_action, slots, output_channel, **kwargs)

    def _fill_response(
        self, response: dict[str, Any], filled_slots: dict[str, Any] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        slots = filled_slots or {}
        numbers = default_numbers().of(slots.get("country"))
        words = default_people().words(slots.get("person"))
        values = {"call": numbers.emergency, "crisis_call": numbers.crisis, **words}
        known = {**slots, **values, **kwargs}
        custom = response.get("custom") or {}
        as_they_are = {
            key: known[place.group(1)]
            for key, text in custom.items()
            if isinstance(text, str) and (place := _WHOLE.fullmatch(text)) and place.group(1) in known
        }
        filled = super()._fill_response(response, filled_slots, **{**values, **kwargs})
        if as_they_are:
            filled["custom"] = {**filled["custom"], **as_they_are}
        return filled
