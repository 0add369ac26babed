"""Measures all pages in turns, so that what else the machine does meets each of them alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Error

from bench.conditions import DESKTOP, SLOW_PHONE
from bench.contender import Contender
from bench.errors import BenchError
from bench.other_page import OtherPage
from bench.our_page import MESSAGES_PATH, OurPage, answer_of
from bench.visit import Opening, Visit, visit


@dataclass
class Samples:
    """What was measured of one page, all times in s. `violations`: of accessibility, after a whole talk."""

    openings: list[Opening] = field(default_factory=list)
    slow_openings: list[Opening] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)
    violations: int = 0


def rehearse(browser: Browser, ours: OurPage, turns: int) -> list[str]:
    """Hold the talk with our bot once, not counted. Returns the text of each answer, for the other pages to give."""
    texts = []
    try:
        with visit(browser, ours, DESKTOP) as visited:
            visited.open()
            for turn in range(turns):
                visited.take_turn(turn)
                texts.append(visited.page.locator(answer_of(turn)).inner_text())
    except Error as error:
        raise _in_words(ours, error) from error
    return texts


def warm_up(browser: Browser, pages: Sequence[Contender]) -> None:
    """Open each page once, not counted."""
    for page in pages:
        try:
            with visit(browser, page, DESKTOP) as visited:
                visited.open()
        except Error as error:
            raise _in_words(page, error) from error


def measure_round(
    browser: Browser, ours: OurPage, others: Sequence[OtherPage], samples: dict[str, Samples], turns: int
) -> None:
    """Measure each page once. The others answer as slowly as our bot has just done."""
    pages: list[Contender] = [ours, *others]
    for page in pages:
        try:
            delays = _measure_page(browser, page, samples.setdefault(page.name, Samples()), turns)
        except Error as error:
            raise _in_words(page, error) from error
        if page is ours:
            for other in others:
                other.delays = delays


def _measure_page(browser: Browser, page: Contender, samples: Samples, turns: int) -> list[float]:
    """Measure a page once; returns how long (s) our bot took in each turn, or nothing for another page."""
    with visit(browser, page, DESKTOP) as visited:
        samples.openings.append(visited.open())
        delays = _talk(visited, samples, turns, isinstance(page, OurPage))
        samples.foreign.update(visited.foreign())
        samples.violations = samples.violations or visited.violations()
    with visit(browser, page, SLOW_PHONE) as visited:
        samples.slow_openings.append(visited.open())
        samples.foreign.update(visited.foreign())
    return delays


def _talk(visited: Visit, samples: Samples, turns: int, is_ours: bool) -> list[float]:
    delays = []
    for turn in range(turns):
        samples.turns.append(visited.take_turn(turn))
        if is_ours:
            delays.append(visited.server_seconds(MESSAGES_PATH))
    samples.server.extend(delays)
    return delays


def _in_words(page: Contender, error: Error) -> BenchError:
    return BenchError(f"{page.name} did not do what was waited for: {error.message.splitlines()[0]}")
