"""One understanding, loaded and asked in a process of its own, so that its time and memory are its own.

`python -m evaluation.ask_understanding KEY MODEL OUT [--sets FOLDER]`, as `evaluation.compare` starts it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation import selections
from evaluation.asking import Ask, ask_all
from evaluation.noise import noisy
from evaluation.question_sets import gather
from evaluation.rows import Pair, Row
from evaluation.scoring import Measure, Outcome, Said
from evaluation.selections import Select
from evaluation.summary import Results, Tally
from evaluation.understandings import UNDERSTANDINGS, Understanding
from service.quiet import silence_this_process

QUESTIONS: dict[str, Select] = {**selections.CONSUMER_VARIANTS, "our own pairs": selections.own_pairs}
UNANSWERED: dict[str, Select] = {
    "diseases not covered": selections.foreign,
    "other health": selections.other_health,
    "not about health": selections.not_health,
    "small talk": selections.small_talk,
}
_STATUS = Path("/proc/self/status")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
_KILOBYTES_PER_MB = 1024
_WARM_UP = "What is this?"


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask every row and write the figures."""
    parser = argparse.ArgumentParser(prog="evaluation.ask_understanding", description=__doc__)
    parser.add_argument("key", choices=[one.key for one in UNDERSTANDINGS])
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sets", type=Path)
    options = parser.parse_args(arguments)
    silence_this_process()
    understanding = next(one for one in UNDERSTANDINGS if one.key == options.key)
    figures = asyncio.run(_measure(understanding, options.model, options.sets))
    options.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


async def _measure(understanding: Understanding, model: Path, sets: Path | None) -> dict[str, Any]:
    from guide.knowledge.library import default_library

    covered = frozenset(default_library().covered_pairs())
    ask = await _load(understanding, model, covered)
    await ask(Row("warm up", 0, _WARM_UP))
    rows = rows_to_ask(sets, covered)
    scored = await ask_all(rows, ask, f"Asking: {understanding.title}")
    return {**figures_of(Results(scored, covered)), "peak_memory_mb": peak_memory_mb()}


def rows_to_ask(sets: Path | None, covered: frozenset[Pair]) -> list[Row]:
    """Return the rows that any figure speaks of, and the given questions with noise."""
    plain = gather(sets).rows
    rows = [*plain, *noisy([row for row in plain if not row.own], covered)]
    selects = [*QUESTIONS.values(), *UNANSWERED.values()]
    return [row for row in rows if any(select(row, covered) for select in selects)]


def peak_memory_mb(status: Path = _STATUS) -> int | None:
    """Return the most memory that this process held; None where the system does not tell.

    The usage of resources will not do: it starts from that of the process that started this one.
    """
    told = _PEAK.search(status.read_text(encoding="utf-8")) if status.exists() else None
    return round(int(told.group(1)) / _KILOBYTES_PER_MB) if told else None


async def _load(understanding: Understanding, model: Path, covered: frozenset[Pair]) -> Ask:
    import skops.io  # noqa: F401  Imported after TensorFlow, which Rasa brings in, this takes many seconds longer.
    from rasa.core.agent import load_agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    agent = await load_agent(model_path=str(model))
    answering = understanding.answering(covered)

    async def ask(row: Row) -> Said:
        started = time.perf_counter()
        parsed = await agent.parse_message(row.text)
        milliseconds = (time.perf_counter() - started) * 1000
        return replace(answering(parsed), milliseconds=milliseconds)

    return ask


def figures_of(results: Results) -> dict[str, Any]:
    """Return what is compared. The time is that of rows without noise, which makes messages longer."""
    plain = Results([one for one in results.scored if one.row.variant is None], frozenset())
    return {
        "questions": {name: _outcomes(results, select) for name, select in QUESTIONS.items()},
        "answered": {
            name: Tally(results.where(select), Measure.STRICT).answered.to_json() for name, select in UNANSWERED.items()
        },
        "failed": results.count(lambda one: bool(one.said.failure)),
        "alarms": results.count(lambda one: one.said.alarm),
        "milliseconds": plain.milliseconds(),
    }


def _outcomes(results: Results, select: Select) -> dict[str, Any]:
    strict, lenient = (Tally(results.where(select), measure) for measure in Measure)
    return {
        "n": strict.total,
        "right": strict.rate(Outcome.RIGHT).to_json(),
        "right_lenient": lenient.rate(Outcome.RIGHT).to_json(),
        "wrong": strict.rate(Outcome.WRONG).to_json(),
        "wrong_lenient": lenient.rate(Outcome.WRONG).to_json(),
        "clarified": strict.rate(Outcome.CLARIFIED).to_json(),
    }


if __name__ == "__main__":
    sys.exit(main())
