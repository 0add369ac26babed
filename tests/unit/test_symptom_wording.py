"""Messages in normal form, the language of wordings, the gate before them, and rule files that are refused."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher as TokenMatcher
from spacy.tokens import Doc

from guide.paths import DATA
from guide.symptoms.gate import Gate
from guide.symptoms.normal_form import Normalizer, Token, class_token
from guide.symptoms.rules import RuleFault, load_symptom_rules
from guide.symptoms.wording import WordClasses, compile_wording, literals_of, needed_forms, words_in

NORMALIZER = Normalizer(
    shorthand={"cant": "can't", "sob": "short of breath", "so": "thus"},
    fillers=["really", "the"],
    phrases={("right", "now"): "at_present", ("right", "now", "again"): "again", ("can", "not"): "cannot"},
    words=["swallow", "swallowing", "weakness"],
)
CLASSES = WordClasses(
    {
        "cannot": ["can't", "unable", "can not", "not the able"],
        "leg": ["leg", "legs"],
        "number": ["two"],
        "year": [],
    },
    fillers=["a", "the"],
)
VOCAB = spacy.blank("en").vocab


def forms(text: str) -> list[str]:
    return [token.form for token in NORMALIZER.tokens(text)]


def matches(wording: str, tokens: str) -> bool:
    """Whether all of `tokens` is matched by `wording`."""
    matcher = TokenMatcher(VOCAB)
    matcher.add("it", compile_wording(wording, CLASSES))
    doc = Doc(VOCAB, words=tokens.split(" "))
    return any((start, end) == (0, len(doc)) for _, start, end in matcher(doc))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I CANT walk", ["i", "can't", "walk"]),
        ("sob today", ["short", "of", "breath", "today"]),
        ("I can’t walk", ["i", "can't", "walk"]),
        ("soooo bad", ["thus", "bad"]),
        ("baaaad", ["bad"]),
        ("the arm is really bad", ["arm", "is", "bad"]),
        ("breathin' is bad", ["breathing", "is", "bad"]),
        ("the cabin", ["cabin"]),
        ("swalow, swallowng", ["swallow", ",", "swallowing"]),
        ("naïve", ["naive"]),
        ("since 1998 or 2.5 or 3000", ["since", "<year>", "or", "<number>", "or", "<number>"]),
        ("why?! no", ["why", "?!", "no"]),
        ("one\ntwo", ["one", "\n", "two"]),
        ("", []),
    ],
)
def test_a_message_is_brought_into_normal_form(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_a_word_of_everyday_english_is_no_slip() -> None:
    assert forms("swallows follow") == ["swallows", "follow"]


def test_set_phrases_become_one_token_and_the_longest_wins() -> None:
    assert forms("right now") == ["<at_present>"]
    assert forms("right now again right now") == ["<again>", "<at_present>"]
    assert forms("right, now") == ["right", ",", "now"]


def test_a_set_phrase_is_found_across_a_filler_and_keeps_its_place() -> None:
    text = "I can really not go"
    token = NORMALIZER.tokens(text)[1]

    assert token.form == "<cannot>"
    assert text[token.start : token.end] == "can really not"


def test_what_shorthand_stands_for_keeps_the_place_of_the_shorthand() -> None:
    assert NORMALIZER.tokens("é sob")[1:] == [Token(form, 2, 5) for form in ("short", "of", "breath")]


@given(st.text(alphabet=st.sampled_from("aeinotİßéﬁ½'’.,?!\n 19"), max_size=40))
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    tokens = NORMALIZER.tokens(text)

    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.start <= other.start and one.end <= other.end for one, other in pairwise(tokens))


@pytest.mark.parametrize(
    ("form", "mark", "ends"),
    [("?!", True, True), (";", True, True), (",", True, False), ("\n", True, False), ("<year>", False, False)],
)
def test_tokens_know_whether_they_are_marks(form: str, mark: bool, ends: bool) -> None:
    token = Token(form, 0, 1)

    assert (token.is_mark, token.ends_sentence) == (mark, ends)


@pytest.mark.parametrize(
    ("wording", "tokens", "expected"),
    [
        ("breathe", "breathe", True),
        ("breathe", "breath", False),
        ("breathe/air", "air", True),
        ("<cannot> walk", "unable walk", True),
        ("<cannot> walk", "<cannot> walk", True),
        ("<cannot> walk", "can walk", False),
        ("<leg>/feet", "feet", True),
        ("<leg>/feet", "legs", True),
        ("<leg>/feet", "arm", False),
        ("my? leg", "leg", True),
        ("my? leg", "my leg", True),
        ("my? leg", "his leg", False),
        ("i .. walk", "i walk", True),
        ("i .. walk", "i can not walk", True),
        ("i .. walk", "i really can not walk", False),
        ("i ... walk", "i a b c d e walk", True),
        ("i ... walk", "i a b c d e f walk", False),
        ("i .. walk", "i , walk", False),
        ("i .. walk", "i . walk", False),
        ("i ... walk", "i a ?! walk", False),
        ("i , walk", "i , walk", True),
        ("# legs", "<number> legs", True),
        ("# legs", "two legs", True),
        ("# legs", "three legs", False),
        ("won't_move/stuck", "won't move", True),
        ("won't_move/stuck", "stuck", True),
        ("won't_move/stuck", "won't stuck", False),
        ("leg won't_move/stuck?", "leg", True),
        ("leg won't_move/stuck?", "leg won't move", True),
        ("leg won't_move?", "leg", True),
        ("the leg", "leg", True),
        ("the_leg", "leg", True),
    ],
)
def test_a_wording_matches_what_it_says(wording: str, tokens: str, expected: bool) -> None:
    assert matches(wording, tokens) is expected


@pytest.mark.parametrize("wording", ["the", "a the/a", ""])
def test_a_wording_of_fillers_only_is_refused(wording: str) -> None:
    with pytest.raises(ValueError, match="fillers only"):
        compile_wording(wording, CLASSES)


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(KeyError, match="elbow"):
        compile_wording("my <elbow>", CLASSES)


def test_classes_hold_single_words_and_set_phrases_without_fillers() -> None:
    assert CLASSES.members("cannot") == ["<cannot>", "can't", "unable"]
    assert CLASSES.phrases == {("can", "not"): "cannot", ("not", "able"): "cannot"}
    assert CLASSES.words() >= {"can't", "can", "not", "able", "two"}
    assert not any(word.startswith("<") for word in CLASSES.words())


def test_a_set_phrase_in_two_classes_is_refused() -> None:
    with pytest.raises(ValueError, match="stands in two classes"):
        WordClasses({"one": ["right now"], "other": ["right now"]})


def test_only_patterns_without_gaps_have_literals() -> None:
    def literals(wording: str) -> list[str]:
        return [literal for pattern in compile_wording(wording, CLASSES) for literal in literals_of(pattern)]

    assert literals("no/not pain") == ["no pain", "not pain"]
    assert literals("no .. pain") == []
    assert literals("no any? pain") == []
    assert literals(" ".join(["a1/b1/c1/d1/e1/f1/g1/h1"] * 3)) == []


def test_the_words_of_a_wording_are_its_plain_words() -> None:
    assert words_in("<leg>/feet won't_move? .. # , again") == {"feet", "won't", "move", "again"}


def test_the_narrowest_needed_part_comes_first_and_what_may_be_missing_is_not_needed() -> None:
    needed = needed_forms("<leg> my? .. won't_move/stuck the again", CLASSES)

    assert needed == [{"again"}, {"won't", "stuck"}, {class_token("leg"), "leg", "legs"}]


def test_the_gate_lets_through_only_wordings_that_find_all_they_need() -> None:
    gate = Gate([[needed_forms(wording, CLASSES) for wording in rule] for rule in (["i walk", "leg"], ["<leg> i"])])

    assert gate.possible(["leg"]) == {0: [1]}
    assert gate.possible(["i", "legs", "walk"]) == {0: [0], 1: [0]}
    assert gate.possible(["walk"]) == {}


PARTS = ["i", "walk", "i/walk", "<leg>", "<cannot>/i", "won't_move/leg", "the", "..", "...", "my?", "#", ",", "the/leg"]
TOKENS = ["i", "walk", "leg", "legs", "<leg>", "<cannot>", "won't", "move", "my", "two", ",", "few", "unable"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).filter(
        lambda parts: needed_forms(" ".join(parts), CLASSES)
    ),
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=8),
)
def test_the_gate_never_leaves_out_a_wording_that_matches(parts: list[str], tokens: list[str]) -> None:
    wording = " ".join(parts)
    matcher = TokenMatcher(VOCAB)
    matcher.add("it", compile_wording(wording, CLASSES))

    if matcher(Doc(VOCAB, words=tokens)):
        assert Gate([[needed_forms(wording, CLASSES)]]).possible(tokens) == {0: [0]}


WORDS = "shorthand: {}\nfillers: [the]\nclasses:\n  leg: [leg]\n"
CONTEXT = "end_at_clauses: [NEGATED]\ncontexts:\n  - category: NEGATED\n    direction: FORWARD\n    wordings: ['no']\n"
FINDINGS = "findings:\n  - id: weak\n    label: weak\n    wordings: [weak]\n"
SIGN = """\
sign: walking
classes:
  walk: [walk]
