"""A fingerprint of what a component is made of, so that Rasa trains anew when code or dictionaries change."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from guide.paths import DATA, PROJECT


@lru_cache(maxsize=1)
def reading_fingerprint() -> str:
    """Changes with the reading code, the dictionaries and the names in the knowledge files."""
    digest = hashlib.sha256()
    files = [
        *(PROJECT / "guide" / "reading").glob("*.py"),
        *DATA.glob("vocabulary/*.yml"),
        *DATA.glob("knowledge/*.yml"),
    ]
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
