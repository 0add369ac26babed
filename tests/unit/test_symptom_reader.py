"""What the symptom reader hears: signs present or only named, crisis, and the contexts that decide between them."""

from __future__ import annotations

from typing import Any

import pytest

from guide.symptoms.matching import Matcher
from guide.symptoms.reader import SymptomReader, default_symptom_reader
from guide.symptoms.rules import CRISIS, ContextRule, FindingRule, SignRule, SymptomRules, load_symptom_rules
from guide.symptoms.wording import WordClasses

CLASSES = {
    "person": ["i", "my", "she"],
    "question": ["is", "what", "can"],
    "asking": ["tell me"],
    "explaining": ["why"],
    "general": ["people"],
    "now": ["today"],
    "at_present": ["right now"],
    "number": ["two"],
    "year": [],
}


def way(id_: str, sign: str = "walking", **more: Any) -> SignRule:
    return SignRule(id=id_, sign=sign, source="who", support="guideline", **more)


def finding(label: str, id_: str | None = None) -> FindingRule:
    return FindingRule(id=id_ or label, label=label, wordings=[label])


def reader(*signs: SignRule) -> SymptomReader:
    """A reader with these ways, and findings "weak", "sudden", "slow" and "legs"."""
    return SymptomReader(
        SymptomRules(
            classes=WordClasses(CLASSES, ["very"]),
            shorthand={},
            fillers=("very",),
            findings=tuple(finding(label) for label in ("weak", "sudden", "slow", "legs")),
            signs=signs,
            contexts=(
                ContextRule(category="NEGATED", direction="FORWARD", wordings=["no/not"], scope=4),
                ContextRule(category="HISTORICAL", direction="BIDIRECTIONAL", wordings=["<number> years ago"]),
                ContextRule(category="PSEUDO_NEGATED", direction="PSEUDO", wordings=["no doubt"]),
                ContextRule(category="CLAUSE_BREAK", direction="PSEUDO", wordings=["but"]),
                ContextRule(category="ODD", direction="FORWARD", wordings=["odd"], only=["weak"]),
                ContextRule(category="EVEN", direction="FORWARD", wordings=["even"], but_not=["weak"]),
            ),
            end_at_clauses=("NEGATED",),
        )
    )


FALLS = way("falls", wordings=["legs .. fall/fell"])
SUDDENLY_WEAK = way("suddenly_weak", needs=[["weak"], ["sudden"]])


def test_a_sign_that_is_present_is_heard_with_its_rule_and_place() -> None:
    text = "Well, my LEGS often fall today."
    (heard,) = reader(FALLS).read(text).signs

    assert (heard.sign, heard.rule) == ("walking", "falls")
    assert text[heard.start : heard.end] == "LEGS often fall"


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("my legs fall", True),
        ("no my legs fall", False),
        ("no doubt my legs fall", True),
        ("i am not sick but legs fall", True),
        ("not sick. my legs fall", True),
        ("two years ago my legs fall", False),
        ("my legs fall two years ago", False),
        ("not so and then and now my legs fall", True),
    ],
)
def test_a_context_silences_a_sign_within_its_scope(text: str, present: bool) -> None:
    reading = reader(FALLS).read(text)

    assert reading.present == (("walking",) if present else ())
    assert reading.named == (() if present else ("walking",))


def test_a_rule_holds_even_in_a_context_it_names() -> None:
    stubborn = way("falls", wordings=["legs fall"], even_if=["NEGATED"])

    assert reader(stubborn).read("my legs fall").present == ("walking",)
    assert reader(stubborn).read("not my legs fall").present == ("walking",)
    assert reader(stubborn).read("not my legs fall two years ago").named == ("walking",)


def test_a_context_that_is_part_of_the_match_does_not_silence_it() -> None:
    assert reader(way("stuck", wordings=["legs not move"])).read("my legs not move").present == ("walking",)


