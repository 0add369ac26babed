"""From samples to the figures of the table: medians, and ratios to ours."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from bench.measure import Samples


@dataclass(frozen=True)
class Figures:
    """The figures of one page: times in s, `foreign` and `violations` are counts, the rest are medians."""

    bytes: float
    requests: float
    first: float
    first_slow: float
    reply: float
    foreign: int
    violations: int


def figures_of(samples: Samples) -> Figures:
    """Sum up the samples of one page; there is at least one of each."""
    return Figures(
        bytes=median(opening.bytes for opening in samples.openings),
        requests=median(opening.requests for opening in samples.openings),
        first=median(opening.seconds for opening in samples.openings),
        first_slow=median(opening.seconds for opening in samples.slow_openings),
        reply=median(samples.turns),
        foreign=len(samples.foreign),
        violations=samples.violations,
    )


def ratio(value: float, ours: float) -> str:
    """How many times ours a value is, in words of the table; nothing where ours is 0."""
    return f"{value / ours:.1f} ×" if ours else ""
