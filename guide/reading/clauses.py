"""The clauses of a message with all that is needed to judge each: act, topics, whether it points back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guide.reading.acts import ActModel
from guide.reading.reading import ASPECT_ACT
from guide.reading.scan import Mention, Scan
from guide.reading.scanner import Scanner
from guide.reading.segments import Segment, split_segments
from guide.reading.vocabulary import PLAIN_KINDS, Kind

_LONGEST_FOLLOW_UP = 12
_LOW_RANK = 1


@dataclass(frozen=True)
class Clause:
    """One clause, judged: its ranked acts, its own leading topics, and how it hangs together with the talk.

    `points_back`: it can mean what was spoken of before. `leads_away`: it speaks of something that is not the guide's.
    """

    segment: Segment
    ranking: tuple[tuple[str, float], ...]
    topics: tuple[str, ...]
    points_back: bool
    leads_away: bool
    bare_topic: bool
    companions: tuple[str, ...]

    @property
    def act(self) -> str:
        """The likeliest act."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """The probability of the likeliest act."""
        return self.ranking[0][1]

    def probability(self, act: str) -> float:
        """The probability of one act."""
        return dict(self.ranking).get(act, 0.0)

    def aspects(self, aspects: Sequence[str]) -> list[tuple[str, float]]:
        """The aspects this clause may ask for, with the probability of each, the likeliest first."""
        ids = set(aspects)
        return [
            (act[len(ASPECT_ACT) :], probability)
            for act, probability in self.ranking
            if act.startswith(ASPECT_ACT) and act[len(ASPECT_ACT) :] in ids
        ]


@dataclass(frozen=True)
class QuestionWords:
    """The words that the guide's questions are made of: `all`, and those of short questions that name no topic."""

    all: frozenset[str]
    short: frozenset[str]


def judge_clauses(scanned: Scan, scanner: Scanner, model: ActModel, words: QuestionWords) -> list[Clause]:
    """The clauses of a message."""
    return [judge_clause(segment, scanned, scanner, model, words) for segment in split_segments(scanned.text)]


def judge_clause(segment: Segment, scanned: Scan, scanner: Scanner, model: ActModel, words: QuestionWords) -> Clause:
    """One stretch of a message, judged."""
    start, end = segment.start, segment.end
    mentions = scanner.mentions_within(scanned, start, end)
    rest = _words_outside(scanned, start, end, mentions)
    small = scanner.vocabulary.small_words
    linking_only = all(word in small.linking for word in rest)
    topics = scanner.chooser.choose(scanned, mentions, weak_count=linking_only)
    foreign = [word for word in rest if word not in words.all and word not in small.linking]
    if topics and foreign and scanner.chooser.rank(topics[0]) <= _LOW_RANK and _is_test(scanner, topics[0]):
        topics = ()
    pointing = any(word in small.pointing for word in rest)
    # "does it cause paralysis?" still points back: there a neighbour is named as a symptom
    elsewhere = (Kind.NOT_OURS, Kind.MEDICINE) if pointing else (Kind.NOT_OURS, Kind.MEDICINE, Kind.NEIGHBOUR)
    leads_away = bool(foreign) or any(m.term.kind in elsewhere for m in mentions)
    named = any(m.term.kind is Kind.TOPIC and (not m.term.weak or not pointing) for m in mentions)
    follows = pointing or all(word in words.short or word in small.linking for word in rest)
    return Clause(
        segment,
        tuple(model.rank(scanner.masked(scanned, start, end), scanner.own(scanned, start, end))),
        topics,
        points_back=follows and not leads_away and not named and len(rest) <= _LONGEST_FOLLOW_UP,
        leads_away=leads_away,
        bare_topic=bool(topics) and linking_only,
        companions=scanner.chooser.companions(scanned, mentions, topics[0]) if topics else (),
    )


def _is_test(scanner: Scanner, topic: str) -> bool:
    return scanner.library.topics[topic].sort in ("test", "therapy")


def _words_outside(scanned: Scan, start: int, end: int, mentions: Sequence[Mention]) -> list[str]:
    covered = {index for m in mentions if m.term.kind not in PLAIN_KINDS for index in range(m.first, m.last)}
    return [
        scanned.forms[index]
        for index, word in enumerate(scanned.words)
        if word.start >= start and word.end <= end and index not in covered
    ]
