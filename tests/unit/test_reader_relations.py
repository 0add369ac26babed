"""From a message to a question about several topics, with the act model played by a script."""

from __future__ import annotations

import pytest

from guide.reading.reader import Reader
from guide.reading.reading import DIFFERENCE, LEADS_TO, WHICH_KIND, Question, Relation
from guide.reading.scanner import Scanner
from tests.unit.scripted import Script, scripted_reader

SCRIPT: Script = {
    "differ": {DIFFERENCE: 0.9},
    "alike": {"ask_in_common": 0.9},
    "lead to": {LEADS_TO: 0.3, "ask_outlook": 0.6},
    "turn into": {LEADS_TO: 0.3, "ask_outlook": 0.6},
    "which": {WHICH_KIND: 0.6, "out_of_scope": 0.35},
    "odd": {"out_of_scope": 0.6, "ask_outlook": 0.35},
}


@pytest.fixture(scope="module")
def reader(small_scanner: Scanner) -> Reader:
    return scripted_reader(small_scanner, SCRIPT)


def test_two_that_are_to_be_compared_are_heard(reader: Reader) -> None:
    reading = reader.read("How do ALS and polio differ?")

    assert (reading.act, reading.relation) == (DIFFERENCE, Relation(DIFFERENCE, ("als", "polio")))
    assert reading.topics == ("als", "polio")
    assert reading.questions == ()


def test_they_may_be_named_in_the_sentence_before(reader: Reader) -> None:
    reading = reader.read("My mum has ALS and dad had polio. How do they differ?")

    assert reading.relation == Relation(DIFFERENCE, ("als", "polio"))


def test_a_question_beside_it_is_heard_too(reader: Reader) -> None:
    reading = reader.read("How do ALS and polio differ? What causes ALS?")

    assert reading.act == DIFFERENCE
    assert reading.questions == (Question("causes", "als"),)


def test_words_that_relate_nothing_are_no_relation_however_likely_it_seemed(reader: Reader) -> None:
    assert reader.read("how do dragons differ").act != DIFFERENCE
    assert reader.read("which film is best").act != WHICH_KIND


def test_who_says_lead_to_between_two_topics_means_just_that(reader: Reader) -> None:
    assert reader.read("Does polio lead to ALS?").relation == Relation(LEADS_TO, ("polio", "als"))
    assert reader.read("Does polio turn into ALS?").act == "ask_outlook"
    assert reader.read("So polio did lead to ALS.").act == "ask_outlook"


def test_who_names_a_topic_outright_is_hardly_out_of_scope(reader: Reader) -> None:
    assert reader.read("odd polio thing").questions == (Question("outlook", "polio"),)


def test_a_choice_between_kinds_is_hardly_out_of_scope(reader: Reader) -> None:
    reading = reader.read("which illness makes one weak?")

    assert reading.relation == Relation(WHICH_KIND, (), ("weakness",), "them")


def test_a_near_disease_beside_one_of_ours_is_pointed_to(reader: Reader) -> None:
    reading = reader.read("How do ALS and duchenne differ?")

    assert (reading.act, reading.topics, reading.neighbours) == (DIFFERENCE, (), ("muscular_dystrophy",))
    assert reading.relation is None


def test_what_only_looks_like_ours_is_named_so_that_it_can_be_pointed_to(reader: Reader) -> None:
    assert reader.read("what are the symptoms of cardiomyopathy?").not_ours == "heart_muscle"
    assert reader.read("optic atrophy symptoms").not_ours is None
    assert reader.read("what is als?").not_ours is None


@pytest.mark.parametrize(
    "text", ["is it als or polio, how do they differ", "how do als and polio differ, should i take more"]
)
def test_a_wish_for_advice_wins_over_a_relation(reader: Reader, text: str) -> None:
    assert reader.read(text).act in ("request_diagnosis", "request_medication_advice")
    assert reader.read(text).relation is None
