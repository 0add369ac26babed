"""What must hold within one topic file: known ids, every sensible question answered or declared, a plain style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import Pattern

from guide.knowledge.models import Source, Taxonomy, Topic
from guide.knowledge.readability import HIGHEST_GRADE, grade
from guide.yaml_lines import KeyPath, LocatedYaml

OLD_AFTER_YEARS = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Finding = tuple[int, str]
"""The line, counted from 1, and what is wrong."""


@dataclass(frozen=True)
class Known:
    """What a topic file may refer to."""

    taxonomy: Taxonomy
    topics: frozenset[str]
    sources: dict[str, Source]
    traits: frozenset[str]
    names: Pattern[str]


def check_topic(located: LocatedYaml, topic: Topic, known: Known) -> list[Finding]:
    """Every fault in one topic file."""
    found = [*_ids(located, topic, known), *_pairs(topic, known)]
    found += [*_sources(topic, known), *_old_figures(topic, known), *_style(topic, known)]
    return [(located.line_of(where), what) for where, what in found]


Placed = tuple[KeyPath, str]


def _ids(located: LocatedYaml, topic: Topic, known: Known) -> Iterator[Placed]:
    if topic.topic != located.path.stem:
        yield ("topic",), f"the topic '{topic.topic}' belongs into {topic.topic}.yml"
    if topic.kind is not None and topic.kind not in known.topics:
        yield ("kind",), f"unknown kind '{topic.kind}'"
    for trait in set(topic.traits) - known.traits:
        yield ("traits", trait), f"unknown trait '{trait}'"
    for other in topic.leads_to:
        if other not in known.topics or other == topic.topic:
            yield ("leads_to", other), f"leads_to: '{other}' is no other topic"
    points = known.taxonomy.points.get(topic.sort, ())
    for point in set(topic.compare) - set(points):
        yield ("compare", point), f"unknown point '{point}'; a {topic.sort} is compared by {', '.join(points)}"
    for point in points:
        if point not in topic.compare:
            yield ("compare",), f"compare: '{point}' is missing"


def _pairs(topic: Topic, known: Known) -> Iterator[Placed]:
    for group in ("answers", "not_covered"):
        for asked in getattr(topic, group):
            if asked not in known.taxonomy.askable:
                yield (group, asked), f"unknown aspect '{asked}'"
    for asked in set(topic.answers) & set(topic.not_covered):
        yield ("not_covered", asked), f"'{asked}' is answered and declared as not covered"
    for asked in known.taxonomy.sensible(topic.sort):
        if asked not in topic.answers and asked not in topic.not_covered:
            yield ("answers",), f"'{asked}' is neither answered nor declared under not_covered"
    for asked, answer in topic.answers.items():
        for following in answer.next:
            if following not in topic.answers or following == asked:
                yield ("answers", asked, "next"), f"next: '{following}' has no answer here, or is this one"


def _sources(topic: Topic, known: Known) -> Iterator[Placed]:
    for where, sentence in topic.placed_sentences():
        for source in sentence.source:
            if source not in known.sources:
                yield (*where, "source"), f"unknown source '{source}'"


def _old_figures(topic: Topic, known: Known) -> Iterator[Placed]:
    """What may change and rests on one old text alone says the year."""
    for where, sentence in topic.placed_sentences():
        if sentence.checked is None or len(sentence.source) > 1 or _YEAR.search(sentence.text):
            continue
        source = known.sources.get(sentence.source[0])
        if source and source.text_of and int(sentence.checked[:4]) - int(source.text_of) > OLD_AFTER_YEARS:
            yield where, f"rests on one text of {source.text_of} alone and may have changed: say the year"


def _style(topic: Topic, known: Known) -> Iterator[Placed]:
    for asked, answer in topic.answers.items():
        for part in ("say", "more"):
            yield from _too_hard(("answers", asked, part), (s.text for s in getattr(answer, part)), known)
    for where, sentence in topic.placed_sentences():
        if where[0] != "answers":
            yield from _too_hard(where, [sentence.text], known)
    yield from _too_hard(("see_physician",), [topic.see_physician], known)
    for asked, text in topic.not_covered.items():
        yield from _too_hard(("not_covered", asked), [text], known)


def _too_hard(where: KeyPath, texts: Iterable[str], known: Known) -> Iterator[Placed]:
    text = " ".join(texts)
    if text and (level := grade(text, known.names)) > HIGHEST_GRADE:
        yield where, f"reading grade {level:.1f} is above {HIGHEST_GRADE:g}"
