"""medspaCy over messages in normal form: which rules match where, and in which context each match stands."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from guide.symptoms.gate import Gate
from guide.symptoms.normal_form import Normalizer, Token
from guide.symptoms.rules import FindingRule, SignRule, SymptomRules
from guide.symptoms.wording import WordClasses, compile_wording, literals_of, needed_forms

with warnings.catch_warnings():  # of its own dependencies, at import
    warnings.simplefilter("ignore")
    from medspacy.context import ConText, ConTextModifier, ConTextRule
    from medspacy.target_matcher import TargetMatcher, TargetRule

# medspaCy keeps one matcher for each form of pattern and warns of those that are not used
warnings.filterwarnings("ignore", message=r"\[W036\]")

_GROUP = "found"
_CLAUSE_BREAK = "CLAUSE_BREAK"
_NO = frozenset({"no", "nope", "nah", "none", "never", "nil", "not"})


AnyRule = FindingRule | SignRule


@dataclass(frozen=True)
class Match:
    """One rule that matched: token places `first` to `last` (exclusive), sentence number, and its contexts."""

    rule: str
    first: int
    last: int
    sentence: int
    contexts: frozenset[str]


@dataclass(frozen=True)
class Matched:
    """A message with all that matched."""

    tokens: Sequence[Token]
    sentences: Sequence[range]
    matches: Sequence[Match]

    def forms(self, sentence: int) -> list[str]:
        """The tokens of one sentence."""
        return [self.tokens[index].form for index in self.sentences[sentence]]

    def chars(self, match: Match) -> tuple[int, int]:
        """Where a match stands in the message."""
        return self.tokens[match.first].start, self.tokens[match.last - 1].end


class _RuleMatcher:
    """One rule's wordings, each with a matcher of its own, and what takes a match back."""

    def __init__(self, nlp: Language, rule: AnyRule, classes: WordClasses) -> None:
        self.needed = [needed_forms(wording, classes) for wording in rule.wordings]
        self._wordings = [_target_matcher(nlp, rule.id, [wording], classes) for wording in rule.wordings]
        self._unless = _target_matcher(nlp, rule.id, rule.unless, classes)

    def spans(self, doc: Doc, wordings: Iterable[int]) -> list[Span]:
        """Where one of these wordings matches, the longest of overlapping ones, without those that are taken back."""
        found = [span for number in wordings for span in self._wordings[number](doc)]
        kept: list[Span] = self._unless(doc) if found else []
        taken_back = len(kept)
        for span in sorted(found, key=len, reverse=True):
            if not any(_overlap(span, other) for other in kept):
                kept.append(span)
        return kept[taken_back:]


