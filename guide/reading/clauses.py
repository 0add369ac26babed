"""The clauses of a message with all that is needed to judge each: act, topics, whether it points back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from guide.reading import reading as acts
from guide.reading.acts import ActModel
from guide.reading.glossary import Glossary
from guide.reading.reading import ASPECT_ACT, Relation
from guide.reading.relations import RelationReader
from guide.reading.scan import Mention, Scan
from guide.reading.scanner import Scanner
from guide.reading.segments import Segment, split_segments
from guide.reading.vocabulary import PLAIN_KINDS, Kind

_LONGEST_FOLLOW_UP = 12
_LOW_RANK = 1
_ONLY_WITH_WORDS = acts.RELATIONS | {acts.MEANING}
# Who names a topic outright hardly means something else; who says "lead to" between two topics means just that.
_SCOPE_DOUBTED = 0.02
_SAID_OUTRIGHT = 4.0
_WHAT_IT_IS_OF = frozenset({"of", "for", "on"})
_REACH = 4
_NO_QUESTION = frozenset({"not", "getting", "going", "too", "so", "very", "no"})


@dataclass(frozen=True)
class Clause:
    """One clause, judged: its ranked acts, its own leading topics, and how it hangs together with the talk.

    `points_back`: it can mean what was spoken of before. `leads_away`: it speaks of something that is not the guide's.
    `relations`: per act what its words may ask of several topics; `term`: the word of the glossary in it.
    `opens_as_question`: it begins as a question does, with or without a question mark. `doubted`: it names a test or a
    therapy among words that no question of the guide has, so it may be about something else ("an MRI of the heart").
    """

    segment: Segment
    ranking: tuple[tuple[str, float], ...]
    topics: tuple[str, ...]
    points_back: bool
    leads_away: bool
    bare_topic: bool
    companions: tuple[str, ...]
    relations: Mapping[str, Relation] = field(default_factory=dict)
    term: str | None = None
    opens_as_question: bool = False
    doubted: bool = False

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


class _Words(NamedTuple):
    """What the words of a clause allow: relations, a word of the glossary; whether they name a topic, ask outright."""

    relations: Mapping[str, Relation]
    term: str | None
    named: bool
    any_topic: bool
    opens: bool
    leads_away: bool


@dataclass(frozen=True)
class QuestionWords:
    """The words that the guide's questions are made of: `all`, and those of short questions that name no topic."""

    all: frozenset[str]
    short: frozenset[str]


