"""The page inside another site: no cookie, its forms carry the session."""

from __future__ import annotations

import pytest

from guide_rasa.page.sessions import Sessions
from tests.unit.rest_server import SECRET, WORDS, Answer, PlayedRasa, serving_page

CLINIC = "https://clinic.example"
FRAGMENT = {"HX_Request": "true"}
OTHERS = Sessions("another secret!!").begin()
FROM_CLINIC = {"Sec_Fetch_Site": "cross-site", "Origin": CLINIC}


def token_in(answer: Answer) -> str:
    (token,) = set(answer.markup.values("session"))
    return token


async def test_a_frame_sets_no_cookie_and_each_of_its_forms_carries_the_token() -> None:
    async with serving_page(origins=[CLINIC]) as open_browser:
        browser = open_browser()
        frame = await browser.get("/chat/frame")
        page = await browser.get()
    forms = [attributes for tag, attributes in frame.markup.elements if tag == "form"]
    assert len(frame.markup.values("session")) == len(forms) > 0
    assert Sessions(SECRET).conversation_of(token_in(frame))
    assert "Set-Cookie" not in frame.headers
    assert page.markup.values("session") == []


async def test_each_frame_is_a_conversation_of_its_own() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        await browser.get()
        await browser.say("my hand is thin")
        one, two = await browser.get("/chat/frame"), await browser.get("/chat/frame")
    assert len({token_in(one), token_in(two), browser.token}) == 3
    assert one.markup.turns() == [], "what was said on the page itself does not show on another site"


async def test_a_talk_in_a_frame_needs_no_cookie() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa, origins=[CLINIC]) as open_browser:
        browser = open_browser()
        token = token_in(await browser.get("/chat/frame"))
        by_script = await browser.say("one", id_="11111111", token=token, **FRAGMENT, **FROM_CLINIC)
        plain = await browser.say("two", id_="22222222", token=token, **FROM_CLINIC)
        taken_up = await browser.post("/chat/transcript", [("session", token)], **FRAGMENT)
        assert browser.token == ""
    assert by_script.markup.turns() == ["11111111"]
    assert len(by_script.text) > 1000
    assert "Content-Encoding" not in by_script.headers, "packed together with the words, the token could be guessed"
    assert set(by_script.markup.values("session")) == {token}
    assert (plain.status, plain.markup.turns()) == (200, ["11111111", "22222222"])
    assert token_in(plain) == token
    assert f"frame-ancestors 'self' {CLINIC}" in plain.headers["Content-Security-Policy"]
    assert taken_up.markup.turns() == ["11111111", "22222222"]
    assert "<html" not in taken_up.text
    assert {message.sender_id for message in rasa.reached} == {token.split(".")[0]}


async def test_the_token_of_a_form_goes_before_the_cookie() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        token = token_in(await browser.get("/chat/frame"))
        await browser.get()
        await browser.say("hello", token=token)
    assert rasa.reached[0].sender_id == token.split(".")[0] != browser.conversation


@pytest.mark.parametrize("path", ["messages", "transcript", "summary", "summary.json", "restart", "delete"])
@pytest.mark.parametrize("token", ["", "forged", "page-" + "0" * 32 + ".x", OTHERS], ids=lambda value: value[:8])
async def test_a_foreign_token_opens_nothing_even_with_a_cookie(path: str, token: str) -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.say("my hand is thin")
        answer = await browser.post(f"/chat/{path}", [("session", token), ("message", "hello")])
        kept = await rasa.conversations()
    assert answer.status == 403
    assert WORDS["problems"]["forbidden"]["text"] in answer.text
    assert "my hand is thin" not in answer.text
    assert kept == [browser.conversation]
    assert len(rasa.reached) == 1


@pytest.mark.parametrize("path", ["restart", "delete"])
async def test_leaving_in_a_frame_deletes_and_sets_no_cookie(path: str) -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        token = token_in(await browser.get("/chat/frame"))
        await browser.say("my hand is thin", token=token)
        answer = await browser.post(f"/chat/{path}", [("session", token)], **FROM_CLINIC)
        assert await rasa.conversations() == []
        assert browser.token == ""
    assert answer.status == 200
    assert (answer.markup.turns(), answer.markup.values("session").count(token)) == ([], 0)
    assert "X-Frame-Options" not in answer.headers


async def test_a_refusal_in_a_frame_can_be_read_there() -> None:
    async with serving_page(origins=[CLINIC]) as open_browser:
        browser = open_browser()
        token = token_in(await browser.get("/chat/frame"))
        answers = [await browser.say("", token=token), await browser.say("hello", token="forged")]
    assert [answer.status for answer in answers] == [400, 403]
    assert all(CLINIC in answer.headers["Content-Security-Policy"] for answer in answers)
    assert token_in(answers[0]) == token
