"""Deleting a conversation for good, and making sure that it is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import isawaitable
from typing import Any, cast

from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.exceptions import RasaException

ASKED = "delete_conversation"
"""The intent, and the kind of the custom part by which a channel knows that it has to delete."""
DELETED = "utter_conversation_deleted"
NOT_DELETED = "utter_conversation_not_deleted"
_WRAPPED = "_tracker_store"
_FALLBACK = "_fallback_tracker_store"


class CannotDelete(RasaException):
    """The tracker store in use has no way to delete a conversation."""


async def delete_conversation(tracker_store: TrackerStore, sender_id: str) -> bool:
    """Delete all that was said in one conversation; True only if a fresh look finds nothing of it any more.

    `tracker_store` may be wrapped as Rasa wraps it; the fallback that Rasa writes to in trouble is cleared as well.
    A conversation that never was counts as deleted. Raises CannotDelete for a store without `delete`, before anything
    is touched; errors of the store itself (a database that is away) come through.

    The lock store is not touched. A turn that is still running saves its tracker at its end, so hold the lock of the
    conversation, or call this after the turn.
    """
    main, *fallbacks = _real_stores(tracker_store)
    deleting = [_deletion_of(main), *(_deletion_of(store, is_fallback=True) for store in fallbacks)]
    for delete in deleting:
        await _result(delete(sender_id))
    held = [await _holds(store, sender_id) for store in (main, *fallbacks)]
    return not any(held)


def _real_stores(store: TrackerStore) -> Iterator[TrackerStore]:
    """The stores behind Rasa's wrappers, the first choice first.

    The fallback is taken from its private field: Rasa's property would make one where there is none.
    """
    wrapped = getattr(store, _WRAPPED, None)
    if wrapped is None:
        yield store
        return
    yield from _real_stores(wrapped)
    fallback = getattr(store, _FALLBACK, None)
    if fallback is not None:
        yield from _real_stores(fallback)


def _deletion_of(store: TrackerStore, is_fallback: bool = False) -> Callable[[str], Any]:
    """What deletes in `store`. Rasa chooses the fallback, not the project: there its own store in memory will do."""
    own = getattr(store, "delete", None)
    if callable(own):
        return cast("Callable[[str], Any]", own)
    if is_fallback and isinstance(store, InMemoryTrackerStore):
        kept = store.store
        return lambda sender_id: kept.pop(sender_id, None)
    raise CannotDelete(
        f"{type(store).__name__} cannot delete a conversation. Set the type of tracker_store in endpoints.yml to "
        "guide_rasa.tracker_stores.ForgettingTrackerStore or guide_rasa.tracker_stores.DeletingSqlTrackerStore."
    )


async def _holds(store: TrackerStore, sender_id: str) -> bool:
    """Whether anything of the conversation is there, asked of the store itself: Rasa's wrappers hide its errors."""
    return await _result(store.retrieve_full_tracker(sender_id)) is not None or sender_id in await _result(store.keys())


async def _result(given: Any) -> Any:
    """What a store gives back, be it written with `async` or without."""
    return await given if isawaitable(given) else given
