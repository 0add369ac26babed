"""Questions about several topics are answered for any of them, and only with what their files say."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations, product

import pytest

from guide.conversation.relations import MOST_IN_FULL, MOST_SHARED, Related, Relations
from guide.knowledge.library import Library, default_library
from guide.knowledge.models import Sentence
from guide.reading.reading import DIFFERENCE, IN_COMMON, LEADS_TO, WHICH_KIND, Relation

LIBRARY = default_library()
RELATIONS = Relations(LIBRARY)
LEVELS = ("kinds", "diseases", "tests")
SENTENCES: set[str] = {sentence.text for topic in LIBRARY.topics.values() for _, sentence in topic.placed_sentences()}


def related(act: str, *topics: str, traits: tuple[str, ...] = (), level: str = "") -> Related:
    return RELATIONS.answer(Relation(act, topics, traits, level))


def sources_behind(*sentences: Sentence) -> set[str]:
    return {source for sentence in sentences for source in sentence.source}


def unsaid_by_any_file(text: str, allowed: Iterable[str]) -> str:
    """What is left of `text` once every sentence of ours is taken out, the longest first."""
    for sentence in sorted(allowed, key=len, reverse=True):
        text = text.replace(sentence, "")
    return text.strip()


def assert_sourced(told: Related) -> None:
    custom = told.reply.custom or {}
    assert custom["kind"] == "answer"
    assert custom["aspect"] in LIBRARY.taxonomy.aspects
    assert custom["sources"]
    assert set(custom["sources"]) <= set(LIBRARY.sources)
    assert told.reply.values["answer"].strip()
    assert told.reply.values["sources"].strip()


@pytest.mark.parametrize("first", LIBRARY.topics)
def test_how_any_two_topics_differ_is_told_in_sentences_of_both_files(first: str) -> None:
    for second in set(LIBRARY.topics) - {first}:
        told = related(DIFFERENCE, first, second)

        assert_sourced(told)
        assert unsaid_by_any_file(told.reply.values["answer"], SENTENCES) == ""
        for topic in (first, second):
            own = {sentence.text for _, sentence in LIBRARY.topics[topic].placed_sentences()}
            assert any(text in told.reply.values["answer"] for text in own), (topic, first, second)
        assert told.reply.custom and told.reply.custom["topics"] == [first, second]


@pytest.mark.parametrize("first", LIBRARY.topics)
def test_what_any_two_topics_share_is_what_both_files_claim_or_honestly_nothing(first: str) -> None:
    for second in set(LIBRARY.topics) - {first}:
        told = related(IN_COMMON, first, second)
        both = [trait for trait in LIBRARY.traits if all(trait in LIBRARY.topics[t].traits for t in (first, second))]

        assert told.answered is bool(both)
        if not both:
            assert told.reply.response == "utter_nothing_in_common"
            assert (told.reply.custom or {})["kind"] == "declined"
            continue
        assert_sourced(told)
        shared = (told.reply.custom or {})["traits"]
        claims = [LIBRARY.topics[topic].traits[trait] for trait in shared for topic in (first, second)]
        assert shared == both[:MOST_SHARED]
        assert told.reply.values["answer"] == " ".join(LIBRARY.traits[trait].both for trait in shared)
        assert set((told.reply.custom or {})["sources"]) == sources_behind(*claims)


@pytest.mark.parametrize("first", LIBRARY.topics)
def test_whether_one_leads_to_another_is_told_turned_round_or_honestly_unknown(first: str) -> None:
    for second in set(LIBRARY.topics) - {first}:
        told = related(LEADS_TO, first, second)
        straight = LIBRARY.topics[first].leads_to.get(second)
        back = LIBRARY.topics[second].leads_to.get(first)
        expected = "utter_leads_to" if straight else "utter_leads_to_other_way" if back else "utter_leads_to_unknown"

        assert told.reply.response == expected
        assert told.answered is bool(straight or back)
        if links := straight or back:
            assert_sourced(told)
            assert told.reply.values["answer"] == " ".join(link.text for link in links)
            assert set((told.reply.custom or {})["sources"]) == sources_behind(*links)


def test_an_honest_no_names_both_topics_so_that_the_reader_knows_what_was_understood() -> None:
    pairs = permutations(LIBRARY.topics, 2)
    unknown = next(told for pair in pairs if not (told := related(LEADS_TO, *pair)).answered)

    assert set(unknown.reply.values) == {"first", "second"}
    assert unknown.reply.custom and unknown.reply.custom["reason"] == "not_covered"
    assert "sources" not in unknown.reply.custom


@pytest.mark.parametrize("trait", LIBRARY.traits)
def test_which_ones_have_a_trait_is_told_of_kinds_diseases_and_tests(trait: str) -> None:
    for level in LEVELS:
        told = related(WHICH_KIND, traits=(trait,), level=level)

        assert_sourced(told)
        named = (told.reply.custom or {})["topics"]
        claims = [LIBRARY.topics[topic].traits[trait] for topic in named]
        assert named
        assert set((told.reply.custom or {})["sources"]) == sources_behind(*claims)
        if len(named) <= MOST_IN_FULL:
            assert unsaid_by_any_file(told.reply.values["answer"], {claim.text for claim in claims}) == ""
        else:
            assert all(LIBRARY.topics[topic].name in told.reply.values["answer"] for topic in named)


def test_two_traits_asked_together_never_leave_the_reader_without_answer() -> None:
    for first, second, level in product(LIBRARY.traits, LIBRARY.traits, LEVELS):
        if first != second:
            told = related(WHICH_KIND, traits=(first, second), level=level)
            having = [LIBRARY.topics[topic] for topic in (told.reply.custom or {})["topics"]]

            assert_sourced(told)
            assert all(set((told.reply.custom or {})["traits"]) <= set(topic.traits) for topic in having)


def test_tests_are_chosen_from_tests_and_diseases_from_diseases() -> None:
    for level, sorts in {"tests": {"test"}, "diseases": {"disease", "medicine"}}.items():
        for trait in LIBRARY.traits:
            has_one = any(trait in topic.traits and topic.sort in sorts for topic in LIBRARY.topics.values())
            kinds = {topic.kind for topic in LIBRARY.topics.values() if topic.kind} | {"muscle_atrophy"}
            named = set((related(WHICH_KIND, traits=(trait,), level=level).reply.custom or {})["topics"])
            if has_one and not named & kinds:
                assert {LIBRARY.topics[topic].sort for topic in named} <= sorts


def test_of_two_that_are_named_only_those_are_chosen_from(small_library: Library) -> None:
    relation = Relation(WHICH_KIND, ("als", "polio"), ("infection",), "diseases")
    told = Relations(small_library).answer(relation)

    assert told.reply.values["answer"] == "Polio is a germ that spreads."
    assert told.topic == "polio"


def test_what_no_topic_has_is_not_guessed(small_library: Library) -> None:
    bare = {key: topic.copy(update={"traits": {}}) for key, topic in small_library.topics.items()}
    library = Library(small_library.taxonomy, bare, small_library.sources, small_library.traits)
    told = Relations(library).answer(Relation(WHICH_KIND, (), ("weakness",), "diseases"))

    assert (told.answered, told.reply.response) == (False, "utter_which_unknown")


def test_three_topics_can_be_held_side_by_side(small_library: Library) -> None:
    told = Relations(small_library).answer(Relation(DIFFERENCE, ("als", "polio", "aging")))

    assert told.reply.values["answer"].splitlines() == [
        "In ALS, nerve cells die. Polio comes from a germ. Old muscles get thin.",
        "ALS gets worse with time. Polio comes on fast. Age works slowly.",
    ]


def test_what_is_shared_names_only_the_two_that_it_is_said_of(small_library: Library) -> None:
    told = Relations(small_library).answer(Relation(IN_COMMON, ("als", "polio", "mri")))

    assert (told.reply.custom or {})["topics"] == ["als", "polio"]


def test_two_topics_without_a_point_in_common_are_each_explained(small_library: Library) -> None:
    topics = {**small_library.topics, "mri": small_library.topics["mri"].copy(update={"compare": {}})}
    library = Library(small_library.taxonomy, topics, small_library.sources, small_library.traits)
    told = Relations(library).answer(Relation(DIFFERENCE, ("als", "mri")))

    assert told.reply.values["answer"].splitlines() == [
        "The nerve cells that move the muscles die.",
        "It shows the soft parts of the body.",
    ]
