"""Reads a conversation back from Rasa's tracker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from guide.page.exchange import Exchange

SAID = "said"
"""Where the metadata of a message keep what was typed, if that is not what Rasa was given to read."""

_SPOKEN = ("buttons", "custom")


def exchanges_of(tracker: DialogueStateTracker | None) -> tuple[Exchange, ...]:
    """The exchanges of a conversation, the oldest first; none where there is no conversation."""
    return tuple(_exchanges(tracker.events)) if tracker else ()


def spoken(text: str | None, data: dict[str, Any]) -> dict[str, Any]:
    """A message of the guide in the form that exchanges hold it in: without what it does not have."""
    parts = {"text": text, **{key: data.get(key) for key in _SPOKEN}}
    return {key: value for key, value in parts.items() if value}


def _exchanges(events: Iterable[Event]) -> Iterable[Exchange]:
    said: UserUttered | None = None
    messages: list[dict[str, Any]] = []
    for event in events:
        if isinstance(event, UserUttered):
            if said is not None:
                yield _exchange(said, messages)
            said, messages = event, []
        elif isinstance(event, BotUttered):
            messages.append(spoken(event.text, event.data))
    if said is not None:
        yield _exchange(said, messages)


def _exchange(said: UserUttered, messages: list[dict[str, Any]]) -> Exchange:
    words = (said.metadata or {}).get(SAID)
    return Exchange(str(said.message_id), str(said.text or "") if words is None else words, tuple(messages))
