"""The guide's own page, with the real bot behind it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from bench.contender import Wanted
from bench.talk import Talk

OURS = "our page"
MESSAGES_PATH = "/chat/messages"
_ALONE = "#choices-alone button"
_TICKS = "#choices input[type=checkbox]"
_CHOICES = "#choices button[name=message]"
_CONTINUE = "#choices button[type=submit]"


class OurPage:
    """Types questions, then goes through a check-up by tapping an answer to each of its questions."""

    name = OURS

    def __init__(self, url: str, greeting: str, talk: Talk) -> None:
        """`greeting` starts the first message."""
        self.url = url
        self.greeting_start = greeting
        self._talk = talk

    def reply_to(self, turn: int) -> Wanted:
        """The answer in the article of this turn; the first article is the greeting's."""
        return {"inside": answer_of(turn)}

    def send(self, page: Page, turn: int) -> None:
        """Type a question, or tap."""
        questions = self._talk.questions
        if turn < len(questions):
            type_and_send(page.locator("#message"), questions[turn])
        elif turn == len(questions):
            self._begin_check_up(page)
        else:
            tap_an_answer(page)

    def _begin_check_up(self, page: Page) -> None:
        button = page.locator(_CHOICES, has_text=self._talk.check_up)
        if button.count():
            button.first.click()
        else:
            type_and_send(page.locator("#message"), self._talk.check_up)


def answer_of(turn: int) -> str:
    """CSS of what the guide says in a turn, counted from 0."""
    return f"#log > .turn:nth-child({turn + 2}) .answer"


def tap_an_answer(page: Page) -> None:
    """Tap "none of these" where it can be tapped, otherwise the last answer: the first soon lead to an emergency."""
    if page.locator(_ALONE).count():
        page.locator(_ALONE).first.click()
    elif page.locator(_TICKS).count():
        page.locator(_TICKS).first.set_checked(True)
        page.locator(_CONTINUE).last.click()
    else:
        page.locator(_CHOICES).last.click()


def type_and_send(entry: Locator, words: str) -> None:
    """Put words into a text box and press Enter."""
    entry.fill(words)
    entry.press("Enter")
