"""Refusals say why not, offer what can be told, and name who would know."""

from __future__ import annotations

import pytest

from guide.conversation.context import Context, Step
from guide.conversation.refusals import Refusals
from guide.conversation.replies import Reply
from guide.reading.reading import Reading

ABOUT_ALS = Context().after(Step("als", "definition"))
ABOUT_STEROIDS = Context().after(Step("corticosteroids", "definition"))


def refused(refusals: Refusals, reading: Reading, context: Context = ABOUT_ALS) -> Reply:
    replies = refusals.refuse(reading, context)
    assert replies is not None
    assert len(replies) == 1
    return replies[0]


@pytest.mark.parametrize(
    ("act", "response", "reason"),
    [
        ("request_diagnosis", "utter_declined_diagnosis", "diagnosis"),
        ("report_symptoms", "utter_declined_symptoms", "diagnosis"),
        ("request_medication_advice", "utter_declined_medication", "medication"),
        ("ask_unsupported", "utter_not_covered_here", "not_covered"),
    ],
)
def test_what_must_not_be_answered_is_declined_with_its_reason_and_topic(
    small_refusals: Refusals, act: str, response: str, reason: str
) -> None:
    reply = refused(small_refusals, Reading(act, topics=("polio",)))

    assert reply.response == response
    assert reply.custom == {"kind": "declined", "reason": reason, "topic": "polio"}
    assert reply.buttons
    assert all("polio" in button for button in reply.buttons)
    assert len(reply.buttons) <= 3


def test_a_refusal_without_topic_names_none_and_offers_muscle_atrophy(small_refusals: Refusals) -> None:
    reply = refused(small_refusals, Reading("request_diagnosis"))

    assert reply.custom == {"kind": "declined", "reason": "diagnosis"}
    assert reply.buttons == ("What are the symptoms of muscle atrophy?",)


def test_who_wants_a_diagnosis_is_offered_how_it_is_found_and_its_signs(small_refusals: Refusals) -> None:
    reply = refused(small_refusals, Reading("request_diagnosis", topics=("als",)))

    assert set(reply.buttons) == {"What are the symptoms of ALS?", "How is ALS found?"}


@pytest.mark.parametrize(
    ("topics", "context"), [(("corticosteroids",), ABOUT_ALS), ((), ABOUT_STEROIDS), (("corticosteroids",), Context())]
)
def test_advice_on_steroids_is_declined_with_the_warning_not_to_stop_alone(
    small_refusals: Refusals, topics: tuple[str, ...], context: Context
) -> None:
    reply = refused(small_refusals, Reading("request_medication_advice", topics=topics), context)

    assert reply.response == "utter_declined_steroids"


def test_advice_on_another_medicine_after_steroids_is_declined_in_general(small_refusals: Refusals) -> None:
    reply = refused(small_refusals, Reading("request_medication_advice", topics=("als",)), ABOUT_STEROIDS)

    assert reply.response == "utter_declined_medication"


def test_a_neighbour_is_told_in_one_sourced_sentence_with_who_knows_more(small_refusals: Refusals) -> None:
    reply = refused(small_refusals, Reading("ask_treatment", neighbours=("muscular_dystrophy",)))

    assert reply.response == "utter_neighbour"
    assert reply.values == {
        "name": "muscular dystrophy",
        "what_it_is": "It is a gene disease of the muscles.",
        "who_knows": "a neurologist",
        "where": "- A Clinic: Thin muscles. https://clinic.example/muscles (2026-01)",
    }
    assert reply.custom == {
        "kind": "declined",
        "reason": "not_covered",
        "neighbour": "muscular_dystrophy",
        "sources": ["clinic"],
    }


def test_a_neighbour_without_source_is_not_described(small_refusals: Refusals) -> None:
    reply = refused(small_refusals, Reading("ask_about_topic", neighbours=("myositis", "muscular_dystrophy")))

    assert reply.response == "utter_neighbour_unknown"
    assert not reply.values["what_it_is"]
    assert reply.custom == {"kind": "declined", "reason": "not_covered", "neighbour": "myositis"}


def test_a_neighbour_beside_a_topic_does_not_stop_the_answer(small_refusals: Refusals) -> None:
    reading = Reading("ask_treatment", topics=("als",), neighbours=("myositis",))

    assert small_refusals.refuse(reading, Context()) is None


def test_a_neighbour_in_small_talk_is_not_declined(small_refusals: Refusals) -> None:
    assert small_refusals.refuse(Reading("thank", neighbours=("myositis",)), Context()) is None


def test_a_neighbour_in_a_clumsy_sentence_is_still_explained(small_refusals: Refusals) -> None:
    assert (
        refused(small_refusals, Reading("out_of_scope", neighbours=("myositis",))).response == "utter_neighbour_unknown"
    )


def test_another_subject_is_out_of_scope_and_the_guides_own_is_offered(small_refusals: Refusals) -> None:
    reply = refused(small_refusals, Reading("out_of_scope", topics=("als",)))

    assert reply.response == "utter_out_of_scope"
    assert reply.custom == {"kind": "declined", "reason": "out_of_scope"}
    assert reply.buttons[0] == "What is muscle atrophy?"


@pytest.mark.parametrize(
    "act", ["ask_definition", "ask_about_topic", "tell_me_more", "greet", "affirm", "nlu_fallback"]
)
def test_what_may_be_answered_is_not_refused(small_refusals: Refusals, act: str) -> None:
    assert small_refusals.refuse(Reading(act, topics=("als",)), Context()) is None


def test_an_aspect_without_source_is_declined_with_what_is_known_of_the_gap(small_refusals: Refusals) -> None:
    reply = small_refusals.aspect_not_covered("als", "prevention")

    assert reply.response == "utter_not_covered_because"
    assert reply.values == {"because": "We know of no way to stop it before it starts."}
    assert reply.custom == {"kind": "declined", "reason": "not_covered", "topic": "als"}


def test_an_aspect_of_which_nothing_is_said_is_declined_by_the_topics_name(small_refusals: Refusals) -> None:
    reply = small_refusals.aspect_not_covered("mri", "outlook")

    assert (reply.response, reply.values) == ("utter_not_covered_aspect", {"name": "an MRI"})
    assert "What does an MRI show?" in reply.buttons


def test_the_aspect_that_was_declined_is_not_offered(small_refusals: Refusals) -> None:
    reply = small_refusals.aspect_not_covered("polio", "symptoms")

    assert "What are the symptoms of polio?" not in reply.buttons
