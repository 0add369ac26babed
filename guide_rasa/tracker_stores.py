"""Where conversations are kept: in memory for a while, or in a database. Both can delete one."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException

HOURS = 24.0
CONVERSATIONS = 5000
_SECONDS_PER_HOUR = 3600
_LONGEST_HOURS = 24 * 366


class ForgettingTrackerStore(InMemoryTrackerStore):
    """Set in `endpoints.yml` as the type of `tracker_store`. Conversations live in memory only and are forgotten.

    `hours`: a conversation without a new message for so long is forgotten, by a timer, whether anybody asks or not.
    `conversations`: how many are kept at most; beyond that the one longest without a new message goes first.
    Settings that make no sense, or that it does not know, raise Rasa's InvalidConfigException.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        hours: float | str = HOURS,
        conversations: int | str = CONVERSATIONS,
        host: str | None = None,
        **unknown: Any,
    ) -> None:
        super().__init__(domain or Domain.empty(), event_broker)
        if host is not None:
            unknown["url"] = host  # as the endpoint calls it
        if unknown:
            raise _bad(f"does not know {', '.join(sorted(unknown))}; its settings are 'hours' and 'conversations'")
        self._seconds = _hours(hours) * _SECONDS_PER_HOUR
        self._most = _conversations(conversations)
        self._saved: dict[str, float] = {}  # when each was last saved, the longest ago first
        self._timer: asyncio.TimerHandle | None = None
        self._timer_loop: asyncio.AbstractEventLoop | None = None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation, and forget those that are due."""
        await super().save(tracker)
        self._saved.pop(tracker.sender_id, None)
        self._saved[tracker.sender_id] = self.now()
        self._forget()
        self._set_timer()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The latest session of a conversation; None if there is none or it was forgotten."""
        self._forget()
        return await super().retrieve(sender_id)

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        """The whole conversation; None if there is none or it was forgotten."""
        self._forget()
        return await super().retrieve_full_tracker(sender_id)

    async def keys(self) -> Iterable[str]:
        """The ids of the conversations that are kept."""
        self._forget()
        return list(self.store)

    async def delete(self, sender_id: str) -> bool:
        """Forget one conversation at once; whether there was one."""
        self._forget()
        self._saved.pop(sender_id, None)
        return self.store.pop(sender_id, None) is not None

    def now(self) -> float:
        """The time in seconds. The clock on the wall: it goes on while a computer sleeps."""
        return time.time()

    def _forget(self) -> None:
        latest_due = self.now() - self._seconds
        surplus = len(self._saved) - self._most
        due = [sender for place, (sender, at) in enumerate(self._saved.items()) if at <= latest_due or place < surplus]
        for sender in due:
            del self._saved[sender]
            self.store.pop(sender, None)

    def _set_timer(self) -> None:
        """Wake up when the first conversation is due, so that it goes even if nobody writes any more."""
        running = asyncio.get_running_loop()
        if not self._saved or (self._timer is not None and self._timer_loop is running):
            return
        wait = max(0.0, next(iter(self._saved.values())) + self._seconds - self.now())
        self._timer = running.call_later(wait, self._on_timer)
        self._timer_loop = running

    def _on_timer(self) -> None:
        self._timer = None
        self._forget()
        self._set_timer()


class DeletingSqlTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, which keeps conversations over restarts, with a way to delete one.

    Settings as Rasa documents them for `SQL`. The folder of an SQLite file is made if it is not there.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        dialect: str = "sqlite",
        db: str = "rasa.db",
        event_broker: EventBroker | None = None,
        **settings: Any,
    ) -> None:
        if dialect == "sqlite" and db != ":memory:":
            Path(db).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain=domain, dialect=dialect, db=db, event_broker=event_broker, **settings)

    async def delete(self, sender_id: str) -> bool:
        """Delete every event of one conversation; whether there was any."""
        with self.session_scope() as session:
            if self.engine.dialect.name == "sqlite":
                # otherwise the words stay readable in the file until something else is written over them
                session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
            deleted = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()
        return bool(deleted)


def _hours(value: Any) -> float:
    hours = _number(value)
    if hours is None or not 0 < hours <= _LONGEST_HOURS:
        raise _bad(f"'hours' must be a number above 0 and at most {_LONGEST_HOURS}, not {value!r}")
    return hours


def _conversations(value: Any) -> int:
    number = _number(value)
    if number is None or number < 1 or number != int(number):
        raise _bad(f"'conversations' must be a whole number from 1 on, not {value!r}")
    return int(number)


def _number(value: Any) -> float | None:
    """A number, also as the text that an environment variable gives; None for anything else."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _bad(problem: str) -> InvalidConfigException:
    return InvalidConfigException(f"tracker_store in endpoints.yml: {problem}.")
