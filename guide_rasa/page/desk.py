"""Takes in messages: each is processed once, in the order of coming, whatever becomes of its request."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from guide.page.exchange import Exchange

Process = Callable[[str, str, str], Awaitable[Exchange]]
"""Conversation, message id and text to the exchange. What raises was not taken in, and may be sent again."""
Recall = Callable[[str], Awaitable[dict[str, Exchange]]]
"""A conversation to the exchanges that its tracker holds, by message id."""

_MOST_CONVERSATIONS = 5000


class MessageDesk:
    """One queue for each conversation, and a memory of the messages that were processed."""

    def __init__(self, process: Process, recall: Recall) -> None:
        self._process = process
        self._recall = recall
        self._running: dict[tuple[str, str], asyncio.Task[Exchange]] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._done: OrderedDict[str, set[str]] = OrderedDict()

    async def take(self, conversation: str, message_id: str, text: str) -> Exchange:
        """The exchange for a message. If its id came before, the answer of then; the text is not looked at again.

        The turn goes on when the caller is cancelled: its answer is in the conversation afterwards.
        """
        key = (conversation, message_id)
        task = self._running.get(key)
        if task is None:
            task = asyncio.create_task(self._in_turn(conversation, message_id, text))
            self._running[key] = task
            task.add_done_callback(lambda done: self._finished(key, done))
        return await asyncio.shield(task)

    def forget(self, conversation: str) -> None:
        """Forget which messages of a conversation were processed."""
        self._done.pop(conversation, None)

    def _finished(self, key: tuple[str, str], task: asyncio.Task[Exchange]) -> None:
        self._running.pop(key, None)
        if not task.cancelled():
            task.exception()  # whoever waited has it; if they left, nobody needs it

    async def _in_turn(self, conversation: str, message_id: str, text: str) -> Exchange:
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        async with lock:
            if message_id in await self._known(conversation):
                recorded = (await self._recall(conversation)).get(message_id)
                if recorded is not None:
                    return recorded
            exchange = await self._process(conversation, message_id, text)
            if conversation in self._done:
                self._done[conversation].add(message_id)
            return exchange

    async def _known(self, conversation: str) -> set[str]:
        """The ids that were processed; read from the tracker once per conversation, so that a restart loses none."""
        if conversation not in self._done:
            self._done[conversation] = set(await self._recall(conversation))
            while len(self._done) > _MOST_CONVERSATIONS:
                self._done.popitem(last=False)
        self._done.move_to_end(conversation)
        return self._done[conversation]
