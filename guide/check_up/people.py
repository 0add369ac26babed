"""Whom the check-up is about, and the words to speak of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from guide.paths import DATA
from guide.reading.words import split_words
from guide.yaml_lines import load_located

SOMEBODY = "somebody"
_PRONOUNS_ONLY = ("woman", "man", "patient", SOMEBODY)


class People:
    """People by id, and their pronouns."""

    def __init__(self, people: Mapping[str, Mapping[str, object]], pronouns: Mapping[str, Mapping[str, str]]) -> None:
        self._people = people
        self._pronouns = pronouns
        self._by_words: dict[tuple[str, ...], str] = {}
        for id_, person in people.items():
            words = person["words"]
            assert isinstance(words, list)
            for word in words:
                self._by_words[tuple(word.split())] = id_

    def find(self, text: str) -> str | None:
        """The id of the person that `text` speaks of: a relative by name first, else by she or he; None if nobody."""
        forms = [word.form for word in split_words(text)]
        found = [
            self._by_words[phrase]
            for start in range(len(forms))
            for length in (3, 2, 1)
            if (phrase := tuple(forms[start : start + length])) in self._by_words
        ]
        named = [person for person in found if person not in _PRONOUNS_ONLY]
        return next(iter(named or found), None)

    def words(self, person: str | None) -> dict[str, str]:
        """What fills `{they}`, `{Their}`, `{person}` and so on for a person; someone unknown is spoken of as they."""
        known = self._people.get(person or "") or self._people[SOMEBODY]
        small = self._pronouns[str(known["pronoun"])]
        large = {key[0].upper() + key[1:]: word[0].upper() + word[1:] for key, word in small.items()}
        return {**small, **large, "person": str(known["name"])}


@lru_cache(maxsize=1)
def default_people() -> People:
    """The project's own words, read once per process."""
    return load_people()


def load_people(data: Path = DATA) -> People:
    """Read `data/check_up/people.yml`."""
    table = load_located(data / "check_up" / "people.yml").data
    return People(table["people"], table["pronouns"])
