"""The memory for recent texts: finds what was computed, forgets the oldest, keeps no text."""

from __future__ import annotations

import pytest

from guide.reading.recent import Recent


class Counted:
    """Computes the length of a text, and counts how often it had to."""

    def __init__(self, most: int = 3) -> None:
        self.recent: Recent[int] = Recent(most)
        self.times = 0

    def length(self, *texts: str) -> int:
        def compute() -> int:
            self.times += 1
            return sum(map(len, texts))

        return self.recent.get(texts, compute)


def test_the_second_time_nothing_is_computed() -> None:
    counted = Counted()

    assert [counted.length("weak"), counted.length("weak")] == [4, 4]
    assert counted.times == 1


def test_texts_that_differ_are_told_apart() -> None:
    counted = Counted()

    assert [counted.length("a", "bc"), counted.length("ab", "c"), counted.length("abc"), counted.length("")] == [
        3,
        3,
        3,
        0,
    ]
    assert counted.times == 4


def test_the_one_not_asked_for_longest_is_dropped_first() -> None:
    counted = Counted(most=2)
    for text in ("one", "two", "one", "three"):
        counted.length(text)
    counted.length("one")
    assert counted.times == 3, "it was asked for lately"
    counted.length("two")
    assert counted.times == 4, "it had to make room"


def test_a_failure_is_not_kept() -> None:
    recent: Recent[int] = Recent(2)
    with pytest.raises(ZeroDivisionError):
        recent.get(("x",), lambda: 1 // 0)

    assert recent.get(("x",), lambda: 7) == 7


def test_no_text_is_kept() -> None:
    counted = Counted()
    counted.length("my legs are weak")

    assert "legs" not in repr(vars(counted.recent))


def test_half_a_character_pair_is_no_obstacle() -> None:
    assert Counted().length("\ud83d") == 1
