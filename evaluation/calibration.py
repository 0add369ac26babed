"""How far the confidence of a reading can be believed: of rows read with 0.8, eight in ten should be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.rates import Rate
from evaluation.scoring import Measure, Outcome, Said, Scored
from evaluation.selections import clear_questions
from evaluation.summary import Results

BINS = 10
Point = tuple[float, bool]
"""A confidence, and whether the answer was right."""


@dataclass(frozen=True)
class Bin:
    """The points whose confidence lies from `low` on and below `high`; the last bin holds 1 as well."""

    low: float
    high: float
    points: tuple[Point, ...]

    @property
    def confidence(self) -> float:
        """The mean confidence; 0 of none."""
        return sum(confidence for confidence, _ in self.points) / len(self.points) if self.points else 0.0

    @property
    def right(self) -> Rate:
        """The share that was right."""
        return Rate(sum(right for _, right in self.points), len(self.points))

    @property
    def gap(self) -> float:
        """How much surer the readings were than they were right; below 0 where they were too modest."""
        return self.confidence - self.right.share

    def to_json(self) -> dict[str, Any]:
        """Return every figure."""
        return {
            "from": self.low,
            "to": self.high,
            "n": len(self.points),
            "mean_confidence": round(self.confidence, 4),
            "right": self.right.to_json(),
            "gap": round(self.gap, 4),
        }


@dataclass(frozen=True)
class Calibration:
    """All bins."""

    bins: tuple[Bin, ...]

    @property
    def total(self) -> int:
        """The number of points."""
        return sum(len(one.points) for one in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error: the mean of the gaps without sign, each weighed by its points."""
        return sum(abs(one.gap) * len(one.points) for one in self.bins) / self.total if self.total else 0.0

    def to_json(self) -> dict[str, Any]:
        """Return every figure."""
        return {
            "n": self.total,
            "expected_calibration_error": round(self.error, 4),
            "bins": [one.to_json() for one in self.bins],
        }


def calibrate(points: Sequence[Point], bins: int = BINS) -> Calibration:
    """Sort points into bins of equal width."""
    sorted_in: list[list[Point]] = [[] for _ in range(bins)]
    for confidence, right in points:
        sorted_in[max(0, min(bins - 1, int(confidence * bins)))].append((confidence, right))
    return Calibration(
        tuple(Bin(index / bins, (index + 1) / bins, tuple(within)) for index, within in enumerate(sorted_in))
    )


def calibration_of(results: Results, measure: Measure) -> Calibration:
    """Calibrate the clear questions that were answered or clarified."""
    return calibrate(list(points_of(results.where(clear_questions), measure)))


def points_of(scored: Iterable[Scored], measure: Measure) -> Iterable[Point]:
    """Yield the points of rows that were answered or clarified; one that was clarified is not right."""
    for one in scored:
        confidence = confidence_of(one.said)
        told = bool(one.said.answers) or one.said.clarified
        if told and confidence is not None and not one.said.failure:
            yield confidence, one.outcomes[measure] is Outcome.RIGHT


def confidence_of(said: Said) -> float | None:
    """Return the confidence of a reading, of the guide's or of Rasa's own; None where there is none."""
    confidence = said.reading.get("confidence", (said.reading.get("intent") or {}).get("confidence"))
    return None if confidence is None else float(confidence)
