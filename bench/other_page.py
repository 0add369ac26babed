"""A competitor's page on a local server that gives the answers our bot gave, after the time our bot took."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from bench.canned_server import HTML, SCRIPT, CannedServer, File
from bench.competitors import Competitor
from bench.contender import Wanted
from bench.our_page import type_and_send
from bench.talk import Talk

_GREETING_PLACE = "GREETING"


class OtherPage:
    """Types in each turn; `texts` are the answers of our bot, `delays` (s) the times it took, one for each turn."""

    def __init__(
        self, competitor: Competitor, server: CannedServer, greeting: str, texts: Sequence[str], talk: Talk
    ) -> None:
        """`greeting` starts the first message; `server` serves this page."""
        self.name = competitor.name
        self.url = server.url
        self.greeting_start = greeting
        self._entry = competitor.entry
        self._server = server
        self._texts = texts
        self.delays: Sequence[float] = [0.0] * len(texts)
        self._talk = talk

    def reply_to(self, turn: int) -> Wanted:
        """The canned answer of this turn."""
        return {"start": self._talk.reply_start(turn)}

    def send(self, page: Page, turn: int) -> None:
        """Make the server ready to answer this turn, and type."""
        mark = self._talk.reply_start(turn)
        # At both ends: the widgets scroll to the end of a reply, and the start of a long one is out of sight then.
        text = f"{mark} {self._texts[turn]}\n\n{mark}"
        self._server.delay = self.delays[turn]
        self._server.answer = json.dumps({"text": text}).encode()
        questions = self._talk.questions
        type_and_send(page.locator(self._entry), questions[turn % len(questions)])


def files_of(competitor: Competitor, packages: Path, greeting: str) -> dict[str, File]:
    """What its server serves: our page around the widget, with the greeting in it, and the widget's bundle."""
    page = competitor.page.read_text(encoding="utf-8").replace(_GREETING_PLACE, script_text(greeting))
    return {
        "/": File.of(HTML, page.encode()),
        "/bundle.js": File.of(SCRIPT, (packages / competitor.package / competitor.bundle).read_bytes()),
    }


def script_text(text: str) -> str:
    """A text as it is written in a script inside of a page."""
    return json.dumps(text).replace("<", "\\u003c")
