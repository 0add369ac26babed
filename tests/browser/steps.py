"""What a person does on the page, and what they then see. Each step waits until the guide has answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, Request, Response, Route, expect

COOKIE = "guide_session"
MESSAGES = "**/chat/messages"
REPLY_MS = 30_000
"""How long a reply may take on a machine that does other work too, in milliseconds."""

START = "Start the check-up"
BACK = "Go back"
WHY = "Why do you ask?"
STOP = "Stop"
CHANGE = "Change an answer"
RESTART = "New conversation"
DELETE = "Delete this conversation"

DANGER = "I cannot breathe"
CRISIS = "I want to die"
QUESTION = "What is muscle atrophy?"


def turns(page: Page) -> Locator:
    """All exchanges in the log; the first one is the greeting."""
    return page.locator("#log > article.turn")


def answers(page: Page) -> list[str]:
    """What the guide said in each exchange, the oldest first."""
    return [text.strip() for text in turns(page).locator(".answer").all_inner_texts()]


def said(page: Page) -> list[str]:
    """What the person said, the oldest first, without the hidden words before it."""
    prefix = "You said:"
    return [text.strip().removeprefix(prefix).strip() for text in page.locator("#log .said").all_text_contents()]


def last(page: Page) -> Locator:
    """The newest exchange."""
    return turns(page).last


@contextmanager
def one_more_turn(page: Page) -> Iterator[None]:
    """What is done inside brings one exchange more, and the page comes to rest."""
    before = turns(page).count()
    yield
    turns(page).nth(before).wait_for(state="attached", timeout=REPLY_MS)
    settled(page)
    expect(turns(page)).to_have_count(before + 1)


def settled(page: Page) -> None:
    """Wait until no message is under way."""
    expect(page.locator("form[aria-busy]")).to_have_count(0, timeout=REPLY_MS)


def write(page: Page, text: str) -> None:
    """Put words into the text box."""
    page.locator("#message").fill(text)


def send(page: Page) -> None:
    """Press Send, and wait for nothing."""
    page.locator("#send").click()


def say(page: Page, text: str) -> str:
    """Send a message of one's own. What comes back is the text of the answer."""
    write(page, text)
    with one_more_turn(page):
        send(page)
    return last_answer(page)


def button(page: Page, name: str) -> Locator:
    """A one-tap answer or help by its words."""
    return page.locator("#live").get_by_role("button", name=name, exact=True)


def tap(page: Page, name: str) -> str:
    """Tap a one-tap answer. What comes back is the text of the answer."""
    with one_more_turn(page):
        button(page, name).click()
    return last_answer(page)


def tick(page: Page, *names: str) -> str:
    """Tick boxes and continue."""
    for name in names:
        page.locator("#choices").get_by_role("checkbox", name=name, exact=True).check()
    return tap(page, "Continue")


def last_answer(page: Page) -> str:
    """What the guide said last."""
    return last(page).locator(".answer").inner_text().strip()


def buttons(page: Page) -> list[str]:
    """The words of all that can be tapped now, in order."""
    return [text.strip() for text in page.locator("#live").get_by_role("button").all_inner_texts()]


def progress(page: Page) -> str:
    """The words that say how far the check-up is; "" outside of one."""
    shown = page.locator("#progress")
    return shown.inner_text().strip() if shown.count() else ""


def menu(page: Page) -> Locator:
    """The menu, opened."""
    details = page.locator("#tools details")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return details.locator(".menu")


def choose_in_menu(page: Page, name: str) -> None:
    """Open the menu and press one of its buttons."""
    menu(page).get_by_role("button", name=name, exact=True).click()


def status(page: Page) -> Locator:
    """The status line above the text box."""
    return page.locator("#status")


def wording(page: Page, name: str) -> str:
    """Words that the page keeps for its status line: offline, away, sending, sent, toolong, reload."""
    return page.locator("#status").get_attribute(f"data-{name}") or ""


def session(page: Page) -> str:
    """The token of the page's conversation, from its cookie."""
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == COOKIE)


def history(page: Page, token: str | None = None) -> list[dict[str, Any]]:
    """The exchanges that the server holds of this page's conversation, or of that of another token."""
    headers = {"Cookie": f"{COOKIE}={token or session(page)}"}
    answer = page.request.get(urljoin(page.url, "/chat/history"), headers=headers)
    assert answer.ok, answer.status
    exchanges: list[dict[str, Any]] = answer.json()["conversation"]
    return exchanges


def sent_by(page: Page) -> list[Request]:
    """The messages that leave the page from now on."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request) if request.url.endswith("/chat/messages") else None)
    return requests


def is_message(response: Response) -> bool:
    """Whether a response answers a message."""
    return response.url.endswith("/chat/messages")


def losing_replies(route: Route) -> None:
    """For `page.route`: the server gets the message and answers, but the answer never arrives."""
    route.fetch()
    route.abort("connectionreset")
