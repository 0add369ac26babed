"""One visit of a page in a fresh browser context: nothing is cached."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bench.conditions import Conditions
from bench.contender import Contender
from bench.errors import BenchError
from bench.wire import Wire

_WATCH = Path(__file__).with_name("watch.js")
_SECONDS = 60


@dataclass(frozen=True)
class Opening:
    """What it took until a page could be used: time in s till the first bot message was seen, what was loaded."""

    seconds: float
    bytes: int
    requests: int
    foreign: tuple[str, ...]


class Visit:
    """An open page."""

    def __init__(self, page: Page, contender: Contender, wire: Wire) -> None:
        self.page = page
        self._contender = contender
        self._wire = wire

    def open(self) -> Opening:
        """Open the page, wait for the first bot message and for the network to be quiet.

        Raises BenchError if there is no page at its address.
        """
        answer = self.page.goto(self._contender.url, wait_until="commit")
        if answer is None or not answer.ok:
            raise BenchError(f"{self._contender.name} is not served: status {answer.status if answer else 'none'}")
        milliseconds = float(self.page.evaluate("bench.greeting()"))
        self.page.wait_for_load_state("networkidle")
        return Opening(milliseconds / 1000, self._wire.bytes, self._wire.requests, self.foreign())

    def take_turn(self, turn: int) -> float:
        """Hold one turn; returns the time in s from the key or tap until the reply was seen."""
        self.page.evaluate("wanted => { bench.expectReply(wanted); }", self._contender.reply_to(turn))
        self._contender.send(self.page, turn)
        return float(self.page.evaluate("bench.reply()")) / 1000

    def server_seconds(self, path: str) -> float:
        """How long the server took over the newest request to `path`."""
        return float(self.page.evaluate("path => bench.serverTime(path)", path)) / 1000

    def foreign(self) -> tuple[str, ...]:
        """The other origins that were asked for something so far."""
        return tuple(sorted(self._wire.foreign))

    def violations(self) -> int:
        """How many rules of accessibility the page violates, as axe finds them."""
        return int(Axe().run(self.page).violations_count)


@contextmanager
def visit(browser: Browser, contender: Contender, conditions: Conditions) -> Iterator[Visit]:
    """A visit under some conditions. Raises Playwright's Error where the page does not do what is waited for."""
    context = browser.new_context(viewport={"width": conditions.width, "height": conditions.height})
    try:
        context.set_default_timeout(_SECONDS * 1000)
        context.add_init_script(path=_WATCH)
        context.add_init_script(f"bench.expectGreeting({json.dumps(contender.greeting_start)});")
        page = context.new_page()
        session = context.new_cdp_session(page)
        wire = Wire(contender.url)
        wire.listen(session)
        if conditions.network:
            session.send("Network.emulateNetworkConditions", conditions.network.for_browser())
        session.send("Emulation.setCPUThrottlingRate", {"rate": conditions.slowdown})
        yield Visit(page, contender, wire)
    finally:
        context.close()
