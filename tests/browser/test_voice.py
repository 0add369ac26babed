"""Voice, with the browser's speech played: what is read aloud, what is taken down, and that both stay on the device."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import steps
from tests.browser.guide import GuideUnderTest

LOCAL = {"name": "Ann", "lang": "en-US", "localService": True}
REMOTE = {"name": "Cloud", "lang": "en-US", "localService": False}
FOREIGN = {"name": "Anna", "lang": "de-DE", "localService": True}

# A browser that can speak: it notes what it would say. Its voices come late, as they do in real ones.
_SPEECH = """
(() => {
  const all = %s;
  class Speech extends EventTarget {
    voices = [];
    getVoices() { return this.voices; }
    speak({ text, voice }) { heard.push({ text, voice: voice?.name }); }
    cancel() { cancelled += 1; }
  }
  const speech = new Speech();
  const heard = [];
  let cancelled = 0;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.played = { heard, cancelled: () => cancelled };
  addEventListener("load", () => { speech.voices = all; speech.dispatchEvent(new Event("voiceschanged")); });
})();
"""

# A browser that can listen. `found`: what it says of recognition on the device.
_RECOGNITION = """
(() => {
  const [found, knowsDevice] = %s;
  let end;
  window.played = { asked: [], started: [], allAsked: new Promise((resolve) => { end = resolve; }) };
  const last = "en-US";
  window.SpeechRecognition = class SpeechRecognition extends EventTarget {
    static async available(wish) {
      played.asked.push(wish);
      if (wish.langs.includes(last) && played.asked.length > 1) setTimeout(end);
      return found;
    }
    start() { played.started.push(this); }
    stop() { this.dispatchEvent(new Event("end")); }
    abort() { this.stop(); }
    hear(...words) {
      const results = words.map((transcript) => [{ transcript }]);
      this.dispatchEvent(Object.assign(new Event("result"), { results }));
      this.stop();
    }
  };
  if (knowsDevice) window.SpeechRecognition.prototype.processLocally = false;
})();
"""


@pytest.fixture
def context(browser: Browser) -> Any:
    with browser.new_context(locale="en-US") as opened:
        yield opened


def _page_with(context: BrowserContext, guide: GuideUnderTest, script: str) -> Page:
    context.add_init_script(script)
    page = context.new_page()
    page.goto(guide.page)
    return page


def _speaking(context: BrowserContext, guide: GuideUnderTest, *voices: dict[str, Any]) -> Page:
    return _page_with(context, guide, _SPEECH % json.dumps(voices))


def _listening(context: BrowserContext, guide: GuideUnderTest, found: str, knows_device: bool = True) -> Page:
    return _page_with(context, guide, _RECOGNITION % json.dumps([found, knows_device]))


def _heard(page: Page) -> list[dict[str, str]]:
    heard: list[dict[str, str]] = page.evaluate("played.heard.splice(0)")
    return heard


def test_reading_aloud_is_offered_with_a_voice_of_the_device(context: BrowserContext, guide: GuideUnderTest) -> None:
    page = _speaking(context, guide, REMOTE, FOREIGN, LOCAL)
    expect(steps.menu(page).locator("#read-aloud")).to_be_visible()


@pytest.mark.parametrize("voices", [(), (REMOTE,), (FOREIGN,), (REMOTE, FOREIGN)])
def test_reading_aloud_is_not_offered_otherwise(
    context: BrowserContext, guide: GuideUnderTest, voices: tuple[dict[str, Any], ...]
) -> None:
    page = _speaking(context, guide, *voices)
    assert page.evaluate("speechSynthesis.getVoices().length") == len(voices)
    expect(steps.menu(page).locator("#read-aloud")).to_be_hidden()


def test_each_new_answer_is_read_once_and_nothing_else(context: BrowserContext, guide: GuideUnderTest) -> None:
    page = _speaking(context, guide, REMOTE, LOCAL)
    steps.say(page, steps.QUESTION)
    assert _heard(page) == []
    reading = steps.menu(page).locator("#read-aloud")
    reading.click()
    expect(reading).to_have_attribute("aria-pressed", "true")
    _heard(page)
    page.keyboard.press("Escape")
    steps.say(page, "How is muscle atrophy treated?")
    heard = _heard(page)
    shown = steps.last(page).locator(".block")
    words = shown.locator("p:not(.sources-title), ul:not(.sources) li, figcaption, h2").all_inner_texts()
    assert [each["text"] for each in heard] == [text.strip() for text in words]
    assert {each["voice"] for each in heard} == {LOCAL["name"]}
    steps.menu(page).locator("#read-aloud").click()
    page.keyboard.press("Escape")
    steps.say(page, "What causes muscle atrophy?")
    assert _heard(page) == []


def test_a_new_message_ends_the_reading(context: BrowserContext, guide: GuideUnderTest) -> None:
    page = _speaking(context, guide, LOCAL)
    steps.menu(page).locator("#read-aloud").click()
    before = page.evaluate("played.cancelled()")
    page.keyboard.press("Escape")
    steps.write(page, steps.QUESTION)
    page.route("**/chat/messages", lambda route: None)  # the answer never comes: only the sending can end it
    steps.send(page)
    assert page.evaluate("played.cancelled()") > before


def test_dictation_is_offered_where_speech_stays_on_the_device(context: BrowserContext, guide: GuideUnderTest) -> None:
    page = _listening(context, guide, "available")
    expect(page.locator("#speak")).to_be_visible()
    asked = page.evaluate("played.asked")
    assert asked
    assert all(wish["processLocally"] is True for wish in asked)


@pytest.mark.parametrize("found", ["unavailable", "downloadable", "downloading"])
def test_dictation_is_not_offered_otherwise(context: BrowserContext, guide: GuideUnderTest, found: str) -> None:
    page = _listening(context, guide, found)
    page.evaluate("played.allAsked")
    assert page.evaluate("played.asked.length") > 0
    expect(page.locator("#speak")).to_be_hidden()


def test_dictation_is_not_offered_where_it_may_ask_a_server(context: BrowserContext, guide: GuideUnderTest) -> None:
    page = _listening(context, guide, "available", knows_device=False)
    expect(page.locator("#speak")).to_be_hidden()
    assert page.evaluate("played.asked.length") == 0


def test_what_is_heard_stands_in_the_box_and_is_not_sent(context: BrowserContext, guide: GuideUnderTest) -> None:
    page = _listening(context, guide, "available")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    steps.write(page, "Tell me:")
    page.locator("#speak").click()
    expect(page.locator("#speak")).to_have_attribute("aria-pressed", "true")
    expect(steps.status(page)).to_have_text(steps.wording(page, "listening"))
    assert page.evaluate("played.started[0].processLocally") is True
    page.evaluate("played.started[0].hear('what is', 'muscle atrophy')")
    expect(page.locator("#message")).to_have_value("Tell me: what is muscle atrophy")
    expect(page.locator("#speak")).to_have_attribute("aria-pressed", "false")
    expect(steps.status(page)).to_have_text("")
    assert "POST" not in sent
    assert steps.turns(page).count() == 1


def test_words_say_that_nothing_was_heard(context: BrowserContext, guide: GuideUnderTest) -> None:
    page = _listening(context, guide, "available")
    page.locator("#speak").click()
    page.evaluate("played.started[0].dispatchEvent(Object.assign(new Event('error'), { error: 'no-speech' }))")
    expect(steps.status(page)).to_have_text(steps.wording(page, "unheard"))
