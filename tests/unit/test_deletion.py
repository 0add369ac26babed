"""Deleting a conversation behind Rasa's wrappers, and the proof that it is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from guide_rasa.deletion import CannotDelete, delete_conversation
from guide_rasa.tracker_stores import DeletingSqlTrackerStore, ForgettingTrackerStore


class PretendingStore(ForgettingTrackerStore):
    """Says that it has deleted, and has not."""

    async def delete(self, sender_id: str) -> bool:
        """Does nothing."""
        return True


class HalfDeletingStore(ForgettingTrackerStore):
    """Loses the conversation and goes on listing its id."""

    async def keys(self) -> list[str]:
        """One id, always."""
        return ["ann"]


class BrokenStore(ForgettingTrackerStore):
    """Its database is away."""

    broken = True

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Fails, or saves."""
        if self.broken:
            raise ConnectionError("away")
        await super().save(tracker)

    async def delete(self, sender_id: str) -> bool:
        """Fails, or deletes."""
        if self.broken:
            raise ConnectionError("away")
        return await super().delete(sender_id)


class OldStyleStore(InMemoryTrackerStore):
    """A store written without `async`, as Rasa still allows."""

    def save(self, tracker: DialogueStateTracker) -> None:
        """Keep it."""
        self.store[tracker.sender_id] = self.serialise_tracker(tracker)

    def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """What was kept."""
        kept = self.store.get(sender_id)
        return self.deserialise_tracker(sender_id, kept) if kept else None

    def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        """What was kept."""
        return self.retrieve(sender_id)

    def keys(self) -> list[str]:
        """The ids."""
        return list(self.store)

    def delete(self, sender_id: str) -> bool:
        """Drop it."""
        return self.store.pop(sender_id, None) is not None


def forgetting(_: Path) -> TrackerStore:
    """The store of the project."""
    return ForgettingTrackerStore(Domain.empty())


def in_database(folder: Path) -> TrackerStore:
    """The store for those who want to keep talks."""
    return DeletingSqlTrackerStore(Domain.empty(), db=str(folder / "talks.db"))


def old_style(_: Path) -> TrackerStore:
    """A store behind the wrapper for stores without `async`."""
    return AwaitableTrackerStore(OldStyleStore(Domain.empty()))


async def tell(store: TrackerStore, *senders: str) -> None:
    """Save a conversation of each sender."""
    for sender in senders:
        await store.save(DialogueStateTracker.from_events(sender, [UserUttered("my hand is thin")]))


@pytest.mark.parametrize("make", [forgetting, in_database, old_style])
@pytest.mark.parametrize("wrap", [lambda store: store, FailSafeTrackerStore])
async def test_a_conversation_is_gone_and_the_others_stay(
    make: Callable[[Path], TrackerStore], wrap: Callable[[TrackerStore], TrackerStore], tmp_path: Path
) -> None:
    store = wrap(make(tmp_path))
    await tell(store, "ann", "bob")

    assert await delete_conversation(store, "ann") is True
    assert await store.retrieve_full_tracker("ann") is None
    assert await store.retrieve_full_tracker("bob") is not None
    assert list(await store.keys()) == ["bob"], "the proof has made no new conversation"


async def test_a_conversation_that_never_was_counts_as_deleted_and_is_not_made() -> None:
    store = FailSafeTrackerStore(ForgettingTrackerStore(Domain.empty()))

    assert await delete_conversation(store, "never_was") is True
    assert list(await store.keys()) == []


@pytest.mark.parametrize("kind", [PretendingStore, HalfDeletingStore])
async def test_a_store_that_only_says_it_has_deleted_is_found_out(kind: type[ForgettingTrackerStore]) -> None:
    store = FailSafeTrackerStore(kind(Domain.empty()))
    await tell(store, "ann")

    assert await delete_conversation(store, "ann") is False


async def test_what_went_to_the_fallback_is_deleted_too() -> None:
    real = BrokenStore(Domain.empty())
    store = FailSafeTrackerStore(real, on_tracker_store_error=lambda error: None)
    await tell(store, "ann", "bob")
    real.broken = False
    await tell(store, "ann")

    assert await delete_conversation(store, "ann") is True
    assert list(await store.fallback_tracker_store.keys()) == ["bob"]
    assert list(await real.keys()) == []


async def test_no_fallback_is_made_where_there_is_none() -> None:
    store = FailSafeTrackerStore(ForgettingTrackerStore(Domain.empty()))
    await tell(store, "ann")
    await delete_conversation(store, "ann")

    assert store._fallback_tracker_store is None


async def test_a_fallback_that_only_says_it_has_deleted_is_found_out() -> None:
    fallback = PretendingStore(Domain.empty())
    await tell(fallback, "ann")
    store = FailSafeTrackerStore(ForgettingTrackerStore(Domain.empty()), fallback_tracker_store=fallback)

    assert await delete_conversation(store, "ann") is False


async def test_an_error_of_the_store_is_not_taken_for_success() -> None:
    store = FailSafeTrackerStore(BrokenStore(Domain.empty()), on_tracker_store_error=lambda error: None)

    with pytest.raises(ConnectionError):
        await delete_conversation(store, "ann")


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: InMemoryTrackerStore(Domain.empty()),
        lambda folder: SQLTrackerStore(Domain.empty(), db=str(folder / "talks.db")),
    ],
)
async def test_a_store_of_rasa_itself_is_refused_with_what_to_do(
    make: Callable[[Path], TrackerStore], tmp_path: Path
) -> None:
    store = FailSafeTrackerStore(make(tmp_path))
    await tell(store, "ann")

    with pytest.raises(CannotDelete, match=r"TrackerStore cannot delete.*endpoints\.yml.*ForgettingTrackerStore"):
        await delete_conversation(store, "ann")


async def test_nothing_is_deleted_where_not_everything_can_be() -> None:
    real = ForgettingTrackerStore(Domain.empty())
    await tell(real, "ann")
    store = FailSafeTrackerStore(real, fallback_tracker_store=TrackerStore(Domain.empty()))

    with pytest.raises(CannotDelete):
        await delete_conversation(store, "ann")
    assert list(await real.keys()) == ["ann"]
