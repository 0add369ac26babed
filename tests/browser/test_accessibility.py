"""Whether everybody can use the page, in each of its states: axe-core, small windows, targets, focus, motion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser import embedded, states, steps
from tests.browser.guide import GuideUnderTest
from tests.browser.host_site import HostSite
from tests.browser.inspection import axe_faults, moving_parts, overflow_faults, target_faults

HEIGHT = 720
LARGEST_TEXT = "largest text"
RIGHT_TO_LEFT = "right to left"


@dataclass(frozen=True)
class Look:
    """A window and what the person has set."""

    width: int
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"

    def put_on(self, page: Page, place: Page | Frame) -> None:
        """Change `page` to this look, in a window so high that nothing of `place`, its frame or itself, is covered."""
        page.emulate_media(color_scheme=self.scheme, forced_colors=self.forced)
        page.set_viewport_size({"width": self.width, "height": HEIGHT})
        height = place.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": self.width, "height": height + HEIGHT})
        place.evaluate("scrollTo({ top: 0, behavior: 'instant' })")


LOOKS = {
    "1280": Look(1280),
    "375": Look(375),
    "320": Look(320),
    "dark": Look(375, scheme="dark"),
    "forced": Look(375, forced="active"),
}
WINDOWS = {"320": (320, 568), "375": (375, 720), "zoomed to 200 %": (640, 360), "1280": (1280, 720)}
FRAMED = ("start", "ticks", "emergency")


@dataclass
class Faults:
    """What was found, by state and by look or window."""

    axe: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    overflow: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    targets: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    moving: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def faults(browser: Browser, guide: GuideUnderTest) -> Faults:
    """Each state is reached once, and looked at in all ways."""
    found = Faults()
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(guide.page)
        for state in states.walk(page):
            _look_with_axe(page, page, state, found)
            _measure(page, state, found)
    return found


@pytest.fixture(scope="module")
def framed_faults(browser: Browser, guide: GuideUnderTest, host: HostSite) -> Faults:
    """The same for the guide in the frame of another site; `host` is that site around it."""
    found = Faults()
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(host.origin)
        _look_with_axe(page, page, "host", found)
        inside = embedded.open_guide(page)
        _look_with_axe(page, page, "host, opened", found)
        for state in _framed_walk(inside):
            _look_with_axe(page, inside, state, found)
    return found


def _framed_walk(inside: Page) -> Iterator[str]:
    yield "start"
    steps.say(inside, steps.START)
    yield "ticks"
    steps.tick(inside, "Chest pain or pressure")
    yield "emergency"


def _look_with_axe(page: Page, place: Page | Frame, state: str, found: Faults) -> None:
    for name, look in LOOKS.items():
        look.put_on(page, place)
        found.axe[state][name] = axe_faults(place)
    page.emulate_media(color_scheme="light", forced_colors="none")


def _measure(page: Page, state: str, found: Faults) -> None:
    for name, (width, height) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": height})
        found.overflow[state][name] = overflow_faults(page)
        found.targets[state][name] = target_faults(page)
    found.moving[state] = moving_parts(page)
    page.set_viewport_size({"width": 320, "height": 568})
    page.evaluate("document.documentElement.dir = 'rtl'")
    found.overflow[state][RIGHT_TO_LEFT] = overflow_faults(page)
    page.evaluate("document.documentElement.removeAttribute('dir')")
    was = page.evaluate("document.documentElement.className")
    page.evaluate("size => { document.documentElement.className = size }", "size-3")
    found.overflow[state][LARGEST_TEXT] = overflow_faults(page)
    found.targets[state][LARGEST_TEXT] = target_faults(page)
    page.evaluate("size => { document.documentElement.className = size }", was)
    page.set_viewport_size({"width": 375, "height": HEIGHT})


@pytest.mark.parametrize("state", states.ALL)
def test_axe_finds_nothing(faults: Faults, state: str) -> None:
    assert faults.axe[state] == dict.fromkeys(LOOKS, [])


@pytest.mark.parametrize("state", ["host", "host, opened", *FRAMED])
def test_axe_finds_nothing_on_a_site_that_embeds_the_guide(framed_faults: Faults, state: str) -> None:
    assert framed_faults.axe[state] == dict.fromkeys(LOOKS, [])


@pytest.mark.parametrize("state", states.ALL)
def test_nothing_scrolls_sideways(faults: Faults, state: str) -> None:
    assert faults.overflow[state] == dict.fromkeys([*WINDOWS, RIGHT_TO_LEFT, LARGEST_TEXT], [])


@pytest.mark.parametrize("state", states.ALL)
def test_targets_are_large_and_apart(faults: Faults, state: str) -> None:
    assert faults.targets[state] == dict.fromkeys([*WINDOWS, LARGEST_TEXT], [])


@pytest.mark.parametrize("state", states.ALL)
def test_nothing_moves_for_those_who_asked_for_that(faults: Faults, state: str) -> None:
    assert faults.moving[state] == []


_HIDDEN_FOCUS = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  const parts = [0.1, 0.5, 0.9];
  const spots = parts.flatMap((x) => parts.map((y) => [left + x * (right - left), top + y * (bottom - top)]));
  const isSeen = spots.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (element.contains(hit) || hit.matches("label") && hit.contains(element));
  });
  const name = (element.id || element.innerText || element.tagName).trim().slice(0, 40);
  return { name, isSeen };
}
"""


@pytest.mark.parametrize("window", WINDOWS)
def test_what_has_the_focus_is_never_covered(new_page: Any, window: str) -> None:
    width, height = WINDOWS[window]
    page: Page = new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    steps.say(page, states.FIGURE_QUESTION)
    steps.say(page, steps.START)
    for key in ("Tab", "Shift+Tab"):
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        seen = _focused_by(page, key)
        assert {"message", "send"} <= set(seen)
        assert [name for name, is_seen in seen.items() if not is_seen] == []


def _focused_by(page: Page, key: str, most: int = 80) -> dict[str, bool]:
    seen: dict[str, bool] = {}
    for _ in range(most):
        page.keyboard.press(key)
        focused = page.evaluate(_HIDDEN_FOCUS)
        if focused is None:
            break
        seen[focused["name"]] = focused["isSeen"]
    return seen


@pytest.mark.parametrize("window", WINDOWS)
def test_the_emergency_numbers_stay_in_sight(new_page: Any, window: str) -> None:
    width, height = WINDOWS[window]
    page: Page = new_page(viewport={"width": width, "height": height})
    steps.say(page, states.FIGURE_QUESTION)
    for place in ("0", "document.documentElement.scrollHeight / 2", "document.documentElement.scrollHeight"):
        page.evaluate(f"scrollTo({{top: {place}, behavior: 'instant'}})")
        for link in page.locator("#emergency-line a").all():
            box = link.bounding_box()
            assert box is not None
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= height
            assert link.evaluate(
                "a => { const { x, y, width, height } = a.getBoundingClientRect();"
                " return document.elementFromPoint(x + width / 2, y + height / 2) === a }"
            )
