"""Installs the other chat pages into `.run/bench/`, from the locked versions and for the measurement only."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from bench.errors import BenchError
from service.progress import waiting

FOLDER = Path(".run/bench")
_LOCKED = Path(__file__).parent
_FILES = ("package.json", "package-lock.json", ".npmrc")
_COMMAND = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
_SECONDS = 900
_NO_NPM = (
    "node and npm are missing. Only this measurement needs them, for the pages it compares ours with. Get them with:\n"
    "  sudo apt-get install nodejs npm"
)


def install(folder: Path = FOLDER) -> Path:
    """Install what is locked, unless it is there already. Returns the folder of the packages.

    Raises BenchError if npm is missing or fails.
    """
    packages = folder / "node_modules"
    if not is_installed(folder):
        _run_npm(folder)
    return packages


def is_installed(folder: Path) -> bool:
    """Tell whether the packages in `folder` are those that are locked now."""
    # npm writes its own list as the last thing of an installation.
    finished = (folder / "node_modules" / ".package-lock.json").is_file()
    return finished and all(_same(folder / name, _LOCKED / name) for name in _FILES)


def version_of(packages: Path, package: str) -> str:
    """The version of an installed package."""
    return str(json.loads((packages / package / "package.json").read_text(encoding="utf-8"))["version"])


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


def _run_npm(folder: Path) -> None:
    if not (shutil.which("node") and shutil.which("npm")):
        raise BenchError(_NO_NPM)
    folder.mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        shutil.copyfile(_LOCKED / name, folder / name)
    log = folder / "npm.log"
    with waiting("Installing the pages to compare with"), log.open("wb") as output:
        try:
            done = subprocess.run(
                _COMMAND,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BenchError(f"npm could not install the pages to compare with: {error}") from error
    if done.returncode:
        raise BenchError(f"npm could not install the pages to compare with. Is there a network? Its words: {log}")
