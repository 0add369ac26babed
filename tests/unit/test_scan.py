"""Finding the guide's words in a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.reading.scan import Scan
from guide.reading.scanner import Scanner, default_scanner
from guide.reading.vocabulary import Kind

WORDS = [
    "als",
    "Lou",
    "Gehrig's",
    "disease",
    "muscle",
    "wasting",
    "optic",
    "atrophy",
    "polio",
    "atropy",
    "weakness",
    "é",
]
MESSAGES = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*WORDS, "and", "?", "-", "the", "seniors"]), max_size=12).map(" ".join),
)


def found(scanned: Scan) -> list[tuple[str, str]]:
    return [(scanned.text[mention.start : mention.end], mention.term.id) for mention in scanned.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is ALS?", [("ALS", "als")]),
        ("Lou Gehrig's disease, please", [("Lou Gehrig's disease", "als")]),
        ("lou gehrigs' disease", [("lou gehrigs' disease", "als")]),
        ("motor neuron diseases", [("motor neuron diseases", "als")]),
        ("motor-neuron disease", [("motor-neuron disease", "als")]),
        ("motorneuron disease", [("motorneuron disease", "als")]),
        ("motor neurondisease", [("motor neurondisease", "als")]),
        ("motorneurondisease", [("motorneurondisease", "als")]),
        ("muscle wasting and polio's end", [("muscle wasting", "muscle_atrophy"), ("polio's", "polio")]),
        ("optic atrophy", [("optic atrophy", "not_ours")]),
        ("spinal muscle atrophy", [("spinal muscle atrophy", "not_ours")]),
        ("muscle atrophy, optic atrophy", [("muscle atrophy", "muscle_atrophy"), ("optic atrophy", "not_ours")]),
        ("my muscle", [("muscle", "muscle")]),
        ("nothing here", []),
        ("", []),
    ],
)
def test_phrases_are_found_where_they_stand(small_scanner: Scanner, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(small_scanner.scan(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("muscle atropy", [("muscle atropy", "muscle_atrophy")]),
        ("mucsle wsating", [("mucsle wsating", "muscle_atrophy")]),
        ("Pollio!", [("Pollio", "polio")]),
        ("duchene", [("duchene", "muscular_dystrophy")]),
        ("moter neurone diseese", [("moter neurone diseese", "als")]),
    ],
)
def test_misspelt_phrases_are_found_too(small_scanner: Scanner, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(small_scanner.scan(text)) == expected


def test_a_muscle_phrase_of_two_words_is_one_mention(small_scanner: Scanner) -> None:
    assert found(small_scanner.scan("my thin legs")) == [("thin legs", "muscle")]


def test_corrected_words_stand_beside_those_that_were_written(small_scanner: Scanner) -> None:
    scanned = small_scanner.scan("What is atropy?")

    assert [word.form for word in scanned.words] == ["what", "is", "atropy"]
    assert scanned.forms == ("what", "is", "atrophy")


def test_a_message_is_rendered_with_corrected_words(small_scanner: Scanner) -> None:
    scanned = small_scanner.scan("Is ATROPY, er, bad?")

    assert small_scanner.own(scanned, 0, len(scanned.text)) == "Is atrophy, er, bad?"


def test_mentions_are_masked_by_a_word_for_their_sort(small_scanner: Scanner) -> None:
    scanned = small_scanner.scan("Does Prednisone or riluzole help ALS, duchenne, or MRI of seniors with weakness?")

    assert small_scanner.masked(scanned, 0, len(scanned.text)) == (
        "does medicine or medicine help disease, disease, or test of seniors with weakness?"
    )


def test_a_part_of_a_message_is_rendered_alone(small_scanner: Scanner) -> None:
    text = "What is ALS? Is polio bad"
    scanned = small_scanner.scan(text)

    assert small_scanner.masked(scanned, 12, len(text)) == "is disease bad"
    assert [m.term.id for m in small_scanner.mentions_within(scanned, 0, 12)] == ["als"]


def test_spelling_is_corrected_towards_common_words_of_the_examples(small_scanner: Scanner) -> None:
    learnt = Scanner(small_scanner.library, small_scanner.vocabulary, ["treatment"])

    assert learnt.scan("tretment").forms == ("treatment",)
    assert small_scanner.scan("tretment").forms == ("tretment",)


def test_the_scanner_of_the_project_is_made_once() -> None:
    assert default_scanner() is default_scanner()
    assert found(default_scanner().scan("what is ALS")) == [("ALS", "als")]


@given(MESSAGES)
def test_mentions_never_overlap_and_lie_within_the_text(small_scanner: Scanner, text: str) -> None:
    scanned = small_scanner.scan(text)

    edges = [edge for mention in scanned.mentions for edge in (mention.start, mention.end)]
    places = [place for mention in scanned.mentions for place in (mention.first, mention.last)]
    assert edges == sorted(edges)
    assert places == sorted(places)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in scanned.mentions)
    assert len(scanned.forms) == len(scanned.words)


@given(MESSAGES)
def test_every_mention_but_weak_ones_and_muscle_words_is_masked(small_scanner: Scanner, text: str) -> None:
    scanned = small_scanner.scan(text)
    masked = small_scanner.masked(scanned, 0, len(text))

    counted = [m for m in scanned.mentions if m.term.kind in (Kind.TOPIC, Kind.NEIGHBOUR) and not m.term.weak]
    assert masked.count("disease") >= len(counted)
