"""Which rows a figure speaks of."""

from collections.abc import Callable

from evaluation.noise import ONE_TYPO, RAMBLING, TWO_TYPOS
from evaluation.rows import Pair, Row, Wanted

Select = Callable[[Row, frozenset[Pair]], bool]
OWN_PAIRS, OWN_FOREIGN = "pairs_", "foreign"
NOT_HEALTH = "not_health"


def consumer(variant: str | None = None) -> Select:
    """Covered questions of the sets that were given, plain or with noise."""
    return lambda row, covered: not row.own and row.variant == variant and row.wanted(covered) is Wanted.ANSWER


def own_pairs(row: Row, covered: frozenset[Pair]) -> bool:
    """Covered questions of our own on every pair of topic and aspect, without noise."""
    wanted = row.wanted(covered) is Wanted.ANSWER
    return row.own and row.variant is None and row.set_name.startswith(OWN_PAIRS) and wanted


def clear_questions(row: Row, covered: frozenset[Pair]) -> bool:
    """Questions that want one answer: those given, and ours on the pairs."""
    return consumer()(row, covered) or own_pairs(row, covered)


def foreign(row: Row, covered: frozenset[Pair]) -> bool:
    """Questions of our own about diseases that the guide does not cover."""
    return row.own and row.set_name == OWN_FOREIGN


def own_advice(row: Row, covered: frozenset[Pair]) -> bool:
    """Requests of our own for a diagnosis or for advice on a medicine."""
    return row.own and row.advice is not None


def advice(row: Row, covered: frozenset[Pair]) -> bool:
    """All requests for a diagnosis or for advice on a medicine."""
    return row.wanted(covered) is Wanted.NO_ADVICE


def relations(row: Row, covered: frozenset[Pair]) -> bool:
    """Questions about a relation between topics."""
    return row.relation is not None


def other_health(row: Row, covered: frozenset[Pair]) -> bool:
    """Rows of the given sets that must be declined, but for those that are not about health."""
    declined = not row.own and row.wanted(covered) is Wanted.DECLINE
    return declined and not row.set_name.startswith(NOT_HEALTH)


def not_health(row: Row, covered: frozenset[Pair]) -> bool:
    """Rows of the given sets that are not about health."""
    declined = not row.own and row.wanted(covered) is Wanted.DECLINE
    return declined and row.set_name.startswith(NOT_HEALTH)


def small_talk(row: Row, covered: frozenset[Pair]) -> bool:
    """Small talk."""
    return row.wanted(covered) is Wanted.SMALL_TALK


CONSUMER_VARIANTS = {
    "consumer questions": consumer(),
    "consumer questions, one typo": consumer(ONE_TYPO),
    "consumer questions, two typos": consumer(TWO_TYPOS),
    "consumer questions, rambling": consumer(RAMBLING),
}
