"""What can go wrong while running the guide."""

from pathlib import Path


class StartError(Exception):
    """The guide cannot run; the message says why, in words for its user."""


def with_log_end(message: str, log: Path, lines: int = 15) -> str:
    """Add the last lines of a log to a message."""
    end = log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:] if log.exists() else []
    return "\n".join([message, *(f"    {line}" for line in end)])