def test_an_unless_takes_an_overlapping_match_back() -> None:
    falls = reader(way("falls", wordings=["legs fall"], unless=["fall asleep"]))

    assert falls.read("my legs fall asleep") == falls.read("my arm")
    assert falls.read("my legs fall , i fall asleep").present == ("walking",)


def test_the_longest_of_overlapping_wordings_is_heard_once() -> None:
    text = "my legs fall off"
    (heard,) = reader(way("falls", wordings=["legs fall", "legs fall off", "fall off"])).read(text).signs

    assert text[heard.start : heard.end] == "legs fall off"


@pytest.mark.parametrize(
    ("text", "present", "named"),
    [
        ("my legs are weak , sudden", True, False),
        ("my legs are weak", False, False),
        ("sudden", False, False),
        ("my legs are weak. it was sudden", False, False),
        ("it was sudden , no weak legs", False, True),
        ("my weak legs , not sudden", False, False),
    ],
)
def test_findings_that_stand_together_in_a_sentence_are_a_sign(text: str, present: bool, named: bool) -> None:
    reading = reader(SUDDENLY_WEAK).read(text)

    assert (reading.present, reading.named) == (("walking",) * present, ("walking",) * named)


def test_findings_may_stand_together_anywhere_in_the_message() -> None:
    anywhere = way("suddenly_weak", needs=[["weak"], ["sudden"]], within="message")

    assert reader(anywhere).read("i am weak. it was sudden.").present == ("walking",)


def test_a_finding_takes_a_sign_back_in_its_own_sentence_only() -> None:
    falls = reader(way("falls", wordings=["legs fall"], unless_with=["slow"]))

    assert falls.read("my legs fall and it is slow").signs == ()
    assert falls.read("my legs fall and it is slow").named == ()
    assert falls.read("my legs fall. i am slow").present == ("walking",)
    assert falls.read("my legs fall and i am not slow").present == ("walking",)


def test_a_finding_takes_back_what_stands_together_too() -> None:
    weak = reader(way("suddenly_weak", needs=[["weak"], ["sudden"]], unless_with=["slow"]))

    assert weak.read("i am weak , sudden").present == ("walking",)
    assert weak.read("i am weak , sudden and slow").present == ()


@pytest.mark.parametrize(
    ("text", "generic"),
    [
        ("do legs fall?", True),
        ("do my legs fall?", False),
        ("do legs fall today?", False),
        ("do legs fall right now?", False),
        ("legs of people fall", True),
        ("is legs fall", True),
        ("tell me legs fall", True),
        ("and why legs fall", True),
        ("and is legs fall", False),
        ("legs fall", False),
    ],
)
def test_a_sentence_about_no_person_is_general(text: str, generic: bool) -> None:
    reading = reader(FALLS).read(text)

    assert bool(reading.named) is generic
    assert bool(reading.signs) is not generic


def test_a_sign_that_is_present_once_is_not_named_too() -> None:
    reading = reader(FALLS).read("my legs fall. do legs fall?")

    assert (reading.present, reading.named) == (("walking",), ())


def test_a_crisis_is_no_danger_sign() -> None:
    low = reader(way("low", CRISIS, wordings=["i end it"]))
    heard, denied = low.read("i end it"), low.read("not so i end it")

    assert (heard.crisis, heard.signs, heard.named) == (True, (), ())
    assert (denied.crisis, denied.signs, denied.named) == (False, (), ())


def test_a_context_reaches_only_the_findings_it_is_for() -> None:
    weak_or_slow = reader(way("any_weak", "weakness", needs=[["weak"]]), way("any_slow", "slowness", needs=[["slow"]]))

    assert weak_or_slow.read("i am odd weak and slow").named == ("weakness",)
    assert weak_or_slow.read("i am even weak and slow").named == ("slowness",)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [("", []), ("a. b", [2, 1]), ("a\nb", [2, 1]), ("weak? no. b", [4, 1]), ("weak? yes", [2, 1]), ("a, b", [3])],
)
def test_a_message_is_parted_into_sentences(text: str, sentences: list[int]) -> None:
    assert [len(one) for one in reader()._matcher.match(text).sentences] == sentences


