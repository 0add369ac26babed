"""The page of one topic: everything it says, each sentence with its sources."""

from __future__ import annotations

from dataclasses import dataclass

from guide.conversation.next_questions import NextQuestions
from guide.knowledge.library import Library
from guide.knowledge.models import Source, Topic
from guide.reading.reading import Question
from guide.reference.citations import Citations, Cited

MOST_NAMES = 12


@dataclass(frozen=True)
class Section:
    """The answer to one question, in the words of its button."""

    asked: str
    question: str
    say: tuple[Cited, ...]
    more: tuple[Cited, ...]


@dataclass(frozen=True)
class TopicPage:
    """What the template of a topic is filled with. `led_to_by`: topics that can bring this one about."""

    topic: Topic
    kind: Topic | None
    names: tuple[str, ...]
    in_one_line: Cited | None
    sections: tuple[Section, ...]
    compare: tuple[tuple[str, Cited], ...]
    traits: tuple[Cited, ...]
    leads_to: tuple[tuple[Topic, tuple[Cited, ...]], ...]
    led_to_by: tuple[Topic, ...]
    not_covered: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


def topic_page(library: Library, buttons: NextQuestions, topic_id: str) -> TopicPage:
    """The page of `topic_id`. Raises KeyError for a question without a button and for a source that there is not."""
    topic = library.topics[topic_id]
    citations = Citations(library.sources)
    sections = tuple(
        Section(
            asked,
            buttons.words(Question(asked, topic_id)),
            citations.cite_all(topic.answers[asked].say),
            citations.cite_all(topic.answers[asked].more),
        )
        for asked in library.taxonomy.askable
        if asked in topic.answers
    )
    points = [point for point in library.taxonomy.points.get(topic.sort, ()) if point in topic.compare]
    compare = tuple((point, citations.cite(topic.compare[point])) for point in points)
    traits = tuple(citations.cite(topic.traits[trait]) for trait in library.traits if trait in topic.traits)
    leads_to = tuple(
        (library.topics[other], citations.cite_all(topic.leads_to[other]))
        for other in library.taxonomy.topics
        if other in topic.leads_to
    )
    return TopicPage(
        topic=topic,
        kind=library.topics[topic.kind] if topic.kind else None,
        names=other_names(topic),
        in_one_line=next((section.say[0] for section in sections if section.asked == "definition"), None),
        sections=sections,
        compare=compare,
        traits=traits,
        leads_to=leads_to,
        led_to_by=tuple(other for other in library.topics.values() if topic_id in other.leads_to),
        not_covered=tuple(
            (buttons.words(Question(asked, topic_id)), topic.not_covered[asked])
            for asked in library.taxonomy.askable
            if asked in topic.not_covered
        ),
        sources=citations.listed(),
    )


def other_names(topic: Topic) -> tuple[str, ...]:
    """The first of the names that people use, without those in the title and without mere plurals."""
    known = {topic.name.casefold(), topic.full_name.casefold()}
    names: list[str] = []
    for name in topic.names:
        if not {name.casefold(), name.casefold().removesuffix("s")} & known:
            names.append(name)
        known.add(name.casefold())
    return tuple(names[:MOST_NAMES])
