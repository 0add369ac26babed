"""Reads the symptoms in a message: danger signs that are present, signs only named, crisis, and slot values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from guide.symptoms.matching import Match, Matcher
from guide.symptoms.normal_form import class_token
from guide.symptoms.reading import Heard, SymptomReading
from guide.symptoms.rules import CRISIS, FindingRule, SignRule, SymptomRules, load_symptom_rules
from guide.symptoms.values import slot_values

GENERIC = "GENERIC"
"""The context of a sentence that asks about a sign in general and speaks of no person."""


class SymptomReader:
    """Reads messages by the rules in `data/symptoms`."""

    def __init__(self, rules: SymptomRules) -> None:
        self._matcher = Matcher(rules)
        self._findings = {rule.id: rule for rule in rules.findings}
        self._signs = {rule.id: rule for rule in rules.signs}
        members = rules.classes.members
        self._person = frozenset(members("person"))
        self._asks = frozenset(members("question")) | {class_token("asking")}
        self._explains = frozenset(members("explaining")) | {class_token("asking")}
        self._general = frozenset(members("general"))
        self._now = frozenset(members("now")) | frozenset(members("at_present"))

    def read(self, text: str) -> SymptomReading:
        """What `text` tells of symptoms."""
        matched = self._matcher.match(text)
        generic = [self._is_generic(matched.forms(number)) for number in range(len(matched.sentences))]
        matches = [self._with_generic(match, generic) for match in matched.matches]
        heard: list[Heard] = []
        named: list[str] = []
        for rule, match in self._signs_in(matches):
            if match.contexts - {context.upper() for context in rule.even_if}:
                named.append(rule.sign)
            else:
                start, end = matched.chars(match)
                heard.append(Heard(rule.sign, rule.id, start, end))
        present = {one.sign for one in heard}
        return SymptomReading(
            signs=tuple(one for one in heard if one.sign != CRISIS),
            named=tuple(sign for sign in dict.fromkeys(named) if sign not in present and sign != CRISIS),
            crisis=CRISIS in present,
            values=slot_values(matched, self._findings_in(matches)),
        )

    def _findings_in(self, matches: Iterable[Match]) -> list[tuple[FindingRule, Match]]:
        return [(self._findings[m.rule], m) for m in matches if m.rule in self._findings]

    def _signs_in(self, matches: Sequence[Match]) -> Iterable[tuple[SignRule, Match]]:
        findings = [(rule.label, match) for rule, match in self._findings_in(matches)]
        for match in matches:
            rule = self._signs.get(match.rule)
            if rule and not self._taken_back(rule, match.sentence, findings):
                yield rule, match
        for rule in self._signs.values():
            if rule.needs:
                yield from self._standing_together(rule, findings)

    def _standing_together(
        self, rule: SignRule, findings: Sequence[tuple[str, Match]]
    ) -> Iterable[tuple[SignRule, Match]]:
        """One of each group in `needs`. Its contexts are those of the first group: what is told, not when or where."""
        first, *others = rule.needs
        for label, match in findings:
            if label not in first or self._taken_back(rule, match.sentence, findings):
                continue
            near = [
                (other, found)
                for other, found in findings
                if rule.within == "message" or found.sentence == match.sentence
            ]
            if all(any(other in group and not found.contexts for other, found in near) for group in others):
                yield rule, match

    @staticmethod
    def _taken_back(rule: SignRule, sentence: int, findings: Iterable[tuple[str, Match]]) -> bool:
        return any(
            label in rule.unless_with and match.sentence == sentence and not match.contexts for label, match in findings
        )

    def _is_generic(self, forms: Sequence[str]) -> bool:
        words = set(forms)
        if words & self._person or words & self._now:
            return False
        if "?" in "".join(forms[-1:]) or words & self._general:
            return True
        return bool(set(forms[:1]) & self._asks or set(forms[:2]) & self._explains)

    @staticmethod
    def _with_generic(match: Match, generic: Sequence[bool]) -> Match:
        if not generic[match.sentence]:
            return match
        return Match(match.rule, match.first, match.last, match.sentence, match.contexts | {GENERIC})


@lru_cache(maxsize=1)
def default_symptom_reader() -> SymptomReader:
    """The reader over the project's own rules, made once per process."""
    return SymptomReader(load_symptom_rules())
