"""Medical words in an answer: a tap or a key shows what they mean, with and without scripts, in every window."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from guide.reading.glossary import default_glossary
from guide_rasa.page.rendering import load_words
from tests.browser import states, steps
from tests.browser.conftest import NewPage
from tests.browser.inspection import axe_faults, overflow_faults
from tests.browser.test_accessibility import LOOKS, WINDOWS
from tests.browser.test_screen_reader import name_of, role_of, tree

WORDS = load_words()
ENTRIES = default_glossary().entries.values()
MEANINGS = {f"{WORDS['term'].format(word=each.word[:1].upper() + each.word[1:])} {each.means}" for each in ENTRIES}
"""All that can be shown."""

NEAR = 24
"""How far from its word a meaning may be, in pixels."""


def terms(page: Page) -> Locator:
    """The words that can be tapped in the newest answer; there are some."""
    steps.say(page, states.FIGURE_QUESTION)
    found = steps.last(page).locator(".term")
    expect(found).not_to_have_count(0)
    return found


def shown(page: Page) -> Locator:
    """The meaning that is open."""
    return page.locator(".means:popover-open")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_tap_shows_what_a_word_means_and_asks_nobody(new_page: NewPage, has_scripts: bool) -> None:
    page = new_page(viewport={"width": 375, "height": 720}, java_script_enabled=has_scripts, has_touch=True)
    found = terms(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for term in found.all():
        term.tap()
        expect(shown(page)).to_have_count(1)
        assert shown(page).inner_text() in MEANINGS
        term.tap()
        expect(shown(page)).to_have_count(0)
    assert requests == []


def test_a_tap_elsewhere_closes_a_meaning(page: Page) -> None:
    terms(page).first.click()
    expect(shown(page)).to_have_count(1)
    page.locator("h1").click()
    expect(shown(page)).to_have_count(0)


def test_keys_open_and_close_a_meaning_and_the_focus_stays(page: Page) -> None:
    term = terms(page).first
    page.locator("#log").focus()
    while not term.evaluate("term => term === document.activeElement"):
        page.keyboard.press("Tab")
    assert float(term.evaluate("term => getComputedStyle(term).outlineWidth").removesuffix("px")) >= 3
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(shown(page)).to_be_visible()
        page.keyboard.press("Escape")
        expect(shown(page)).to_have_count(0)
        expect(term).to_be_focused()


def test_a_screen_reader_is_told_that_a_word_opens(page: Page) -> None:
    term = terms(page).first
    words = term.inner_text()
    assert _states(page, words) == [False]
    term.click()
    assert _states(page, words) == [True]
    meaning = shown(page).inner_text().split(": ", 1)[1]
    assert any(role_of(node) == "StaticText" and name_of(node) == meaning for node in tree(page))


def _states(page: Page, words: str) -> list[Any]:
    buttons = [node for node in tree(page) if role_of(node) == "button" and name_of(node) == words]
    properties = [{each["name"]: each["value"]["value"] for each in node["properties"]} for node in buttons]
    return [each.get("expanded") for each in properties]


def test_axe_finds_nothing_while_a_meaning_is_open(new_page: NewPage) -> None:
    page = new_page(reduced_motion="reduce")
    term = terms(page).first
    for name, look in LOOKS.items():
        look.put_on(page, page)
        term.click()
        expect(shown(page)).to_be_visible()
        assert axe_faults(page) == [], name
        page.keyboard.press("Escape")


@pytest.mark.parametrize("size", ["size-1", "size-3"])
@pytest.mark.parametrize("window", WINDOWS)
def test_a_meaning_is_in_sight_beside_its_word(new_page: NewPage, window: str, size: str) -> None:
    width, height = WINDOWS[window]
    page = new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    found = terms(page)
    page.evaluate("size => { document.documentElement.className = size }", size)
    for term in found.all():
        term.click()
        word, meaning = term.bounding_box(), shown(page).bounding_box()
        assert word is not None
        assert meaning is not None
        assert min(meaning["x"], meaning["y"]) >= 0
        assert meaning["x"] + meaning["width"] <= width
        assert meaning["y"] + meaning["height"] <= height
        below = meaning["y"] - word["y"] - word["height"]
        above = word["y"] - meaning["y"] - meaning["height"]
        assert 0 <= max(below, above) <= NEAR
        assert overflow_faults(page) == []


def test_on_paper_the_meaning_stands_behind_the_word(page: Page) -> None:
    term = terms(page).first
    words = term.inner_text()
    meaning = term.locator("xpath=following-sibling::*[1]")
    expect(meaning).to_be_hidden()
    page.emulate_media(media="print")
    expect(meaning).to_be_visible()
    assert meaning.inner_text().strip() in {entry.means for entry in ENTRIES}
    assert meaning.evaluate("each => getComputedStyle(each).display") == "inline"
    assert meaning.evaluate("each => getComputedStyle(each, '::before').content") == '" ("'
    assert term.inner_text() == words
