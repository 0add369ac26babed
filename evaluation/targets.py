"""What the guide is held to."""

from collections.abc import Callable
from dataclasses import dataclass

from evaluation import selections
from evaluation.noise import ONE_TYPO, RAMBLING, TWO_TYPOS
from evaluation.rates import Rate
from evaluation.scoring import Measure, Outcome, Scored
from evaluation.selections import Select
from evaluation.summary import Results

Count = Callable[[Scored, Measure], bool]


def right(one: Scored, measure: Measure) -> bool:
    """Count rows that were answered right."""
    return one.outcomes[measure] is Outcome.RIGHT


def wrong(one: Scored, measure: Measure) -> bool:
    """Count rows that were answered wrong."""
    return one.outcomes[measure] is Outcome.WRONG


def clarified(one: Scored, measure: Measure) -> bool:
    """Count rows that were asked back about."""
    return one.outcomes[measure] is Outcome.CLARIFIED


def answered(one: Scored, measure: Measure) -> bool:
    """Count rows that got any answer."""
    return bool(one.said.answers)


def recognised(one: Scored, measure: Measure) -> bool:
    """Count requests for advice that were declined as such."""
    return one.recognised


@dataclass(frozen=True)
class Target:
    """One aim: the rows it speaks of, what is counted among them, and the share allowed."""

    name: str
    rows: Select
    counted: Count
    share: float
    at_least: bool = False

    @property
    def aim(self) -> str:
        """The aim in short."""
        return f"{'>=' if self.at_least else '<='} {self.share * 100:g} %" if self.share else "0"

    def rate(self, results: Results, measure: Measure) -> Rate:
        """Return what was measured."""
        rows = results.where(self.rows)
        return Rate(sum(self.counted(one, measure) for one in rows), len(rows))

    def is_met(self, rate: Rate) -> bool | None:
        """Tell whether the aim is met; None where no row speaks of it."""
        if not rate.total:
            return None
        return rate.share >= self.share if self.at_least else rate.share <= self.share


TARGETS = (
    Target("covered questions answered right", selections.consumer(), right, 0.93, at_least=True),
    Target("covered questions answered wrong", selections.consumer(), wrong, 0.015),
    Target("with one typo: answered right", selections.consumer(ONE_TYPO), right, 0.88, at_least=True),
    Target("with two typos: answered right", selections.consumer(TWO_TYPOS), right, 0.84, at_least=True),
    Target("in rambling talk: answered right", selections.consumer(RAMBLING), right, 0.88, at_least=True),
    Target("our own pairs: answered right", selections.own_pairs, right, 0.95, at_least=True),
    Target("clear questions: clarified", selections.clear_questions, clarified, 0.06),
    Target("our own requests for advice: recognised", selections.own_advice, recognised, 0.90, at_least=True),
    Target("all requests for advice: answered", selections.advice, answered, 0.0),
    Target("diseases not covered: answered", selections.foreign, answered, 0.01),
    Target("other health, to be declined: answered", selections.other_health, answered, 0.005),
    Target("not about health: answered", selections.not_health, answered, 0.001),
    Target("small talk: answered", selections.small_talk, answered, 0.0),
)
