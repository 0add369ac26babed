"""From scored rows to the figures of the report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evaluation.rates import Rate, percentile
from evaluation.rows import OTHER, REFUSAL_ASPECTS, Pair, Row, Wanted
from evaluation.scoring import Measure, Outcome, Scored

ALL_SETS = "all sets"


@dataclass(frozen=True)
class Tally:
    """How the rows of one group ended, by one measure."""

    scored: Sequence[Scored]
    measure: Measure

    @property
    def total(self) -> int:
        """The number of rows."""
        return len(self.scored)

    def rate(self, outcome: Outcome) -> Rate:
        """Return the share of rows that ended so."""
        return Rate(sum(one.outcomes[self.measure] is outcome for one in self.scored), self.total)

    @property
    def answered(self) -> Rate:
        """The share of rows that got any answer."""
        return Rate(sum(bool(one.said.answers) for one in self.scored), self.total)

    @property
    def recognised(self) -> Rate:
        """The share of relations, or requests for advice, that were seen for what they are."""
        return Rate(sum(one.recognised for one in self.scored), self.total)

    @property
    def no_source(self) -> Rate:
        """The share of relations that were recognised, and of which no source speaks."""
        return Rate(sum(one.no_source for one in self.scored), self.total)

    @property
    def alarm_instead(self) -> Rate:
        """The share that was taken for an emergency or a crisis."""
        return Rate(sum(one.alarm_instead for one in self.scored), self.total)

    @property
    def offers_accepted(self) -> int:
        """The number of clarified rows with an accepted answer among the candidates."""
        return sum(one.outcomes[self.measure] is Outcome.CLARIFIED and one.offers_accepted for one in self.scored)

    @property
    def right_by_refusal(self) -> int:
        """The number of rows that are right because a refusal is accepted."""
        return sum(one.right_by_refusal for one in self.scored)

    def to_json(self) -> dict[str, Any]:
        """Return every figure."""
        return {
            "n": self.total,
            **{outcome.value: self.rate(outcome).to_json() for outcome in Outcome},
            "answered": self.answered.to_json(),
            "clarified_with_accepted_candidate": self.offers_accepted,
            "right_by_refusal": self.right_by_refusal,
            "recognised": self.recognised.to_json(),
            "no_source": self.no_source.to_json(),
            "alarm_instead": self.alarm_instead.to_json(),
        }


@dataclass(frozen=True)
class Group:
    """The rows of one set that want the same thing."""

    set_name: str
    wanted: Wanted
    tally: Tally

    @property
    def is_noisy(self) -> bool:
        """Tell whether noise was added to the rows."""
        return any(one.row.variant is not None for one in self.tally.scored)


def _by_set(scored: Sequence[Scored], wanted: Wanted, measure: Measure) -> list[Group]:
    names = dict.fromkeys(one.row.set_name for one in scored)
    return [Group(name, wanted, Tally([one for one in scored if one.row.set_name == name], measure)) for name in names]


class Results:
    """Everything one bot said to all rows, to be counted in several ways."""

    def __init__(self, scored: Iterable[Scored], covered: frozenset[Pair]) -> None:
        self.scored = list(scored)
        self._covered = covered

    def where(self, select: Callable[[Row, frozenset[Pair]], bool]) -> list[Scored]:
        """Return the rows that `select` takes."""
        return [one for one in self.scored if select(one.row, self._covered)]

    def of_wanted(self, measure: Measure, wanted: Wanted) -> Tally:
        """Count the rows of all sets that want this, without those that noise was added to."""
        return Tally(self.where(lambda row, covered: row.variant is None and row.wanted(covered) is wanted), measure)

    def groups(self, measure: Measure) -> list[Group]:
        """Count by what is wanted and by set; where several sets want the same, also all of them together.

        Sets with noise come after, each for itself.
        """
        found: list[Group] = []
        for wanted in Wanted:
            whole = self.of_wanted(measure, wanted)
            found += _by_set(whole.scored, wanted, measure)
            if len(found) > 1 and found[-2].wanted is wanted:
                found.append(Group(ALL_SETS, wanted, whole))
        noisy = [one for one in self.scored if one.row.variant is not None]
        return found + _by_set(noisy, Wanted.ANSWER, measure)

    def by_topic(self, measure: Measure) -> dict[str, Tally]:
        """Count the covered rows by topic; a row that accepts several stands under each."""
        return self._split(measure, lambda row: row.topics - {OTHER})

    def by_aspect(self, measure: Measure) -> dict[str, Tally]:
        """Count the covered rows by aspect; a row that accepts several stands under each."""
        return self._split(measure, lambda row: row.aspects - REFUSAL_ASPECTS)

    def _split(self, measure: Measure, ids_of: Callable[[Row], Iterable[str]]) -> dict[str, Tally]:
        rows = self.of_wanted(measure, Wanted.ANSWER).scored
        ids = sorted({name for one in rows for name in ids_of(one.row)})
        return {name: Tally([one for one in rows if name in ids_of(one.row)], measure) for name in ids}

    def milliseconds(self) -> dict[str, float]:
        """Return the usual and the long time a message takes."""
        times = [one.said.milliseconds for one in self.scored]
        return {"median": round(percentile(times, 50), 1), "p95": round(percentile(times, 95), 1)}

    def count(self, accept: Callable[[Scored], bool]) -> int:
        """Return the number of scored rows that `accept` takes."""
        return sum(map(accept, self.scored))

    def errors(self) -> list[dict[str, Any]]:
        """Return what a developer would look into: rows not answered right, and answers or offers not wanted."""
        return [self._error(one) for one in self.scored if self._is_error(one)]

    def _is_error(self, one: Scored) -> bool:
        outcome = one.outcomes[Measure.STRICT]
        if one.row.relation or one.row.reasons:
            return not one.recognised
        if outcome in (Outcome.WRONG, Outcome.CLARIFIED, Outcome.FAILED):
            return True
        return outcome is Outcome.DECLINED and one.row.wanted(self._covered) is Wanted.ANSWER

    def _error(self, one: Scored) -> dict[str, Any]:
        row = one.row
        return {
            "set": row.set_name,
            "line": row.line,
            "text": row.text,
            "topics": sorted(row.topics),
            "aspects": sorted(row.aspects),
            **({"facet": row.facet} if row.facet else {}),
            **({"relation": asdict(row.relation)} if row.relation else {}),
            **({"advice": sorted(row.reasons)} if row.reasons else {}),
            "wanted": row.wanted(self._covered).value,
            **{f"outcome_{measure.value}": outcome.value for measure, outcome in one.outcomes.items()},
            "answers": [asdict(answer) for answer in one.said.answers],
            "candidates": [answer.pair for answer in one.said.candidates],
            "declined": one.said.declined,
            "failure": one.said.failure,
            "reading": one.said.reading,
        }

    def to_json(self) -> dict[str, Any]:
        """Return every figure of the report."""
        return {
            **{measure.value: self._by(measure) for measure in Measure},
            "milliseconds": self.milliseconds(),
            "failed": self.count(lambda one: bool(one.said.failure)),
            "alarms": self.count(lambda one: one.said.alarm),
        }

    def _by(self, measure: Measure) -> dict[str, Any]:
        return {
            "groups": [
                {"set": group.set_name, "wanted": group.wanted.value, **group.tally.to_json()}
                for group in self.groups(measure)
            ],
            "by_topic": {name: tally.to_json() for name, tally in self.by_topic(measure).items()},
            "by_aspect": {name: tally.to_json() for name, tally in self.by_aspect(measure).items()},
        }
