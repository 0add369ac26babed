"""The number to call: by the country that was named, by the setting GUIDE_COUNTRY, or the common ones together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from guide.paths import DATA
from guide.reading.words import split_words
from guide.yaml_lines import load_located

COUNTRY_SETTING = "GUIDE_COUNTRY"
"""Environment variable: a country code of the table (such as `gb`), for a guide that serves one country."""

_BEFORE = frozenset({"in", "from", "here", "live", "across"})
_BETWEEN = frozenset({"the", "a", "northern", "southern", "rural", "south", "north", "west", "east"})


@dataclass(frozen=True)
class Numbers:
    """What to call in an emergency and in a crisis, as shown to the person."""

    emergency: str
    crisis: str


class NumberTable:
    """Numbers by country code; countries by what people call them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._countries: Mapping[str, Any] = table["countries"]
        self._default = Numbers(table["default"]["emergency"], table["default"]["crisis"])
        self._names = {
            tuple(word.form for word in split_words(name)): code
            for code, country in self._countries.items()
            for name in country["names"]
        }

    def find_country(self, text: str) -> str | None:
        """The code of the country where `text` says that the person is ("I'm in the UK"); None if it says none."""
        forms = [word.form for word in split_words(text)]
        for start in range(len(forms)):
            for length in (4, 3, 2, 1):
                code = self._names.get(tuple(forms[start : start + length]))
                if code and self._is_place(forms[:start], length, len(forms)):
                    return code
        return None

    @staticmethod
    def _is_place(before: list[str], length: int, total: int) -> bool:
        if length == total:
            return True
        while before and before[-1] in _BETWEEN:
            before = before[:-1]
        return bool(before) and before[-1] in _BEFORE

    def of(self, country: str | None = None) -> Numbers:
        """The numbers of a country; of that in GUIDE_COUNTRY where it is None; the default where neither is known."""
        known = self._countries.get((country or os.environ.get(COUNTRY_SETTING, "")).lower())
        if known is None:
            return self._default
        crisis = known["crisis"]
        return Numbers(known["emergency"], f"{crisis} or {known['emergency']}" if crisis else self._default.crisis)


def load_numbers(data: Path = DATA) -> NumberTable:
    """Read `data/check_up/emergency_numbers.yml`."""
    return NumberTable(load_located(data / "check_up" / "emergency_numbers.yml").data)


@lru_cache(maxsize=1)
def default_numbers() -> NumberTable:
    """The project's own numbers, read once per process."""
    return load_numbers()
