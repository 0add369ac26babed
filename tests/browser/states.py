"""All that the page can look like, one after the other, as a person comes to it in one long conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

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
    put_session(page, "page-" + "0" * 32 + ".not-signed")
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


def to_the_result(page: Page, ticked: Sequence[str] = ()) -> Iterator[None]:
    """Answer a check-up that waits for its first answer, until it has a result; stops before each further question.

    Boxes with the words in `ticked` are ticked where they are offered.
    """
    steps.tap(page, _SIGNS_ABSENT)
    for _ in range(_MOST_QUESTIONS):
        if not steps.progress(page):
            break
        yield
        _reply(page, ticked)
    expect(page.locator("#live a.summary, #live button.summary")).to_be_visible()


def _reply(page: Page, ticked: Sequence[str]) -> None:
    offered = page.locator("#choices, #choices-alone")
    fitting = [words for words in ticked if offered.get_by_role("checkbox", name=words, exact=True).count()]
    if fitting:
        steps.tick(page, *fitting)
        return
    for words in _REPLIES:
        if offered.get_by_role("checkbox", name=words, exact=True).count():
            steps.tick(page, words)
            return
        if offered.get_by_role("button", name=words, exact=True).count():
            steps.tap(page, words)
            return
    raise AssertionError(f"No reply fits the question: {steps.last_answer(page)}")


def put_session(page: Page, token: str) -> None:
    """Put a session into the page's cookie."""
    host = urlsplit(page.url).hostname
    assert host is not None
    page.context.add_cookies([{"name": _COOKIE, "value": token, "domain": host, "path": "/chat"}])
