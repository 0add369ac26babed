"""A reader trained on a part of the project's own examples does what readers of the guide need most."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.reading.guard import clean, find_problem
from guide.reading.reader import Reader
from guide.reading.reading import Question


@pytest.mark.parametrize(
    ("text", "aspect", "topic"),
    [
        ("What is muscle atrophy?", "definition", "muscle_atrophy"),
        ("how is guillain barre treated", "treatment", "guillain_barre"),
        ("What are the symptoms of ALS?", "symptoms", "als"),
        ("what causes post polio syndrome", "causes", "post_polio_syndrome"),
        ("waht are the symtoms of guilain bare", "symptoms", "guillain_barre"),
    ],
)
def test_a_plain_question_is_understood(trained_reader: Reader, text: str, aspect: str, topic: str) -> None:
    assert trained_reader.read(text).questions == (Question(aspect, topic),)


def test_two_questions_in_one_message_are_both_understood(trained_reader: Reader) -> None:
    reading = trained_reader.read("What are the symptoms of polio and how is it treated?")

    assert reading.questions == (Question("symptoms", "polio"), Question("treatment", "polio"))


def test_a_follow_up_points_back(trained_reader: Reader) -> None:
    assert trained_reader.read("how is it treated?").questions == (Question("treatment"),)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("do I have ALS?", "request_diagnosis"),
        ("is my thin hand ALS", "request_diagnosis"),
        ("should i stop taking prednisone", "request_medication_advice"),
        ("how much creatine should I take", "request_medication_advice"),
        ("i want to end my life", "express_crisis"),
        ("hello", "greet"),
        ("thank you so much", "thank"),
        ("where do you have that from?", "ask_sources"),
        ("tell me more", "tell_me_more"),
        ("Was sind die Ursachen von Muskelschwund bei älteren Menschen?", "other_language"),
        ("set a timer for ten minutes", "out_of_scope"),
    ],
)
def test_what_needs_another_reply_than_an_answer_is_told_apart(trained_reader: Reader, text: str, act: str) -> None:
    assert trained_reader.read(text).act == act


def test_a_near_disease_alone_is_named_as_such(trained_reader: Reader) -> None:
    reading = trained_reader.read("how is Duchenne treated?")

    assert (reading.topics, reading.neighbours) == ((), ("duchenne",))
    assert reading.act.startswith("ask_")


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_no_text_that_can_be_read_breaks_the_reader(trained_reader: Reader, text: str) -> None:
    if find_problem(text) is None:
        assert trained_reader.read(clean(text)).act
