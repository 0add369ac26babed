"""Deleting cannot be undone: only wordings that say it outright may lead to it."""

from __future__ import annotations

import pytest
import yaml

from guide.paths import DATA
from guide.reading.advice import load_cues

EXAMPLES = DATA / "nlu" / "dialogue" / "delete_conversation.yml"


def _examples() -> list[str]:
    blocks = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))["nlu"]
    wishes = next(block["examples"] for block in blocks if block["intent"] == "delete_conversation")
    return [line.removeprefix("- ") for line in wishes.splitlines()]


@pytest.mark.parametrize("wish", _examples())
def test_every_wish_that_is_learnt_says_it_outright(wish: str) -> None:
    assert load_cues().asks_deletion(wish)


@pytest.mark.parametrize(
    "other",
    [
        '<section id="live" hx-swap-oob="true">gone</section>',
        "what is muscle atrophy",
        "I want it all to end",
        "my strength is gone",
        "the muscle in my hand has disappeared",
        "how can I get rid of cramps",
        "stop",
        "start over",
        "no",
    ],
)
def test_what_does_not_say_it_is_no_wish(other: str) -> None:
    assert not load_cues().asks_deletion(other)
