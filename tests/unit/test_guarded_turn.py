"""One turn as every channel runs it: silence is never the answer, and a wish to be forgotten is done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from guide_rasa.deletion import ASKED
from guide_rasa.guarded_turn import GuardedTurn, Handler, read_seconds
from guide_rasa.page.output import PageOutput

TEXT = "my hand is thin since spring"
WISH = {"text": "I cannot delete it from here.", "custom": {"kind": ASKED}}


def saying(*responses: dict[str, Any], then: type[Exception] | None = None) -> Handler:
    async def handle(message: UserMessage) -> None:
        for response in responses:
            await message.output_channel.send_response(message.sender_id, response)
        if then:
            raise then(message.text)

    return handle


def deleting(result: bool | Exception, log: list[str] | None = None) -> Callable[[str], Awaitable[bool]]:
    async def delete(conversation: str) -> bool:
        if log is not None:
            log.append(conversation)
        if isinstance(result, Exception):
            raise result
        return result

    return delete


async def run(turn: GuardedTurn) -> tuple[bool, list[str], list[str]]:
    """Whether the turn was answered, and the kinds and texts of what the page got."""
    output = PageOutput()
    answered = await turn.run(UserMessage(TEXT, output, "ann"))
    kinds = [
        message.get("custom", {}).get("problem") or message.get("custom", {}).get("kind") for message in output.messages
    ]
    return answered, [kind for kind in kinds if kind], [message["text"] for message in output.messages]


async def test_what_is_said_comes_through_whole() -> None:
    said = {"text": "a", "buttons": [{"title": "b", "payload": "c"}], "custom": {"kind": "answer"}}
    output = PageOutput()
    assert await GuardedTurn(saying(said), None, 5).run(UserMessage(TEXT, output, "ann"))
    assert output.messages == [said]


async def test_bare_text_comes_through() -> None:
    async def handle(message: UserMessage) -> None:
        await message.output_channel.send_text_message("ann", "bare")

    assert await run(GuardedTurn(handle, None, 5)) == (True, [], ["bare"])


async def test_a_turn_that_fails_is_answered_and_known_as_failed() -> None:
    answered, kinds, texts = await run(GuardedTurn(saying({"text": "first"}, then=RuntimeError), None, 5))
    assert (answered, kinds, texts[0]) == (False, ["unavailable"], "first")


async def test_a_turn_that_says_nothing_is_answered_and_known_as_failed() -> None:
    assert (await run(GuardedTurn(saying(), None, 5)))[:2] == (False, ["unavailable"])


async def test_a_turn_that_hangs_is_ended_and_answered() -> None:
    ended = asyncio.Event()

    async def handle(message: UserMessage) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    assert (await run(GuardedTurn(handle, None, 0.05)))[:2] == (False, ["unavailable"])
    assert ended.is_set()


async def test_a_wish_to_be_forgotten_is_done_after_the_turn_and_then_told() -> None:
    log: list[str] = []

    async def handle(message: UserMessage) -> None:
        await message.output_channel.send_response("ann", WISH)
        log.append("end of turn")

    answered, kinds, texts = await run(GuardedTurn(handle, deleting(True, log), 5))
    assert (answered, kinds) == (True, ["deleted"])
    assert log == ["end of turn", "ann"]
    assert WISH["text"] not in texts


@pytest.mark.parametrize("result", [False, ConnectionError("away")])
async def test_a_deletion_that_is_not_proven_is_told_as_such(result: bool | Exception) -> None:
    assert (await run(GuardedTurn(saying(WISH), deleting(result), 5)))[:2] == (True, ["not_deleted"])


async def test_a_turn_that_breaks_after_the_wish_is_done_and_not_told_as_failed() -> None:
    log: list[str] = []
    turn = GuardedTurn(saying(WISH, then=RuntimeError), deleting(True, log), 5)
    assert (await run(turn))[:2] == (True, ["deleted"])
    assert log == ["ann"]


async def test_a_channel_that_cannot_delete_passes_the_wish_on() -> None:
    assert await run(GuardedTurn(saying(WISH), None, 5)) == (True, [ASKED], [WISH["text"]])


async def test_no_other_message_deletes_anything() -> None:
    log: list[str] = []
    said: list[dict[str, Any]] = [
        {"text": ASKED},
        {"text": "a", "custom": {"kind": "deleted"}},
        {"text": "b", "custom": None},
    ]
    answered, _, texts = await run(GuardedTurn(saying(*said), deleting(True, log), 5))
    assert (answered, texts, log) == (True, [ASKED, "a", "b"], [])


@pytest.mark.parametrize("output", [PageOutput(), CollectingOutputChannel()])
async def test_responses_may_vary_by_the_channels_own_name(output: Any) -> None:
    names = []

    async def handle(message: UserMessage) -> None:
        names.append(message.output_channel.name())
        await message.output_channel.send_text_message("ann", "a")

    await GuardedTurn(handle, None, 5).run(UserMessage(TEXT, output, "ann"))
    assert names == [output.name()]


async def test_nothing_that_was_said_stands_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await run(GuardedTurn(saying({"text": "a"}, then=RuntimeError), None, 5))
    await run(GuardedTurn(saying(WISH), deleting(ConnectionError(TEXT)), 5))
    assert len([record for record in caplog.records if record.name == "guide_rasa.guarded_turn"]) == 2
    assert TEXT not in caplog.text


@pytest.mark.parametrize(("given", "seconds"), [(3, 3.0), (0.5, 0.5)])
def test_seconds_are_read(given: float, seconds: float) -> None:
    assert read_seconds(given) == seconds
