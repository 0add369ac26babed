"""Plays each conversation file once per session, however many tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.conversations.script import Played, Script, load_scripts
from tests.conversations.talk import Talk


@pytest.fixture(scope="session")
def play(new_talk: Callable[[], Talk]) -> Callable[[Script], Played]:
    """Holds a conversation; the second time it gives what was said the first time."""

    @cache
    def by_name(name: str) -> Played:
        script = next(script for script in load_scripts() if script.name == name)
        talk = new_talk()
        return Played(script, [talk.say(turn.user) for turn in script.turns])

    return lambda script: by_name(script.name)


@pytest.fixture(scope="session")
def all_played(play: Callable[[Script], Played]) -> list[Played]:
    """Every conversation, held."""
    return [play(script) for script in load_scripts()]
