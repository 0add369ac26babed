"""The guide inside another site: its launcher, its panel, and the page in the frame."""

from __future__ import annotations

from typing import cast

from playwright.sync_api import Locator, Page, expect

LAUNCHER = "Ask about muscle loss"
TITLE = "Muscle atrophy guide"
START_MS = 15_000


def launcher(page: Page) -> Locator:
    """The button that opens the guide."""
    return page.locator("muscle-atrophy-guide #launcher")


def panel(page: Page) -> Locator:
    """What opens."""
    return page.locator("muscle-atrophy-guide #panel")


def open_guide(page: Page) -> Page:
    """Press the launcher. What comes back is the guide's page in the frame."""
    launcher(page).click()
    return framed(page)


def framed(page: Page) -> Page:
    """The guide's page in the open panel; a frame has all the parts of a page that `steps` need."""
    frame = panel(page).locator("iframe")
    expect(frame.content_frame.locator("#message")).to_be_visible(timeout=START_MS)
    handle = frame.element_handle()
    assert handle is not None
    content = handle.content_frame()
    assert content is not None
    return cast(Page, content)
