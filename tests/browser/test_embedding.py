"""The guide on the site of somebody else, by one line: opened, closed, taken up again, and kept from strangers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser import states, steps
from tests.browser.embedded import LAUNCHER, TITLE, framed, launcher, open_guide, panel
from tests.browser.guide import GuideUnderTest
from tests.browser.host_site import HostSite, serving_host

PATIENCE_MS = 15_000
Visit = Callable[..., Page]

_FOCUS_IS_IN = """
(id) => document.activeElement?.shadowRoot?.activeElement === document.activeElement?.shadowRoot?.querySelector(id)
  && Boolean(document.activeElement?.shadowRoot?.activeElement)
"""
_BLOCK_STORAGE = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
"""
_TO_FRAME = """
([message, target]) => {
  const panel = document.querySelector("muscle-atrophy-guide").shadowRoot;
  panel.querySelector("iframe").contentWindow.postMessage(message, target);
}
"""
_FROM_SIBLING = """
(message) => {
  const panel = parent.document.querySelector("muscle-atrophy-guide").shadowRoot;
  panel.querySelector("iframe").contentWindow.postMessage(message, "*");
}
"""
_NOTE_MESSAGES = "window.noted = []; addEventListener('message', ({ data }) => noted.push(data));"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 720}) as opened:
        yield opened


@pytest.fixture
def site(context: BrowserContext, guide: GuideUnderTest, host: HostSite) -> Page:
    """The other site, with the guide closed."""
    page = context.new_page()
    page.goto(host.origin)
    return page


def _kept(page: Page) -> dict[str, str]:
    kept: dict[str, str] = page.evaluate("({ ...sessionStorage })")
    return kept


def _begun(page: Page, words: str = steps.QUESTION) -> Page:
    inside = open_guide(page)
    steps.say(inside, words)
    page.wait_for_function("Object.keys(sessionStorage).length === 1")
    return inside


def test_the_keyboard_opens_talks_and_closes(site: Page) -> None:
    site.keyboard.press("Tab")  # the link of the site comes first
    site.keyboard.press("Tab")
    button = site.get_by_role("button", name=LAUNCHER, exact=True)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert len(site.frames) == 1, "nothing is loaded before it is asked for"
    site.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(site.get_by_role("dialog", name=TITLE)).to_be_visible()
    inside = framed(site)
    assert site.evaluate(_FOCUS_IS_IN, "iframe")
    expect(inside.locator("#t-opening")).to_be_visible()
    inside.locator("#message").focus()
    with steps.one_more_turn(inside):
        site.keyboard.type(steps.QUESTION)
        site.keyboard.press("Enter")
    expect(inside.locator("#message")).to_be_focused()
    site.keyboard.press("Escape")
    expect(panel(site)).to_be_hidden()
    expect(button).to_be_focused()
    site.keyboard.press("Enter")
    assert steps.said(framed(site)) == [steps.QUESTION]


def test_escape_closes_an_open_menu_before_the_panel(site: Page) -> None:
    inside = open_guide(site)
    steps.menu(inside)
    site.keyboard.press("Escape")
    expect(inside.locator("#tools details")).not_to_have_attribute("open", "")
    expect(panel(site)).to_be_visible()
    site.keyboard.press("Escape")
    expect(panel(site)).to_be_hidden()


def test_the_close_button_gives_the_focus_back(site: Page) -> None:
    open_guide(site)
    panel(site).get_by_role("button", name="Close", exact=True).click()
    expect(panel(site)).to_be_hidden()
    expect(launcher(site)).to_be_focused()


def test_the_talk_is_back_when_the_site_is_loaded_anew(site: Page) -> None:
    inside = _begun(site)
    steps.say(inside, steps.START)
    told = steps.answers(inside)
    site.reload()
    inside = open_guide(site)
    expect(steps.turns(inside)).to_have_count(3)
    assert steps.answers(inside) == told
    expect(inside.locator("#progress")).to_be_visible()
    steps.tap(inside, "None of these")
    assert steps.said(inside) == [steps.QUESTION, steps.START, "None of these"]


@pytest.mark.parametrize("words", [steps.RESTART, steps.DELETE])
def test_the_site_forgets_a_talk_that_is_over(site: Page, words: str) -> None:
    inside = _begun(site)
    steps.choose_in_menu(inside, words)
    site.wait_for_function("Object.keys(sessionStorage).length === 0")
    site.reload()
    expect(steps.turns(open_guide(site))).to_have_count(1)


def test_no_cookie_is_set_or_sent(context: BrowserContext, site: Page, guide: GuideUnderTest) -> None:
    requests: list[Request] = []
    site.on("request", lambda request: requests.append(request))
    _begun(site)
    site.reload()
    expect(steps.turns(open_guide(site))).to_have_count(2)
    assert context.cookies() == []
    to_guide = [request.all_headers() for request in requests if request.url.startswith(guide.url)]
    assert len(to_guide) > 5
    assert [headers for headers in to_guide if "cookie" in headers] == []


