"""Which questions about several topics the words of a message allow."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from guide.paths import DATA
from guide.reading.reading import DIFFERENCE, IN_COMMON, LEADS_TO, RELATIONS, WHICH_KIND, Relation
from guide.reading.relations import MOST_COMPARED, RelationReader, load_relation_words
from guide.reading.scanner import Scanner, default_scanner
from tests.unit.samples import SMALL_DATA


def reader_over(scanner: Scanner, data: Path) -> RelationReader:
    return RelationReader(scanner.library, scanner.chooser, load_relation_words(data))


def possible(text: str, scanner: Scanner, data: Path, clause: str | None = None) -> dict[str, Relation]:
    """The relations that `clause` of the text (all of it, without one) allows."""
    scanned = scanner.scan(text)
    start = text.index(clause) if clause else 0
    end = start + len(clause) if clause else len(text)
    inside = [i for i, word in enumerate(scanned.words) if word.start >= start and word.end <= end]
    mentions = scanner.mentions_within(scanned, start, end)
    return reader_over(scanner, data).possible(scanned, inside[0], inside[-1] + 1, mentions)


@pytest.fixture
def small(small_scanner: Scanner) -> Scanner:
    return small_scanner


@pytest.mark.parametrize(
    "text",
    ["can polio lead to als", "is als caused by polio", "is als the result of polio", "does als come from polio"],
)
def test_what_brings_about_the_other_comes_first_however_it_is_put(small: Scanner, text: str) -> None:
    assert possible(text, small, SMALL_DATA)[LEADS_TO].topics == ("polio", "als")


@pytest.mark.parametrize("text", ["does als lead to polio", "can als cause polio after years", "als polio"])
def test_without_turning_words_the_first_one_named_comes_first(small: Scanner, text: str) -> None:
    assert possible(text, small, SMALL_DATA)[LEADS_TO].topics == ("als", "polio")


def test_a_straight_word_between_them_wins_over_a_single_turning_word(small: Scanner) -> None:
    assert possible("after als comes a cause from polio", small, SMALL_DATA)[LEADS_TO].topics == ("als", "polio")


def test_a_topic_beside_muscles_may_lead_to_muscle_loss(small: Scanner) -> None:
    assert possible("does polio cause weakness", small, SMALL_DATA)[LEADS_TO].topics == ("polio", "muscle_atrophy")
    assert LEADS_TO not in possible("does polio cause rain", small, SMALL_DATA)


def test_two_that_are_named_can_be_compared_in_the_order_of_the_words(small: Scanner) -> None:
    found = possible("how does polio differ from als", small, SMALL_DATA)

    assert found[DIFFERENCE] == Relation(DIFFERENCE, ("polio", "als"))
    assert found[IN_COMMON] == Relation(IN_COMMON, ("polio", "als"))


def test_muscle_loss_beside_two_others_is_only_what_they_share(small: Scanner) -> None:
    assert possible("muscle wasting in als and polio", small, SMALL_DATA)[DIFFERENCE].topics == ("als", "polio")
    assert possible("muscle wasting and polio", small, SMALL_DATA)[DIFFERENCE].topics == ("muscle_atrophy", "polio")


def test_no_more_are_compared_than_can_be_held_side_by_side(small: Scanner) -> None:
    topics = possible("als, polio, sarcopenia and prednisone", small, SMALL_DATA)[DIFFERENCE].topics

    assert topics == ("als", "polio", "aging")
    assert len(topics) == MOST_COMPARED


def test_two_named_in_another_clause_are_what_they_means(small: Scanner) -> None:
    text = "I read on als and polio. How do they differ?"

    assert possible(text, small, SMALL_DATA, "How do they differ")[DIFFERENCE].topics == ("als", "polio")


def test_one_named_in_a_clause_is_compared_with_those_of_the_whole_message(small: Scanner) -> None:
    text = "My dad has als. How is polio different from that?"

    assert possible(text, small, SMALL_DATA, "How is polio different from that")[DIFFERENCE].topics == ("als", "polio")


def test_they_alone_leaves_open_what_is_compared(small: Scanner) -> None:
    assert possible("how do they differ", small, SMALL_DATA)[DIFFERENCE].topics == ()


def test_the_kinds_are_compared_where_nothing_else_is_named(small: Scanner) -> None:
    assert possible("how do the kinds differ", small, SMALL_DATA)[DIFFERENCE].topics == ("nerve_damage",)
    kinds = possible("how do the kinds differ", default_scanner(), DATA)[DIFFERENCE].topics

    assert kinds == ("neurogenic_atrophy", "physiologic_atrophy", "pathologic_atrophy")


@pytest.mark.parametrize("text", ["what is the weather", "how are you", "tell me a joke", "which film is best"])
def test_words_that_relate_nothing_allow_nothing(small: Scanner, text: str) -> None:
    assert possible(text, small, SMALL_DATA) == {}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("which kind makes me weak", "kinds"),
        ("what type is it that comes from a germ", "kinds"),
        ("which disease makes me weak", "diseases"),
        ("which test is painless", "tests"),
        ("what tests are painless", "tests"),
        ("which makes me weak", "diseases"),
        ("the ones that make me weak", "them"),
    ],
)
def test_what_one_chooses_from_is_heard_with_or_without_a_word_for_it(small: Scanner, text: str, level: str) -> None:
    assert possible(text, small, SMALL_DATA)[WHICH_KIND].level == level


@pytest.mark.parametrize("text", ["what makes me weak", "the disease makes me weak", "which kind is blue"])
def test_without_choosing_or_without_a_trait_nothing_is_chosen(small: Scanner, text: str) -> None:
    assert WHICH_KIND not in possible(text, small, SMALL_DATA)


def test_traits_and_topics_of_a_choice_are_heard_together(small: Scanner) -> None:
    assert possible("which one comes from a germ, als or polio", small, SMALL_DATA)[WHICH_KIND] == Relation(
        WHICH_KIND, ("als", "polio"), ("infection",), "diseases"
    )


def test_the_name_of_a_kind_is_no_trait_that_is_asked_for(small: Scanner) -> None:
    assert WHICH_KIND not in possible("which kind of nerve damage is there", small, SMALL_DATA)
    assert possible("which kind of muscle wasting hurts nerves", small, SMALL_DATA)[WHICH_KIND].traits == (
        "nerve_hurt",
    )


def test_a_near_disease_may_be_related_so_that_it_can_be_pointed_to(small: Scanner) -> None:
    assert possible("does als lead to duchenne", small, SMALL_DATA)[LEADS_TO].topics == ("als",)
    assert possible("how do als and duchenne differ", small, SMALL_DATA)[DIFFERENCE].topics == ("als",)


def test_it_means_one_of_the_two_named_before(small: Scanner) -> None:
    text = "I had polio. Can it lead to als?"

    assert possible(text, small, SMALL_DATA, "Can it lead to als")[LEADS_TO].topics == ("polio", "als")


def test_it_alone_leaves_open_what_brings_it_about(small: Scanner) -> None:
    assert possible("can it lead to als", small, SMALL_DATA)[LEADS_TO].topics == ("als",)


def test_a_choice_from_one_topic_alone_is_no_choice(small: Scanner) -> None:
    assert WHICH_KIND not in possible("which one is weak in polio", small, SMALL_DATA)


def test_words_that_say_which_way_are_told_from_words_that_may_tell_a_story(small: Scanner) -> None:
    reader = reader_over(small, SMALL_DATA)
    texts = {"can polio lead to als": True, "als causes polio": True, "als is the result of polio": False}
    for text, says in texts.items():
        scanned = small.scan(text)
        assert reader.says_which_way(scanned, 0, len(scanned.forms)) is says, text


def test_every_relation_names_topics_that_exist_whatever_two_are_named() -> None:
    scanner = default_scanner()
    topics = list(scanner.library.topics.values())
    for one, other in zip(topics, topics[1:] + topics[:1], strict=True):
        for relation in possible(f"how does {one.names[0]} differ from {other.names[0]}", scanner, DATA).values():
            assert relation.act in RELATIONS
            assert set(relation.topics) <= set(scanner.library.topics)


def test_words_looked_up_one_by_one_are_single_words() -> None:
    words = yaml.safe_load((DATA / "vocabulary" / "relation_words.yml").read_text(encoding="utf-8"))
    single = [word for name in ("choosing", "kinds", "diseases", "tests", "pointing") for word in words[name]]

    assert [word for word in single if not word.isalpha()] == []
    assert not set(words["turned"]) & set(words["straight"])
