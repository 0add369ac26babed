"""Conversations are kept for a while and then forgotten, or deleted on request."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from guide.paths import PROJECT
from guide_rasa.tracker_stores import DeletingSqlTrackerStore, ForgettingTrackerStore

WORDS = "my left hand is thin since spring"
HOUR = 3600.0


class ClockedStore(ForgettingTrackerStore):
    """A store whose clock the test moves."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(Domain.empty(), **settings)
        self.seconds = 1000.0

    def now(self) -> float:
        """The time of the test."""
        return self.seconds


def conversation(sender: str, words: str = WORDS) -> DialogueStateTracker:
    """One session with one message."""
    return DialogueStateTracker.from_events(sender, [SessionStarted(timestamp=1.0), UserUttered(words, timestamp=2.0)])


async def tell(store: TrackerStore, *senders: str) -> None:
    """Save a conversation of each sender, one after another."""
    for sender in senders:
        await store.save(conversation(sender))


def sql_store(folder: Path) -> DeletingSqlTrackerStore:
    """A store in a folder that is not there yet."""
    return DeletingSqlTrackerStore(Domain.empty(), db=str(folder / "new" / "talks.db"))


# ---- the store that forgets ----


async def test_what_was_said_is_kept_for_the_time_set() -> None:
    store = ClockedStore(hours=24)
    await tell(store, "ann")
    store.seconds += 24 * HOUR - 1

    kept = await store.retrieve("ann")

    assert kept is not None and kept.latest_message is not None and kept.latest_message.text == WORDS


@pytest.mark.parametrize("look", ["retrieve", "retrieve_full_tracker", "exists"])
async def test_after_that_time_it_is_forgotten(look: str) -> None:
    store = ClockedStore(hours=0.5)
    await tell(store, "ann")
    store.seconds += HOUR / 2

    assert not await getattr(store, look)("ann")
    assert store.store == {}, "nothing of it is left in memory"


async def test_the_ids_of_forgotten_conversations_are_not_listed() -> None:
    store = ClockedStore(hours=1)
    await tell(store, "ann")
    store.seconds += HOUR / 2
    await tell(store, "bob")
    store.seconds += HOUR / 2

    assert list(await store.keys()) == ["bob"]


async def test_a_new_message_starts_the_time_anew_but_a_look_does_not() -> None:
    store = ClockedStore(hours=1)
    await tell(store, "ann", "bob")
    store.seconds += 0.9 * HOUR
    await tell(store, "ann")
    assert await store.retrieve("bob") is not None
    store.seconds += 0.9 * HOUR

    assert list(await store.keys()) == ["ann"]


async def test_beyond_the_number_set_the_longest_untouched_goes_first() -> None:
    store = ClockedStore(conversations=2)
    await tell(store, "ann", "bob", "ann", "cleo")

    assert sorted(await store.keys()) == ["ann", "cleo"]
    assert await store.retrieve("bob") is None


async def test_it_is_forgotten_even_if_nobody_asks_for_anything_any_more() -> None:
    store = ForgettingTrackerStore(Domain.empty(), hours=0.2 / HOUR)
    await tell(store, "ann", "bob")
    assert set(store.store) == {"ann", "bob"}

    for _ in range(200):
        await asyncio.sleep(0.05)
        if not store.store:
            break

    assert store.store == {}


def test_one_store_may_serve_one_event_loop_after_another() -> None:
    store = ForgettingTrackerStore(Domain.empty(), hours=0.2 / HOUR)

    async def tell_and_wait(sender: str) -> None:
        await tell(store, sender)
        for _ in range(200):
            if not store.store:
                break
            await asyncio.sleep(0.05)

    asyncio.run(tell(store, "ann"))
    asyncio.run(tell_and_wait("bob"))

    assert store.store == {}


async def test_a_conversation_is_deleted_and_the_others_stay() -> None:
    store = ForgettingTrackerStore(Domain.empty())
    await tell(store, "ann", "bob")

    assert await store.delete("ann") is True
    assert await store.retrieve_full_tracker("ann") is None
    assert list(await store.keys()) == ["bob"]
    assert await store.delete("ann") is False
    assert await store.delete("never_was") is False


