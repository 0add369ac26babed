"""One guide and one browser for all browser tests; for each test a page of its own with an empty cookie jar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.guide import GuideUnderTest, launch, running_guide
from tests.browser.host_site import HostSite, serving_host

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def host() -> Iterator[HostSite]:
    """Another site, on an origin of its own, that embeds the guide."""
    with serving_host() as site:
        yield site


@pytest.fixture(scope="session")
def guide(host: HostSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuideUnderTest]:
    """The real guide, which the host may embed."""
    with running_guide(tmp_path_factory.mktemp("guide"), (host.origin,)) as running:
        host.guide_url = running.url
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser, guide: GuideUnderTest) -> Iterator[NewPage]:
    """Opens the guide's page in a browser context of its own; keywords go to the context (viewport, color_scheme)."""
    contexts: list[BrowserContext] = []

    def opened(path: str | None = None, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.goto(guide.page if path is None else path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """The guide's page on a phone."""
    return new_page(viewport={"width": 375, "height": 720})
