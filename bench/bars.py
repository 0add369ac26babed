"""The bars that our page has to reach."""

from __future__ import annotations

from dataclasses import dataclass

from bench.figures import Figures


@dataclass(frozen=True)
class Measure:
    """A row of the table: what is measured, how it is written, and the bar for our page (None: there is none).

    `field` is that of Figures, `factor` brings it into the unit in which it is written.
    """

    title: str
    field: str
    unit: str = ""
    factor: float = 1.0
    digits: int = 0
    bar: float | None = None

    def of(self, figures: Figures) -> float:
        """The figure, in the unit of `Figures`."""
        return float(getattr(figures, self.field))

    def written(self, value: float) -> str:
        """A figure as it is written in the table."""
        return f"{value * self.factor:,.{self.digits}f} {self.unit}".rstrip()


MEASURES = (
    Measure("over the wire until usable", "bytes", "kB", 1e-3, 1, bar=60_000),
    Measure("requests until usable", "requests"),
    Measure("first bot message seen", "first", "s", 1, 2, bar=0.3),
    Measure("the same on a slow phone", "first_slow", "s", 1, 2, bar=1.5),
    Measure("send or tap until the reply is seen, p50", "reply", "ms", 1e3, 0, bar=0.15),
    Measure("other origins asked for something", "foreign", bar=0),
    Measure("rules of accessibility violated (axe), for information", "violations"),
)


def missed(figures: Figures) -> list[str]:
    """A line for each bar that these figures of our page miss."""
    return [
        f"{measure.title}: {measure.written(measure.of(figures))}, the bar is {measure.written(measure.bar)}"
        for measure in MEASURES
        if measure.bar is not None and measure.of(figures) > measure.bar
    ]
