"""The figures as tables on the screen."""

from collections.abc import Callable, Mapping

from rich.console import Console
from rich.table import Table

from evaluation.calibration import calibration_of
from evaluation.rates import Rate
from evaluation.rows import Wanted
from evaluation.scoring import Measure, Outcome
from evaluation.summary import Group, Results, Tally
from evaluation.targets import TARGETS, Target

GUIDE = "guide"
BASELINE = "baseline"
WITH_NOISE = "an answer, with noise"
LEGEND = (
    "Shares with Wilson 95 % intervals. strict: only the listed topics are right. lenient: where muscle_atrophy or "
    "other is listed with diagnosis or definition, as in rows older than the topics of the tests, an answer on a test "
    "(blood tests, MRI, CT, nerve conduction, muscle biopsy; its definition or diagnosis) is right too. clarified "
    "(ok): with a right answer among those offered. Where a row lists other beside a topic, a refusal is right as "
    "well. Where no answer is wanted, every answer is wrong. In the tables by topic and aspect a row stands under "
    "each it lists. A row with a facet is right only where the answer carries it. recognised: a relation that was "
    "told, or declined because no source speaks of it; a request for advice that was declined as such."
)
_RECOGNISED = (Wanted.RELATION, Wanted.NO_ADVICE)
_GROUP_FIGURES = ("n", "right strict", "right lenient", "wrong strict", "wrong lenient", "clarified (ok)", "declined")


def show(results: Mapping[str, Results], console: Console) -> None:
    """Print all tables."""
    guide, baseline = results[GUIDE], results.get(BASELINE)
    console.print(_group_table("The guide", guide))
    if baseline:
        console.print(_group_table("Baseline: Rasa's default pipeline on the same examples", baseline))
    console.print(_split_table("Covered questions by topic", "topic", _pairs(Results.by_topic, guide, baseline)))
    console.print(_split_table("Covered questions by aspect", "aspect", _pairs(Results.by_aspect, guide, baseline)))
    if any(group.wanted in _RECOGNISED for group in guide.groups(Measure.STRICT)):
        console.print(_recognised_table(guide))
    console.print(_calibration_table(guide))
    console.print(_target_table(guide, baseline))
    for name, result in results.items():
        times = result.milliseconds()
        console.print(f"{name}: median {times['median']:g} ms, p95 {times['p95']:g} ms per message", highlight=False)
    if refused := guide.count(lambda one: one.right_by_refusal):
        console.print(f"Right because the row accepts a refusal as well: {refused}", highlight=False)
    if failed := guide.count(lambda one: bool(one.said.failure)):
        console.print(
            f"The guide failed on {failed} rows, which count as neither answered nor declined: see errors.jsonl.",
            style="red",
        )
    if alarms := guide.count(lambda one: one.said.alarm):
        console.print(f"The guide took {alarms} rows for an emergency or a crisis.")
    console.print(LEGEND, style="dim", highlight=False)


def _group_table(title: str, results: Results) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in ("row wants", "set"):
        table.add_column(heading, no_wrap=True)
    for heading in _GROUP_FIGURES:
        table.add_column(heading, justify="right")
    last = None
    noisy = False
    for strict, lenient in zip(results.groups(Measure.STRICT), results.groups(Measure.LENIENT), strict=True):
        starts_noise = strict.is_noisy and not noisy
        noisy = strict.is_noisy
        if last not in (None, strict.wanted) or starts_noise:
            table.add_section()
        table.add_row(
            WITH_NOISE if starts_noise else strict.wanted.value if last is not strict.wanted else "",
            strict.set_name,
            str(strict.tally.total),
            *(_right(group) for group in (strict, lenient)),
            *(str(group.tally.rate(Outcome.WRONG)) for group in (strict, lenient)),
            _clarified(strict.tally),
            _percent(strict.tally.rate(Outcome.DECLINED)),
        )
        last = strict.wanted
    return table


