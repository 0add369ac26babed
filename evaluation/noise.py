"""Noise: the same question with typing errors, or in the middle of rambling talk. Seeded by the text of each row."""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from evaluation.rows import Pair, Row, Wanted
from guide.yaml_lines import load_located

ONE_TYPO, TWO_TYPOS, RAMBLING = "one_typo", "two_typos", "rambling"
VARIANTS = (ONE_TYPO, TWO_TYPOS, RAMBLING)
SEED = 1
_RAMBLING_FILE = Path(__file__).with_name("rambling.yml")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MOST_TRIES = 100


@dataclass(frozen=True)
class Rambling:
    """What people say before and after what they want to know."""

    prefaces: tuple[str, ...]
    tails: tuple[str, ...]


def noisy(rows: Iterable[Row], covered: frozenset[Pair], variants: Sequence[str] = VARIANTS) -> list[Row]:
    """Return the variants of the covered rows; each variant of a set is a set of its own."""
    plain = [row for row in rows if row.wanted(covered) is Wanted.ANSWER and row.variant is None]
    return [with_noise(row, variant) for variant in variants for row in plain]


def with_noise(row: Row, variant: str, seed: int = SEED) -> Row:
    """Return a row with one variant of noise; always the same for the same text and seed."""
    rng = random.Random(f"{variant}:{seed}:{row.text}")
    text = _NOISE[variant](row.text, rng)
    return replace(row, set_name=f"{row.set_name}, {variant.replace('_', ' ')}", text=text, variant=variant)


def one_typo(text: str, rng: random.Random) -> str:
    """Return `text` with one typing error in a word of four letters or more; as it was where there is none."""
    words = list(_LONG_WORD.finditer(text))
    return _mistype(text, rng.choice(words), rng) if words else text


def two_typos(text: str, rng: random.Random) -> str:
    """Return `text` with a typing error in each of two words; both in one word where there is only one."""
    words = list(_LONG_WORD.finditer(text))
    if not words:
        return text
    if len(words) == 1:
        return _two_slips(text, words[0], rng)
    first, second = sorted(rng.sample(words, 2), key=lambda word: word.start())
    # the later one first, so that the place of the earlier one still holds
    return _mistype(_mistype(text, second, rng), first, rng)


def rambling(text: str, rng: random.Random) -> str:
    """Return `text` between a preface and a tail of everyday talk."""
    talk = load_rambling()
    return f"{rng.choice(talk.prefaces)} {text} {rng.choice(talk.tails)}"


@lru_cache(maxsize=1)
def load_rambling() -> Rambling:
    """Return the everyday talk in `evaluation/rambling.yml`."""
    table = load_located(_RAMBLING_FILE).data
    return Rambling(tuple(table["prefaces"]), tuple(table["tails"]))


def _mistype(text: str, word: re.Match[str], rng: random.Random) -> str:
    for _ in range(_MOST_TRIES):
        typed = rng.choice(_TYPOS)(word.group(), rng)
        if typed != word.group():
            break
    else:
        typed = _double(word.group(), rng)
    return text[: word.start()] + typed + text[word.end() :]


def _two_slips(text: str, word: re.Match[str], rng: random.Random) -> str:
    """Two wrong letters, with one between them at least: other errors in one word can undo each other."""
    letters = list(word.group())
    first = rng.randrange(len(letters) - 2)
    for place in (first, rng.randrange(first + 2, len(letters))):
        letters[place] = _beside(letters[place], rng)
    return text[: word.start()] + "".join(letters) + text[word.end() :]


def _delete(word: str, rng: random.Random) -> str:
    place = rng.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _double(word: str, rng: random.Random) -> str:
    place = rng.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def _swap(word: str, rng: random.Random) -> str:
    place = rng.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _neighbouring_key(word: str, rng: random.Random) -> str:
    place = rng.randrange(len(word))
    return word[:place] + _beside(word[place], rng) + word[place + 1 :]


def _beside(letter: str, rng: random.Random) -> str:
    typed = rng.choice(_BESIDE.get(letter.lower(), "aeiou"))
    return typed.upper() if letter.isupper() else typed


def _keys_beside() -> dict[str, str]:
    places = {key: (line, place) for line, keys in enumerate(_KEYBOARD) for place, key in enumerate(keys)}
    return {
        key: "".join(
            other
            for other, (line2, place2) in places.items()
            # each line of keys stands half a key further to the right than the one above it
            if other != key and abs(line - line2) <= 1 and abs((place + line / 2) - (place2 + line2 / 2)) <= 1
        )
        for key, (line, place) in places.items()
    }


_BESIDE = _keys_beside()
_TYPOS: tuple[Callable[[str, random.Random], str], ...] = (_delete, _double, _swap, _neighbouring_key)
_NOISE: dict[str, Callable[[str, random.Random], str]] = {
    ONE_TYPO: one_typo,
    TWO_TYPOS: two_typos,
    RAMBLING: rambling,
}
