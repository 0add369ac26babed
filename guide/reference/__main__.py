"""`python -m guide.reference` writes the pages into `docs/topics`."""

from __future__ import annotations

from guide.reference.documents import write

if __name__ == "__main__":
    write()
