"""From findings to the slot values of the check-up: what is present or denied, where, since when, and in whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guide.symptoms.matching import Match, Matched
from guide.symptoms.normal_form import Token
from guide.symptoms.reading import Values
from guide.symptoms.rules import FindingRule

YES, NO = "yes", "no"
SYMPTOMS = frozenset({"wasting", "weakness", "numbness", "twitching", "pain"})
PART, WHO, ONSET, AREA, CONTEXT, PROGRESSION = "part", "who", "onset", "area", "context", "progression"
SUBJECT, AGE, NOTICED = "subject", "age_group", "noticed"
"""`part` and `who` are told by findings only to find the area and the subject; they are no slots of the check-up."""
NAMED_AREA = "named_area"
"""The area of every body part that is named, whether or not a symptom is told of it: a reply to "where?" needs none."""
SELF, OTHER = "self", "someone_else"
_NOTHING = "none"
_TOLD_OF_OTHERS, _GENERIC = "TOLD_OF_OTHERS", "GENERIC"


def _words(row: str) -> frozenset[str]:
    return frozenset(row.split())


_CUES = _words(
    "no not never without neither nor none zero nil denies nobody isn't aren't wasn't weren't don't doesn't "
    "didn't haven't hasn't hadn't nothing nowt ain't can't_call"
)
_NO_CUE_BEFORE = _words(
    "only sure idea know knowing understand doubt matter reason normal right good great certain much long "
    "enough wonder mind want appointment doctor doctors gp able sleep sleeping joking way one once improving "
    "getting better worse helping help stopped stop gone going been"
)
_ENDS_NEGATION = _words(
    "but however though although yet because since so now then which who when while after before if that my "
    "his her i i'm i've he she he's she's it it's they they're started start except only until where with from "
    "can could gone"
)
_MAY_STAND_BEFORE = frozenset(["i'm", "i", "he", "she", "it", "it's", "he's", "she's", "they", "they're", "that"])
_JOINS_LIST = _words(", and or nor any no not - ( muscle muscles back real other")
_SAID_AFTER = frozenset({"no", "none", "nil", "negative", "absent", "nope", "never", "zero", "not"})
_LINKS = frozenset({"is", "was", ":", "-", "–", "—", "?", "=", ",", "are"})
_LONGEST_REACH = 7
_LEFT_OUT = 5
"""Characters between two tokens from which a filler such as "just" must have stood there."""

_STARTS_CLAUSE = _words(
    "but however though although because so while which who now then when after before until where except"
)
_NEW_SUBJECT = _words("i i'm i've i'd he she he's she's it it's they my his her we")
_SUPPOSING = _words("if whether imagine unless worried afraid scared might case frightened dread terrified hopefully")
_REALLY = frozenset({"anything", "even", "as", "only", "wondering", "worried_that", "matters", "counts", "it"})

_MINE = frozenset(["i", "i'm", "i've", "i'd", "i'll", "my", "mine", "me", "myself"])
_THEIRS = frozenset(["he", "she", "he's", "she's", "his", "her", "him", "hers", "himself", "herself"])

_ABOUT_ONSET = _words(
    "started began begun noticed coming been happening like this that ago lasting since for about roughly "
    "maybe over past last from now going nearly around during ever"
)
_NOT_SYMPTOM_TIME = _words(
    "work worked working job career married smoked smoking takes taking take nursing painter driving drive "
    "lived living caring welder farmer retired broke fell snapped tablets medication diagnosed cast plaster "
    "boot sling plane hospital icu bed until after studying finished stopped gym training walked away relapse "
    "cleaning fasting relaxing cared moved"
)
_UPPER, _LOWER = frozenset({"hands", "fingers"}), frozenset({"feet", "toes"})


@dataclass(frozen=True)
class Found:
    """One finding in one message, with what its place there comes to."""

    rule: FindingRule
    match: Match
    clause: int
    denied: bool


@dataclass
class _Story:
    """A message cut into clauses, with its findings."""

    matched: Matched
    findings: Sequence[tuple[FindingRule, Match]]
    clauses: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.clauses = _clauses(self.matched)

    @property
    def tokens(self) -> Sequence[Token]:
        return self.matched.tokens

    @cached_property
    def _taken(self) -> set[int]:
        """Token places of findings that can stand in a list of what is absent."""
        return {
            index
            for rule, match in self.findings
            if rule.gives.keys() & (SYMPTOMS | {CONTEXT, PROGRESSION})
            for index in range(match.first, match.last)
        }

    @cached_property
    def subject(self) -> str | None:
        """Who has the symptoms, by the person named nearest before each of them."""
        votes: Counter[str] = Counter()
        persons = self._persons()
        for rule, match in self.findings:
            if rule.gives.keys() & SYMPTOMS or PART in rule.gives:
                owner = self._owner(match, persons)
                if owner:
                    votes[owner] += 1
        if votes:
            first, count = votes.most_common(1)[0]
            if votes[OTHER] == count and OTHER in persons.values():
                return OTHER
            return first
        named = set(persons.values())
        if OTHER in named:
            return OTHER
        return SELF if SELF in named else None

    def _persons(self) -> dict[int, str]:
        """Token places that name a person; those of findings with `who` first, a value `nobody` takes them away."""
        persons: dict[int, str] = {}
        for index, token in enumerate(self.tokens):
            if token.form in _MINE:
                persons[index] = SELF
            elif token.form in _THEIRS:
                persons[index] = OTHER
        silent: set[int] = set()
        for rule, match in self.findings:
            who = rule.gives.get(WHO)
            if who is None:
                continue
            places = range(match.first, match.last)
            if who == "nobody":
                silent.update(places)
            else:
                for index in places:
                    if index != match.last - 1:
                        persons.pop(index, None)
                persons[match.last - 1] = who
        return {index: who for index, who in persons.items() if index not in silent}

    def _owner(self, match: Match, persons: dict[int, str]) -> str | None:
        sentence = self.matched.sentences[match.sentence]
        for index in range(match.last - 1, sentence.start - 1, -1):
            if index in persons:
                return persons[index]
        for index in range(match.last, sentence.stop):
            if self.clauses[index] != self.clauses[match.first]:
                break
            if index in persons:
                return persons[index]
        return None

    def found(self) -> list[Found]:
        """The findings that count, each with whether it is denied."""
        personal = {
            match.sentence for rule, match in self.findings if (ONSET in rule.gives) or rule.gives.keys() & SYMPTOMS
        }
        counted = []
        for rule, match in self.findings:
            if not rule.gives or (_TOLD_OF_OTHERS in match.contexts and self.subject != OTHER):
                continue
            if _GENERIC in match.contexts and not (personal - {match.sentence}) and not self._is_statement(match):
                continue
            if self._is_supposed(match):
                continue
            denied = NO not in rule.gives.values() and self._is_denied(match)
            counted.append(Found(rule, match, self.clauses[match.first], denied))
        return counted

    def _is_statement(self, match: Match) -> bool:
        """Whether the sentence only begins as a question does ("does not hurt")."""
        forms = self.matched.forms(match.sentence)
        return len(forms) > 1 and forms[0] in {"does", "do", "did", "is", "are"} and forms[1] == "not"

    def _is_supposed(self, match: Match) -> bool:
        sentence = self.matched.sentences[match.sentence]
        for index in range(match.first - 1, sentence.start - 1, -1):
            if self.clauses[index] != self.clauses[match.first]:
                return False
            if self.tokens[index].form in _SUPPOSING:
                before = self.tokens[index - 1].form if index > sentence.start else ""
                return self.tokens[index + 1].form not in _REALLY and before not in _REALLY
        return False

    def _is_denied(self, match: Match) -> bool:
        return self._denied_before(match) or self._denied_after(match)

    def _denied_before(self, match: Match) -> bool:
        """Whether a word of negation reaches the match, also through a list ("no pain, twitching or numbness")."""
        sentence = self.matched.sentences[match.sentence]
        plain, through_list = 0, False
        for index in range(match.first - 1, sentence.start - 1, -1):
            token, after = self.tokens[index], self.tokens[index + 1]
            form = token.form
            is_item = index in self._taken or form == ","
            if (is_item or through_list) and after.start - token.end > _LEFT_OUT:
                return False
            if form in _CUES:
                return after.form not in _NO_CUE_BEFORE or index + 1 >= match.first
            if index in self._taken:
                if not through_list and plain > 1 and self.tokens[match.first - 1].form not in _JOINS_LIST:
                    return False
                through_list = True
                plain = 0
                continue
            if form == ",":
                through_list = True
                if not self._goes_on_as_list(match):
                    return False
                continue
            if form in _JOINS_LIST:
                continue
            if form in _ENDS_NEGATION:
                if form in _MAY_STAND_BEFORE and self._follows_thinking(index, sentence):
                    continue
                return False
            plain += 1
            if plain > _LONGEST_REACH or (through_list and plain > 2):
                return False
        return False

    def _follows_thinking(self, index: int, sentence: range) -> bool:
        """Whether the person at `index` comes after "don't think" or "can't call" and the like."""
        near = {self.tokens[place].form for place in range(max(sentence.start, index - 2), index)}
        return bool(near & {"think", "say", "mean", "feel", "call"})

    def _goes_on_as_list(self, match: Match) -> bool:
        """Whether nothing but more of a list comes after the match, in its clause."""
        if match.last >= len(self.tokens):
            return True
        after = self.tokens[match.last]
        return after.is_mark or after.form in {"or", "and", "nor", "either", "at", "anywhere", "whatsoever", "that"}

    def _denied_after(self, match: Match) -> bool:
        index = match.last
        while index < len(self.tokens) and index < match.last + 2 and self.tokens[index].form in _LINKS:
            index += 1
        if index >= len(self.tokens) or self.tokens[index].form not in _SAID_AFTER:
            return False
        if index + 1 >= len(self.tokens) or self.tokens[index + 1].is_mark:
            return True
        return self.tokens[index + 1].form in {"there", "present", "problem", "issue", "at", "much"}


def slot_values(matched: Matched, findings: Iterable[tuple[FindingRule, Match]]) -> Values:
    """What the findings say of each slot. A symptom that is said to be absent gives `no`, unless it is also present."""
    story = _Story(matched, tuple(findings))
    found = story.found()
    told: Values = {}
    for slot in dict.fromkeys(slot for one in found for slot in one.rule.gives):
        if slot in SYMPTOMS:
            values = _symptom(slot, found)
        elif slot in (PART, WHO, ONSET, AGE, SUBJECT, AREA):
            continue
        elif slot == CONTEXT:
            values = _contexts(found)
        elif slot == PROGRESSION:
            values = _progression(found)
        else:
            values = tuple(dict.fromkeys(one.rule.gives[slot] for one in _present(found, slot)))
        if values:
            told[slot] = values
    subject = story.subject if (told or any(PART in one.rule.gives for one in found)) else None
    area = _area(story, found, subject)
    onset = _onset(story, found)
    ages = [one.rule.gives[AGE] for one in found if AGE in one.rule.gives]
    if ages and (subject != SELF or all(SUBJECT not in one.rule.gives for one in found if AGE in one.rule.gives)):
        told[AGE] = (ages[0],)
    subject = subject or story.subject
    told |= {slot: (value,) for slot, value in ((SUBJECT, subject), (ONSET, onset)) if value}
    if area:
        told[AREA] = area
    named = _areas({one.rule.gives[PART] for one in _present(found, PART)})
    if named:
        told[NAMED_AREA] = named
    return told


def _present(found: Iterable[Found], slot: str) -> list[Found]:
    return [one for one in found if slot in one.rule.gives and not one.denied]


def _overlaps(one: Match, other: Match) -> bool:
    return one.first < other.last and other.first < one.last


def _symptom(slot: str, found: Sequence[Found]) -> tuple[str, ...]:
    told = [one for one in found if slot in one.rule.gives]
    absent = [one for one in told if one.rule.gives[slot] == NO and not one.denied]
    present = [
        one
        for one in told
        if one.rule.gives[slot] == YES and not one.denied and not any(_overlaps(one.match, no.match) for no in absent)
    ]
    if present:
        return (YES,)
    return (NO,) if absent or any(one.rule.gives[slot] == YES for one in told if one.denied) else ()


def _contexts(found: Sequence[Found]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(one.rule.gives[CONTEXT] for one in _present(found, CONTEXT)))
    return tuple(value for value in values if value != _NOTHING) or values


def _progression(found: Sequence[Found]) -> tuple[str, ...]:
    """What is said last; steady and coming and going are said with the words of the others, so they go first."""
    told = _present(found, PROGRESSION)
    for steady in ("same", "comes_and_goes"):
        told = [
            one
            for one in told
            if one.rule.gives[PROGRESSION] == steady
            or not any(_overlaps(one.match, other.match) for other in told if other.rule.gives[PROGRESSION] == steady)
        ]
    if not told:
        return ()
    return (max(told, key=lambda one: one.match.first).rule.gives[PROGRESSION],)


def _shown(found: Iterable[Found]) -> list[Found]:
    """Findings of symptoms that are present."""
    return [
        one
        for one in found
        if not one.denied and (NOTICED in one.rule.gives or any(one.rule.gives.get(slot) == YES for slot in SYMPTOMS))
    ]


def _area(story: _Story, found: Sequence[Found], subject: str | None) -> tuple[str, ...]:
    parts = [one for one in _present(found, PART) if not _of_another(story, one, subject)]
    shown = _shown(found)
    clauses = {one.clause for one in shown} | {story.clauses[one.match.last - 1] for one in shown}
    sentences = {one.match.sentence for one in shown}
    denied = {one.clause for one in found if one.denied or NO in one.rule.gives.values()} - clauses
    near = [one for one in parts if one.clause in clauses or (shown and _is_bare(story, one.clause, parts))]
    near = near or [one for one in parts if one.match.sentence in sentences and one.clause not in denied]
    near = near or [one for one in parts if shown and one.clause not in denied]
    told = {one.rule.gives[PART] for one in near}
    if told and told <= {"arm", "leg"} and any(one.rule.gives[PART] == "side" for one in parts):
        told.add("side")
    return _areas(told)


def _of_another(story: _Story, one: Found, subject: str | None) -> bool:
    first, last = max(0, one.match.first - 1), one.match.last
    owners = {story.tokens[index].form for index in range(first, last)}
    return (subject == OTHER and "my" in owners) or (subject == SELF and bool(owners & {"his", "her"}))


def _is_bare(story: _Story, clause: int, parts: Sequence[Found]) -> bool:
    """Whether a clause is a piece of a list of parts, with nothing else in it."""
    inside = {index for one in parts for index in range(one.match.first, one.match.last)}
    rest = [
        token.form
        for index, token in enumerate(story.tokens)
        if story.clauses[index] == clause and index not in inside and not token.is_mark
    ]
    return all(
        form in {"my", "his", "her", "and", "both", "left", "right", "in", "then", "or", "now", "get", "it", "as"}
        for form in rest
    )


def _areas(parts: set[str]) -> tuple[str, ...]:
    if "body" in parts:
        return ("whole_body",)
    areas = []
    if "both" in parts:
        parts = parts | {"arms" for _ in parts & {"arm"}} | {"legs" for _ in parts & {"leg"}}
    ends = parts & (_UPPER | _LOWER)
    if ends & _UPPER and ends & _LOWER:
        areas.append("hands_and_feet")
        parts = parts - ends - {"arm", "leg"}
    if "arm" in parts:
        parts = parts - {"fingers"}
    if "leg" in parts:
        parts = parts - {"toes"}
    if parts & {"arms", "hands"}:
        parts = parts - {"arm"}
    if parts & {"legs", "feet"}:
        parts = parts - {"leg"}
    if "side" in parts or {"arm", "leg"} <= parts:
        areas.append("one_side")
        parts = parts - {"arm", "leg"}
    if parts & {"arm", "leg"}:
        areas.append("one_limb")
    if parts & {"legs", "feet", "toes"}:
        areas.append("both_legs")
    if parts & {"arms", "hands", "fingers"}:
        areas.append("both_arms")
    areas += [area for part, area in (("hips", "shoulders_hips"), ("face", "face_throat")) if part in parts]
    return tuple(areas)


def _onset(story: _Story, found: Sequence[Found]) -> str | None:
    """The time that belongs to the symptoms, not to an illness, a medicine, a job or an age."""
    shown = _shown(found)
    clauses = {one.clause for one in shown} | {one.clause for one in found if PROGRESSION in one.rule.gives}
    sentences = {one.match.sentence for one in shown}
    background = {one.clause for one in _present(found, CONTEXT)}
    best: tuple[int, str] | None = None
    for one in _present(found, ONSET):
        words = {
            token.form
            for index, token in enumerate(story.tokens)
            if story.clauses[index] == one.clause and not one.match.first <= index < one.match.last
        }
        first, last = max(0, one.match.first - 3), min(len(story.tokens), one.match.last + 2)
        near = {story.tokens[index].form for index in range(first, last)}
        score = 4 * (one.clause in clauses) + 2 * (one.match.sentence in sentences)
        score += 2 * bool(near & _ABOUT_ONSET)
        score += 2 * (len(words) <= 3) + 2 * bool(words & {"started", "began", "noticed", "this", "ever"})
        if one.clause in background or words & _NOT_SYMPTOM_TIME:
            score -= 3 if one.clause in clauses else 5
        if score > 0 and (best is None or score > best[0]):
            best = (score, one.rule.gives[ONSET])
    return best[1] if best else None


def _clauses(matched: Matched) -> list[int]:
    """The number of the clause in which each token stands."""
    numbers: list[int] = []
    clause = 0
    for sentence in matched.sentences:
        clause += 1
        for index in sentence:
            form = matched.tokens[index].form
            before = matched.tokens[index - 1].form if index > sentence.start else ""
            if form in _STARTS_CLAUSE or (before == "and" and form in _NEW_SUBJECT):
                clause += 1
            numbers.append(clause)
            if matched.tokens[index].is_mark:
                clause += 1
    return numbers
