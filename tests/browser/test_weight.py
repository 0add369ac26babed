"""How much comes over the wire, and what the browser may keep."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Page, Response

from tests.browser import steps
from tests.browser.guide import GuideUnderTest

MOST_BYTES = 60_000
A_YEAR = 365 * 24 * 3600
_WITH_VERSION = re.compile(r"/chat/static/[0-9a-f]{12}/")


class Wire:
    """What comes over the wire to a page, as the browser's network layer counts it."""

    def __init__(self, page: Page) -> None:
        self.bytes: dict[str, float] = {}
        self._addresses: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._begun)
        session.on("Network.loadingFinished", self._ended)
        session.send("Network.enable")

    def _begun(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["response"]["url"]

    def _ended(self, event: dict[str, Any]) -> None:
        address = self._addresses[event["requestId"]]
        self.bytes[address] = self.bytes.get(address, 0) + event["encodedDataLength"]

    def come_to_rest(self, page: Page, address: str) -> None:
        """Open the page, and wait until all that it loads is there."""
        page.goto(address, wait_until="networkidle")


def test_the_page_can_be_used_after_60_kb(browser: Browser, guide: GuideUnderTest) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        wire = Wire(page)
        wire.come_to_rest(page, guide.page)
        assert {"htmx.js", "page.js", "page.css"} <= {address.rsplit("/", 1)[-1] for address in wire.bytes}
        assert sum(wire.bytes.values()) <= MOST_BYTES, wire.bytes
        assert steps.say(page, steps.QUESTION)


def test_a_second_visit_loads_the_page_alone(browser: Browser, guide: GuideUnderTest) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(guide.page, wait_until="networkidle")
        wire = Wire(page)
        wire.come_to_rest(page, guide.page)
        assert [address for address, size in wire.bytes.items() if size] == [guide.page]


def test_static_files_are_compressed_and_kept_for_a_year(browser: Browser, guide: GuideUnderTest) -> None:
    answers: list[Response] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda answer: answers.append(answer))
        page.goto(guide.page, wait_until="networkidle")
        files = [answer for answer in answers if "/static/" in answer.url]
        assert len(files) >= 5
        for file in files:
            headers = file.all_headers()
            assert _WITH_VERSION.search(file.url)
            assert headers["content-encoding"] == "gzip", file.url
            assert headers["cache-control"] == f"public, max-age={A_YEAR}, immutable", file.url


def test_what_belongs_to_a_conversation_is_not_kept(page: Page, guide: GuideUnderTest) -> None:
    with page.expect_response("**/chat/messages") as answer:
        steps.say(page, steps.QUESTION)
    addresses = (guide.page, f"{guide.page}frame", f"{guide.page}history")
    for given in (answer.value.all_headers(), *(page.request.get(address).headers for address in addresses)):
        assert given["cache-control"] == "no-store"
