"""From a message to what is asked, with the act model played by a script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.reading.guard import find_problem
from guide.reading.reader import Reader
from guide.reading.reading import Question
from guide.reading.scanner import Scanner
from tests.unit.scripted import Script, scripted_reader

OUR_WORDS = "als polio it not what treat ? . and no mri duchenne seniors muscle the"


@pytest.fixture(scope="module")
def reader(small_scanner: Scanner) -> Reader:
    return scripted_reader(small_scanner)


def with_script(scanner: Scanner, **script: dict[str, float]) -> Reader:
    words: Script = {key.replace("_", " "): acts for key, acts in script.items()}
    return scripted_reader(scanner, words)


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("How is ALS treated?", [("treatment", "als")]),
        ("What are the symptoms of polio and ALS?", [("symptoms", "polio"), ("symptoms", "als")]),
        ("what is als and how is it treated?", [("definition", "als"), ("treatment", "als")]),
        ("What is ALS? What causes polio?", [("definition", "als"), ("causes", "polio")]),
        ("what is als? how is polio treated? what causes polio?", [("definition", "als"), ("treatment", "polio")]),
        ("symptoms and treatment of polio", [("symptoms", "polio"), ("treatment", "polio")]),
        ("My dad has polio. How is it treated?", [("treatment", "polio")]),
        ("hello, what is als", [("definition", "als")]),
        ("how is it treated?", [("treatment", None)]),
        ("what are the symptoms", [("symptoms", None)]),
        ("does it cause duchenne", [("causes", None)]),
        ("how is duchenne treated", [("treatment", None)]),
        ("what is als as opposed to duchenne", [("definition", "als")]),
    ],
)
def test_each_question_is_heard_with_its_topic(
    reader: Reader, text: str, questions: list[tuple[str, str | None]]
) -> None:
    reading = reader.read(text)

    assert [(question.aspect, question.topic) for question in reading.questions] == questions
    assert reading.act == f"ask_{questions[0][0]}"
    assert reading.confidence >= 0.8


def test_the_leading_topics_and_all_neighbours_are_named(reader: Reader) -> None:
    reading = reader.read("what is als and how is duchenne or myositis treated")

    assert reading.topics == ("als",)
    assert reading.neighbours == ("muscular_dystrophy", "myositis")


def test_a_question_about_a_neighbour_gives_way_to_one_about_a_topic(reader: Reader) -> None:
    reading = reader.read("how is duchenne treated and what causes als")

    assert reading.questions == (Question("causes", "als"),)


def test_a_neighbour_named_as_a_symptom_of_what_was_spoken_of_is_no_neighbour(reader: Reader) -> None:
    assert reader.read("does it cause duchenne").neighbours == ()
    assert reader.read("how is duchenne treated").neighbours == ("muscular_dystrophy",)


@pytest.mark.parametrize(
    "text", ["do i have als?", "What is ALS? My hand is thin. Is it ALS?", "is it als and how is it treated"]
)
def test_a_wording_that_asks_for_a_diagnosis_wins_over_every_question(reader: Reader, text: str) -> None:
    reading = reader.read(text)

    assert (reading.act, reading.questions, reading.topics) == ("request_diagnosis", (), ("als",))


@pytest.mark.parametrize(
    "text", ["what is als, should i take more", "how much prednisone treats als", "do i have als and should i stop"]
)
def test_a_wording_that_asks_for_medicine_advice_wins_over_everything_but_a_crisis(reader: Reader, text: str) -> None:
    assert reader.read(text).act == "request_medication_advice"
    assert reader.read(f"{text}, i will end my life").act == "express_crisis"


def test_a_likely_request_for_advice_is_declined_without_such_a_wording(small_scanner: Scanner) -> None:
    reader = with_script(
        small_scanner,
        tell_me_honestly={"request_diagnosis": 0.46, "ask_symptoms": 0.5},
        my_tablets={"request_medication_advice": 0.46, "request_diagnosis": 0.5},
    )

    assert reader.read("tell me honestly, als symptoms").act == "request_diagnosis"
    assert reader.read("what about my tablets").act == "request_medication_advice"


def test_an_unlikely_request_for_advice_does_not_stop_the_answer(small_scanner: Scanner) -> None:
    reader = with_script(small_scanner, honest={"request_diagnosis": 0.4, "ask_symptoms": 0.55})

    assert reader.read("honest symptoms of als").act == "ask_symptoms"


def test_a_story_that_sounds_like_a_wish_for_a_diagnosis_does_not_outweigh_the_question(small_scanner: Scanner) -> None:
    reader = with_script(small_scanner, feel_odd={"request_diagnosis": 0.85}, sure={"request_diagnosis": 0.95})

    assert reader.read("I feel odd. What causes ALS?").questions == (Question("causes", "als"),)
    assert reader.read("I feel odd.").act == "request_diagnosis"
    assert reader.read("I am sure. What causes ALS?").act == "request_diagnosis"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("how is als treated with riluzole", "request_medication_advice"),
        ("what is vitamin b12", "request_medication_advice"),
        ("what causes als, riluzole?", "ask_causes"),
        ("what causes muscle wasting, side effects of medicine?", "ask_causes"),
        ("how is als treated with medicine", "ask_treatment"),
    ],
)
def test_a_named_medicine_is_advice_unless_causes_or_signs_are_asked(reader: Reader, text: str, act: str) -> None:
    assert reader.read(text).act == act


def test_causes_are_not_told_where_a_named_medicine_makes_advice_likely(small_scanner: Scanner) -> None:
    reader = with_script(
        small_scanner,
        odd={"request_medication_advice": 0.13, "ask_causes": 0.8},
        plain={"request_medication_advice": 0.11, "ask_causes": 0.8},
    )

    assert reader.read("odd causes of als, riluzole").act == "request_medication_advice"
    assert reader.read("plain causes of als, riluzole").act == "ask_causes"


@pytest.mark.parametrize(
    ("text", "aspect"), [("does an mri show als", "diagnosis"), ("what is physical therapy for als", "treatment")]
)
def test_a_test_or_therapy_beside_a_disease_asks_for_its_diagnosis_or_treatment(
    reader: Reader, text: str, aspect: str
) -> None:
    assert reader.read(text).questions == (Question(aspect, "als"),)


def test_a_test_alone_is_asked_about_itself(reader: Reader) -> None:
    assert reader.read("what does an mri show").questions == (Question("definition", "mri"),)


def test_a_test_in_a_sentence_about_something_else_is_no_question_of_ours(reader: Reader) -> None:
    assert reader.read("what is an mri of dragons").questions == ()


@pytest.mark.parametrize("text", ["polio", "and polio?", "what about polio", "tell me about the polio please"])
def test_a_bare_topic_is_asked_about(small_scanner: Scanner, text: str) -> None:
    reader = with_script(small_scanner, disease={"ask_outlook": 0.2, "affirm": 0.25})
    reading = reader.read(text)

    assert (reading.act, reading.topics) == ("ask_about_topic", ("polio",))


def test_a_weak_name_counts_as_a_bare_topic(reader: Reader) -> None:
    assert reader.read("and in older people?").topics == ("aging",)


def test_a_bare_topic_may_correct_the_one_before_or_ask_for_more(reader: Reader) -> None:
    assert reader.read("no, i meant polio").act == "correct_topic"
    assert reader.read("more about polio").act == "tell_me_more"


def test_a_denied_topic_gives_way_to_the_one_that_is_meant(reader: Reader) -> None:
    assert reader.read("not polio, als").topics == ("als",)


def test_small_talk_without_question_is_small_talk(reader: Reader) -> None:
    assert reader.read("hello there").act == "greet"


def test_a_story_without_question_is_a_report(reader: Reader) -> None:
    reading = reader.read("my hand has been thin since spring and als runs in the family")

    assert (reading.act, reading.topics) == ("report_symptoms", ("als",))


def test_a_statement_beside_a_question_is_no_question(small_scanner: Scanner) -> None:
    reader = with_script(small_scanner, got_worse={"ask_outlook": 0.6})

    assert reader.read("He got worse. What causes ALS?").questions == (Question("causes", "als"),)


def test_an_unclear_question_about_a_topic_offers_the_likeliest_covered_aspects(small_scanner: Scanner) -> None:
    reader = with_script(
        small_scanner,
        hum={"ask_research": 0.3, "ask_symptoms": 0.25, "ask_outlook": 0.2, "ask_treatment": 0.15, "thank": 0.1},
    )
    reading = reader.read("hum polio als thing")

    assert reading.act == "nlu_fallback"
    assert reading.candidates == (Question("symptoms", "polio"),)
    assert reader.read("hum als thing").candidates == (Question("symptoms", "als"), Question("outlook", "als"))


def test_an_unclear_question_without_likely_aspect_is_out_of_scope(small_scanner: Scanner) -> None:
    reader = with_script(small_scanner, hum={"thank": 0.2, "ask_symptoms": 0.11})

    assert reader.read("hum polio thing").act == "out_of_scope"


def test_a_likely_act_with_a_clear_lead_is_enough(small_scanner: Scanner) -> None:
    reader = with_script(
        small_scanner, led={"ask_outlook": 0.4, "thank": 0.15}, tied={"ask_outlook": 0.4, "ask_symptoms": 0.35}
    )

    assert reader.read("led als").questions == (Question("outlook", "als"),)
    assert reader.read("tied als").act == "nlu_fallback"


def test_two_clauses_that_are_unclear_alone_are_tried_as_one(small_scanner: Scanner) -> None:
    reader = with_script(
        small_scanner,
        **{"whither; disease": {"ask_outlook": 0.9}, "whither": {"affirm": 0.2}, "disease thing": {"affirm": 0.2}},
    )

    assert reader.read("whither; als thing").questions == (Question("outlook", "als"),)


@pytest.mark.parametrize(
    "text", ["what is the treatment of scurvy", "what are the symptoms of dragons", "optic atrophy symptoms"]
)
def test_an_aspect_of_something_unknown_is_out_of_scope(reader: Reader, text: str) -> None:
    reading = reader.read(text)

    assert (reading.act, reading.questions, reading.topics) == ("out_of_scope", (), ())


@pytest.mark.parametrize(
    "text",
    [
        "my dragon coughs. how is it treated",
        "optic atrophy runs here. how is it treated",
        "how is it treated if it is a of the it and the how of what is it",
        "how is dragon fever treated",
    ],
)
def test_what_follows_something_foreign_or_goes_on_too_long_does_not_point_back(reader: Reader, text: str) -> None:
    assert reader.read(text).questions == ()


def test_a_greeting_in_any_words_does_not_lead_away(reader: Reader) -> None:
    assert reader.read("hello dragon. how is it treated").questions == (Question("treatment"),)


def test_the_cause_of_what_a_medicine_does_is_advice_where_no_topic_is_named(reader: Reader) -> None:
    assert reader.read("what causes riluzole").act == "request_medication_advice"


@pytest.mark.parametrize(
    "text", ["¿Cuáles son los síntomas de la distrofia?", "Wie wird Kinderlähmung behandelt und geheilt?"]
)
def test_another_language_is_told_apart_before_all_else(reader: Reader, text: str) -> None:
    assert reader.read(text).act == "other_language"


@given(st.lists(st.sampled_from(OUR_WORDS.split()), min_size=1))
def test_no_message_of_our_words_breaks_the_reader(reader: Reader, words: list[str]) -> None:
    text = " ".join(words)
    if find_problem(text) is None:
        reading = reader.read(text)

        assert reading.act
        assert len(reading.questions) <= 2
        assert len(reading.topics) <= 2
        assert not (reading.questions and reading.candidates)
