"""`make stale`: lists what may have changed and was last checked longer than a year ago, with file and line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from guide.knowledge.library import knowledge_files
from guide.knowledge.models import Topic
from guide.paths import DATA
from guide.yaml_lines import load_located

MONTHS_FRESH = 12


def stale(today: date, data: Path = DATA) -> Iterator[str]:
    """A line `file:line: checked YEAR-MONTH: sentence` for each date-sensitive sentence older than a year."""
    for path in knowledge_files(data):
        located = load_located(path)
        for where, sentence in Topic(**located.data).placed_sentences():
            if sentence.checked and _months_since(sentence.checked, today) > MONTHS_FRESH:
                yield f"{path}:{located.line_of(where)}: checked {sentence.checked}: {sentence.text}"


def _months_since(month: str, today: date) -> int:
    year, number = map(int, month.split("-"))
    return (today.year - year) * 12 + today.month - number


def main() -> int:
    """Print the list and how long it is; always 0, since old is not wrong."""
    found = list(stale(date.today()))
    for line in found:
        print(line)
    print(f"{len(found)} date-sensitive sentences were checked more than {MONTHS_FRESH} months ago")
    return 0


if __name__ == "__main__":
    sys.exit(main())
