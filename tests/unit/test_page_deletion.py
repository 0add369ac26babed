"""Deleting a conversation of the page: it is told as deleted only if it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

from guide_rasa.deletion import ASKED
from guide_rasa.tracker_stores import ForgettingTrackerStore
from tests.unit.rest_server import RESPONSES, WORDS, PlayedRasa, parrot, serving_page

WISH = "please delete all of this"
FRAGMENT = {"HX_Request": "true"}
NOT_DELETED = WORDS["problems"]["not_deleted"]["text"]


def told(response: str) -> str:
    return re.sub(r"\s+", " ", str(RESPONSES[response][0]["text"])).strip()


class PretendingStore(ForgettingTrackerStore):
    """Says that it has deleted, and has not."""

    async def delete(self, sender_id: str) -> bool:
        return True


class BrokenStore(ForgettingTrackerStore):
    """Cannot delete while its database is away."""

    async def delete(self, sender_id: str) -> bool:
        raise ConnectionError("away")


STORES = [InMemoryTrackerStore, PretendingStore, BrokenStore]


async def deleting(message: UserMessage) -> Sequence[Mapping[str, Any]]:
    """Understands the wish to be forgotten as the guide does."""
    if message.text == WISH:
        return [{"text": "I cannot delete it from here.", "custom": {"kind": ASKED}}]
    return await parrot(message)


def rasa_with(store: type[TrackerStore] = ForgettingTrackerStore) -> PlayedRasa:
    return PlayedRasa(deleting, store(Domain.empty()))


async def test_the_button_deletes_everything_and_says_so() -> None:
    rasa = rasa_with()
    async with serving_page(rasa) as open_browser:
        browser, other = open_browser(), open_browser()
        await browser.say("my hand is thin", id_="12345678")
        await other.say("hello")
        before = browser.token
        gone = await browser.post("/chat/delete")
        assert await rasa.conversations() == [other.conversation]
        page = await browser.get()
    assert gone.status == 200
    assert WORDS["gone"]["title"] in gone.text
    assert browser.token != before
    assert page.markup.turns() == []


async def test_the_old_session_finds_nothing_any_more() -> None:
    rasa = rasa_with()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say("my hand is thin", id_="12345678")
        old = browser.token
        await browser.post("/chat/delete")
        browser.token = old
        page, history = await browser.get(), await browser.get("/chat/history")
        sent = await browser.say("my foot", id_="12345678", **FRAGMENT)
    assert page.markup.turns() == []
    assert history.text == '{"conversation": []}'
    assert "You told me: my foot" in sent.text, "an id of what was deleted is not known any more"


async def test_a_new_conversation_deletes_the_old_one() -> None:
    rasa = rasa_with()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say("my hand is thin")
        before = browser.token
        answer = await browser.post("/chat/restart")
        assert await rasa.conversations() == []
    assert (answer.status, answer.headers["Location"]) == (303, "/chat/")
    assert browser.token != before


async def test_whoever_has_a_spoilt_session_may_begin_anew() -> None:
    rasa = rasa_with()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        browser.token = "spoilt"
        assert (await browser.get()).status == 403
        assert (await browser.post("/chat/restart")).status == 303
        assert (await browser.get()).status == 200


@pytest.mark.parametrize("path", ["/chat/delete", "/chat/restart"])
@pytest.mark.parametrize("store", STORES)
async def test_what_is_not_deleted_is_not_told_as_deleted(path: str, store: type[TrackerStore]) -> None:
    rasa = rasa_with(store)
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say("my hand is thin", id_="12345678")
        before = browser.token
        answer = await browser.post(path)
        page = await browser.get()
    assert answer.status == 503
    assert NOT_DELETED in answer.text
    assert WORDS["gone"]["title"] not in answer.text
    assert browser.token == before
    assert page.markup.turns() == ["12345678"]


async def test_a_wish_in_words_deletes_and_clears_the_log() -> None:
    rasa = rasa_with()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say("my hand is thin")
        answer = await browser.say(WISH, id_="12345678", **FRAGMENT)
        assert await rasa.conversations() == []
        page = await browser.get()
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#log", "innerHTML")
    assert told("utter_conversation_deleted") in answer.text
    assert answer.markup.turns() == ["12345678"]
    assert WORDS["openers"][0] in answer.markup.values("message")
    assert page.markup.turns() == []


async def test_a_wish_in_words_without_scripts_is_answered_on_the_page_that_it_empties() -> None:
    rasa = rasa_with()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say("my hand is thin")
        answer = await browser.say(WISH, id_="12345678")
        assert await rasa.conversations() == []
    assert answer.status == 200
    assert told("utter_conversation_deleted") in answer.text
    assert answer.markup.turns() == ["12345678"]


@pytest.mark.parametrize("store", STORES)
async def test_a_wish_in_words_that_fails_is_told_as_such(store: type[TrackerStore]) -> None:
    rasa = rasa_with(store)
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say("my hand is thin", id_="12345678")
        answer = await browser.say(WISH, **FRAGMENT)
        kept = await rasa.conversations()
    assert kept == [browser.conversation]
    assert told("utter_conversation_not_deleted") in answer.text
    assert told("utter_conversation_deleted") not in answer.text
    assert "HX-Retarget" not in answer.headers


async def test_the_talk_goes_on_after_a_deletion() -> None:
    rasa = rasa_with()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say("my hand is thin", id_="11111111")
        await browser.say(WISH, id_="22222222", **FRAGMENT)
        await browser.say("my foot is thin", id_="33333333")
        page = await browser.get()
    assert page.markup.turns() == ["33333333"]
    assert "my hand" not in page.text
