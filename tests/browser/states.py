"""All that the page can look like, one after the other, as a person comes to it in one long conversation."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.browser import steps

FIGURE_QUESTION = "What kinds of muscle atrophy are there?"
"""Its answer comes with a drawing and with sources."""

OWN_WORDS = "My right arm has been getting weaker for months"

_SIGNS_ABSENT = "None of these"
_SINGLE_QUESTION = "When did this begin?"
_AREA_QUESTION = "Which part"
_REPLIES = ("Me", "Months ago", "40 to 64", "Comes and goes", "Yes", "One arm or leg", "No", _SIGNS_ABSENT)
_COOKIE = "guide_session"
_MOST_QUESTIONS = 20

IN_THE_TALK = ("start", "answer", "ticks", "question", "area", "result", "emergency", "crisis")
PAGES_OF_THEIR_OWN = ("summary", "deleted", "problem")
ALL = (*IN_THE_TALK, *PAGES_OF_THEIR_OWN)


def walk(page: Page) -> Iterator[str]:
    """Go through ALL states in an order of its own. At each name that comes, the page is in that state.

    `page` shows the guide and is left on another page at the end.
    """
    home = page.url
    yield "start"
    yield from _check_up(page)
    page.goto(urljoin(home, "/chat/summary"))
    yield "summary"
    page.goto(home)
    steps.say(page, steps.DANGER)
    yield "emergency"
    steps.say(page, steps.CRISIS)
    yield "crisis"
    steps.choose_in_menu(page, steps.DELETE)
    expect(page.locator("main.ending")).to_be_visible()
    yield "deleted"
    forge_session(page)
    page.goto(home)
    yield "problem"


def _check_up(page: Page) -> Iterator[str]:
    steps.say(page, FIGURE_QUESTION)
    expect(steps.last(page).locator("figure img")).to_be_visible()
    yield "answer"
    steps.say(page, steps.START)
    yield "ticks"
    for _ in to_the_result(page):
        if page.locator("#choices").get_by_text("One arm or leg").count():
            yield "area"
        elif _SINGLE_QUESTION in steps.last_answer(page):
            yield "question"
    yield "result"


def to_the_result(page: Page) -> Iterator[None]:
    """Answer a check-up that waits for an answer, until it has a result; stops before each question but the first."""
    steps.tap(page, _SIGNS_ABSENT)
    for _ in range(_MOST_QUESTIONS):
        if not steps.progress(page):
            break
        yield
        _reply(page)
    expect(page.locator("#live a.summary, #live button.summary")).to_be_visible()


def _reply(page: Page) -> None:
    offered = page.locator("#choices, #choices-alone")
    for words in _REPLIES:
        if offered.get_by_role("checkbox", name=words, exact=True).count():
            steps.tick(page, words)
            return
        if offered.get_by_role("button", name=words, exact=True).count():
            steps.tap(page, words)
            return
    raise AssertionError(f"No reply fits the question: {steps.last_answer(page)}")


def forge_session(page: Page) -> None:
    """Put a session into the cookie that the server has not signed."""
    page.context.add_cookies([{"name": _COOKIE, "value": "page-" + "0" * 32 + ".x", "url": urljoin(page.url, "/chat/")}])
