"""The page over HTTP: sessions, foreign sites, headers, files, and what is said when something is wrong."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from guide.paths import PROJECT
from guide_rasa.page.sessions import Sessions
from guide_rasa.tracker_stores import ForgettingTrackerStore
from tests.unit.rest_server import GREETING, SECRET, WORDS, Answer, PlayedRasa, serving_page

ELSEWHERE = "https://elsewhere.example"
FORBIDDEN = WORDS["problems"]["forbidden"]["text"]


def cookie_of(answer: Answer) -> dict[str, str] | None:
    cookies = SimpleCookie(answer.headers.get("Set-Cookie", ""))
    found = cookies.get("guide_session")
    return {"value": found.value, **dict(found)} if found else None


async def test_who_comes_first_gets_a_conversation_in_a_cookie_that_no_script_reads() -> None:
    async with serving_page() as open_browser:
        answer = await open_browser().get()
        other = await open_browser().get()
    cookie = cookie_of(answer)
    assert answer.status == 200
    assert cookie is not None
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/chat")
    assert not cookie["secure"]
    assert Sessions(SECRET).conversation_of(cookie["value"]).startswith("page-")
    assert cookie["value"] != (cookie_of(other) or {})["value"]
    assert cookie["value"] not in answer.text


async def test_over_https_the_cookie_is_secure() -> None:
    async with serving_page(secure_cookies=True) as open_browser:
        cookie = cookie_of(await open_browser().get())
    assert cookie is not None
    assert cookie["secure"] is True


async def test_who_comes_again_keeps_the_conversation() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        await browser.get()
        assert cookie_of(await browser.get()) is None


PATHS = [
    ("GET", "/chat/"),
    ("POST", "/chat/messages"),
    ("GET", "/chat/history"),
    ("GET", "/chat/summary"),
    ("POST", "/chat/summary"),
    ("GET", "/chat/summary.json"),
    ("POST", "/chat/transcript"),
]


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_a_forged_or_altered_session_opens_nothing(method: str, path: str) -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        victim, attacker = open_browser(), open_browser()
        await victim.get()
        await victim.say("my secret words")
        genuine = victim.token
        altered = genuine[:-1] + ("A" if genuine[-1] != "A" else "B")
        for token in (
            victim.conversation,
            altered,
            "page-" + "0" * 32 + ".x",
            Sessions("another secret for this").begin(),
        ):
            attacker.token = token
            answer = await (attacker.get(path) if method == "GET" else attacker.post(path, [("message", "hello")]))
            assert answer.status == 403
            assert FORBIDDEN in answer.text
            assert "secret words" not in answer.text
    assert len(rasa.reached) == 1


async def test_history_opens_for_its_own_session_only() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        assert (await open_browser().get("/chat/history")).status == 403
        await browser.get()
        await browser.say("what is ALS?", id_="12345678")
        own = await browser.get("/chat/history")
    assert own.status == 200
    assert own.headers["Cache-Control"] == "no-store"
    assert '"said": "what is ALS?"' in own.text


@pytest.mark.parametrize(
    "path", ["/chat/messages", "/chat/restart", "/chat/delete", "/chat/transcript", "/chat/summary"]
)
@pytest.mark.parametrize("headers", [{"Sec_Fetch_Site": "cross-site"}, {"Origin": ELSEWHERE}], ids=str)
@pytest.mark.parametrize("known", [True, False])
async def test_what_another_site_makes_a_browser_send_is_refused(
    path: str, headers: dict[str, str], known: bool
) -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        if known:
            await browser.get()
            await browser.say("hello")
        answer = await browser.post(path, [("message", "from elsewhere")], **headers)
        kept = await rasa.conversations()
    assert answer.status == 403
    assert cookie_of(answer) is None, "it would take the place of the person's own"
    assert len(rasa.reached) == len(kept) == int(known)


async def test_a_form_of_the_page_itself_is_taken() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        await browser.get()
        answer = await browser.say("hello", Sec_Fetch_Site="same-origin", Origin=browser.address)
    assert answer.status == 303


async def test_every_answer_has_the_security_headers() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        page = await browser.get()
        found = re.search(r'"(/chat/static/[^"]+page\.css)"', page.text)
        assert found is not None
        answered = [
            page,
            await browser.get("/chat/frame"),
            await browser.get(found[1]),
            await browser.get("/chat/embed.js"),
            await browser.get("/chat/static/x/nothing.css"),
            await browser.get("/chat/nothing"),
            await browser.get("/chat/messages"),
            await browser.get("/chat/ready"),
            await browser.get("/chat/history"),
            await browser.get("/chat/summary"),
            await browser.say("hello"),
            await browser.say("hello", HX_Request="true"),
            await browser.say(""),
            await browser.post("/chat/messages", b"{}", Content_Type="application/json"),
            await browser.post("/chat/restart"),
            await browser.post("/chat/delete", Sec_Fetch_Site="cross-site"),
        ]
    statuses = [answer.status for answer in answered]
    assert statuses == [200, 200, 200, 200, 404, 404, 303, 200, 200, 404, 303, 200, 400, 415, 303, 403]
    for answer in answered:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"]


async def test_only_the_frame_may_be_framed_and_only_by_named_sites() -> None:
    async with serving_page(origins=["https://clinic.example"]) as open_browser:
        browser = open_browser()
        page, frame = await browser.get(), await browser.get("/chat/frame")
        deleted = await browser.post("/chat/delete")
    for answer in (page, deleted):
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self' https://clinic.example" in frame.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame.headers


async def test_files_are_kept_by_address_and_served_once_packed() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        page = await browser.get()
        addresses = sorted(set(re.findall(r'(?:src|href)="(/chat/static/[^"]+)"', page.text)))
        assert addresses
        for address in addresses:
            plain = await browser.get(address, Accept_Encoding="identity")
            packed = await browser.get(address, Accept_Encoding="gzip")
            assert "immutable" in plain.headers["Cache-Control"]
            assert "Content-Encoding" not in plain.headers
            assert packed.headers["Content-Encoding"] == "gzip"
            assert packed.text == plain.text
        old = await browser.get(re.sub("static/[^/]+", "static/older", addresses[0]))
    assert (old.status, old.headers["Cache-Control"]) == (200, "no-cache")


async def test_other_sites_may_load_the_one_script_at_its_one_address() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        script = await browser.get("/chat/embed.js")
        version = re.findall(r"/chat/static/([^/]+)/", (await browser.get()).text)[0]
        assert (await browser.get(f"/chat/static/{version}/embed.js")).status == 404
    assert script.status == 200
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["..%2f..%2f..%2fcredentials.yml", "../../credentials.yml", "nothing.css", "figures/"])
async def test_no_other_file_is_served(path: str) -> None:
    async with serving_page() as open_browser:
        answer = await open_browser().get(f"/chat/static/x/{path}")
    assert answer.status == 404
    assert "GuidePageInput" not in answer.text


async def test_whoever_gets_lost_is_told_in_words() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        nowhere = await browser.get("/chat/static/x/nothing.css")
        no_summary = await browser.get("/chat/summary")
        by_script = await browser.get("/chat/summary", HX_Request="true")
    assert WORDS["problems"]["not_found"]["text"] in nowhere.text
    assert (no_summary.status, by_script.status) == (404, 404)
    assert "<html" in no_summary.text
    assert "<html" not in by_script.text
    assert "Traceback" not in nowhere.text + no_summary.text


def test_for_whatever_is_refused_there_are_words() -> None:
    sources = [file.read_text(encoding="utf-8") for file in (PROJECT / "guide_rasa" / "page").glob("*.py")]
    problems = {name for source in sources for name in re.findall(r'Refused\([\w.]+, "(\w+)"', source)}
    assert {"forbidden", "too_long", "empty"} <= problems
    assert problems <= set(WORDS["problems"])


async def test_a_browser_at_the_root_is_led_to_the_page_and_programs_are_not() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        led = await browser.get("/", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
        program = await browser.get("/", Accept="*/*")
        elsewhere = await browser.get("/webhooks/rest/", Accept="text/html")
    assert (led.status, led.headers["Location"]) == (302, "/chat/")
    assert (program.status, program.text) == (200, GREETING)
    assert elsewhere.text == '{"status":"ok"}'


async def test_it_says_whether_the_guide_is_ready() -> None:
    rasa = PlayedRasa()
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        assert (await browser.get("/chat/ready")).status == 200
        rasa.ready = False
        assert (await browser.get("/chat/ready")).status == 503


class QuotingStore(ForgettingTrackerStore):
    """Its errors quote what they were about."""

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        raise ConnectionError("my hand is thin")


async def test_a_fault_is_told_in_words_and_logged_without_those_of_the_person(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rasa = PlayedRasa(store=QuotingStore(Domain.empty()))
    async with serving_page(rasa) as open_browser:
        browser = open_browser()
        await browser.get()
        answer = await browser.get()
    assert answer.status == 500
    assert WORDS["problems"]["unavailable"]["text"] in answer.text
    assert "Traceback" not in answer.text
    assert any("ConnectionError" in record.getMessage() for record in caplog.records)
    assert "my hand is thin" not in caplog.text


async def test_the_page_is_packed_where_no_token_stands_in_it() -> None:
    async with serving_page() as open_browser:
        browser = open_browser()
        page = await browser.get("/chat/", Accept_Encoding="gzip")
        frame = await browser.get("/chat/frame", Accept_Encoding="gzip")
    assert page.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in frame.headers
