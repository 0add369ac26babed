"""`make evaluate SETS=folder`: measures the guide, and beside it Rasa's default pipeline, on question sets.

Our own sets in tests/evaluation are always measured; `--sets` adds those of a folder, `--noise` variants with noise.
"""

import argparse
import asyncio
import json
import sys
import warnings
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rich.console import Console

from evaluation import tables
from evaluation.asking import ask_all, bar
from evaluation.calibration import calibration_of
from evaluation.noise import VARIANTS, noisy
from evaluation.question_sets import BadArguments, QuestionSets, gather
from evaluation.rows import Pair, Row
from evaluation.scoring import Measure, Scored
from evaluation.summary import Results
from evaluation.targets import TARGETS
from service import train
from service.errors import StartError
from service.progress import say
from service.quiet import silence_this_process
from service.servers import MODEL

OUT = Path(".run/evaluation")
BAD_ARGUMENTS = 2
INTERRUPTED = 130
_WIDTH_OF_A_FILE = 150


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and write down; returns the exit code."""
    options = _parser().parse_args(arguments)
    silence_this_process()
    # Rasa says so of every domain it loads.
    warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")
    try:
        sets = gather(options.sets)
        for complaint in sets.complaints:
            say(f"left out: {complaint}")
        _check_model()
        _make_folder(options.out)
        results = _measure(sets, options)
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
    parser.add_argument("--sets", type=Path, metavar="FOLDER", help="folder with *.jsonl question sets, beside our own")
    parser.add_argument(
        "--noise",
        nargs="*",
        choices=VARIANTS,
        metavar="VARIANT",
        help=f"covered questions with noise as well: any of {', '.join(VARIANTS)}; all where none is named",
    )
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help="where the report goes (%(default)s)")
    parser.add_argument("--no-baseline", action="store_true", help="measure the guide alone")
    return parser


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


def _measure(sets: QuestionSets, options: argparse.Namespace) -> dict[str, Results]:
    from guide.knowledge.library import default_library

    covered = frozenset(default_library().covered_pairs())
    variants = () if options.noise is None else options.noise or VARIANTS
    given = [row for row in sets.rows if not row.own] or sets.rows
    rows = [*sets.rows, *noisy(given, covered, variants)]
    results = {tables.GUIDE: Results(asyncio.run(_ask_guide(rows)), covered)}
    _write(results, sets.complaints, options)
    if not options.no_baseline:
        try:
            results[tables.BASELINE] = Results(asyncio.run(_ask_baseline(rows, covered)), covered)
        except StartError as error:
            say(str(error))
        _write(results, sets.complaints, options)
    return results


async def _ask_guide(rows: list[Row]) -> list[Scored]:
    from evaluation.guide_bot import GuideBot

    return await ask_all(rows, (await GuideBot.load()).ask, "Asking the guide")


async def _ask_baseline(rows: list[Row], covered: frozenset[Pair]) -> list[Scored]:
    from evaluation import baseline

    model = baseline.MODEL.path()
    if not model.exists():
        with bar("%") as shown:
            task = shown.add_task("Training the baseline (once, may take half an hour)", total=100)
            baseline.MODEL.train(model, lambda percent: shown.update(task, completed=percent))
    return await ask_all(rows, (await baseline.BaselineBot.load(model, covered)).ask, "Asking the baseline")


def _write(results: dict[str, Results], complaints: list[str], options: argparse.Namespace) -> None:
    report: dict[str, Any] = {
        "measured": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "sets": sorted({one.row.set_name for one in results[tables.GUIDE].scored}),
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
        "calibration": {measure.value: calibration_of(results[tables.GUIDE], measure).to_json() for measure in Measure},
        **{bot: result.to_json() for bot, result in results.items()},
    }
    (options.out / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = [json.dumps(error, ensure_ascii=False, default=str) for error in results[tables.GUIDE].errors()]
    (options.out / "errors.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
