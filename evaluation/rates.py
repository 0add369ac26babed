"""Shares with their uncertainty, and times."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_Z_95 = 1.959964


def wilson(count: int, total: int) -> tuple[float, float]:
    """Return the Wilson 95 % confidence interval of a share; of nothing at all it is everything, 0 to 1."""
    if total == 0:
        return 0.0, 1.0
    share, z2 = count / total, _Z_95**2
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    spread = _Z_95 / (1 + z2 / total) * math.sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    low = 0.0 if count == 0 else max(0.0, middle - spread)
    high = 1.0 if count == total else min(1.0, middle + spread)
    return low, high


@dataclass(frozen=True)
class Rate:
    """So many of so many."""

    count: int
    total: int

    @property
    def share(self) -> float:
        """The share, 0 of nothing."""
        return self.count / self.total if self.total else 0.0

    def to_json(self) -> dict[str, object]:
        """Return the share with its interval."""
        low, high = wilson(self.count, self.total)
        return {
            "count": self.count,
            "of": self.total,
            "share": round(self.share, 4),
            "wilson_95": [round(low, 4), round(high, 4)],
        }

    def __str__(self) -> str:
        if not self.total:
            return "-"
        low, high = wilson(self.count, self.total)
        return f"{self.share:.1%} ({low * 100:.1f}-{high * 100:.1f})"


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that at least so many percent of the values do not exceed; 0 of none."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]
