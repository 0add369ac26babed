"""Measures the check-up on sets of messages and simulated patients: `python -m evaluation.check_up [--sets FOLDER]`.

A folder holds any of these files, with `held_out_` before the name for sets that nobody looked at while building:
emergencies.jsonl (text, signs, crisis), look_alikes.jsonl (text), openings.jsonl (text, slots), patients.jsonl
(opening, slots, expected, accepted, floor).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from evaluation.patients import Outcome, see_patient
from evaluation.rates import Rate, percentile
from guide.check_up.tables import LEVELS
from guide.paths import PROJECT
from guide.symptoms.reader import default_symptom_reader
from guide_rasa.in_process import InProcessBot, Turn
from service.progress import say
from service.quiet import silence_this_process

SETS = PROJECT / "tests" / "check_up_sets"
OUT = Path(".run/evaluation/check_up.json")
_PARTS = ("", "held_out_")
_INTO_THE_FORM = ("check my symptoms", "none of these")

Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and write down; returns the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.check_up", description=__doc__)
    parser.add_argument("--sets", type=Path, default=SETS, metavar="FOLDER", help="folder with the sets (%(default)s)")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE", help="where the report goes (%(default)s)")
    options = parser.parse_args(arguments)
    silence_this_process()
    warnings.filterwarnings("ignore")
    report = asyncio.run(_measure(options.sets))
    if not report:
        say(f"error: there is no set in {options.sets}")
        return 2
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, figures in report.items():
        print(name)
        for measure, value in figures.items():
            if not isinstance(value, list) or all(isinstance(one, float) for one in value):
                print(f"  {measure}: {value}")
    print(f"Written: {options.out}")
    return 0


async def _measure(folder: Path) -> dict[str, dict[str, Any]]:
    bot = await InProcessBot.load()
    report: dict[str, dict[str, Any]] = {}
    for part in _PARTS:
        for name, measure in (
            ("emergencies", _emergencies),
            ("look_alikes", _look_alikes),
            ("openings", _openings),
            ("patients", _patients),
        ):
            path = folder / f"{part}{name}.jsonl"
            if path.exists():
                rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
                report[path.stem] = await measure(bot, rows, path.stem)
    return report


async def _emergencies(bot: InProcessBot, rows: list[Row], name: str) -> dict[str, Any]:
    signs = [row for row in rows if not row.get("crisis")]
    crises = [row for row in rows if row.get("crisis")]
    first = {row["id"]: await bot.say(row["text"], f"{name}-{row['id']}") for row in rows}
    middle = {row["id"]: await _in_the_form(bot, row["text"], f"{name}-middle-{row['id']}") for row in rows}
    return {
        "caught at the first message": _rate(_alarmed(first[row["id"]]) for row in signs),
        "caught in mid-form": _rate(_alarmed(middle[row["id"]]) for row in signs),
        "a sign of the row named": _rate(bool(_signs(first[row["id"]]) & set(row["signs"])) for row in signs),
        "crises caught at the first message": _rate(bool(first[row["id"]].of_kind("crisis")) for row in crises),
        "crises caught in mid-form": _rate(bool(middle[row["id"]].of_kind("crisis")) for row in crises),
        "missed": [row["text"] for row in signs if not _alarmed(first[row["id"]])],
        "missed crises": [row["text"] for row in crises if not first[row["id"]].of_kind("crisis")],
    }


async def _look_alikes(bot: InProcessBot, rows: list[Row], name: str) -> dict[str, Any]:
    turns = {row["id"]: await bot.say(row["text"], f"{name}-{row['id']}") for row in rows}
    rules, whole = [], []
    for row in rows:
        started = time.perf_counter()
        default_symptom_reader().read(row["text"])
        read = time.perf_counter()
        await bot.agent.parse_message(row["text"])
        rules.append((read - started) * 1000)
        whole.append((time.perf_counter() - read) * 1000)
    return {
        "false alarms": _rate(_alarmed(turns[row["id"]]) for row in rows),
        "time of the rules, ms, median and p95": [round(median(rules), 2), round(percentile(rules, 95), 2)],
        "time of the whole reading, ms, median and p95": [round(median(whole), 2), round(percentile(whole, 95), 2)],
        "alarmed": [row["text"] for row in rows if _alarmed(turns[row["id"]])],
    }


async def _openings(bot: InProcessBot, rows: list[Row], name: str) -> dict[str, Any]:
    right = read = told = alarms = 0
    wrong: list[Row] = []
    for row in rows:
        sender = f"{name}-{row['id']}"
        alarms += _alarmed(await bot.say(row["text"], sender))
        slots = (await bot.tracker(sender)).current_slot_values()
        wanted = {(slot, value) for slot, value in _pairs(row["slots"])}
        found = {(slot, value) for slot, value in _pairs({slot: slots.get(slot) for slot in _READ_SLOTS})}
        right, read, told = right + len(wanted & found), read + len(found), told + len(wanted)
        if wanted != found:
            wrong.append({"text": row["text"], "extra": sorted(found - wanted), "missing": sorted(wanted - found)})
    return {
        "slot values, precision": str(Rate(right, read)),
        "slot values, recall": str(Rate(right, told)),
        "false alarms": str(Rate(alarms, len(rows))),
        "differences": wrong,
    }


async def _patients(bot: InProcessBot, rows: list[Row], name: str) -> dict[str, Any]:
    seen = [(row, await see_patient(bot, row, f"{name}-{row['id']}")) for row in rows]
    emergencies = [outcome.questions for row, outcome in seen if row["expected"] == LEVELS[-1]]
    others = [outcome.questions for row, outcome in seen if row["expected"] != LEVELS[-1]]
    return {
        "level exact": _rate(outcome.level == row["expected"] for row, outcome in seen),
        "level exact or accepted": _rate(outcome.level in row["accepted"] for row, outcome in seen),
        "below the floor": _rate(_rank(outcome) < LEVELS.index(row["floor"]) for row, outcome in seen),
        "questions asked, median, no emergency": median(others) if others else None,
        "questions asked, median, emergencies": median(emergencies) if emergencies else None,
        "questions asked, most, emergencies": max(emergencies, default=None),
        "not accepted": [
            {"id": row["id"], "opening": row["opening"], "expected": row["expected"], "found": outcome.level}
            for row, outcome in seen
            if outcome.level not in row["accepted"]
        ],
    }


_READ_SLOTS = (
    "subject",
    "age_group",
    "onset",
    "progression",
    "area",
    "wasting",
    "weakness",
    "numbness",
    "twitching",
    "pain",
    "context",
)


async def _in_the_form(bot: InProcessBot, text: str, sender: str) -> Turn:
    for message in _INTO_THE_FORM:
        await bot.say(message, sender)
    return await bot.say(text, sender)


def _alarmed(turn: Turn) -> bool:
    return bool(turn.of_kind("emergency") or turn.of_kind("crisis"))


def _signs(turn: Turn) -> set[str]:
    return {sign for custom in turn.of_kind("emergency") for sign in custom["signs"]}


def _rank(outcome: Outcome) -> int:
    return LEVELS.index(outcome.level) if outcome.level in LEVELS else -1


def _pairs(slots: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for slot, value in slots.items():
        for one in value if isinstance(value, list) else [value]:
            if one:
                yield slot, one


def _rate(hits: Iterable[bool]) -> str:
    listed = list(hits)
    return str(Rate(sum(listed), len(listed))) + f"  n={len(listed)}"


if __name__ == "__main__":
    sys.exit(main())
