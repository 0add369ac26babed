"""Who asks about something that the guide does not cover is told where to read of it and whom to ask."""

from __future__ import annotations

import pytest

from actions.answering import responder
from guide.conversation.context import Context
from guide.conversation.refusals import Refusals
from guide.conversation.replies import Reply
from guide.knowledge.library import default_library
from guide.paths import DATA
from guide.reading.reading import Reading
from guide.reading.scanner import default_scanner
from guide.reading.vocabulary import Kind, Neighbour, load_neighbours, load_not_ours, phrase_of
from guide.yaml_lines import load_located
from tests.unit.test_responder_all_answers import assert_can_be_spoken

LIBRARY = default_library()
NEIGHBOURS = load_neighbours()
NOT_OURS = load_not_ours()
SOURCED = [
    *(
        (Reading("ask_treatment", neighbours=(other.id,)), other, "utter_neighbour", "not_covered")
        for other in NEIGHBOURS.values()
        if other.source
    ),
    *(
        (Reading("ask_treatment", not_ours=other.id), other, "utter_not_ours", "out_of_scope")
        for other in NOT_OURS.values()
        if other.source
    ),
]


def first(reading: Reading) -> Reply:
    return responder().respond(reading, Context()).replies[0]


@pytest.mark.parametrize(
    ("reading", "other", "response", "reason"), SOURCED, ids=lambda value: getattr(value, "id", "")
)
def test_every_pointer_carries_its_source_and_its_address(
    reading: Reading, other: Neighbour, response: str, reason: str
) -> None:
    reply = first(reading)

    assert_can_be_spoken([reply])
    assert (reply.response, (reply.custom or {})["reason"]) == (response, reason)
    assert (reply.custom or {})["sources"] == [other.source]
    assert LIBRARY.sources[other.source or ""].address in reply.values["where"]
    assert reply.values["what_it_is"] == other.what_it_is
    assert reply.values["who_knows"] == other.who_knows


@pytest.mark.parametrize("other", [*NEIGHBOURS.values(), *NOT_OURS.values()], ids=lambda other: other.id)
def test_everything_pointed_to_is_named_and_somebody_knows_it(other: Neighbour) -> None:
    assert other.name
    assert other.who_knows
    assert other.source is None or other.source in LIBRARY.sources
    assert other.what_it_is or not other.source


def test_what_only_looks_like_ours_is_told_in_a_line_with_where_to_read(small_refusals: Refusals) -> None:
    replies = small_refusals.refuse(Reading("ask_symptoms", not_ours="heart_muscle"), Context()) or []

    assert [reply.response for reply in replies] == ["utter_not_ours"]
    assert replies[0].values == {
        "name": "heart muscle trouble",
        "what_it_is": "The heart muscle pumps the blood.",
        "who_knows": "a heart doctor",
        "where": "- A Health Body: Nerves at a glance. https://health.example/nerves (2026-02)",
    }
    assert replies[0].custom == {
        "kind": "declined",
        "reason": "out_of_scope",
        "not_ours": "heart_muscle",
        "sources": ["health_body"],
    }


def test_what_has_no_source_names_none(small_refusals: Refusals) -> None:
    replies = small_refusals.refuse(Reading("ask_symptoms", not_ours="thin_skin"), Context()) or []

    assert [reply.response for reply in replies] == ["utter_not_ours_unsourced"]
    assert "where" not in replies[0].values
    assert replies[0].custom == {"kind": "declined", "reason": "out_of_scope", "not_ours": "thin_skin"}


@pytest.mark.parametrize(
    "reading",
    [
        Reading("ask_symptoms", topics=("als",), not_ours="heart_muscle"),
        Reading("thank", not_ours="heart_muscle"),
    ],
    ids=["a topic of ours beside it", "small talk"],
)
def test_it_does_not_stop_what_can_be_answered(small_refusals: Refusals, reading: Reading) -> None:
    assert small_refusals.refuse(reading, Context()) is None


def test_a_phrase_of_no_group_is_out_of_scope(small_refusals: Refusals) -> None:
    replies = small_refusals.refuse(Reading("out_of_scope", not_ours="not_ours"), Context()) or []

    assert [reply.response for reply in replies] == ["utter_out_of_scope"]


def test_the_names_of_a_group_are_heard_as_that_group() -> None:
    groups = load_located(DATA / "vocabulary" / "not_ours.yml").data["groups"]
    vocabulary = default_scanner().vocabulary
    wrong = [
        name
        for group in groups
        for name in group["names"]
        if (term := vocabulary.find(phrase_of(name))) is None or (term.kind, term.id) != (Kind.NOT_OURS, group["id"])
    ]
    assert wrong == []
