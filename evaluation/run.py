"""`make evaluate SETS=folder`: measures the guide, and beside it Rasa's default pipeline, on question sets."""

import argparse
import asyncio
import json
import sys
import warnings
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from evaluation import tables
from evaluation.rows import Pair, Row, read_sets, set_files
from evaluation.scoring import Measure, Said, Scored, score
from evaluation.summary import Results
from evaluation.targets import TARGETS
from service import progress, train
from service.errors import StartError
from service.progress import say
from service.quiet import silence_this_process
from service.servers import MODEL

OUT = Path(".run/evaluation")
BAD_ARGUMENTS = 2
INTERRUPTED = 130
_WIDTH_OF_A_FILE = 150

Ask = Callable[[Row], Awaitable[Said]]


class BadArguments(Exception):
    """What was asked for cannot be measured; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and write down; returns the exit code."""
    options = _parser().parse_args(arguments)
    silence_this_process()
    # Rasa says so of every domain it loads.
    warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")
    try:
        rows, complaints = _rows_in(options.sets)
        _check_model()
        _make_folder(options.out)
        results = _measure(rows, complaints, options)
    except BadArguments as error:
        say(f"error: {error}")
        return BAD_ARGUMENTS
    except KeyboardInterrupt:
        return INTERRUPTED
    console = Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE)
    tables.show(results, console)
    console.print(f"Written: {options.out / 'report.json'}, {options.out / 'errors.jsonl'}", highlight=False)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evaluation.run", description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, metavar="FOLDER", help="folder with *.jsonl question sets")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help="where the report goes (%(default)s)")
    parser.add_argument("--no-baseline", action="store_true", help="measure the guide alone")
    return parser


def _rows_in(folder: Path) -> tuple[list[Row], list[str]]:
    if not folder.is_dir():
        raise BadArguments(f"there is no folder {folder}")
    files = set_files(folder)
    if not files:
        raise BadArguments(f"there is no question set (*.jsonl) in {folder}")
    rows, complaints = read_sets(files)
    for complaint in complaints:
        say(f"left out: {complaint}")
    if not rows:
        raise BadArguments(f"no line in {folder} can be used")
    return rows, complaints


def _check_model() -> None:
    if not MODEL.exists():
        raise BadArguments(f"there is no model {MODEL}; run `make train` in the project's folder first")
    made_from = train.STAMP.read_text(encoding="utf-8") if train.STAMP.exists() else ""
    if made_from != train.fingerprint_of_ingredients():
        say(f"{MODEL} was not trained from the present files; `make train` brings it up to date.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArguments(f"the report cannot be written to {folder}: {error.strerror}") from None


def _measure(rows: list[Row], complaints: list[str], options: argparse.Namespace) -> dict[str, Results]:
    from guide.knowledge.library import default_library

    covered = frozenset(default_library().covered_pairs())
    results = {tables.GUIDE: Results(asyncio.run(_ask_guide(rows)), covered)}
    _write(results, complaints, options)
    if not options.no_baseline:
        try:
            results[tables.BASELINE] = Results(asyncio.run(_ask_baseline(rows, covered)), covered)
        except StartError as error:
            say(str(error))
        _write(results, complaints, options)
    return results


async def _ask_guide(rows: list[Row]) -> list[Scored]:
    from evaluation.guide_bot import GuideBot

    return await _ask_all(rows, (await GuideBot.load()).ask, "Asking the guide")


async def _ask_baseline(rows: list[Row], covered: frozenset[Pair]) -> list[Scored]:
    from evaluation import baseline

    model = baseline.model_path()
    if not model.exists():
        with _bar("%") as bar:
            task = bar.add_task("Training the baseline (once, may take half an hour)", total=100)
            baseline.train(model, lambda percent: bar.update(task, completed=percent))
    return await _ask_all(rows, (await baseline.BaselineBot.load(model, covered)).ask, "Asking the baseline")


async def _ask_all(rows: list[Row], ask: Ask, task: str) -> list[Scored]:
    scored: list[Scored] = []
    with _bar("rows") as bar:
        for row in bar.track(rows, description=task):
            scored.append(score(row, await _ask_safely(row, ask)))
    return scored


async def _ask_safely(row: Row, ask: Ask) -> Said:
    try:
        return await ask(row)
    except Exception as error:  # whatever it is, it is one row's finding and must not lose the others
        return Said(failure=f"{type(error).__name__}: {error.__cause__ or error}")


def _bar(unit: str) -> Progress:
    console = progress.console
    amount = TaskProgressColumn() if unit == "%" else MofNCompleteColumn()
    columns = TextColumn("{task.description}"), BarColumn(), amount, TimeElapsedColumn()
    return Progress(*columns, console=console, transient=console.is_terminal)


def _write(results: dict[str, Results], complaints: list[str], options: argparse.Namespace) -> None:
    report: dict[str, Any] = {
        "measured": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "sets": str(options.sets),
        "bad_lines": complaints,
        "how_to_read": tables.LEGEND,
        "targets": {
            target.name: {
                "target": target.aim,
                **{
                    f"{bot}_{measure.value}": target.rate(result, measure).to_json()
                    for bot, result in results.items()
                    for measure in Measure
                },
            }
            for target in TARGETS
        },
        **{bot: result.to_json() for bot, result in results.items()},
    }
    (options.out / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = [json.dumps(error, ensure_ascii=False, default=str) for error in results[tables.GUIDE].errors()]
    (options.out / "errors.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
