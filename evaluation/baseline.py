"""The baseline: Rasa's default pipeline on the guide's own examples, with the plainest rule that gives answers."""

import time
from pathlib import Path
from typing import Any

from evaluation.nlu_model import NluModel
from evaluation.rows import Pair, Row
from evaluation.scoring import Answer, Said
from guide.knowledge.library import Library, default_library
from guide.paths import PROJECT

MODEL = NluModel(PROJECT / "evaluation" / "default_config.yml", PROJECT / ".run" / "baseline")
_INTENT_OF_ASPECT = "ask_"


def answers_to(parsed: dict[str, Any], covered: frozenset[Pair], library: Library | None = None) -> tuple[Answer, ...]:
    """Return the answer to a parsed message: an intent that asks for an aspect, and the first topic it marks.

    `covered` holds the pairs that the guide's library has an answer to, facets among the aspects; to others there is
    nothing to say. Which aspect a facet belongs to stands in the `library`.
    """
    intent = str((parsed.get("intent") or {}).get("name") or "")
    if not intent.startswith(_INTENT_OF_ASPECT):
        return ()
    asked = intent.removeprefix(_INTENT_OF_ASPECT)
    known = {topic for topic, _ in covered}
    marked = [entity for entity in parsed.get("entities") or [] if entity.get("value") in known]
    if not marked:
        return ()
    topic = str(min(marked, key=lambda entity: entity["start"])["value"])
    if (topic, asked) not in covered:
        return ()
    library = library or default_library()
    aspect = library.taxonomy.aspect_of(asked, library.topics[topic].sort)
    return (Answer(topic, aspect, None if aspect == asked else asked),)


class BaselineBot:
    """Asks the baseline and times it."""

    def __init__(self, agent: Any, covered: frozenset[Pair]) -> None:
        self._agent = agent
        self._covered = covered

    @classmethod
    async def load(cls, model: Path, covered: frozenset[Pair]) -> "BaselineBot":
        """Load the baseline from its archive."""
        from rasa.core.agent import load_agent

        return cls(await load_agent(model_path=str(model)), covered)

    async def ask(self, row: Row) -> Said:
        """Parse the text of a row."""
        started = time.perf_counter()
        parsed = await self._agent.parse_message(row.text)
        milliseconds = (time.perf_counter() - started) * 1000
        return Said(answers=answers_to(parsed, self._covered), reading=parsed, milliseconds=milliseconds)