class Matcher:
    """Runs the target rules and the context rules."""

    def __init__(self, rules: SymptomRules) -> None:
        self._normalizer = Normalizer(rules.shorthand, rules.fillers, rules.classes.phrases, rules.words())
        nlp = spacy.blank("en")
        nlp.tokenizer = _split_at_blanks(nlp.vocab)
        self._vocab = nlp.vocab
        every: list[AnyRule] = [*rules.findings, *rules.signs]
        self._end_at_clauses = frozenset(rules.end_at_clauses)
        self._rules = [_RuleMatcher(nlp, rule, rules.classes) for rule in every]
        self._gate = Gate(rule.needed for rule in self._rules)
        self._context = ConText(
            nlp,
            rules=None,
            span_attrs=None,
            input_span_type="group",
            span_group_name=_GROUP,
            prune_on_modifier_overlap=False,
            terminating_types={category: [_CLAUSE_BREAK] for category in rules.end_at_clauses},
        )
        self._context.add(list(_contexts(rules)))

    def match(self, text: str) -> Matched:
        """Everything that matches in `text`."""
        tokens = self._normalizer.tokens(text)
        if not tokens:
            return Matched((), (), ())
        doc = Doc(self._vocab, words=[token.form for token in tokens])
        sentences = _sentences(tokens)
        for sentence in sentences:
            for index in sentence:
                doc[index].is_sent_start = index == sentence.start
        possible = self._gate.possible({token.form for token in tokens})
        doc.spans[_GROUP] = [span for rule, which in possible.items() for span in self._rules[rule].spans(doc, which)]
        self._context(doc)
        all_modifiers = doc._.context_graph.modifiers
        number_of = {index: number for number, sentence in enumerate(sentences) for index in sentence}
        matches = [
            Match(
                span.label_,
                span.start,
                span.end,
                number_of[span.start],
                frozenset(m.category for m in span._.modifiers if self._counts(m, span, all_modifiers)),
            )
            for span in doc.spans[_GROUP]
        ]
        return Matched(tokens, sentences, matches)

    def _counts(self, modifier: ConTextModifier, span: Span, all_modifiers: Sequence[ConTextModifier]) -> bool:
        """Whether a modifier changes what `span` means.

        Not if it is part of the match itself ("the legs do not obey"), nor if it is only part of a longer modifier of
        another kind ("no" in "no doubt"). medspaCy's own pruning also drops one of two that stand on the same words.
        """
        first, last = modifier.modifier_span
        if span.start <= first and last <= span.end:
            return False
        kind = (modifier.category, modifier.direction)
        between = range(last, span.start) if last <= span.start else range(span.end, first)
        for other in all_modifiers:
            start, end = other.modifier_span
            if start in between and self._ends_scope(other, modifier):
                return False
            if (
                start <= first
                and last <= end
                and end - start > last - first
                and (other.category, other.direction) != kind
            ):
                return False
        return True

    def _ends_scope(self, other: ConTextModifier, modifier: ConTextModifier) -> bool:
        """Whether `other` ends the scope of `modifier`; medspaCy overlooks it where one scope lies within the other."""
        if other.category == _CLAUSE_BREAK:
            return modifier.category in self._end_at_clauses
        return bool(other.direction == "TERMINATE")


def _target_matcher(nlp: Language, label: str, wordings: Iterable[str], classes: WordClasses) -> TargetMatcher:
    matcher = TargetMatcher(nlp, result_type=None, prune=False)
    matcher.add(
        [
            TargetRule(wording, label, pattern=pattern)
            for wording in wordings
            for pattern in compile_wording(wording, classes)
        ]
    )
    return matcher


def _contexts(rules: SymptomRules) -> Iterable[ConTextRule]:
    labels = {rule.id: rule.label for rule in rules.findings} | {rule.id: rule.sign for rule in rules.signs}
    for rule in rules.contexts:
        only = {id_.upper() for id_, label in labels.items() if label in rule.only} if rule.only else None
        but_not = {id_.upper() for id_, label in labels.items() if label in rule.but_not} if rule.but_not else None
        for wording in rule.wordings:
            for pattern in compile_wording(wording, rules.classes):
                literals = literals_of(pattern)
                for literal in literals or [wording]:
                    yield ConTextRule(
                        literal,
                        rule.category,
                        pattern=None if literals else pattern,
                        direction=rule.direction,
                        max_scope=rule.scope,
                        allowed_types=only,
                        excluded_types=but_not,
                    )


def _split_at_blanks(vocab: Vocab) -> Callable[[str], Doc]:
    """A tokenizer for literals of rules, which are in normal form already."""
    return lambda text: Doc(vocab, words=text.split())


def _overlap(one: Span, other: Span) -> bool:
    return bool(one.start < other.end and other.start < one.end)


def _answers_no(tokens: Sequence[Token], index: int) -> bool:
    """Whether the question that ends here is answered with a no at once ("Trouble breathing? No.")."""
    return tokens[index].form.startswith("?") and index + 1 < len(tokens) and tokens[index + 1].form in _NO


def _sentences(tokens: Sequence[Token]) -> list[range]:
    sentences = []
    start = 0
    for index, token in enumerate(tokens):
        if token.form == "\n" or (token.ends_sentence and not _answers_no(tokens, index)):
            sentences.append(range(start, index + 1))
            start = index + 1
    if start < len(tokens):
        sentences.append(range(start, len(tokens)))
    return sentences
