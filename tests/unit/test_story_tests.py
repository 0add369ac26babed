"""The generated story tests are those that the data would give today."""

from __future__ import annotations

from guide.knowledge.library import default_library
from tests.stories.generate import STORIES, stories


def test_the_story_tests_are_up_to_date() -> None:
    assert STORIES.read_text(encoding="utf-8") == stories(), "run `python -m tests.stories.generate`"


def test_every_question_in_them_names_its_topic() -> None:
    """A button whose words do not name the topic could not be understood as a first message."""
    blocks = stories().split("- story: every question on ")[1:]
    assert len(blocks) == len(default_library().topics)
    for block in blocks:
        topic = block.split(" ", 1)[0]
        for line in block.splitlines():
            if line.startswith("      "):
                assert f'"topic", "value": "{topic}"' in line, line
