"""The shape of knowledge: what a topic, an answer, a sentence and a source must hold."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from guide.knowledge.models import Answer, Sentence, Source, Topic

TOPIC: dict[str, Any] = {
    "topic": "als",
    "name": "ALS",
    "full_name": "amyotrophic lateral sclerosis",
    "rank": 4,
    "names": ["als"],
    "see_physician": "Ask a doctor.",
    "answers": {},
}
SOURCE = {
    "title": "Nerves",
    "publisher": "A Clinic",
    "address": "https://clinic.example/nerves",
    "read": "2026-01",
    "licence": "for tests",
}


def test_one_source_may_be_written_without_a_list() -> None:
    sentence = Sentence(text="It is rare.", source="clinic", fact="A1")

    assert (sentence.source, sentence.fact) == (["clinic"], ["A1"])


def test_a_sentence_needs_a_source() -> None:
    with pytest.raises(ValidationError, match="source"):
        Sentence(text="It is rare.")
    with pytest.raises(ValidationError, match="source"):
        Sentence(text="It is rare.", source=[])


@pytest.mark.parametrize("text", ["It is rare", "It is rare,", "rare:"])
def test_a_sentence_must_end(text: str) -> None:
    with pytest.raises(ValidationError, match="ends with a full stop"):
        Sentence(text=text, source="clinic")


@pytest.mark.parametrize("text", ["It is rare. It is hard.", "Is it rare? Yes.", "Go now! Call them."])
def test_two_sentences_do_not_share_an_entry(text: str) -> None:
    with pytest.raises(ValidationError, match="one sentence per entry"):
        Sentence(text=text, source="clinic")


@pytest.mark.parametrize(
    "text",
    ["About 1.5 in 100,000 people get it.", "The U.S. Army knows it.", "Doctors call it C. diff.", "Is it rare?"],
)
def test_a_stop_inside_a_sentence_is_no_second_sentence(text: str) -> None:
    assert Sentence(text=text, source="clinic").text == text


def test_an_answer_says_something_and_not_too_much() -> None:
    sentence = {"text": "It is rare.", "source": "clinic"}
    with pytest.raises(ValidationError):
        Answer(say=[])
    with pytest.raises(ValidationError):
        Answer(say=[sentence] * 7)
    with pytest.raises(ValidationError):
        Answer(say=[sentence], next=["a", "b", "c", "d"])


def test_an_answer_gives_its_sentences_in_the_order_they_are_told() -> None:
    answer = Answer(say=[{"text": "One.", "source": "a"}], more=[{"text": "Two.", "source": "b"}])

    assert [sentence.text for sentence in answer.sentences] == ["One.", "Two."]


def test_a_topic_takes_no_unknown_key() -> None:
    with pytest.raises(ValidationError, match="extra fields"):
        Topic(**TOPIC, rankk=3)


@pytest.mark.parametrize("change", [{"rank": 5}, {"rank": -1}, {"names": []}, {"sort": "doctor"}, {"name": "  "}])
def test_a_topic_keeps_within_its_bounds(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Topic(**{**TOPIC, **change})


def test_words_that_mean_a_topic_together_come_in_two_groups_or_more() -> None:
    with pytest.raises(ValidationError, match="two groups"):
        Topic(**TOPIC, together=[["diabetes"]])
    assert Topic(**TOPIC, together=[["diabetes"], ["nerve"]]).together == [["diabetes"], ["nerve"]]


def test_a_topic_cannot_be_changed_once_read() -> None:
    topic = Topic(**TOPIC)

    with pytest.raises(TypeError):
        topic.name = "MND"


@pytest.mark.parametrize("change", [{"address": "clinic.example"}, {"read": "January 2026"}, {"title": ""}])
def test_a_source_has_title_address_and_the_month_it_was_read(change: dict[str, str]) -> None:
    Source(**SOURCE)
    with pytest.raises(ValidationError):
        Source(**{**SOURCE, **change})
