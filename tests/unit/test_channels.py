"""The REST channel: bad input gets an answer, and silence is never the answer."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from guide.paths import DATA
from guide.yaml_lines import load_located
from guide_rasa.channels import LARGEST_BODY, GuideRestInput
from guide_rasa.deletion import ASKED
from guide_rasa.guarded_turn import REPLY_SECONDS
from guide_rasa.tracker_stores import ForgettingTrackerStore
from tests.unit.rest_server import RESPONSES, UNAVAILABLE, Client, serving

REFUSALS = load_located(DATA / "page" / "rest.yml").data["refusals"]
SECRET = "my hand is thin since spring"


async def silent(message: UserMessage) -> None:
    """A bot that says nothing."""


async def broken(message: UserMessage) -> None:
    raise RuntimeError(message.text)


async def hanging(message: UserMessage) -> None:
    await asyncio.sleep(30)


def texts(answered: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in answered if "text" in message]


def assert_unavailable(answered: list[dict[str, Any]]) -> None:
    assert texts(answered) == [UNAVAILABLE["text"]]
    assert [message["custom"] for message in answered if "custom" in message] == [UNAVAILABLE["custom"]]


async def only_message(client: Client) -> UserMessage:
    assert len(client.reached) == 1
    return client.reached[0]


async def test_a_message_reaches_the_bot_and_its_answer_comes_back() -> None:
    async with serving() as client:
        assert await client.say("What is ALS?", sender="mary") == [{"recipient_id": "mary", "text": "What is ALS?"}]
        message = await only_message(client)
    assert (message.sender_id, message.input_channel, message.metadata) == ("mary", "rest", None)


async def test_the_channel_keeps_rasas_address_and_health_check() -> None:
    assert GuideRestInput.name() == "rest"
    async with serving() as client:
        assert await client.health() == {"status": "ok"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        (None, "empty"),
        ("\u0000\u200b", "empty"),
        ("a" * 1001, "too_long"),
        ("?!", "no_words"),
        ("😀", "no_words"),
        ([], "no_words"),
        ("привет", "other_script"),
        ("/restart", "command"),
        ("\u200b/restart", "command"),
        ('/greet{"topic": "als"}', "command"),
    ],
    ids=lambda value: str(value)[:20],
)
async def test_what_cannot_be_read_reaches_the_bot_as_a_named_problem_without_its_text(text: Any, problem: str) -> None:
    async with serving() as client:
        assert texts(await client.say(text, sender="a")) == ["?"]
        message = await only_message(client)
    assert message.metadata == {"input_problem": problem}


@pytest.mark.parametrize("length", [10_000, 1_000_000])
async def test_the_text_of_a_very_long_message_goes_no_further(length: int) -> None:
    async with serving() as client:
        await client.say("muscle " * (length // 7 + 1), sender="a")
        message = await only_message(client)
    assert (message.text, message.metadata) == ("?", {"input_problem": "too_long"})


async def test_a_thousand_characters_are_passed_on_whole() -> None:
    async with serving() as client:
        assert texts(await client.say("a" * 1000, sender="a")) == ["a" * 1000]


async def test_control_characters_are_stripped() -> None:
    async with serving() as client:
        assert texts(await client.say("what\u0000 is\n\u202eALS\u200b\ud800?", sender="a\u0007b")) == ["what is ALS?"]
        message = await only_message(client)
    assert message.sender_id == "a b"


async def test_metadata_and_channel_of_the_sender_are_not_taken_over() -> None:
    async with serving() as client:
        await client.say("hello", sender="a", metadata={"input_problem": "empty"}, input_channel="elsewhere")
        message = await only_message(client)
    assert (message.metadata, message.input_channel) == (None, "rest")


@pytest.mark.parametrize(
    "more", [{}, {"sender": None}, {"sender": ""}, {"sender": " "}, {"sender": "\u0000"}, {"sender": "\u200b"}]
)
async def test_messages_without_sender_get_conversations_of_their_own(more: dict[str, Any]) -> None:
    async with serving() as client:
        await client.say("hello", **more)
        await client.say("hello", **more)
        one, two = (message.sender_id for message in client.reached)
    assert one
    assert two
    assert one != two


async def test_the_same_sender_stays_in_one_conversation_whatever_its_type_and_length() -> None:
    async with serving() as client:
        for sender in (7, "7", "x" * 5000, "x" * 5000):
            await client.say("hello", sender=sender)
        senders = [message.sender_id for message in client.reached]
    assert senders == ["7", "7", "x" * 200, "x" * 200]


@pytest.mark.parametrize(
    "body",
    ["", "no json", "{", "[]", "null", "7", '"text"', "[" * 5000, '{"message": ', b"\xff\xfe"],
    ids=lambda value: str(value)[:20],
)
async def test_a_body_that_is_no_object_is_an_empty_message_and_no_error(body: bytes | str) -> None:
    async with serving() as client:
        status, _ = await client.post(body)
        message = await only_message(client)
    assert status == 200
    assert message.metadata == {"input_problem": "empty"}


@pytest.mark.parametrize("message", [{"a": 1}, ["what is als"], True, 1.5])
async def test_a_message_of_a_wrong_type_is_no_error(message: Any) -> None:
    async with serving() as client:
        assert await client.say(message, sender={"id": 1})


async def test_a_turn_that_fails_is_answered() -> None:
    async with serving(broken) as client:
        assert_unavailable(await client.say("hello", sender="a"))


async def test_a_turn_that_hangs_is_answered() -> None:
    async with serving(hanging, reply_seconds=0.2) as client:
        assert_unavailable(await client.say("hello", sender="a"))


async def test_a_turn_that_stays_silent_is_answered() -> None:
    async with serving(silent) as client:
        assert_unavailable(await client.say("hello", sender="a"))


async def test_what_was_said_before_a_failure_is_kept() -> None:
    async def half(message: UserMessage) -> None:
        await message.output_channel.send_text_message("a", "first")
        raise RuntimeError

    async with serving(half) as client:
        assert texts(await client.say("hello", sender="a")) == ["first", UNAVAILABLE["text"]]


async def test_a_stream_brings_the_same_answer() -> None:
    async with serving() as client:
        assert texts(await client.stream("hello\u0000 there")) == ["hello there"]


@pytest.mark.parametrize("bot", [broken, hanging, silent])
async def test_a_stream_that_fails_hangs_or_stays_silent_is_answered(bot: Any) -> None:
    async with serving(bot, reply_seconds=0.2) as client:
        assert_unavailable(await client.stream("hello"))


@pytest.mark.parametrize("bot", [broken, hanging, silent])
async def test_nothing_the_user_wrote_stands_in_the_logs(
    bot: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving(bot, reply_seconds=0.2) as client:
        await client.say(SECRET, sender="a")
        await client.stream(SECRET)
        await client.say(SECRET * 50, sender="a")
        await client.post('{"message": "' + SECRET)
    printed = capfd.readouterr()

    assert [record for record in caplog.records if record.name == "guide_rasa.guarded_turn"]
    assert SECRET not in caplog.text + printed.out + printed.err


async def test_who_leaves_in_the_middle_is_not_quoted_in_the_logs(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async with serving(hanging) as client:
        going = asyncio.create_task(client.post(json.dumps({"message": SECRET, "sender": "a"})))
        while not client.reached:
            await asyncio.sleep(0.01)
        going.cancel()
        await asyncio.sleep(0.1)
        assert [record.getMessage() for record in caplog.records if record.name == "guide_rasa.channels"]
    printed = capfd.readouterr()
    assert SECRET not in caplog.text + printed.out + printed.err


def test_the_settings_of_the_channel_come_from_the_credentials() -> None:
    assert GuideRestInput.from_credentials({"reply_seconds": 3})._reply_seconds == 3.0
    assert GuideRestInput.from_credentials(None)._reply_seconds == REPLY_SECONDS
    assert GuideRestInput.from_credentials({})._reply_seconds == REPLY_SECONDS


@pytest.mark.parametrize("setting", [{"reply_seconds": "3"}, {"messages_per_minute": 0}, {"origins": []}], ids=str)
def test_a_wrong_setting_is_named(setting: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(setting))):
        GuideRestInput.from_credentials(setting)


@pytest.mark.parametrize("before", ["", " ", "\u200b", "\u0000\n"])
async def test_the_conversations_of_the_page_are_out_of_reach(before: str) -> None:
    async with serving() as client:
        for query in ("", "?stream=true"):
            status, body = await client.post(json.dumps({"message": "hello", "sender": f"{before}page-1"}), query)
            assert status == 403
            assert json.loads(body) == {"status": "refused", "reason": REFUSALS["foreign"]}
        assert client.reached == []
        assert await client.say("hello", sender="my page-1")


async def test_too_many_messages_of_a_sender_have_to_wait() -> None:
    async with serving(messages_per_minute=3) as client:
        for sender in ("a", " a", "a\u200b"):
            await client.say("hello", sender=sender)
        status, body = await client.post(json.dumps({"message": "hello", "sender": "a"}))
        assert (status, json.loads(body)["reason"]) == (429, REFUSALS["too_many"])
        assert len(client.reached) == 3
        assert await client.say("hello", sender="b")


async def test_who_gives_no_sender_is_limited_by_address() -> None:
    async with serving(messages_per_minute=2, messages_per_minute_and_address=5) as client:
        statuses = [(await client.post(json.dumps({"message": "hello"})))[0] for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2


async def test_health_checks_are_not_counted() -> None:
    async with serving(messages_per_minute_and_address=1) as client:
        for _ in range(4):
            assert await client.health() == {"status": "ok"}


async def test_a_body_far_too_large_is_refused_in_words() -> None:
    async with serving() as client:
        status, body = await client.post(json.dumps({"message": "a" * LARGEST_BODY, "sender": "a"}))
        assert client.reached == []
    assert (status, json.loads(body)) == (413, {"status": "refused", "reason": REFUSALS["too_large"]})


async def wishing(message: UserMessage) -> None:
    """A bot that takes every message for the wish to be forgotten."""
    wish = {"text": "I cannot delete it from here.", "custom": {"kind": ASKED}}
    await message.output_channel.send_response(message.sender_id, wish)


@pytest.mark.parametrize("ask", ["whole", "stream"])
async def test_a_wish_in_words_deletes_the_conversation_and_no_other(ask: str) -> None:
    store = ForgettingTrackerStore(Domain.empty())
    for sender in ("a", "b"):
        await store.save(DialogueStateTracker.from_events(sender, [UserUttered(SECRET)]))
    async with serving(wishing, store=store) as client:
        answered = await (client.say("delete it", sender="a") if ask == "whole" else client.stream("delete it"))
    assert [message["custom"]["kind"] for message in answered if "custom" in message] == ["deleted"]
    assert texts(answered) == [RESPONSES["utter_conversation_deleted"][0]["text"]]
    assert list(await store.keys()) == ["b"]


@pytest.mark.parametrize("store", [None, InMemoryTrackerStore(Domain.empty())], ids=["none", "one that cannot delete"])
async def test_a_wish_in_words_that_cannot_be_done_is_told_as_such(store: TrackerStore | None) -> None:
    async with serving(wishing, store=store) as client:
        answered = await client.say("delete it", sender="a")
    assert [message["custom"]["kind"] for message in answered if "custom" in message] == ["not_deleted"]
