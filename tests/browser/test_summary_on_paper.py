"""The summary on paper: one sheet, whatever was told."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.browser import states, steps

_PDF_PAGE = re.compile(rb"/Type\s*/Page\b")
_AREAS = ("One arm or leg", "Both arms", "Hands and feet", "Shoulders, hips or thighs")


def _sheets(page: Page) -> int:
    return len(_PDF_PAGE.findall(page.pdf(format="A4")))


def test_the_counting_of_sheets_counts(page: Page) -> None:
    page.goto("about:blank")  # the guide's own pages take no style of ours
    page.set_content("<p style='break-after: page'>one</p><p>two</p>")
    assert _sheets(page) == 2


def test_a_usual_summary_is_one_sheet(page: Page) -> None:
    steps.say(page, steps.START)
    for _ in states.to_the_result(page):
        pass
    page.goto(urljoin(page.url, "/chat/summary"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert _sheets(page) == 1


def test_a_long_summary_is_one_sheet(page: Page) -> None:
    """With words of one's own at the beginning, and with much behind it."""
    steps.say(page, f"{states.OWN_WORDS} and my hands and feet are numb, thin and they twitch")
    steps.say(page, "It began in my left hand last spring, then the leg got thin too, and now buttons are hard for me")
    steps.say(page, steps.START)
    for _ in states.to_the_result(page, ticked=_AREAS):
        pass
    page.goto(urljoin(page.url, "/chat/summary"))
    expect(page.locator("blockquote")).to_have_count(2)
    expect(page.get_by_role("cell", name=_AREAS[-1])).to_be_visible()
    assert _sheets(page) == 1
