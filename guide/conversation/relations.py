"""Questions about several topics at once, answered from the data: difference, in common, which kind, leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from guide.conversation.replies import Reply, answer_custom, declined_custom, name_sources, sources_of
from guide.knowledge.library import Library
from guide.knowledge.models import Sentence, Topic
from guide.reading import reading as acts
from guide.reading.reading import Question, Relation

MOST_SHARED = 5
MOST_IN_FULL = 4
_NAMES = {
    acts.DIFFERENCE: "difference",
    acts.IN_COMMON: "in_common",
    acts.WHICH_KIND: "which",
    acts.LEADS_TO: "leads_to",
}
_ASPECTS = {
    acts.DIFFERENCE: "definition",
    acts.IN_COMMON: "definition",
    acts.WHICH_KIND: "types",
    acts.LEADS_TO: "causes",
}
_GENERAL = "muscle_atrophy"
_LEVEL_SORTS = {"tests": ("test",), "diseases": ("disease", "medicine")}


@dataclass(frozen=True)
class Related:
    """What is said to a relation, what the talk is about then, and the relation by which it is said again."""

    reply: Reply
    topic: str
    aspect: str
    relation: Relation
    answered: bool = True


class Relations:
    """Answers what relates topics to each other; every sentence comes from their files."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kinds = tuple(dict.fromkeys(t.kind for t in library.topics.values() if t.kind))

    def answer(self, relation: Relation) -> Related:
        """What is said to `relation`; two topics are given where it compares or leads from one to the other."""
        if relation.act == acts.DIFFERENCE:
            return self._difference(relation)
        if relation.act == acts.IN_COMMON:
            return self._in_common(relation)
        if relation.act == acts.LEADS_TO:
            return self._leads_to(relation)
        return self._which(relation)

    def _difference(self, relation: Relation) -> Related:
        compared = self._topics(relation.topics)
        points = [point for point in compared[0].compare if all(point in topic.compare for topic in compared)]
        rows = [[topic.compare[point] for topic in compared] for point in points]
        if not rows:  # a disease and a test share no point: what each of them is says most
            rows = [[topic.answers["definition"].say[0]] for topic in compared if "definition" in topic.answers]
        text = "\n".join(" ".join(sentence.text for sentence in row) for row in rows)
        return self._told("utter_difference", relation, text, [sentence for row in rows for sentence in row])

    def _in_common(self, relation: Relation) -> Related:
        relation = replace(relation, topics=relation.topics[:2])
        compared = self._topics(relation.topics)
        shared = [trait for trait in self._library.traits if all(trait in topic.traits for topic in compared)]
        shared = shared[:MOST_SHARED]
        if not shared:
            return self._unknown("utter_nothing_in_common", relation)
        text = " ".join(self._library.traits[trait].both for trait in shared)
        sentences = [topic.traits[trait] for trait in shared for topic in compared]
        return self._told("utter_in_common", relation, text, sentences, traits=shared)

    def _leads_to(self, relation: Relation) -> Related:
        first, second = self._topics(relation.topics[:2])
        links = first.leads_to.get(second.topic)
        if links:
            return self._told("utter_leads_to", relation, " ".join(link.text for link in links), links)
        back = second.leads_to.get(first.topic)
        if back:
            text = " ".join(link.text for link in back)
            turned = Relation(relation.act, (second.topic, first.topic))
            return self._told("utter_leads_to_other_way", turned, text, back, first=first, second=second)
        return self._unknown("utter_leads_to_unknown", relation)

    def _which(self, relation: Relation) -> Related:
        having = [t for t in self._among(relation) if all(trait in t.traits for trait in relation.traits)]
        traits = relation.traits
        if not having:  # no topic has all of them: the first one decides
            traits = relation.traits[:1]
            having = [t for t in self._among(relation) if traits[0] in t.traits]
        if not having and not relation.topics:
            having = [t for t in self._library.topics.values() if traits[0] in t.traits]
        if not having:
            return self._unknown("utter_which_unknown", relation)
        sentences = [topic.traits[trait] for trait in traits for topic in having]
        if len(having) <= MOST_IN_FULL:
            text = " ".join(sentence.text for sentence in sentences)
        else:
            names = _listed([topic.name for topic in having])
            text = " ".join(self._library.traits[trait].which.format(names=names) for trait in traits)
        answered = Relation(relation.act, tuple(topic.topic for topic in having), tuple(traits), relation.level)
        return self._told("utter_which", answered, text, sentences, traits=traits)

    def _among(self, relation: Relation) -> list[Topic]:
        """What is to be chosen from: those named, the kinds, all diseases, or all tests."""
        if relation.topics:
            return self._topics(relation.topics)
        if relation.level != "kinds":
            left_out = (*self._kinds, _GENERAL)
            sorts = _LEVEL_SORTS.get(relation.level, _LEVEL_SORTS["diseases"])
            return [t for t in self._library.topics.values() if t.sort in sorts and t.topic not in left_out]
        return self._topics(self._kinds)

    def _topics(self, ids: Iterable[str]) -> list[Topic]:
        return [self._library.topics[topic] for topic in ids]

    def _told(
        self,
        response: str,
        relation: Relation,
        text: str,
        sentences: Sequence[Sentence],
        traits: Sequence[str] = (),
        first: Topic | None = None,
        second: Topic | None = None,
    ) -> Related:
        topic = relation.topics[0] if len(relation.topics) == 1 or relation.act != acts.WHICH_KIND else _GENERAL
        aspect = _ASPECTS[relation.act]
        ids = sources_of(sentences)
        custom = answer_custom(self._library, Question(aspect, topic), ids)
        custom |= {"relation": _NAMES[relation.act], "topics": list(relation.topics), "traits": list(traits)}
        values = {"answer": text, "sources": name_sources(self._library, ids)}
        asked = relation
        if first and second:  # told the other way round: to say it again, it must be asked as it was
            values |= {"first": first.name, "second": second.name}
            asked = Relation(relation.act, (first.topic, second.topic))
        return Related(Reply(response, values, custom=custom), topic, aspect, asked)

    def _unknown(self, response: str, relation: Relation) -> Related:
        """What is said where no source here relates these topics."""
        names = [topic.name for topic in self._topics(relation.topics[:2])]
        values = dict(zip(("first", "second"), names, strict=False))
        topic = relation.topics[0] if relation.topics else _GENERAL
        custom = declined_custom("not_covered", topic, relation=_NAMES[relation.act], topics=list(relation.topics))
        return Related(Reply(response, values, custom=custom), topic, _ASPECTS[relation.act], relation, answered=False)


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
