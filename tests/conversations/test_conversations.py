"""Holds every conversation in the folders beside this file with the real model and the real actions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conversations.script import Played, Script, load_scripts


@pytest.mark.parametrize("script", load_scripts(), ids=lambda script: script.name)
def test_conversation(script: Script, play: Callable[[Script], Played]) -> None:
    faults = [
        f"turn {number}, '{expected.user[:80]}': {fault}; it said {turn.customs or turn.text}"
        for number, (expected, turn) in enumerate(zip(script.turns, play(script).turns, strict=True), start=1)
        for fault in expected.faults(turn)
    ]
    assert not faults, "\n".join(faults)