def test_it_works_where_storage_is_blocked(context: BrowserContext, guide: GuideUnderTest, host: HostSite) -> None:
    context.add_init_script(_BLOCK_STORAGE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(host.origin)
    inside = open_guide(page)
    steps.say(inside, steps.QUESTION)
    steps.tap(open_after_reload(page), steps.START)
    assert errors == []


def open_after_reload(page: Page) -> Page:
    """The guide after the site was loaded anew, at its beginning."""
    page.reload()
    inside = open_guide(page)
    expect(steps.turns(inside)).to_have_count(1)
    return inside


def test_a_site_that_is_not_named_cannot_show_it(context: BrowserContext, guide: GuideUnderTest) -> None:
    with serving_host() as stranger:
        stranger.guide_url = guide.url
        page = context.new_page()
        page.clock.install()
        page.goto(stranger.origin)
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            launcher(page).click()
        frame = panel(page).locator("iframe").content_frame
        assert frame.locator("#chat").count() == 0
        apart = panel(page).locator("#apart")
        expect(apart).to_be_hidden()
        page.clock.run_for(PATIENCE_MS)
        expect(apart).to_be_visible()
        with context.expect_page() as opened:
            apart.click()
        expect(opened.value.locator("#chat")).to_be_visible()


def test_the_frame_hears_nobody_but_the_site_around_it(site: Page) -> None:
    _begun(site)
    (token,) = _kept(site).values()
    site.evaluate("sessionStorage.clear()")
    inside = open_after_reload(site)
    asked: list[str] = []
    site.on("request", lambda request: asked.append(request.url))
    resume = {"guide": "resume", "token": token}
    site.evaluate("document.body.append(document.createElement('iframe'))")
    sibling = next(frame for frame in site.frames if frame.url == "about:blank")
    sibling.evaluate(_FROM_SIBLING, resume)
    inside.evaluate("message => window.postMessage(message, '*')", resume)
    # What the site itself says is heard; it comes after all the rest, so that is decided by then.
    site.evaluate(_NOTE_MESSAGES)
    site.evaluate(_TO_FRAME, [{"guide": "hello"}, inside.url])
    site.wait_for_function("noted.some((message) => message.guide === 'ready')")
    assert asked == []
    expect(steps.turns(inside)).to_have_count(1)
    site.evaluate(_TO_FRAME, [resume, inside.url])
    expect(steps.turns(inside)).to_have_count(2)


def test_the_site_hears_nobody_but_the_frame(site: Page) -> None:
    open_guide(site)
    site.evaluate(_NOTE_MESSAGES)
    site.evaluate("window.postMessage({ guide: 'session', token: 'made up' }, '*')")
    site.evaluate("window.postMessage({ guide: 'close' }, '*')")
    site.wait_for_function("noted.length === 2")
    assert _kept(site) == {}
    expect(panel(site)).to_be_visible()


def test_the_token_goes_to_no_other_origin(context: BrowserContext, site: Page) -> None:
    _begun(site)
    with serving_host() as stranger:
        context.add_init_script(_NOTE_MESSAGES)
        site.reload()
        open_guide(site)
        panel(site).locator("iframe").evaluate("(frame, address) => { frame.src = address }", stranger.origin)
        expect(panel(site).locator("iframe").content_frame.locator("#times")).to_be_visible()
        other = next(frame for frame in site.frames if frame.url.startswith(stranger.origin))
        other.wait_for_load_state("load")
        site.evaluate(_TO_FRAME, ["last", "*"])
        other.wait_for_function("noted.includes('last')")
        assert other.evaluate("noted") == ["last"]


def test_the_summary_opens_in_a_tab_of_its_own(context: BrowserContext, site: Page) -> None:
    inside = _begun(site, steps.START)
    for _ in states.to_the_result(inside):
        pass
    with context.expect_page() as opened:
        inside.locator("#live button.summary").click()
    summary = opened.value
    expect(summary.get_by_role("heading", level=1)).to_have_text("Summary of a check-up with the muscle-atrophy guide")
    expect(summary.get_by_role("row", name="Months ago")).to_be_visible()
    with summary.expect_download() as download:
        summary.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".json")
    assert context.cookies() == []
    steps.say(inside, steps.QUESTION)


def test_it_fills_the_screen_of_a_phone(site: Page) -> None:
    site.set_viewport_size({"width": 320, "height": 568})
    inside = open_guide(site)
    assert panel(site).bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 568}
    assert inside.evaluate("document.documentElement.scrollWidth") == 320
    expect(launcher(site)).to_be_hidden()
    panel(site).get_by_role("button", name="Close", exact=True).click()
    expect(launcher(site)).to_be_focused()


def test_the_frame_is_dark_for_those_who_want_that(site: Page) -> None:
    site.emulate_media(color_scheme="dark")
    inside = open_guide(site)
    grounds = [
        inside.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"),
        panel(site).evaluate("panel => getComputedStyle(panel).backgroundColor"),
    ]
    for ground in grounds:
        assert max(int(part) for part in ground.removeprefix("rgb(").removesuffix(")").split(",")) < 64, ground
