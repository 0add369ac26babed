"""The summary over HTTP: for its own session only, as a page and as FHIR."""

from __future__ import annotations

import json

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from guide.check_up.course import Course
from guide.check_up.kept import COURSE_SLOT
from guide.check_up.tables import SIGNS, default_tables
from guide.paths import PROJECT
from guide_rasa.page.sessions import Sessions
from guide_rasa.tracker_stores import ForgettingTrackerStore
from tests.unit.rest_server import SECRET, PlayedRasa, serving_page

DOMAIN = Domain.load(str(PROJECT / "domain.yml"))
WEAKNESS = next(option.title for option in default_tables().question("weakness").options if option.id == "yes")


async def rasa_after_a_check_up(token: str) -> PlayedRasa:
    rasa = PlayedRasa(store=ForgettingTrackerStore(DOMAIN))
    tracker = DialogueStateTracker(Sessions(SECRET).conversation_of(token), DOMAIN.slots)
    tracker.update(UserUttered("I am weak"))
    for slot, value in ((SIGNS, ["none"]), ("weakness", "yes"), (COURSE_SLOT, Course(finished=True).to_json())):
        tracker.update(SlotSet(slot, value))
    await rasa.tracker_store.save(tracker)
    return rasa


async def test_after_a_check_up_its_session_finds_the_summary_on_the_page_and_as_data() -> None:
    token = Sessions(SECRET).begin()
    async with serving_page(await rasa_after_a_check_up(token)) as open_browser:
        browser, stranger = open_browser(), open_browser()
        browser.token = token
        page, summary = await browser.get(), await browser.get("/chat/summary")
        data = await browser.get("/chat/summary.json")
        strange = await stranger.get("/chat/summary"), await stranger.get("/chat/summary.json")
    assert any(attributes.get("href") == "/chat/summary" for _, attributes in page.markup.elements)
    assert summary.status == 200
    assert WEAKNESS in summary.text
    assert summary.headers["Cache-Control"] == data.headers["Cache-Control"] == "no-store"
    assert data.headers["Content-Type"] == "application/fhir+json"
    assert data.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(data.text)["resourceType"] == "QuestionnaireResponse"
    assert [answer.status for answer in strange] == [404, 404]
    assert not any(WEAKNESS in answer.text for answer in strange)


@pytest.mark.parametrize("path", ["/chat/summary", "/chat/summary.json"])
async def test_in_a_frame_the_token_opens_the_summary(path: str) -> None:
    token = Sessions(SECRET).begin()
    async with serving_page(await rasa_after_a_check_up(token)) as open_browser:
        browser = open_browser()
        opened = await browser.post(path, [("session", token)], Sec_Fetch_Site="cross-site")
        without = await browser.post(path, Sec_Fetch_Site="cross-site")
    assert opened.status == 200
    assert WEAKNESS in opened.text
    assert "Set-Cookie" not in opened.headers
    assert without.status == 403
