"""What the measurement ran on."""

from __future__ import annotations

import os
import platform
from pathlib import Path

BUSY = 2.0
_CPU_LIST = Path("/proc/cpuinfo")


def load_average() -> float:
    """How many programs wanted to run at a time during the last minute."""
    return os.getloadavg()[0]


def describe() -> str:
    """Processor, number of its cores, operating system."""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()} {platform.machine()}"


def _processor() -> str:
    lines = _CPU_LIST.read_text(encoding="utf-8").splitlines() if _CPU_LIST.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")