async def test_one_may_talk_again_after_deleting() -> None:
    store = ForgettingTrackerStore(Domain.empty())
    await tell(store, "ann")
    await store.delete("ann")
    await store.save(conversation("ann", "hello"))

    again = await store.retrieve_full_tracker("ann")

    assert again is not None
    assert [event.text for event in again.events if isinstance(event, UserUttered)] == ["hello"]


# ---- its settings ----


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"hours": 0}, "'hours'.*0"),
        ({"hours": -1}, "'hours'.*-1"),
        ({"hours": "soon"}, "'hours'.*'soon'"),
        ({"hours": None}, "'hours'.*None"),
        ({"hours": True}, "'hours'.*True"),
        ({"hours": float("inf")}, "'hours'.*inf"),
        ({"hours": float("nan")}, "'hours'.*nan"),
        ({"hours": 1e9}, "'hours'.*at most"),
        ({"conversations": 0}, "'conversations'.*0"),
        ({"conversations": 2.5}, "'conversations'.*2.5"),
        ({"conversations": "many"}, "'conversations'.*'many'"),
        ({"conversations": [1]}, r"'conversations'.*\[1\]"),
        ({"hour": 24}, "does not know hour;.*'hours' and 'conversations'"),
        ({"url": "localhost"}, "does not know url"),
    ],
)
def test_settings_that_make_no_sense_are_refused_at_the_start(settings: dict[str, Any], named: str) -> None:
    config = EndpointConfig(type="guide_rasa.tracker_stores.ForgettingTrackerStore", **settings)

    with pytest.raises(InvalidConfigException, match=f"tracker_store in endpoints.yml: .*{named}"):
        TrackerStore.create(config)


async def test_numbers_may_come_as_text_as_environment_variables_do() -> None:
    store = ClockedStore(hours="0.5", conversations="1")
    await tell(store, "ann", "bob")
    assert list(await store.keys()) == ["bob"]
    store.seconds += HOUR / 2
    assert list(await store.keys()) == []


def test_the_project_uses_the_store_that_forgets() -> None:
    config = read_endpoint_config(str(PROJECT / "endpoints.yml"), "tracker_store")

    store = TrackerStore.create(config)

    assert type(store) is ForgettingTrackerStore
    assert config is not None and config.kwargs == {"hours": 24, "conversations": 5000}


# ---- the store in a database ----


async def test_a_database_keeps_conversations_over_a_restart(tmp_path: Path) -> None:
    await tell(sql_store(tmp_path), "ann")

    kept = await sql_store(tmp_path).retrieve("ann")

    assert kept is not None and kept.latest_message is not None and kept.latest_message.text == WORDS


async def test_every_event_of_a_conversation_is_deleted_from_the_database(tmp_path: Path) -> None:
    store = sql_store(tmp_path)
    await tell(store, "ann", "bob")

    assert await store.delete("ann") is True
    assert await sql_store(tmp_path).retrieve_full_tracker("ann") is None
    assert list(await sql_store(tmp_path).keys()) == ["bob"]
    assert await store.delete("ann") is False


async def test_the_words_are_gone_from_the_file_too(tmp_path: Path) -> None:
    store = sql_store(tmp_path)
    await tell(store, "ann")
    assert WORDS.encode() in (tmp_path / "new" / "talks.db").read_bytes()

    await store.delete("ann")

    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and WORDS.encode() in path.read_bytes()] == []


async def test_the_example_of_the_endpoints_file_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (PROJECT / "endpoints.yml").read_text(encoding="utf-8")
    lines = text[text.index("# tracker_store:") :].splitlines()
    example = yaml.safe_load("\n".join(line.removeprefix("# ") for line in lines))["tracker_store"]
    monkeypatch.chdir(tmp_path)

    store = TrackerStore.create(EndpointConfig.from_dict(example))

    assert type(store) is DeletingSqlTrackerStore
    await tell(store, "ann")
    assert (tmp_path / example["db"]).exists()
