"""The rows that are measured: our own sets always, and beside them those of a folder that was given."""

from dataclasses import dataclass
from pathlib import Path

from evaluation.rows import Row, read_sets, set_files
from guide.paths import PROJECT

OWN_SETS = PROJECT / "tests" / "evaluation"


class BadArguments(Exception):
    """What was asked for cannot be measured; the message says why."""


@dataclass(frozen=True)
class QuestionSets:
    """Rows, and a complaint about every line that is none."""

    rows: list[Row]
    complaints: list[str]


def gather(given: Path | None, own: Path = OWN_SETS) -> QuestionSets:
    """Read our own sets and those in the folder `given`. Raises BadArguments where one of them holds none."""
    rows, complaints = _read(own, own=True)
    if given is not None and given.resolve() != own.resolve():
        given_rows, given_complaints = _read(given, own=False)
        rows, complaints = [*rows, *given_rows], [*complaints, *given_complaints]
    return QuestionSets(rows, complaints)


def _read(folder: Path, own: bool) -> tuple[list[Row], list[str]]:
    if not folder.is_dir():
        raise BadArguments(f"there is no folder {folder}")
    files = set_files(folder)
    if not files:
        raise BadArguments(f"there is no question set (*.jsonl) in {folder}")
    rows, complaints = read_sets(files, own)
    if not rows:
        raise BadArguments("\n".join([f"no line in {folder} can be used", *complaints]))
    return rows, complaints
