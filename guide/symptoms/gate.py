"""Which wordings are worth running on a message: those that find all the tokens that they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Needed = Sequence[frozenset[str]]
"""For each part of a wording that must be there, the tokens of which one will do; the narrowest part first."""


class Gate:
    """Sorts out wordings by their needed tokens, so that a message meets only the few that could match it."""

    def __init__(self, needed_of_rules: Iterable[Iterable[Needed]]) -> None:
        self._parts_with: dict[str, set[int]] = {}
        self._led_by: dict[int, list[tuple[frozenset[int], int, int]]] = {}
        numbers: dict[frozenset[str], int] = {}
        for rule, wordings in enumerate(needed_of_rules):
            for wording, needed in enumerate(wordings):
                parts = [numbers.setdefault(part, len(numbers)) for part in needed]
                self._led_by.setdefault(parts[0], []).append((frozenset(parts[1:]), rule, wording))
        for part, number in numbers.items():
            for token in part:
                self._parts_with.setdefault(token, set()).add(number)

    def possible(self, tokens: Iterable[str]) -> dict[int, list[int]]:
        """For each rule that could match a message of these tokens, the numbers of the wordings that could."""
        present: set[int] = set()
        for token in tokens:
            present |= self._parts_with.get(token, set())
        found: dict[int, list[int]] = {}
        for part in present:
            for others, rule, wording in self._led_by.get(part, ()):
                if others <= present:
                    found.setdefault(rule, []).append(wording)
        return {rule: sorted(found[rule]) for rule in sorted(found)}
