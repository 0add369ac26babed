"""A fingerprint of what a component is made of, so that Rasa trains anew when code or dictionaries change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from guide.paths import DATA, PROJECT


@lru_cache(maxsize=1)
def reading_fingerprint() -> str:
    """Changes with the reading code, the dictionaries and the names in the knowledge files."""
    return _digest(
        [
            *(PROJECT / "guide" / "reading").glob("*.py"),
            *DATA.glob("vocabulary/*.yml"),
            *DATA.glob("knowledge/*.yml"),
        ]
    )


@lru_cache(maxsize=1)
def hearing_fingerprint() -> str:
    """Changes with the ear's code and the examples it is learned from."""
    return _digest([*(PROJECT / "guide" / "symptoms").glob("*.py"), *DATA.glob("heard/*.yml")])


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