# ---- the project's own rules ----


@pytest.mark.parametrize(
    ("text", "present", "named"),
    [
        ("I can't breathe.", {"breathing"}, set()),
        ("i cant brethe!!", {"breathing"}, set()),
        ("My mother can't breathe.", {"breathing"}, set()),
        ("She can't breathe", {"breathing"}, set()),
        ("I cannot swallow anything", {"swallowing"}, set()),
        ("I have no trouble breathing.", set(), {"breathing"}),
        ("I don't have trouble breathing.", set(), {"breathing"}),
        ("Trouble breathing? No.", set(), {"breathing"}),
        ("What if I can't breathe?", set(), {"breathing"}),
        ("If I can't breathe, what should I do?", set(), {"breathing"}),
        ("Last year I could not breathe.", set(), {"breathing"}),
        ("Is trouble breathing a symptom of ALS?", set(), {"breathing"}),
        ("Can ALS cause trouble breathing?", set(), {"breathing"}),
        ("I read about a man who can't breathe", set(), {"breathing"}),
        ("I have no trouble breathing but I cannot swallow.", {"swallowing"}, {"breathing"}),
        ("I cannot swallow but I have no trouble breathing.", {"swallowing"}, {"breathing"}),
        ("My arm got weak suddenly yesterday", {"spreading_fast", "stroke"}, set()),
        ("My left arm has been getting weaker over the last six months.", set(), set()),
        ("Hello, how are you?", set(), set()),
        ("", set(), set()),
        ("...", set(), set()),
    ],
)
def test_the_project_tells_signs_that_are_present_from_those_only_named(
    text: str, present: set[str], named: set[str]
) -> None:
    reading = default_symptom_reader().read(text)

    assert (set(reading.present), set(reading.named)) == (present, named)


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("I want to kill myself.", True),
        ("I want to end my life", True),
        ("He wants to kill himself", True),
        ("I do not want to kill myself.", False),
        ("I can't breathe.", False),
    ],
)
def test_the_project_hears_a_crisis(text: str, crisis: bool) -> None:
    assert default_symptom_reader().read(text).crisis is crisis


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("My arm got weak suddenly yesterday", "onset", ("hours_days",)),
        ("My left arm has been getting weaker over the last six months.", "onset", ("months",)),
        ("Three years ago my arm got weak", "onset", ("years",)),
        ("My left arm has been getting weaker over the last six months.", "progression", ("worse",)),
        ("I have weak legs", "weakness", ("yes",)),
        ("I have no weakness", "weakness", ("no",)),
        ("I have weak legs", "subject", ("self",)),
        ("She has weak legs", "subject", ("someone_else",)),
    ],
)
def test_the_project_reads_tempo_symptoms_and_who_has_them(text: str, slot: str, value: tuple[str, ...]) -> None:
    assert default_symptom_reader().read(text).values.get(slot) == value


class _NoGate:
    """Lets every wording of every rule through."""

    def __init__(self, matcher: Matcher) -> None:
        self._every = {number: list(range(len(rule.needed))) for number, rule in enumerate(matcher._rules)}

    def possible(self, tokens: set[str]) -> dict[int, list[int]]:
        return self._every


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_symptom_rules())


@pytest.mark.parametrize(
    "text",
    [
        "I cant brethe and my lips are blue, help",
        "My left arm has been getting weaker over the last six months. No pain, but it twitches.",
        "Two days ago my legs suddenly gave way and now I can't pee; my face droops and my speech is slurred",
        "I want to end my life right now",
    ],
)
def test_the_gate_changes_nothing_of_what_the_project_hears(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    gated = matcher.match(text)
    monkeypatch.setattr(matcher, "_gate", _NoGate(matcher))

    assert gated.matches
    assert matcher.match(text) == gated
