"""Writes Rasa story tests for every answer the guide has: `python -m tests.stories.generate`.

The wording is that of the buttons. Entities are annotated as the scanner of the pipeline finds them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import yaml

from guide.conversation.next_questions import load_next_questions
from guide.knowledge.library import default_library
from guide.paths import PROJECT
from guide.reading.reading import ASPECT_ACT, Question
from guide.reading.scanner import default_scanner

STORIES = Path(__file__).parent / "test_answers.yml"
_HEAD = """# Made by `python -m tests.stories.generate` from data/knowledge and data/buttons.yml. Do not edit.
# Each topic: every question that has an answer, in the words of its button.
version: "3.1"

stories:
"""


@lru_cache(maxsize=1)
def entities() -> frozenset[str]:
    """The entities of the domain."""
    return frozenset(yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))["entities"])


def annotated(text: str) -> str:
    """`text` with its entities in Rasa's notation."""
    parts: list[str] = []
    position = 0
    for mention in default_scanner().scan(text).mentions:
        if mention.term.kind.value in entities():
            entity = json.dumps({"entity": mention.term.kind.value, "value": mention.term.id})
            parts += [text[position : mention.start], f"[{text[mention.start : mention.end]}]{entity}"]
            position = mention.end
    return "".join([*parts, text[position:]])


def stories() -> str:
    """The text of the story file."""
    library = default_library()
    words_of = {question: words for words, question in load_next_questions(library).all_words()}
    parts = [_HEAD]
    for topic in library.topics.values():
        parts.append(f"\n- story: every question on {topic.topic} is led to its answer\n  steps:\n")
        parts += [_turn(words_of[Question(aspect, topic.topic)], aspect) for aspect in topic.answers]
    return "".join(parts)


def _turn(words: str, aspect: str) -> str:
    return (
        f"  - user: |\n      {annotated(words)}\n"
        f"    intent: {ASPECT_ACT}{aspect}\n"
        "  - slot_was_set:\n    - action_server_replied: false\n"
        "  - action: action_answer_question\n"
        "  - slot_was_set:\n    - action_server_replied: true\n"
    )


if __name__ == "__main__":
    STORIES.write_text(stories(), encoding="utf-8")
