"""A memory for what was computed of recent texts, which keeps none of the texts."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import blake2b
from typing import Generic, TypeVar

Computed = TypeVar("Computed")


class Recent(Generic[Computed]):
    """Finds again what was computed of the texts that came last: the words on buttons come over and over.

    A text is known by a digest of it alone, keyed anew in each process, so what a user wrote cannot be read from here.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._key = os.urandom(16)
        self._kept: dict[bytes, Computed] = {}

    def get(self, texts: tuple[str, ...], compute: Callable[[], Computed]) -> Computed:
        """What belongs to `texts`: as it was kept, or computed now. The oldest is dropped when there are too many."""
        digest = blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).digest()
        found = self._kept.pop(digest) if digest in self._kept else compute()
        self._kept[digest] = found
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return found
