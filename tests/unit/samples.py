"""Where the unit tests' data lies, and a part of the training examples."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from guide.paths import DATA
from guide.reading.training import Example

UNIT_DATA = Path(__file__).parent / "data"
SMALL_DATA = UNIT_DATA / "small"
_EVERY = 8
_MARKUP = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


def sampled_examples() -> list[Example]:
    """Every eighth training example of each act, as (text, act)."""
    by_act: dict[str, list[str]] = {}
    for path in sorted((DATA / "nlu").rglob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")]
            by_act.setdefault(block["intent"], []).extend(_MARKUP.sub(r"\1", line) for line in lines)
    return [(text, act) for act, texts in by_act.items() for text in texts[::_EVERY]]
