"""Who adds a topic writes one file; everything else of the guide knows it then."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.conversation.context import Context
from guide.conversation.next_questions import NextQuestions, load_next_questions
from guide.conversation.refusals import Refusals
from guide.conversation.responder import Responder
from guide.knowledge.check import check
from guide.knowledge.library import Library, load_library
from guide.reading.glossary import load_glossary
from guide.reading.reading import DIFFERENCE, LEADS_TO, WHICH_KIND, Question, Reading, Relation
from guide.reading.scanner import Scanner
from guide.reading.vocabulary import load_neighbours, load_not_ours, load_vocabulary
from tests.unit.scripted import scripted_reader

SCURVY = """
topic: scurvy
name: scurvy
full_name: scurvy
rank: 4
names: [scurvy, lack of limes]
see_physician: "Ask a doctor about sore gums."
answers:
  definition:
    say:
      - text: "The body lacks what fruit gives it."
        source: clinic
    next: [treatment]
  treatment:
    say:
      - text: "Fruit makes it go away."
        source: [clinic, health_body]
not_covered:
  symptoms: "We have no source on that."
  causes: "We have no source on that."
  diagnosis: "We have no source on that."
  outlook: "We have no source on that."
  prevention: "We have no source on that."
  research: "We have no source on that."
  pain: "We have no source on that."
compare:
  what:
    text: "Scurvy comes from poor food."
    source: clinic
  pace:
    text: "Scurvy comes on over months."
    source: health_body
traits:
  weakness:
    text: "Scurvy makes people weak."
    source: clinic
leads_to:
  muscle_atrophy:
    - text: "Scurvy can make muscles thin."
      source: clinic
"""


@pytest.fixture
def grown(data_copy: Path) -> Path:
    """The guide in small with one file more, and nothing else changed."""
    (data_copy / "knowledge" / "scurvy.yml").write_text(SCURVY, encoding="utf-8")
    return data_copy


@pytest.fixture
def library(grown: Path) -> Library:
    return load_library(grown)


@pytest.fixture
def scanner(library: Library, grown: Path) -> Scanner:
    return Scanner(library, load_vocabulary(library, grown))


@pytest.fixture
def buttons(library: Library, grown: Path) -> NextQuestions:
    return load_next_questions(library, grown)


@pytest.fixture
def responder(library: Library, buttons: NextQuestions, grown: Path) -> Responder:
    refusals = Refusals(library, load_neighbours(grown), buttons, load_not_ours(grown))
    return Responder(library, buttons, refusals, load_glossary(grown))


def test_the_check_finds_no_fault(grown: Path) -> None:
    assert check(grown) == []


def test_the_library_lists_it_after_those_of_the_taxonomy(library: Library, small_library: Library) -> None:
    assert tuple(library.topics) == library.taxonomy.topics == (*small_library.taxonomy.topics, "scurvy")
    assert ("scurvy", "treatment") in set(library.covered_pairs())


@pytest.mark.parametrize("text", ["How is scurvy treated?", "how is lack of limes treated", "how is scurvey treated"])
def test_its_names_are_heard_even_misspelt(scanner: Scanner, text: str) -> None:
    assert scripted_reader(scanner).read(text).questions == (Question("treatment", "scurvy"),)


def test_without_the_file_nobody_hears_of_it(small_scanner: Scanner) -> None:
    assert scripted_reader(small_scanner).read("How is scurvy treated?").questions == ()


def test_it_is_answered_with_its_sources_and_its_advice(responder: Responder) -> None:
    reading = Reading("ask_treatment", questions=(Question("treatment", "scurvy"),), topics=("scurvy",))
    answer, _, physician = responder.respond(reading, Context()).replies

    assert answer.values == {"answer": "Fruit makes it go away.", "sources": "A Clinic; A Health Body"}
    assert physician.values == {"advice": "Ask a doctor about sore gums."}


def test_its_gaps_are_told_in_its_own_words(responder: Responder) -> None:
    reading = Reading("ask_outlook", questions=(Question("outlook", "scurvy"),), topics=("scurvy",))

    assert responder.respond(reading, Context()).replies[0].values == {"because": "We have no source on that."}


def test_it_has_buttons_for_all_that_it_answers(buttons: NextQuestions) -> None:
    assert buttons.about("scurvy") == ("What is scurvy?", "How is scurvy treated?")
    assert {question for _, question in buttons.all_words() if question.topic == "scurvy"} == {
        Question("definition", "scurvy"),
        Question("treatment", "scurvy"),
    }
    assert buttons.difference("scurvy", "als") == "How do scurvy and ALS differ?"


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (Relation(DIFFERENCE, ("als", "scurvy")), "Scurvy comes from poor food."),
        (Relation(LEADS_TO, ("scurvy", "muscle_atrophy")), "Scurvy can make muscles thin."),
        (Relation(WHICH_KIND, ("als", "scurvy"), ("weakness",), "diseases"), "Scurvy makes people weak."),
    ],
    ids=lambda value: value.act if isinstance(value, Relation) else "",
)
def test_it_is_related_to_the_topics_that_were_there(responder: Responder, relation: Relation, words: str) -> None:
    reading = Reading(relation.act, relation=relation, topics=relation.topics)

    assert words in responder.respond(reading, Context()).replies[0].values["answer"]


def test_two_that_are_compared_are_heard_in_one_question(scanner: Scanner) -> None:
    reader = scripted_reader(scanner, {"differ": {"ask_difference": 0.9}})

    assert reader.read("How does scurvy differ from ALS?").relation == Relation(DIFFERENCE, ("scurvy", "als"))
