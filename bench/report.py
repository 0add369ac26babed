"""The result as a table in `docs/page_bench.md` and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.bars import MEASURES
from bench.errors import BenchError
from bench.figures import Figures, ratio
from bench.measure import Samples
from bench.our_page import OURS

DOCUMENT = Path("docs/page_bench.md")
DATA = Path(".run/page_bench.json")
BEGIN = "<!-- results: written by `make bench-page` -->"
END = "<!-- end of the results -->"


@dataclass(frozen=True)
class Run:
    """One run: when (ISO date and time), with what, on what, how busy it was at the start and at the end."""

    date: str
    command: str
    versions: Mapping[str, str]
    machine: str
    load: tuple[float, float]
    repetitions: int
    server: float
    """Median time in s that our bot's server took over a message, and so the others' too."""


def table(figures: Mapping[str, Figures]) -> list[str]:
    """The rows of a Markdown table: a column for each page, ours first, the others with their ratio to it."""
    ours = figures[OURS]
    rows = [["", "bar", *figures], ["---"] * (len(figures) + 2)]
    for measure in MEASURES:
        cells = [
            measure.written(measure.of(one)) + (f" ({times})" if one is not ours and times else "")
            for one in figures.values()
            for times in [ratio(measure.of(one), measure.of(ours))]
        ]
        bar = "" if measure.bar is None else f"≤ {measure.written(measure.bar)}"
        rows.append([measure.title, bar, *cells])
    return ["| " + " | ".join(row) + " |" for row in rows]


def section(run: Run, figures: Mapping[str, Figures], missed: Sequence[str]) -> str:
    """The generated part of the document."""
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    verdict = ["All bars are reached."] if not missed else ["Missed:", "", *(f"- {line}" for line in missed)]
    lines = [
        *table(figures),
        "",
        *verdict,
        "",
        f"- when: {run.date}, by `{run.command}`, {run.repetitions} repetitions, medians",
        f"- with: {versions}",
        f"- on: {run.machine}; load average {run.load[0]:.2f} at the start, {run.load[1]:.2f} at the end",
        f"- our server takes {run.server * 1000:.0f} ms of the time until the reply (p50), and so do the others'",
    ]
    return "\n".join(lines)


def with_section(document: str, content: str) -> str:
    """The document with `content` between its markers. Raises BenchError if they are missing."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise BenchError(f"{DOCUMENT} has no place for the results: {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{content}\n\n{END}{after}"


def write_document(content: str, path: Path = DOCUMENT) -> None:
    """Put the generated part into the document."""
    path.write_text(with_section(path.read_text(encoding="utf-8"), content), encoding="utf-8")


def write_data(
    run: Run, figures: Mapping[str, Figures], samples: Mapping[str, Samples], missed: Sequence[str], path: Path = DATA
) -> None:
    """Write all that was measured as JSON."""
    data: dict[str, Any] = {
        **asdict(run),
        "missed": list(missed),
        "figures": {name: asdict(one) for name, one in figures.items()},
        "samples": {name: {**asdict(one), "foreign": sorted(one.foreign)} for name, one in samples.items()},
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
