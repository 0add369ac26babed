"""The baseline: Rasa's default pipeline on the guide's own examples, with the plainest rule that gives answers."""

import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.rows import Pair, Row
from evaluation.scoring import Said
from guide.paths import DATA, PROJECT
from service.errors import StartError, with_log_end
from service.quiet import quiet_environment

CONFIG = PROJECT / "evaluation" / "default_config.yml"
FOLDER = PROJECT / ".run" / "baseline"
LOG = FOLDER / "train.log"
_EXAMPLES = DATA / "nlu"
_NEW = "new"
_INTENT_OF_ASPECT = "ask_"
_EPOCHS_DONE = re.compile(rb"Epochs:\s+(\d+)%")
_POLL_SECONDS = 0.5
_LOG_END = 4000


def model_path() -> Path:
    """Return where the baseline trained from the present examples and settings lies, or will lie."""
    from evaluation.annotated_importer import AnnotatedImporter

    examples = AnnotatedImporter(str(CONFIG), None, [str(_EXAMPLES)]).get_nlu_data()
    digest = hashlib.sha256(CONFIG.read_bytes() + examples.fingerprint().encode())
    return FOLDER / f"{digest.hexdigest()[:16]}.tar.gz"


def train(model: Path, show_percent: Callable[[int], None]) -> None:
    """Train in a process of its own, with its output in a log. Raises StartError when that fails."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    trained = FOLDER / f"{_NEW}.tar.gz"
    trained.unlink(missing_ok=True)
    places = ["--config", str(CONFIG), "--nlu", str(_EXAMPLES), "--out", str(FOLDER), "--fixed-model-name", _NEW]
    # Rasa shows the epochs only where it logs. A cache of its own keeps it off the one of the guide's model.
    settings = {"LOG_LEVEL": "INFO", "RASA_CACHE_DIRECTORY": str(FOLDER / "cache"), "RASA_MAX_CACHE_SIZE": "0"}
    with LOG.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "service.run_rasa", "train", "nlu", *places],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**quiet_environment(), **settings},
            cwd=PROJECT,
        )
    try:
        while process.poll() is None:
            show_percent(percent_in(LOG))
            time.sleep(_POLL_SECONDS)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
    if process.returncode != 0 or not trained.exists():
        raise StartError(with_log_end(f"Training the baseline failed. The whole log is in {LOG}; its end:", LOG))
    for old in FOLDER.glob("*.tar.gz"):
        if old != trained:
            old.unlink()
    trained.rename(model)


def percent_in(log: Path) -> int:
    """Return how far the training is according to the end of its log."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _LOG_END))
        found = _EPOCHS_DONE.findall(file.read())
    return int(found[-1]) if found else 0


def answers_to(parsed: dict[str, Any], covered: frozenset[Pair]) -> tuple[Pair, ...]:
    """Return the answer to a parsed message: an intent that asks for an aspect, and the first topic it marks.

    `covered` holds the pairs that the guide's library has an answer to; to others there is nothing to say.
    """
    intent = str((parsed.get("intent") or {}).get("name") or "")
    if not intent.startswith(_INTENT_OF_ASPECT):
        return ()
    aspect = intent.removeprefix(_INTENT_OF_ASPECT)
    known = {topic for topic, _ in covered}
    marked = [entity for entity in parsed.get("entities") or [] if entity.get("value") in known]
    if not marked:
        return ()
    pair = str(min(marked, key=lambda entity: entity["start"])["value"]), aspect
    return (pair,) if pair in covered else ()


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
