"""An understanding trained by `rasa train nlu` in a process of its own, and kept until its data change."""

import hashlib
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from guide.paths import DATA, PROJECT
from service.errors import StartError, with_log_end
from service.quiet import quiet_environment

EXAMPLES = DATA / "nlu"
_NEW = "new"
_EPOCHS_DONE = re.compile(rb"Epochs:\s+(\d+)%")
_POLL_SECONDS = 0.5
_LOG_END = 4000


@dataclass(frozen=True)
class Cost:
    """What training took: seconds by the clock, and seconds of processors (more than one can work at a time)."""

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class NluModel:
    """Settings, and the folder for what is trained with them. `code`: a digest of our own code that learns, if any."""

    config: Path
    folder: Path
    code: str = ""

    @property
    def log(self) -> Path:
        """The log of the training."""
        return self.folder / "train.log"

    def path(self) -> Path:
        """Return where the model trained from the present examples and settings lies, or will lie."""
        from rasa.shared.importers.importer import TrainingDataImporter

        importer = TrainingDataImporter.load_nlu_importer_from_config(
            str(self.config), training_data_paths=[str(EXAMPLES)]
        )
        examples = importer.get_nlu_data()
        digest = hashlib.sha256(self.config.read_bytes() + examples.fingerprint().encode() + self.code.encode())
        return self.folder / f"{digest.hexdigest()[:16]}.tar.gz"

    def train(self, model: Path, show_percent: Callable[[int], None]) -> None:
        """Train in a process of its own, with its output in a log. Raises StartError when that fails."""
        self.folder.mkdir(parents=True, exist_ok=True)
        trained = self.folder / f"{_NEW}.tar.gz"
        trained.unlink(missing_ok=True)
        started, cpu_before = time.monotonic(), _cpu_of_children()
        if self._run(show_percent) != 0 or not trained.exists():
            raise StartError(with_log_end(f"Training failed. The whole log is in {self.log}; its end:", self.log))
        cost = Cost(round(time.monotonic() - started, 1), round(_cpu_of_children() - cpu_before, 1))
        for old in self.folder.glob("*.tar.gz*"):
            if old != trained:
                old.unlink()
        trained.rename(model)
        _cost_file(model).write_text(json.dumps(asdict(cost)), encoding="utf-8")

    def _run(self, show_percent: Callable[[int], None]) -> int:
        places = ["--config", str(self.config), "--nlu", str(EXAMPLES), "--out", str(self.folder)]
        # Rasa shows the epochs only where it logs. A cache of its own keeps it off the one of the guide's model.
        settings = {"LOG_LEVEL": "INFO", "RASA_CACHE_DIRECTORY": str(self.folder / "cache"), "RASA_MAX_CACHE_SIZE": "0"}
        with self.log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "service.run_rasa", "train", "nlu", *places, "--fixed-model-name", _NEW],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**quiet_environment(), **settings},
                cwd=PROJECT,
            )
        try:
            while process.poll() is None:
                show_percent(percent_in(self.log))
                time.sleep(_POLL_SECONDS)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
        return process.returncode


def cost_of(model: Path) -> Cost | None:
    """Return what training a model took; None where that was not written down."""
    path = _cost_file(model)
    return Cost(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def percent_in(log: Path) -> int:
    """Return how far the training is according to the end of its log."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _LOG_END))
        found = _EPOCHS_DONE.findall(file.read())
    return int(found[-1]) if found else 0


def _cost_file(model: Path) -> Path:
    return model.with_name(f"{model.name}.cost.json")


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
