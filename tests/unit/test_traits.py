"""Words that ask for what kinds have in common."""

from __future__ import annotations

import pytest

from guide.knowledge.library import default_library
from guide.knowledge.models import Trait
from guide.reading.traits import TraitWords
from guide.reading.vocabulary import phrase_of


def trait(*asked_as: str) -> Trait:
    return Trait.parse_obj({"both": "Both do.", "which": "These do: {names}.", "asked_as": asked_as})


WORDS = TraitWords(
    {
        "weakness": trait("weak*", "lose strength"),
        "pain": trait("hurt*", "pain*"),
        "painless": trait("not hurt", "no pain"),
        "feet": trait("feet", "hands and feet"),
        "one_side": trait("one-sided", "one side"),
    }
)


def found(text: str) -> tuple[str, ...]:
    return WORDS.find(phrase_of(text))


@pytest.mark.parametrize("word", ["weak", "weaker", "weakness", "weakens"])
def test_a_star_stands_for_every_ending(word: str) -> None:
    assert found(f"which one makes me {word}") == ("weakness",)


def test_without_a_star_the_whole_word_must_stand_there() -> None:
    assert found("which one starts in the feet") == ("feet",)
    assert found("which one was a feetless feat") == ()


def test_the_longer_phrase_is_taken_first_so_that_not_hurting_is_no_pain() -> None:
    assert found("which test does not hurt") == ("painless",)
    assert found("which test does hurt") == ("pain",)


def test_several_traits_come_in_the_order_of_their_words_and_each_once() -> None:
    assert found("which makes me weak, hurts, and makes hands and feet weak") == ("weakness", "pain", "feet")


def test_hyphens_and_blanks_are_alike() -> None:
    assert found("which is one-sided") == found("which is on one side") == ("one_side",)


def test_a_word_of_its_own_wins_over_a_beginning_that_fits_it_too() -> None:
    words = TraitWords({"pain": trait("pain*"), "painless": trait("painless")})

    assert words.find(("which", "is", "painless")) == ("painless",)
    assert words.find(("which", "is", "painful")) == ("pain",)


@pytest.mark.parametrize(
    "text", ["which is not weak", "which never makes me weak", "which cannot hurt", "which isn't one-sided"]
)
def test_who_asks_for_those_without_a_trait_is_not_told_those_that_have_it(text: str) -> None:
    assert found(text) == ()


def test_a_no_that_belongs_to_another_trait_denies_nothing() -> None:
    assert found("which has no pain, is weak") == ("painless", "weakness")


def test_struck_out_words_ask_for_nothing() -> None:
    assert WORDS.find(["which", "", "", "weak"]) == ("weakness",)
    assert WORDS.find(["", ""]) == ()
    assert WORDS.find([]) == ()


def test_a_phrase_that_is_cut_off_at_the_end_is_not_found() -> None:
    assert found("which makes me lose") == ()


@pytest.mark.parametrize("trait_id", default_library().traits)
def test_every_word_of_the_guides_own_traits_finds_its_trait(trait_id: str) -> None:
    library = default_library()
    words = TraitWords(library.traits)
    for asked in library.traits[trait_id].asked_as:
        assert trait_id in words.find(phrase_of(asked.rstrip("*"))), asked


@pytest.mark.parametrize("trait_id", default_library().traits)
def test_every_trait_can_be_said_of_a_list_and_is_claimed_by_a_topic(trait_id: str) -> None:
    library = default_library()

    assert "{names}" in library.traits[trait_id].which
    assert any(trait_id in topic.traits for topic in library.topics.values())
