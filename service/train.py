"""`make train`: trains the model when something it is made from has changed."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from service import messages
from service.errors import StartError, with_log_end
from service.progress import say, waiting
from service.quiet import quiet_environment
from service.servers import MODEL, RASA_MODULE, RUN_FOLDER

INGREDIENTS = ("config.yml", "domain.yml", "domain", "data", "guide", "guide_rasa", "requirements/lock.txt")
# They lie below these folders, but nothing in them reaches the model: a new word on the page needs no training.
NOT_INGREDIENTS = ("data/page", "guide/page", "guide/reference", "guide_rasa/page")
STAMP = MODEL.with_name("guide.made-from")
LOG = RUN_FOLDER / "train.log"


def main() -> int:
    """Bring the model up to date and return the exit code."""
    try:
        train_if_needed()
    except StartError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def train_if_needed() -> None:
    """Train unless the model at hand was made from just these files."""
    fingerprint = fingerprint_of_ingredients()
    if MODEL.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == fingerprint:
        say(messages.UP_TO_DATE.format(model=MODEL))
        return
    started = time.monotonic()
    with waiting(messages.TRAINING):
        train()
    STAMP.write_text(fingerprint, encoding="utf-8")
    say(messages.TRAINED.format(model=MODEL, seconds=time.monotonic() - started))


def train() -> None:
    """Run `rasa train` with its output in a log file."""
    command = [RASA_MODULE, "train", "--fixed-model-name", MODEL.name.removesuffix(".tar.gz")]
    LOG.parent.mkdir(exist_ok=True)
    STAMP.unlink(missing_ok=True)
    with LOG.open("wb") as output:
        result = subprocess.run(
            [sys.executable, "-m", *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=quiet_environment(),
            check=False,
        )
    if result.returncode != 0 or not MODEL.exists():
        raise StartError(with_log_end(messages.TRAINING_FAILED.format(log=LOG), LOG))


def fingerprint_of_ingredients() -> str:
    """Return a digest over the names and contents of all that goes into the model."""
    digest = hashlib.sha256()
    for path in ingredient_files():
        content = path.read_bytes()
        digest.update(f"{path.as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def ingredient_files() -> Iterator[Path]:
    """Yield the files that go into the model, always in the same order."""
    for ingredient in map(Path, INGREDIENTS):
        if ingredient.is_dir():
            yield from sorted(path for path in ingredient.rglob("*") if path.is_file() and goes_into_the_model(path))
        elif ingredient.exists():
            yield ingredient


def goes_into_the_model(path: Path) -> bool:
    """Tell apart what a model is made from, below the folders of ingredients, from what merely lies there."""
    return "__pycache__" not in path.parts and not any(Path(place) in path.parents for place in NOT_INGREDIENTS)


if __name__ == "__main__":
    sys.exit(main())