contexts:
  - {category: PAST, direction: BACKWARD, wordings: [ago]}
ways:
  - {id: cannot_walk, source: who, support: guideline, wordings: [unable <walk>]}
"""


def rule_folder(folder: Path, **changed: str) -> Path:
    files = {"words": WORDS, "context": CONTEXT, "findings": FINDINGS, "sign": SIGN, **changed}
    (folder / "symptoms" / "signs").mkdir(parents=True)
    for name in ("words", "context", "findings"):
        (folder / "symptoms" / f"{name}.yml").write_text(files[name], encoding="utf-8")
    (folder / "symptoms" / "signs" / "walking.yml").write_text(files["sign"], encoding="utf-8")
    return folder


def test_a_sign_file_brings_classes_and_contexts_of_its_own(tmp_path: Path) -> None:
    rules = load_symptom_rules(rule_folder(tmp_path))

    assert [(rule.id, rule.sign) for rule in rules.signs] == [("cannot_walk", "walking")]
    assert [rule.category for rule in rules.contexts] == ["NEGATED", "PAST"]
    assert rules.classes.members("walk") == ["<walk>", "walk"]
    assert rules.end_at_clauses == ("NEGATED",)
    assert rules.words() >= {"unable", "weak", "no", "ago", "leg", "walk"}


@pytest.mark.parametrize(
    ("name", "text", "place", "key"),
    [
        ("findings", FINDINGS + "  - id: pain\n    label: pain\n", "findings.yml:5", "wordings"),
        ("findings", FINDINGS + "    colour: red\n", "findings.yml:2", "colour"),
        ("sign", SIGN.replace("guideline", "hearsay"), "signs/walking.yml:7", "support"),
        ("sign", SIGN.replace("BACKWARD", "SIDEWAYS"), "signs/walking.yml:5", "direction"),
        ("context", CONTEXT.replace("FORWARD", "UP"), "context.yml:3", "direction"),
    ],
)
def test_a_bad_rule_is_refused_with_file_and_line(tmp_path: Path, name: str, text: str, place: str, key: str) -> None:
    with pytest.raises(RuleFault) as caught:
        load_symptom_rules(rule_folder(tmp_path, **{name: text}))
    assert str(caught.value).startswith(f"{tmp_path}/symptoms/{place}: {key}: ")


def test_every_wording_of_the_project_can_be_compiled_and_needs_something() -> None:
    rules = load_symptom_rules(DATA)
    wordings = [wording for finding in rules.findings for wording in finding.wordings]
    wordings += [wording for sign in rules.signs for wording in sign.wordings]

    assert wordings
    assert all(compile_wording(wording, rules.classes) for wording in wordings)
    assert [wording for wording in wordings if not needed_forms(wording, rules.classes)] == []
