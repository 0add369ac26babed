"""Serves all pages and measures them in one run."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import yaml
from playwright.sync_api import Browser

from bench.canned_server import CannedServer
from bench.competitors import COMPETITORS, Competitor
from bench.measure import Samples, measure_round, rehearse, warm_up
from bench.other_page import OtherPage, files_of
from bench.our_page import OurPage
from bench.talk import Talk
from service.progress import waiting

_WORDING = Path("data/page/wording.yml")
_LENGTH_OF_START = 40


def measure(browser: Browser, url: str, packages: Path, repetitions: int, talk: Talk) -> dict[str, Samples]:
    """Measure our page at `url` and the others, whose `packages` are installed.

    Returns the samples by page, ours first. Raises BenchError if a page does not do what is waited for.
    """
    greeting = yaml.safe_load(_WORDING.read_text(encoding="utf-8"))["greeting"]
    start = greeting[0][:_LENGTH_OF_START].rstrip()
    ours = OurPage(url, start, talk)
    samples: dict[str, Samples] = {}
    with ExitStack() as running:
        with waiting("Rehearsing"):
            texts = rehearse(browser, ours, talk.turns)

            def serve(competitor: Competitor) -> OtherPage:
                server = running.enter_context(CannedServer(files_of(competitor, packages, "\n\n".join(greeting))))
                return OtherPage(competitor, server, start, texts, talk)

            others = [serve(competitor) for competitor in COMPETITORS]
            warm_up(browser, others)
        for number in range(1, repetitions + 1):
            with waiting(f"Measuring, round {number} of {repetitions}"):
                measure_round(browser, ours, others, samples, talk.turns)
    return samples
