"""The desk: each message is processed once, in the order of coming, whatever becomes of its request."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.page.exchange import Exchange
from guide_rasa.page.desk import MessageDesk


class Played:
    """Stands for Rasa: each message takes a moment, then it is in the conversation."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, str]] = []
        self.kept: dict[str, dict[str, Exchange]] = defaultdict(dict)
        self.at_once: dict[str, int] = defaultdict(int)
        self.most_at_once = 0
        self.gates: dict[str, asyncio.Event] = {}
        self.failing: set[str] = set()

    async def process(self, conversation: str, message_id: str, text: str) -> Exchange:
        """Process one message; waits at the gate of its id, if there is one."""
        self.begun.append((conversation, message_id))
        self.at_once[conversation] += 1
        self.most_at_once = max(self.most_at_once, self.at_once[conversation])
        try:
            await (self.gates[message_id].wait() if message_id in self.gates else asyncio.sleep(0))
            if message_id in self.failing:
                raise ConnectionError
            exchange = Exchange(message_id, text, ({"text": f"answer to {text}"},))
            self.kept[conversation][message_id] = exchange
            return exchange
        finally:
            self.at_once[conversation] -= 1

    async def recall(self, conversation: str) -> dict[str, Exchange]:
        """What is in the conversation."""
        await asyncio.sleep(0)
        return dict(self.kept[conversation])

    def desk(self) -> MessageDesk:
        """A desk in front of it."""
        return MessageDesk(self.process, self.recall)


async def begun(played: Played, count: int) -> None:
    while len(played.begun) < count:
        await asyncio.sleep(0)


async def test_a_message_that_comes_twice_at_once_is_processed_once_and_both_get_the_answer() -> None:
    played = Played()
    desk = played.desk()
    first, second = await asyncio.gather(desk.take("a", "1", "hello"), desk.take("a", "1", "hello"))
    assert first == second == Exchange("1", "hello", ({"text": "answer to hello"},))
    assert played.begun == [("a", "1")]


async def test_a_message_that_comes_again_later_gets_the_answer_of_then() -> None:
    played = Played()
    desk = played.desk()
    first = await desk.take("a", "1", "hello")
    await desk.take("a", "2", "more")
    assert await desk.take("a", "1", "other words") == first
    assert played.begun == [("a", "1"), ("a", "2")]


async def test_the_same_id_in_another_conversation_is_another_message() -> None:
    played = Played()
    desk = played.desk()
    await asyncio.gather(desk.take("a", "1", "hello"), desk.take("b", "1", "hello"))
    assert sorted(played.begun) == [("a", "1"), ("b", "1")]


async def test_a_turn_goes_on_when_its_caller_leaves() -> None:
    played = Played()
    played.gates["1"] = asyncio.Event()
    desk = played.desk()
    caller = asyncio.create_task(desk.take("a", "1", "hello"))
    await begun(played, 1)

    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    again = asyncio.create_task(desk.take("a", "1", "hello"))
    played.gates["1"].set()

    assert (await again).said == "hello"
    assert played.begun == [("a", "1")]
    assert list(played.kept["a"]) == ["1"]


async def test_messages_of_a_conversation_are_processed_one_by_one_in_the_order_of_coming() -> None:
    played = Played()
    played.gates["0"] = asyncio.Event()
    desk = played.desk()
    ids = [str(number) for number in range(12)]
    callers = [asyncio.create_task(desk.take("a", id_, id_)) for id_ in ids]
    await begun(played, 1)
    played.gates["0"].set()

    answers = await asyncio.gather(*callers)

    assert [id_ for _, id_ in played.begun] == ids == [answer.id for answer in answers]
    assert played.most_at_once == 1


async def test_other_conversations_are_not_held_up() -> None:
    played = Played()
    played.gates["slow"] = asyncio.Event()
    desk = played.desk()
    slow = asyncio.create_task(desk.take("a", "slow", "hello"))
    await begun(played, 1)

    await asyncio.wait_for(desk.take("b", "1", "hello"), 5)

    assert not slow.done()
    played.gates["slow"].set()
    await slow


async def test_a_message_whose_turn_failed_may_be_sent_again() -> None:
    played = Played()
    played.failing.add("1")
    desk = played.desk()
    for _ in range(2):
        with pytest.raises(ConnectionError):
            await desk.take("a", "1", "hello")
    played.failing.clear()

    assert (await desk.take("a", "1", "hello")).said == "hello"
    assert played.begun == [("a", "1")] * 3


async def test_a_turn_that_fails_does_not_hold_up_the_next() -> None:
    played = Played()
    played.failing.add("1")
    desk = played.desk()
    failed, answered = await asyncio.gather(
        desk.take("a", "1", "hello"), desk.take("a", "2", "more"), return_exceptions=True
    )
    assert isinstance(failed, ConnectionError)
    assert isinstance(answered, Exchange)


async def test_ids_are_known_after_a_restart_of_the_server() -> None:
    played = Played()
    first = await played.desk().take("a", "1", "hello")
    assert await played.desk().take("a", "1", "hello") == first
    assert played.begun == [("a", "1")]


async def test_what_was_deleted_is_processed_anew() -> None:
    played = Played()
    desk = played.desk()
    await desk.take("a", "1", "hello")
    played.kept.clear()
    desk.forget("a")
    await desk.take("a", "1", "hello")
    assert played.begun == [("a", "1")] * 2


async def test_nothing_is_remembered_of_what_was_forgotten() -> None:
    played = Played()
    desk = played.desk()
    await desk.take("a", "1", "hello")
    played.kept["a"] = {"2": Exchange("2", "from elsewhere")}
    desk.forget("a")
    assert await desk.take("a", "2", "hello") == Exchange("2", "from elsewhere")
    assert played.begun == [("a", "1")]


COMING = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("12345"), st.integers(0, 4), st.booleans()), max_size=25
)
"""Messages as they come: conversation, id, how many steps later than the one before, and whether the caller leaves."""


@settings(max_examples=100, deadline=None)
@given(COMING)
def test_whatever_comes_when_each_id_is_processed_once_in_the_order_of_first_arrival(
    coming: list[tuple[str, str, int, bool]],
) -> None:
    played = Played()

    async def run() -> None:
        desk = played.desk()
        callers = []
        for conversation, id_, steps, leaves in coming:
            for _ in range(steps):
                await asyncio.sleep(0)
            caller = asyncio.create_task(desk.take(conversation, id_, id_))
            await asyncio.sleep(0)
            if leaves:
                caller.cancel()
            callers.append(caller)
        for (_, id_, _, leaves), answer in zip(
            coming, await asyncio.gather(*callers, return_exceptions=True), strict=True
        ):
            if not leaves:
                assert isinstance(answer, Exchange)
                assert answer.id == id_
        for conversation, id_, _, _ in coming:  # also those whose callers have all left
            await desk.take(conversation, id_, id_)

    asyncio.run(run())

    for conversation in "ab":
        expected = list(dict.fromkeys(id_ for where, id_, _, _ in coming if where == conversation))
        assert [id_ for where, id_ in played.begun if where == conversation] == expected
    assert played.most_at_once <= 1