def _split_table(title: str, heading: str, rows: Mapping[str, tuple[Tally, Tally, Tally | None]]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(heading)
    for column in ("n", "right strict", "right lenient", "wrong strict", "clarified (ok)", "declined"):
        table.add_column(column, justify="right")
    with_baseline = any(baseline for _, _, baseline in rows.values())
    if with_baseline:
        table.add_column("baseline right", justify="right")
        table.add_column("baseline wrong", justify="right")
    for name, (strict, lenient, baseline) in rows.items():
        table.add_row(
            name,
            str(strict.total),
            str(strict.rate(Outcome.RIGHT)),
            _percent(lenient.rate(Outcome.RIGHT)),
            _percent(strict.rate(Outcome.WRONG)),
            _clarified(strict),
            _percent(strict.rate(Outcome.DECLINED)),
            *((_percent(baseline.rate(outcome)) for outcome in (Outcome.RIGHT, Outcome.WRONG)) if baseline else ()),
        )
    return table


def _recognised_table(results: Results) -> Table:
    table = Table(title="Relations between topics, and requests for advice", title_justify="left")
    for heading in ("row wants", "set"):
        table.add_column(heading, no_wrap=True)
    for heading in ("n", "recognised", "of these: no source", "emergency or crisis instead", "answered", "clarified"):
        table.add_column(heading, justify="right")
    for group in results.groups(Measure.STRICT):
        if group.wanted in _RECOGNISED:
            tally = group.tally
            told = (tally.no_source, tally.alarm_instead, tally.answered, tally.rate(Outcome.CLARIFIED))
            shares = (str(rate.count) for rate in told)
            table.add_row(group.wanted.value, group.set_name, str(tally.total), str(tally.recognised), *shares)
    return table


def _calibration_table(results: Results) -> Table:
    strict, lenient = (calibration_of(results, measure) for measure in Measure)
    title = (
        "How sure, and how often right: clear questions that were answered or clarified; "
        f"expected calibration error {strict.error:.3f} strict, {lenient.error:.3f} lenient"
    )
    table = Table(title=title, title_justify="left")
    for heading in ("confidence", "n", "mean confidence", "right strict", "right lenient"):
        table.add_column(heading, justify="right")
    for one, other in zip(strict.bins, lenient.bins, strict=True):
        if one.points:
            named = f"{one.low:.1f}-{one.high:.1f}"
            table.add_row(named, str(len(one.points)), f"{one.confidence:.1%}", str(one.right), _percent(other.right))
    return table


def _target_table(guide: Results, baseline: Results | None) -> Table:
    table = Table(title="Targets", title_justify="left")
    table.add_column("what")
    for heading in ("target", "strict", "met", "lenient", "met", *(["baseline (strict)"] if baseline else [])):
        table.add_column(heading, justify="right")
    for target in TARGETS:
        cells: list[str] = []
        for measure in Measure:
            rate = target.rate(guide, measure)
            cells += [_counted(rate), _verdict(target, rate)]
        if baseline:
            cells.append(_counted(target.rate(baseline, Measure.STRICT)))
        table.add_row(target.name, target.aim, *cells)
    return table


def _pairs(
    split: Callable[[Results, Measure], dict[str, Tally]], guide: Results, baseline: Results | None
) -> dict[str, tuple[Tally, Tally, Tally | None]]:
    strict, lenient = split(guide, Measure.STRICT), split(guide, Measure.LENIENT)
    other = split(baseline, Measure.STRICT) if baseline else {}
    return {name: (tally, lenient[name], other.get(name)) for name, tally in strict.items()}


def _right(group: Group) -> str:
    rate = group.tally.rate(Outcome.RIGHT)
    return str(rate) if rate.count or group.wanted is Wanted.ANSWER else "-"


def _percent(rate: Rate) -> str:
    return f"{rate.share:.1%}"


def _counted(rate: Rate) -> str:
    return f"{rate.count}/{rate.total}  {rate}" if rate.total else "no rows"


def _clarified(tally: Tally) -> str:
    rate = tally.rate(Outcome.CLARIFIED)
    return f"{_percent(rate)} ({tally.offers_accepted}/{rate.count})" if rate.count else "0.0%"


def _verdict(target: Target, rate: Rate) -> str:
    met = target.is_met(rate)
    return "-" if met is None else "[green]yes[/green]" if met else "[red]no[/red]"
