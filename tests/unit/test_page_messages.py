"""Messages to the page over HTTP: what is taken, once and in order, and what is said when it is not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from guide.reading.guard import LONGEST_MESSAGE
from guide_rasa.page.requests import LARGEST_BODY
from tests.unit.rest_server import UNAVAILABLE, WORDS, PlayedRasa, new_id, parrot, serving_page

PROBLEMS = WORDS["problems"]
FRAGMENT = {"HX_Request": "true"}
AWAY = re.sub(r"\s+", " ", UNAVAILABLE["text"])


class Moody:
    """Fails in a given way until it is told otherwise."""

    def __init__(self, mood: str) -> None:
        self.mood = mood

    async def __call__(self, message: UserMessage) -> Sequence[Mapping[str, Any]]:
        if self.mood == "hangs":
            await asyncio.sleep(60)
        if self.mood == "fails":
            raise RuntimeError(message.text)
        return [] if self.mood == "silent" else await parrot(message)


async def test_a_plain_form_leads_back_to_the_page_with_the_turn_and_live_buttons() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.get()
        sent = await browser.say("what is ALS?", id_="12345678")
        page = await browser.get()
    assert (sent.status, sent.headers["Location"]) == (303, "/chat/#t-12345678")
    assert page.markup.turns() == ["12345678"]
    assert "You told me: what is ALS?" in page.text
    assert "go on" in page.markup.values("message")
    (message,) = rasa.reached
    assert (message.text, message.input_channel, message.message_id) == ("what is ALS?", "page", "12345678")
    assert (message.sender_id, message.metadata) == (browser.conversation, None)


async def test_htmx_gets_the_new_turn_alone() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        await browser.get()
        await browser.say("first", id_="11111111", **FRAGMENT)
        answer = await browser.say("second", id_="22222222", **FRAGMENT)
    assert answer.status == 200
    assert "<html" not in answer.text
    assert answer.markup.turns() == ["22222222"]
    assert {"live", "composer-id"} <= set(answer.markup.ids())
    assert "HX-Retarget" not in answer.headers


async def test_without_a_cookie_a_message_begins_a_conversation() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        assert (await browser.say("hello")).status == 303
        page = await browser.get()
    assert browser.conversation == rasa.reached[0].sender_id
    assert "You told me: hello" in page.text


async def test_the_page_offers_new_ids_each_time() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        offered = (await browser.get()).markup.values("message_id") + (await browser.get()).markup.values("message_id")
    assert len(set(offered)) == 4, "two a page: for choices and for the text box"


async def test_a_message_that_is_sent_twice_is_one_exchange() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.get()
        id_ = new_id()
        together = await asyncio.gather(*[browser.say("hello", id_=id_, **FRAGMENT) for _ in range(3)])
        later = await browser.say("hello", id_=id_, **FRAGMENT)
        page = await browser.get()
    assert len(rasa.reached) == 1
    assert [answer.markup.turns() for answer in (*together, later)] == [[id_]] * 4
    assert page.markup.turns() == [id_]


async def test_who_leaves_in_the_middle_finds_the_answer_on_return() -> None:
    may_answer = asyncio.Event()

    async def slow(message: UserMessage) -> Sequence[Mapping[str, Any]]:
        await may_answer.wait()
        return await parrot(message)

    rasa = PlayedRasa(slow)
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.get()
        leaving = asyncio.create_task(browser.say("hello", id_="12345678"))
        while not rasa.reached:
            await asyncio.sleep(0.01)
        leaving.cancel()
        await asyncio.sleep(0.1)
        may_answer.set()
        again = await browser.say("hello", id_="12345678", **FRAGMENT)
        page = await browser.get()
    assert "You told me: hello" in again.text
    assert page.markup.turns() == ["12345678"]
    assert len(rasa.reached) == 1


async def test_ticked_options_are_one_message() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        await open_browser().say("twitching muscles", "numbness")
    assert [message.text for message in rasa.reached] == ["twitching muscles, numbness"]


@pytest.mark.parametrize("fragment", [{}, FRAGMENT], ids=["page", "fragment"])
async def test_one_character_too_many_is_refused_and_kept(fragment: dict[str, str]) -> None:
    rasa = PlayedRasa()
    words = "My hand is thin. " * 58 + "abcdefghijklmno"
    assert len(words) == LONGEST_MESSAGE + 1
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.get()
        await browser.say("before", id_="12345678")
        answer = await browser.say(words, **fragment)
    assert answer.status == 413
    assert PROBLEMS["too_long"]["text"] in answer.text
    assert answer.markup.turns() == ([] if fragment else ["12345678"])
    assert (words in answer.text) is not bool(fragment), "with scripts it is still in the box"
    assert len(rasa.reached) == 1


async def test_a_thousand_characters_are_taken_whole() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        assert (await open_browser().say("é" * LONGEST_MESSAGE)).status == 303
    assert rasa.reached[0].text == "é" * LONGEST_MESSAGE


@pytest.mark.parametrize("length", [LARGEST_BODY + 1, 5_000_000])
async def test_a_body_far_too_large_is_refused_before_it_is_sent(length: int) -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.get()
        host, port = browser.address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            f"POST /chat/messages HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: guide_session={browser.token}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n".encode()
        )
        answer = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).decode()
        writer.close()
    assert answer.startswith("HTTP/1.1 413")
    assert "content-security-policy" in answer.lower()
    assert rasa.reached == []


async def test_a_body_without_an_end_is_refused() -> None:
    async def endless() -> Any:
        for _ in range(3000):
            yield b"message=" + b"a" * 1024

    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        async with browser._session.post(
            f"{browser.address}/chat/messages",
            data=endless(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        ) as answer:
            assert answer.status == 413
    assert rasa.reached == []


@pytest.mark.parametrize("words", ["/restart", '/greet{"topic": "als"}', "\u200b/restart", "/"])
async def test_a_typed_command_reaches_the_bot_as_a_named_problem_only(words: str) -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say(words, id_="12345678")
        page = await browser.get()
        history = await browser.get("/chat/history")
    (message,) = rasa.reached
    typed = words.replace("\u200b", "")
    assert message.text == "?"
    assert message.metadata == {"input_problem": "command", "said": typed}
    assert page.markup.turns() == ["12345678"]
    assert typed.replace('"', '\\"') in history.text, "the person sees what they typed"


async def test_control_characters_are_stripped() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        await open_browser().say("what\u0000 is\r\n\u202eALS\u200b?\u0007")
    assert rasa.reached[0].text == "what is ALS?"


async def test_what_is_said_is_shown_as_text_and_nothing_else() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        await browser.say("<script>alert(1)</script><b id='evil'>")
        page = await browser.get()
    assert "evil" not in page.markup.ids()
    assert all("src" in attributes for tag, attributes in page.markup.elements if tag == "script")


@pytest.mark.parametrize("words", ["", "  \n", "\u200b\u0000"])
async def test_a_blank_message_is_refused_in_words(words: str) -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        answer = await open_browser().say(words, **FRAGMENT)
    assert answer.status == 400
    assert PROBLEMS["empty"]["text"] in answer.text
    assert rasa.reached == []


async def test_a_wrong_id_is_refused() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        answer = await open_browser().say("hello", id_='"><script>')
    assert answer.status == 400
    assert rasa.reached == []


@pytest.mark.parametrize("fragment", [{}, FRAGMENT], ids=["page", "fragment"])
async def test_the_message_after_sixty_in_a_minute_has_to_wait(fragment: dict[str, str]) -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser, other = open_browser(), open_browser()
        await browser.get()
        for number in range(60):
            assert (await browser.say(f"message {number}", **FRAGMENT)).status == 200
        refused = await browser.say("one more", **fragment)
        assert (await other.say("hello")).status == 303
    assert refused.status == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert PROBLEMS["too_many"]["text"] in refused.text
    assert len(rasa.reached) == 61


@pytest.mark.parametrize("mood", ["hangs", "fails", "silent"])
@pytest.mark.parametrize("fragment", [{}, FRAGMENT], ids=["page", "fragment"])
async def test_a_turn_without_an_answer_is_told_and_may_be_sent_again(mood: str, fragment: dict[str, str]) -> None:
    replies = Moody(mood)
    rasa = PlayedRasa(replies)
    async with serving_page(rasa, reply_seconds=0.2) as open_browser:
        browser = open_browser()
        await browser.get()
        failed = await browser.say("my hand is thin", id_="12345678", **fragment)
        replies.mood = "well"
        sent = await browser.say("my hand is thin", id_="12345678", **FRAGMENT)
    assert failed.status == 503
    assert int(failed.headers["Retry-After"]) > 0
    assert AWAY in re.sub(r"\s+", " ", failed.text)
    assert ("my hand is thin" in failed.text) is not bool(fragment), "the words stay in the box"
    assert sent.status == 200
    assert "You told me: my hand is thin" in sent.text