class ClauseJudge:
    """Judges the clauses of messages with one act model."""

    def __init__(
        self, scanner: Scanner, model: ActModel, words: QuestionWords, relations: RelationReader, glossary: Glossary
    ) -> None:
        self._scanner = scanner
        self._model = model
        self._words = words
        self._relations = relations
        self._glossary = glossary

    def turns_round(self, scanned: Scan) -> bool:
        """Whether the message turns the relation told last round."""
        return self._relations.turns_round(scanned.forms)

    def picks(self, scanned: Scan) -> tuple[int, ...]:
        """The places of those that the message means among several spoken of."""
        return self._relations.picks(scanned.forms)

    @property
    def question_words(self) -> frozenset[str]:
        """All words that the guide's questions are made of."""
        return self._words.all

    def judge_all(self, scanned: Scan) -> list[Clause]:
        """The clauses of a message."""
        return [self.judge(segment, scanned) for segment in split_segments(scanned.text)]

    def judge(self, segment: Segment, scanned: Scan) -> Clause:
        """One stretch of a message, judged."""
        scanner, words = self._scanner, self._words
        start, end = segment.start, segment.end
        mentions = scanner.mentions_within(scanned, start, end)
        rest = _words_outside(scanned, start, end, mentions)
        small = scanner.vocabulary.small_words
        linking_only = all(word in small.linking for word in rest)
        topics = scanner.chooser.choose(scanned, mentions, weak_count=linking_only)
        foreign = [word for word in rest if word not in words.all and word not in small.linking]
        low = bool(topics) and scanner.chooser.rank(topics[0]) <= _LOW_RANK and _is_test(scanner, topics[0])
        if low and _is_of_something_else(scanned, mentions, topics[0], frozenset(foreign)):
            topics = ()
        doubted = low and bool(foreign)
        pointing = any(word in small.pointing for word in rest)
        # "does it cause paralysis?" still points back: there a neighbour is named as a symptom
        elsewhere = (Kind.NOT_OURS, Kind.MEDICINE) if pointing else (Kind.NOT_OURS, Kind.MEDICINE, Kind.NEIGHBOUR)
        leads_away = bool(foreign) or any(m.term.kind in elsewhere for m in mentions)
        named = any(m.term.kind is Kind.TOPIC and (not m.term.weak or not pointing) for m in mentions)
        follows = pointing or all(word in words.short or word in small.linking for word in rest)
        first, last = _span(scanned, start, end)
        relations = self._relations.possible(scanned, first, last, mentions)
        term = self._term(scanned, first, last, mentions)
        strongly = any(m.term.kind is Kind.TOPIC and not m.term.weak for m in mentions)
        opens = _opens(scanned.forms[first:last], small.opening)
        weights = self._weights(scanned, (first, last), _Words(relations, term, strongly, named, opens, leads_away))
        return Clause(
            segment,
            self._sensible(self._ranking(scanned, segment, weights), topics),
            topics,
            points_back=follows and not leads_away and not named and len(rest) <= _LONGEST_FOLLOW_UP,
            leads_away=leads_away,
            bare_topic=bool(topics) and linking_only,
            companions=scanner.chooser.companions(scanned, mentions, topics[0]) if topics else (),
            relations=relations,
            term=term,
            opens_as_question=opens,
            doubted=doubted,
        )

    def _ranking(self, scanned: Scan, segment: Segment, weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """The acts as the model ranks them, weighed by what the words allow; the probabilities keep their sum."""
        masked = self._scanner.masked(scanned, segment.start, segment.end)
        ranked = self._model.rank(masked, self._scanner.own(scanned, segment.start, segment.end))
        weighed = [(act, probability * weights.get(act, 1.0)) for act, probability in ranked]
        total, whole = (sum(probability for _, probability in acts_) for acts_ in (weighed, ranked))
        if not total:
            return tuple(ranked)
        return tuple(sorted(((act, p * whole / total) for act, p in weighed), key=lambda item: -item[1]))

    def _sensible(self, ranked: tuple[tuple[str, float], ...], topics: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """Aspects that make no sense for the leading topic count for what is meant by them ("symptoms" of a test)."""
        if not topics:
            return ranked
        topic = self._scanner.library.topics[topics[0]]
        meant = self._scanner.library.taxonomy.taken_as.get(topic.sort, {})
        merged: dict[str, float] = {}
        for act, probability in ranked:
            aspect = act.removeprefix(ASPECT_ACT)
            taken = act if aspect in topic.answers else ASPECT_ACT + meant[aspect] if aspect in meant else act
            merged[taken] = merged.get(taken, 0.0) + probability
        return tuple(sorted(merged.items(), key=lambda item: -item[1]))

    def _weights(self, scanned: Scan, span: tuple[int, int], clause: _Words) -> dict[str, float]:
        """How much each act counts, given the words: what they do not allow counts nothing."""
        weights = {act: 0.0 for act in _ONLY_WITH_WORDS if act not in clause.relations}
        if clause.leads_away and not clause.any_topic:  # "asthma vs bronchitis", "what kind of glue": not ours
            weights |= {acts.DIFFERENCE: 0.0, acts.IN_COMMON: 0.0}
        if clause.term:
            weights[acts.MEANING] = 1.0
        if clause.named or acts.WHICH_KIND in clause.relations:
            weights[acts.OUT_OF_SCOPE] = _SCOPE_DOUBTED
        if acts.LEADS_TO in clause.relations and clause.opens and self._relations.says_which_way(scanned, *span):
            weights[acts.LEADS_TO] = _SAID_OUTRIGHT
        return weights

    def _term(self, scanned: Scan, first: int, last: int, mentions: Sequence[Mention]) -> str | None:
        """The word of the glossary in these words that is no name of a topic."""
        strong = (m for m in mentions if m.term.kind not in PLAIN_KINDS and not m.term.weak)
        named = {i for m in strong for i in range(m.first, m.last)}
        found = self._glossary.find(["" if i in named else scanned.forms[i] for i in range(first, last)])
        return found[0] if found else None


def _span(scanned: Scan, start: int, end: int) -> tuple[int, int]:
    """The words that stand between two places of the text: the first, and the one past the last."""
    inside = [i for i, word in enumerate(scanned.words) if word.start >= start and word.end <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _opens(forms: Sequence[str], opening: frozenset[str]) -> bool:
    """Whether the words begin as a question does ("can steroids …"), and no statement ("does not move")."""
    return len(forms) > 1 and forms[0] in opening and forms[1] not in _NO_QUESTION


def _is_test(scanner: Scanner, topic: str) -> bool:
    return scanner.library.topics[topic].sort in ("test", "therapy")


def _is_of_something_else(scanned: Scan, mentions: Sequence[Mention], topic: str, foreign: frozenset[str]) -> bool:
    """Whether a test is named with what is not the guide's ("an MRI of the heart", "a blood test for cholesterol")."""
    for mention in mentions:
        after = scanned.forms[mention.last : mention.last + _REACH]
        if mention.term.id == topic and after and after[0] in _WHAT_IT_IS_OF and foreign & set(after[1:]):
            return True
    return False


def _words_outside(scanned: Scan, start: int, end: int, mentions: Sequence[Mention]) -> list[str]:
    covered = {index for m in mentions if m.term.kind not in PLAIN_KINDS for index in range(m.first, m.last)}
    return [
        scanned.forms[index]
        for index, word in enumerate(scanned.words)
        if word.start >= start and word.end <= end and index not in covered
    ]
