"""The understandings that are compared: the guide with and without embeddings, and Rasa's default pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from evaluation import baseline
from evaluation.nlu_model import NluModel
from evaluation.rows import Pair
from evaluation.scoring import Said, said_in
from guide.paths import DATA, PROJECT
from guide.yaml_lines import load_located

MEANING, SPARSE, DEFAULT = "meaning", "sparse", "default"
FOLDER = PROJECT / ".run" / "comparison"
_GUIDE_CONFIG = PROJECT / "config.yml"
_CLASSIFIER = "guide_rasa.act_classifier.ActClassifier"
_RULES = DATA / "rules" / "answers.yml"

Answering = Callable[[dict[str, Any]], Said]


@dataclass(frozen=True)
class Understanding:
    """One way to understand: how it is trained, and what it answers to a parsed message. `uses_meaning`: embeddings."""

    key: str
    title: str
    model: Callable[[], NluModel]
    answering: Callable[[frozenset[Pair]], Answering]
    uses_meaning: bool = False


def guide_model(meaning: bool) -> NluModel:
    """Return the guide's own pipeline, with or without sentence embeddings; its settings are written down anew."""
    from guide_rasa.fingerprint import hearing_fingerprint, reading_fingerprint

    folder = FOLDER / (MEANING if meaning else SPARSE)
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config.yml"
    config.write_text(yaml.safe_dump(guide_settings(meaning), sort_keys=False), encoding="utf-8")
    # not as kept since the start of this process: the files may have changed in the hours of a comparison
    return NluModel(config, folder, reading_fingerprint.__wrapped__() + hearing_fingerprint.__wrapped__())


def guide_settings(meaning: bool, shipped: Path = _GUIDE_CONFIG) -> dict[str, Any]:
    """Return the settings of the guide without its policies, and with this choice of features."""
    settings: dict[str, Any] = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    del settings["policies"]
    for component in settings["pipeline"]:
        if component["name"] == _CLASSIFIER:
            component["meaning"] = meaning
    return settings


def guide_answering(covered: frozenset[Pair]) -> Answering:
    """Answer as the guide does to the first message of a talk."""
    return guide_said


def guide_said(parsed: dict[str, Any]) -> Said:
    """Return what the guide's core says to a reading; to what it leaves to others (small talk, check-up) nothing."""
    from actions.answering import responder
    from guide.conversation.context import Context
    from guide.reading.reading import CRISIS, EMERGENCY, Reading

    reading = Reading.from_json(parsed["reading"])
    if reading.act in (CRISIS, EMERGENCY):
        return Said(alarm=True)
    if reading.act not in acts_of_the_core():
        return Said()
    outcome = responder().respond(reading, Context())
    return said_in(reply.custom for reply in outcome.replies if reply.custom)


@lru_cache(maxsize=1)
def acts_of_the_core() -> frozenset[str]:
    """Return the acts that the rules hand to the core."""
    steps = [step for rule in load_located(_RULES).data["rules"] for step in rule["steps"]]
    alternatives = [one for step in steps for one in step.get("or", [step])]
    return frozenset(one["intent"] for one in alternatives if "intent" in one)


def baseline_answering(covered: frozenset[Pair]) -> Answering:
    """Answer by the plainest rule."""
    return lambda parsed: Said(answers=baseline.answers_to(parsed, covered))


UNDERSTANDINGS = (
    Understanding(
        MEANING,
        "guide: words, letters and embeddings (as shipped)",
        lambda: guide_model(True),
        guide_answering,
        uses_meaning=True,
    ),
    Understanding(SPARSE, "guide: words and letters only", lambda: guide_model(False), guide_answering),
    Understanding(DEFAULT, "Rasa's default pipeline", lambda: baseline.MODEL, baseline_answering),
)
"""In the order in which they are trained: the slow one last."""
