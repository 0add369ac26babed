"""A whole check-up, from its start to the summary for the doctor: by keyboard, without scripts, on a small phone."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from guide_rasa.page.rendering import load_words
from tests.browser import steps
from tests.browser.conftest import NewPage

WORDS = load_words()
AREAS = ("Both arms", "Shoulders, hips or thighs")
BEFORE_THE_AREA = ("None of these", "Someone else", "Months ago", "65 or older", "Comes and goes", "Yes")
AFTER_THE_AREA = ("No", "No")
RESULT = "Not urgent: make an appointment with a doctor"
SMALL_PHONE = {"width": 320, "height": 568}

_STOP = """target => {
  const stop = document.activeElement;
  const ring = getComputedStyle(stop.matches("input[type=checkbox]") ? stop.closest("label") : stop);
  const width = ring.outlineStyle === "none" ? 0 : parseFloat(ring.outlineWidth);
  return { arrived: stop === target, hidden: stop !== document.body && width < 3, place: stop.outerHTML };
}"""


def result_is_shown(page: Page) -> None:
    """The check-up has ended with its card."""
    expect(steps.last(page).locator(".card").get_by_role("heading")).to_have_text(RESULT)
    assert steps.progress(page) == ""


def summary_is_shown(page: Page) -> None:
    """The page for the doctor names what was answered."""
    expect(page).to_have_url(re.compile("/chat/summary$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=AREAS[0])).to_contain_text(AREAS[1])
    expect(page.get_by_role("row").filter(has_text="65 or older")).to_be_visible()


# ---- by keyboard alone ----


def walk_to(page: Page, target: Locator, key: str = "Tab", most: int = 60) -> None:
    """Press a key until the focus is on `target`; each stop on the way can be seen."""
    for _ in range(most):
        page.keyboard.press(key)
        stop = target.evaluate(_STOP)
        assert not stop["hidden"], f"no ring around {stop['place']}"
        if stop["arrived"]:
            return
    raise AssertionError(f"the keyboard does not reach {target}")


def press(page: Page, name: str) -> None:
    """Walk on to an answer and press it. The focus is then where the next answers are."""
    walk_to(page, steps.button(page, name))
    with steps.one_more_turn(page):
        page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('live').contains(document.activeElement)")


def test_by_keyboard_alone(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    box = page.locator("#message")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    walk_to(page, steps.button(page, steps.START), "Shift+Tab")
    with steps.one_more_turn(page):
        page.keyboard.press("Enter")
    expect(page.locator("#live")).to_be_focused()

    for answer in BEFORE_THE_AREA[:2]:
        press(page, answer)
    walk_to(page, box)
    page.keyboard.type(BEFORE_THE_AREA[2])
    with steps.one_more_turn(page):
        page.keyboard.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    walk_to(page, steps.button(page, BEFORE_THE_AREA[3]), "Shift+Tab")
    with steps.one_more_turn(page):
        page.keyboard.press("Space")
    expect(page.locator("#live")).to_be_focused()
    for answer in BEFORE_THE_AREA[4:]:
        press(page, answer)
    for area in AREAS:
        walk_to(page, page.get_by_role("checkbox", name=area, exact=True))
        page.keyboard.press("Space")
    press(page, "Continue")
    assert steps.said(page)[-1] == ", ".join(AREAS)
    for answer in AFTER_THE_AREA:
        press(page, answer)

    result_is_shown(page)
    walk_to(page, page.locator("#live a.summary"))
    page.keyboard.press("Enter")
    summary_is_shown(page)


# ---- without scripts ----


def test_without_scripts(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, reduced_motion="reduce")
    assert "muscle" in steps.say(page, steps.QUESTION)
    steps.say(page, steps.START)
    for answer in BEFORE_THE_AREA[:3]:
        steps.tap(page, answer)
    steps.tap(page, steps.BACK)
    assert steps.progress(page).startswith("Question 3 ")
    for answer in BEFORE_THE_AREA[2:5]:
        steps.tap(page, answer)
    steps.say(page, "change my answer about age to 40 to 64")
    steps.say(page, "change my answer about age to 65 or older")
    steps.tap(page, BEFORE_THE_AREA[5])
    steps.tick(page, *AREAS)
    assert steps.said(page)[-1] == ", ".join(AREAS)
    for answer in AFTER_THE_AREA:
        steps.tap(page, answer)

    result_is_shown(page)
    page.locator("#live a.summary").click()
    summary_is_shown(page)
    page.get_by_role("link", name="Back to the chat").click()
    result_is_shown(page)

    old = steps.session(page)
    steps.choose_in_menu(page, steps.DELETE)
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS["gone"]["title"])
    assert steps.history(page, old) == []
    page.get_by_role("button", name=WORDS["again"]).click()
    expect(steps.turns(page)).to_have_count(1)


def test_without_scripts_what_is_refused_is_kept(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    long = "my legs are weak " * 60
    steps.write(page, long)
    steps.send(page)
    expect(steps.status(page)).to_have_text(WORDS["problems"]["too_long"]["text"])
    expect(page.locator("#message")).to_have_value(long)
    steps.write(page, "")
    steps.send(page)
    expect(steps.status(page)).to_have_text(WORDS["problems"]["empty"]["text"])
    expect(steps.turns(page)).to_have_count(1)


# ---- on a small phone ----


def fits(page: Page) -> None:
    """Nothing reaches beyond the sides, the emergency line is in sight, and the newest words begin in sight."""
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]
    for number in page.locator("#emergency-line a").all():
        expect(number).to_be_in_viewport(ratio=1)
    in_sight = """turn => {
      const start = turn.querySelector(".said").getBoundingClientRect();
      const middle = document.elementFromPoint(start.left + start.width / 2, start.top + 8);
      return Boolean(middle && turn.contains(middle));
    }"""
    page.wait_for_function(in_sight, arg=steps.last(page).element_handle())


def touch(page: Page, target: Locator) -> None:
    """Tap with a finger, and look at what comes."""
    with steps.one_more_turn(page):
        target.tap()
    fits(page)


def test_on_a_small_phone(new_page: NewPage) -> None:
    page = new_page(viewport=SMALL_PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    for answer in (steps.START, *BEFORE_THE_AREA):
        touch(page, steps.button(page, answer))
    for area in AREAS:
        box = page.get_by_role("checkbox", name=area, exact=True)
        page.locator("label").filter(has=box).tap()
        expect(box).to_be_checked()
    touch(page, steps.button(page, "Continue"))
    for answer in AFTER_THE_AREA:
        touch(page, steps.button(page, answer))
    result_is_shown(page)
    page.locator("#live a.summary").tap()
    summary_is_shown(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]
