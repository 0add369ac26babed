"""Parts of an aspect that people ask for by themselves, and questions that make no sense for a sort of topic."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answering import responder
from guide.conversation.context import Context
from guide.conversation.replies import answer_custom, clarify_custom
from guide.conversation.responder import Outcome, Responder
from guide.knowledge.library import Library, default_library
from guide.knowledge.models import Taxonomy
from guide.reading.glossary import default_glossary
from guide.reading.reading import DIFFERENCE, IN_COMMON, LEADS_TO, MEANING, WHICH_KIND, Question, Reading, Relation
from guide.reading.scanner import Scanner
from tests.unit.scripted import scripted_reader

CONTRACT = {
    *("definition", "symptoms", "causes", "types", "mechanism", "risk", "diagnosis", "treatment", "outlook"),
    *("time_course", "prevention", "research", "when_to_see_doctor"),
}
"""The aspects that messages may name: whoever reads them knows these thirteen."""
LIBRARY = default_library()
TAXONOMY = LIBRARY.taxonomy
SORTS = ("disease", "medicine", "test", "therapy")


def ask(aspect: str, *topics: str) -> Reading:
    return Reading(f"ask_{aspect}", questions=tuple(Question(aspect, topic) for topic in topics), topics=topics)


def aspects_named(custom: Any) -> set[str]:
    """Every aspect that a custom part names, however deep."""
    if isinstance(custom, dict):
        own = {custom["aspect"]} if "aspect" in custom else set()
        return own.union(*map(aspects_named, custom.values()), set())
    return set().union(*map(aspects_named, custom)) if isinstance(custom, list | tuple) else set()


def named_in(outcome: Outcome) -> set[str]:
    return set().union(*(aspects_named(reply.custom) for reply in outcome.replies))


def test_the_aspects_are_the_thirteen_of_the_contract_and_no_facet_is_among_them() -> None:
    assert set(TAXONOMY.aspects) == CONTRACT
    assert len(TAXONOMY.aspects) == 13
    assert not set(TAXONOMY.facets) & CONTRACT


def test_everything_askable_is_the_aspects_then_the_facets() -> None:
    assert TAXONOMY.askable == (*TAXONOMY.aspects, *TAXONOMY.facets)


@pytest.mark.parametrize("sort", SORTS)
def test_what_makes_no_sense_for_a_sort_is_taken_as_something_that_does(sort: str) -> None:
    for asked, meant in TAXONOMY.taken_as.get(sort, {}).items():
        assert asked not in TAXONOMY.sensible(sort)
        assert meant in TAXONOMY.sensible(sort)
    assert {asked for asked in TAXONOMY.askable if asked not in TAXONOMY.sensible(sort)} == {
        *TAXONOMY.taken_as.get(sort, {}),
        *(facet for facet, sorts in TAXONOMY.facets.items() if sort not in sorts),
    }


@pytest.mark.parametrize("sort", SORTS)
def test_every_facet_belongs_to_an_aspect_of_the_contract(sort: str) -> None:
    for asked in TAXONOMY.sensible(sort):
        assert TAXONOMY.aspect_of(asked, sort) in CONTRACT


def test_a_facet_belongs_to_another_aspect_for_another_sort() -> None:
    taxonomy = Taxonomy(
        topics=("als",),
        aspects=("symptoms", "risk"),
        facets={"pain": {"disease": "symptoms", "test": "risk"}},
        taken_as={"test": {"symptoms": "risk"}},
        declined_reasons=(),
    )

    assert taxonomy.askable == ("symptoms", "risk", "pain")
    assert taxonomy.sensible("test") == ("risk", "pain")
    assert taxonomy.sensible("therapy") == ("symptoms", "risk")
    assert [taxonomy.aspect_of("pain", sort) for sort in ("disease", "test")] == ["symptoms", "risk"]
    assert taxonomy.aspect_of("symptoms", "test") == "symptoms"


def test_an_answer_to_a_facet_carries_the_aspect_and_beside_it_the_facet(small_library: Library) -> None:
    assert answer_custom(small_library, Question("pain", "als"), ["clinic"]) == {
        "kind": "answer",
        "topic": "als",
        "aspect": "symptoms",
        "facet": "pain",
        "sources": ["clinic"],
    }
    assert "facet" not in answer_custom(small_library, Question("symptoms", "als"), ["clinic"])
    assert clarify_custom(small_library, [Question("preparation", "mri")])["candidates"] == [
        {"topic": "mri", "aspect": "definition", "facet": "preparation"}
    ]


def test_whether_it_hurts_is_answered_by_itself(small_responder: Responder) -> None:
    outcome = small_responder.respond(ask("pain", "als"), Context())

    assert outcome.replies[0].values["answer"] == "It can hurt late."


@pytest.mark.parametrize(
    ("text", "aspect", "topic"),
    [
        ("what are the symptoms of an mri", "definition", "mri"),
        ("what causes physical therapy", "definition", "physical_therapy"),
        ("what are the symptoms of als", "symptoms", "als"),
        ("how is physical therapy treated", "treatment", "physical_therapy"),
    ],
)
def test_a_question_that_makes_no_sense_is_heard_as_the_one_that_is_meant(
    small_scanner: Scanner, text: str, aspect: str, topic: str
) -> None:
    assert scripted_reader(small_scanner).read(text).questions == (Question(aspect, topic),)


def test_a_follow_up_that_makes_no_sense_for_what_was_spoken_of_is_heard_as_the_one_that_is_meant(
    small_responder: Responder,
) -> None:
    first = small_responder.respond(ask("definition", "mri"), Context())
    outcome = small_responder.respond(Reading("ask_prevention", questions=(Question("prevention"),)), first.context)

    assert outcome.replies[0].values["answer"] == "Take off all metal."


@pytest.mark.parametrize("topic", LIBRARY.topics)
def test_no_answer_or_refusal_names_an_aspect_that_the_contract_lacks(topic: str) -> None:
    for asked in TAXONOMY.askable:
        outcome = responder().respond(ask(asked, topic), Context())
        assert named_in(outcome) <= CONTRACT, asked
        sources = responder().respond(Reading("ask_sources"), outcome.context)
        assert named_in(sources) <= CONTRACT, asked


@pytest.mark.parametrize("asked", TAXONOMY.askable)
def test_no_offer_to_pick_from_names_an_aspect_that_the_contract_lacks(asked: str) -> None:
    assert named_in(responder().respond(Reading(f"ask_{asked}"), Context())) <= CONTRACT
    unsure = Reading("nlu_fallback", candidates=tuple(Question(asked, topic) for topic in ("als", "mri")))
    if all(asked in TAXONOMY.sensible(LIBRARY.topics[topic].sort) for topic in ("als", "mri")):
        assert named_in(responder().respond(unsure, Context())) <= CONTRACT


@pytest.mark.parametrize("act", [DIFFERENCE, IN_COMMON, LEADS_TO, WHICH_KIND])
def test_no_relation_names_an_aspect_that_the_contract_lacks(act: str) -> None:
    for topics in [("als", "polio"), ("stroke", "mri"), ("als",), ()]:
        for traits in [("weakness",), ()]:
            relation = Relation(act, topics, traits, "diseases")
            reading = Reading(act, relation=relation, topics=topics)
            assert named_in(responder().respond(reading, Context())) <= CONTRACT


def test_no_meaning_of_a_word_names_an_aspect_that_the_contract_lacks() -> None:
    for word in default_glossary().entries:
        assert named_in(responder().respond(Reading(MEANING, term=word), Context())) <= CONTRACT
