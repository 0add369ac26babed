"""The index: topics in groups, what is answered of each, what they share, and how much there is of it all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

from guide.knowledge.grades import grades
from guide.knowledge.library import Library
from guide.knowledge.models import Topic, Trait

_GROUPED_BY_SORT = ("test", "therapy")


@dataclass(frozen=True)
class Group:
    """Topics under one heading: those of a kind, those of a sort, or (neither given) muscle loss and its kinds."""

    kind: Topic | None
    sort: str | None
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Grades:
    """The reading grades of what is said first: how many answers are of each whole grade, the middle, the highest."""

    histogram: tuple[tuple[int, int], ...]
    middle: float
    highest: float


@dataclass(frozen=True)
class Counts:
    """How much there is."""

    topics: int
    answers: int
    declared: int
    answer_sentences: int
    sentences: int
    dated: int
    sources: int


def groups(library: Library) -> list[Group]:
    """Every topic in exactly one group, in the order of the library; no list of topics is needed for it."""
    topics = list(library.topics.values())
    by_sort = {sort: tuple(t for t in topics if t.sort == sort) for sort in _GROUPED_BY_SORT}
    others = [t for t in topics if t.sort not in by_sort]
    kinds = [topic for topic in topics if topic.topic in {t.kind for t in others}]
    found = [Group(None, None, tuple(t for t in others if not t.kind))]
    found += [Group(kind, None, tuple(t for t in others if t.kind == kind.topic)) for kind in kinds]
    found += [Group(None, sort, members) for sort, members in by_sort.items()]
    return [group for group in found if group.topics]


def state(library: Library, topic: Topic, asked: str) -> str:
    """Whether a question on a topic is answered, declared as not covered, open, or makes no sense to ask."""
    if asked in topic.answers:
        return "answered"
    if asked in topic.not_covered:
        return "declared"
    return "open" if asked in library.taxonomy.sensible(topic.sort) else "not asked"


def shared_traits(library: Library) -> list[tuple[Trait, list[Topic]]]:
    """Every trait that any topic has, with the topics that have it."""
    having = [
        (trait, [topic for topic in library.topics.values() if id_ in topic.traits])
        for id_, trait in library.traits.items()
    ]
    return [(trait, topics) for trait, topics in having if topics]


def reading_grades(library: Library) -> Grades:
    """How hard what is said first is to read."""
    levels = [level for level, _, _, part in grades(library) if part == "say"]
    histogram = Counter(max(0, int(level)) for level in levels)
    return Grades(tuple(sorted(histogram.items())), median(levels), max(levels))


def counts(library: Library) -> Counts:
    """How much the guide knows."""
    topics = library.topics.values()
    sentences = [sentence for topic in topics for _, sentence in topic.placed_sentences()]
    return Counts(
        topics=len(topics),
        answers=sum(len(topic.answers) for topic in topics),
        declared=sum(len(topic.not_covered) for topic in topics),
        answer_sentences=sum(len(answer.sentences) for topic in topics for answer in topic.answers.values()),
        sentences=len(sentences),
        dated=sum(sentence.checked is not None for sentence in sentences),
        sources=len({source for sentence in sentences for source in sentence.source}),
    )
