"""What a clause may relate: two topics to each other, or the kinds of topic to something they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guide.knowledge.library import Library
from guide.paths import DATA
from guide.reading import reading as acts
from guide.reading.reading import Relation
from guide.reading.scan import Mention, Scan
from guide.reading.topics import TopicChooser
from guide.reading.traits import TraitWords
from guide.reading.vocabulary import Kind, Phrase, phrase_of
from guide.yaml_lines import load_located

MOST_COMPARED = 3
_GENERAL = "muscle_atrophy"
_PAIR = 2
_WHICH = "which"
_ONES = frozenset({"ones"})
_THEM = "them"
_OF_THEM = frozenset({"one", "ones", "them", "these", "those", "two", "three", "both"})
_NAMED_LEVELS = frozenset({"kind", "kinds", "type", "types", "form", "forms", "sort", "atrophy", "disease", "diseases"})
_SHORT = 8
_IT = frozenset({"it", "that", "this"})


@dataclass(frozen=True)
class RelationWords:
    """The words of `data/vocabulary/relation_words.yml`."""

    choosing: frozenset[str]
    kinds: frozenset[str]
    diseases: frozenset[str]
    tests: frozenset[str]
    pointing: frozenset[str]
    turned: tuple[Phrase, ...]
    straight: tuple[Phrase, ...]
    way_round: tuple[Phrase, ...] = ()
    picks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    picks_not_before: frozenset[str] = frozenset()
    comparing: frozenset[str] = frozenset()


class RelationReader:
    """Says which relations the words of a clause allow; whether one is meant is for the act model."""

    def __init__(self, library: Library, chooser: TopicChooser, words: RelationWords) -> None:
        self._library = library
        self._chooser = chooser
        self._words = words
        self._traits = TraitWords(library.traits)
        self._kinds = tuple(dict.fromkeys(t.kind for t in library.topics.values() if t.kind))

    def possible(self, scan: Scan, first: int, last: int, mentions: Sequence[Mention]) -> dict[str, Relation]:
        """Per act the relation that the words from `first` to before `last` allow.

        Two that are compared may stand in another clause than the question ("… What sets the two apart?").
        """
        forms = scan.forms[first:last]
        topics = self._chooser.named(scan, mentions)
        foreign = any(mention.term.kind is Kind.NEIGHBOUR for mention in mentions)
        found: dict[str, Relation] = {}
        among_kinds = not topics and bool(self._words.kinds & set(forms))
        if topics or foreign or among_kinds or self._words.pointing & set(forms):
            compared = self._kinds if among_kinds else self._compared(topics)
            if len(compared) < _PAIR and not among_kinds:
                everywhere = self._compared(self._chooser.named(scan, scan.mentions))
                compared = everywhere if len(everywhere) >= _PAIR else compared
            if len(topics) >= _PAIR or self._words.comparing & set(forms):
                found[acts.DIFFERENCE] = Relation(acts.DIFFERENCE, compared)
                found[acts.IN_COMMON] = Relation(acts.IN_COMMON, compared)
        which = self._which(scan, forms, mentions, topics, first)
        if which:
            found[acts.WHICH_KIND] = which
        leads = self._leads_to(scan, mentions, topics, foreign) or self._leads_back(scan, forms, topics)
        if leads:
            found[acts.LEADS_TO] = leads
        return found

    def turns_round(self, forms: Sequence[str]) -> bool:
        """Whether the words turn the relation told last round ("and the other way round?")."""
        return any(_holds(forms, phrase) for phrase in self._words.way_round)

    def picks(self, forms: Sequence[str]) -> tuple[int, ...]:
        """The places of those that are meant among several spoken of ("the second one"); empty where none is named."""
        for i, form in enumerate(forms):
            follows = forms[i + 1] if i + 1 < len(forms) else ""
            if form in self._words.picks and follows not in self._words.picks_not_before:
                return self._words.picks[form]
        return ()

    def says_which_way(self, scan: Scan, first: int, last: int) -> bool:
        """Whether the words say that one thing brings about another ("lead to", "cause")."""
        return any(_holds(scan.forms[first:last], phrase) for phrase in self._words.straight)

    @staticmethod
    def _compared(topics: Sequence[str]) -> tuple[str, ...]:
        """What is compared: beside two others, muscle loss as such is only what they share ("wasting from …")."""
        others = [topic for topic in topics if topic != _GENERAL]
        return tuple(others if len(others) >= _PAIR else topics)[:MOST_COMPARED]

    def _which(
        self, scan: Scan, forms: Sequence[str], mentions: Sequence[Mention], topics: Sequence[str], first: int
    ) -> Relation | None:
        own = set(forms)
        level = "kinds" if own & self._words.kinds else ""
        level = "diseases" if not level and own & self._words.diseases else level
        level = "tests" if own & self._words.tests else level
        level = "diseases" if not level and _WHICH in own else level
        level = _THEM if level != "tests" and not topics and own & _OF_THEM and not own & _NAMED_LEVELS else level
        if not level or not (own & self._words.choosing or level == "kinds" or own & _ONES):
            return None
        struck = {i - first for m in mentions if self._is_chosen_from(scan, m) for i in range(m.first, m.last)}
        traits = self._traits.find(["" if i in struck else form for i, form in enumerate(forms)])
        by_trait = {
            m.term.id
            for m in mentions
            if not self._is_chosen_from(scan, m) and self._traits.find(scan.forms[m.first : m.last])
        }
        others = tuple(topic for topic in topics if topic != _GENERAL and topic not in by_trait)
        if not traits or len(others) == 1:  # "which muscles does polio weaken": asked of one topic alone
            return None
        return Relation(acts.WHICH_KIND, others, traits, level)

    def _is_chosen_from(self, scan: Scan, mention: Mention) -> bool:
        """Whether it names what one chooses from ("kind of nerve damage", "muscle atrophy"), and no trait."""
        before = scan.forms[max(0, mention.first - 2) : mention.first]
        of_kind = len(before) == _PAIR and before[0] in self._words.kinds and before[1] == "of"
        return mention.term.kind is Kind.TOPIC and (mention.term.id == _GENERAL or of_kind)

    def _leads_to(
        self, scan: Scan, mentions: Sequence[Mention], topics: tuple[str, ...], foreign: bool
    ) -> Relation | None:
        if len(topics) >= _PAIR or foreign:
            pair = topics[:_PAIR]
            if len(pair) == _PAIR and self._is_turned(scan, mentions, pair):
                pair = (pair[1], pair[0])
            return Relation(acts.LEADS_TO, pair)
        muscles = any(mention.term.kind is Kind.MUSCLE_WORD for mention in mentions)
        if len(topics) == 1 and topics[0] != _GENERAL and muscles:
            return Relation(acts.LEADS_TO, (topics[0], _GENERAL))
        return None

    def _leads_back(self, scan: Scan, forms: Sequence[str], topics: tuple[str, ...]) -> Relation | None:
        """Two topics of the clauses before, or one of them and what was spoken of before ("can it cause polio?")."""
        if not self._words.pointing & set(forms) and not _IT & set(forms):
            return None
        everywhere = self._chooser.named(scan, scan.mentions)
        if len(everywhere) >= _PAIR:
            return Relation(acts.LEADS_TO, everywhere[:_PAIR])
        short = len(forms) <= _SHORT and self.says_which_way(scan, 0, len(scan.forms))
        return Relation(acts.LEADS_TO, topics) if topics and short else None

    def _is_turned(self, scan: Scan, mentions: Sequence[Mention], pair: Sequence[str]) -> bool:
        """Whether the words between two topics say that the second brings about the first."""
        places = [next((m for m in mentions if m.term.id == topic), None) for topic in pair]
        if places[0] is None or places[1] is None:
            return False
        between = scan.forms[places[0].last : places[1].first]
        if any(_holds(between, phrase) for phrase in self._words.turned if len(phrase) > 1):
            return True
        if any(_holds(between, phrase) for phrase in self._words.straight):
            return False
        return any(_holds(between, phrase) for phrase in self._words.turned)


def _holds(forms: Sequence[str], phrase: Phrase) -> bool:
    size = len(phrase)
    return any(tuple(forms[i : i + size]) == phrase for i in range(len(forms) - size + 1))


def load_relation_words(data: Path = DATA) -> RelationWords:
    """Read `data/vocabulary/relation_words.yml`."""
    lists: Mapping[str, list[str]] = load_located(data / "vocabulary" / "relation_words.yml").data
    picks: Mapping[str, list[int]] = load_located(data / "vocabulary" / "relation_words.yml").data.get("picks", {})
    single = {name: frozenset(lists[name]) for name in ("choosing", "kinds", "diseases", "tests", "pointing")}
    return RelationWords(
        **single,
        turned=tuple(phrase_of(words) for words in lists["turned"]),
        straight=tuple(phrase_of(words) for words in lists["straight"]),
        way_round=tuple(phrase_of(words) for words in lists.get("way_round", ())),
        picks={word: tuple(places) for word, places in picks.items()},
        comparing=frozenset(lists.get("comparing", ())),
        picks_not_before=frozenset(lists.get("picks_not_before", ())),
    )
