"""Which topic leads when a message names several things."""

from __future__ import annotations

from collections.abc import Sequence

from guide.knowledge.library import Library
from guide.reading.scan import Mention, Scan
from guide.reading.vocabulary import Kind, Phrase, Vocabulary

_GROUP_RANK = 2
_NEAR = 16
_GENERAL_RANK = 1
_ARTICLES = frozenset({"the", "a", "an", "my"})
_MEANS = ("test", "therapy")
_JOINING_WORDS = frozenset({"and", "or", "vs", "versus", "than", "from", "with", "between", "the", "an", "a", "both"})
_FOREIGN = (Kind.NEIGHBOUR, Kind.NOT_OURS)
_SAME_PLACE = frozenset({"", ",", "&", "/", ", "})


class TopicChooser:
    """Chooses the leading topics among the mentions of a clause or a message."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._ranks: dict[str, int] = {topic_id: topic.rank for topic_id, topic in library.topics.items()}
        self._sorts: dict[str, str] = {topic_id: topic.sort for topic_id, topic in library.topics.items()}
        self._leads_to = {topic_id: topic.leads_to for topic_id, topic in library.topics.items()}
        self._together = vocabulary.together

    def rank(self, topic: str) -> int:
        """How strongly a topic leads, 0 to 4."""
        return self._ranks[topic]

    def choose(self, scan: Scan, mentions: Sequence[Mention], weak_count: bool = False) -> tuple[str, ...]:
        """The leading topics, at most two, and two only when a joining word links them.

        `weak_count`: take weak names for full ones (a follow-up such as "what about in older people?").
        """
        found = self._found(scan, mentions, weak_count)
        if not found:
            return ()
        top = max(self._ranks[topic] for topic, _ in found)
        leading: list[tuple[str, Mention]] = []
        for topic, mention in found:
            if self._ranks[topic] == top and topic not in {known for known, _ in leading}:
                leading.append((topic, mention))
        first = leading[0]
        if len(leading) > 1 and leading[1][1] is not first[1] and _are_joined(scan, first[1], leading[1][1]):
            return (first[0], leading[1][0])
        after = [topic for topic, _ in leading if any(topic in self._leads_to[other] for other, _ in leading)]
        return (after[0] if after else self._test_or_therapy(found) or first[0],)

    def _test_or_therapy(self, found: Sequence[tuple[str, Mention]]) -> str | None:
        """A test or a therapy named beside muscle loss as such, by a name of its own: that is what is asked about."""
        named = [topic for topic, m in found if not m.term.weak and self._sorts[topic] in _MEANS]
        diseases = [topic for topic, _ in found if self._sorts[topic] not in _MEANS]
        return named[0] if named and all(self._ranks[topic] <= _GENERAL_RANK for topic in diseases) else None

    def named(self, scan: Scan, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """All topics named, in the order of the words; weak names count where fewer than two others are there.

        Topics that several words mean together ("diabetes", "nerve damage") take the place of a wider one among them.
        """
        if not mentions:
            return ()
        combined = {topic: self._first_word_of(scan, topic) for topic in self._combined(scan, mentions)}
        covered = {self._ranks[topic] for topic in combined if self._ranks[topic] > _GROUP_RANK}
        places: dict[str, int] = {}
        for weak_count in (False, True):
            for m in mentions:
                counts = m.term.kind is Kind.TOPIC and m.term.weak <= weak_count
                if counts and not (covered and self._ranks[m.term.id] == _GROUP_RANK):
                    places.setdefault(m.term.id, m.first)
            if weak_count or len({**places, **combined}) >= 2:
                break
        for topic, first in combined.items():
            places.setdefault(topic, first)
        return tuple(sorted(places, key=lambda topic: places[topic]))

    def _first_word_of(self, scan: Scan, topic: str) -> int:
        """Where the first of the words stands that mean `topic` together."""
        phrases = self._together[topic][0]
        return next((i for i in range(len(scan.forms)) for p in phrases if scan.forms[i : i + len(p)] == p), 0)

    def _found(self, scan: Scan, mentions: Sequence[Mention], weak_count: bool) -> list[tuple[str, Mention]]:
        strong = [m for m in mentions if m.term.kind is Kind.TOPIC and not m.term.weak]
        weak = [m for m in mentions if m.term.kind is Kind.TOPIC and m.term.weak]
        about_muscles = weak_count or any(m.term.kind is Kind.MUSCLE_WORD or self._is_general(m) for m in mentions)
        about_exercise = any(self._sorts[m.term.id] == "therapy" for m in weak)
        strong = [m for m in strong if not _is_denied(scan, m)] or strong
        company = [m for m in weak if about_muscles or (about_exercise and self._sorts[m.term.id] != "therapy")]
        counted = sorted(strong + company, key=lambda mention: mention.first)
        named = [(m.term.id, m) for m in counted]
        combined = self._combined(scan, mentions)
        return [(topic, named[0][1] if named else mentions[0]) for topic in combined] + named if combined else named

    def _is_general(self, mention: Mention) -> bool:
        """Whether muscle loss as such is named, not one disease, test or therapy."""
        if mention.term.kind is not Kind.TOPIC or mention.term.weak:
            return False
        return self._ranks[mention.term.id] <= 1 and self._sorts[mention.term.id] == "disease"

    def _combined(self, scan: Scan, mentions: Sequence[Mention]) -> list[str]:
        """Topics whose groups of words all stand in the message ("diabetes" and "nerve damage").

        Words inside the name of something that is not ours ("spinal muscular atrophy") do not count.
        """
        if not mentions:
            return []
        foreign = {i for m in mentions if m.term.kind in _FOREIGN for i in range(m.first, m.last)}
        forms = ["" if i in foreign else form for i, form in enumerate(scan.forms)]
        return [topic for topic, groups in self._together.items() if _stand_together(forms, groups)]

    def companions(self, scan: Scan, mentions: Sequence[Mention], leading: str) -> tuple[str, ...]:
        """Topics named beside the leading one that rank below it (a test, a therapy)."""
        return tuple(dict.fromkeys(topic for topic, _ in self._found(scan, mentions, False) if topic != leading))


def _is_denied(scan: Scan, mention: Mention) -> bool:
    """Whether "not" stands before it ("not polio, post-polio syndrome", "not the CT, the MRI")."""
    before = [form for form in scan.forms[max(0, mention.first - 2) : mention.first] if form not in _ARTICLES]
    return bool(before) and before[-1] == "not"


def _stand_together(forms: Sequence[str], groups: Sequence[Sequence[Phrase]]) -> bool:
    """Whether some phrase of each group stands near one of the first: a long story names many things."""
    size = len(forms)
    for first in (i for i in range(size) for phrase in groups[0] if tuple(forms[i : i + len(phrase)]) == phrase):
        near = forms[max(0, first - _NEAR) : first + _NEAR]
        if all(any(_holds(near, phrase) for phrase in group) for group in groups[1:]):
            return True
    return False


def _holds(forms: Sequence[str], phrase: Phrase) -> bool:
    size = len(phrase)
    return any(tuple(forms[i : i + size]) == phrase for i in range(len(forms) - size + 1))


def _are_joined(scan: Scan, one: Mention, other: Mention) -> bool:
    between = scan.forms[one.last : other.first]
    if between:
        return all(word in _JOINING_WORDS for word in between)
    return scan.text[one.end : other.start].strip() in _SAME_PLACE
