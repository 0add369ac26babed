"""Learning which act a clause performs, and keeping what was learnt."""

from __future__ import annotations

from pathlib import Path

import pytest
import skops.io

from guide.reading.acts import ActModel
from guide.reading.scanner import Scanner
from guide.reading.training import Example, TrainedReading, learn
from tests.unit.samples import SMALL_DATA

EXAMPLES: list[Example] = [
    *((text, "greet") for text in ("hello", "hi there", "good morning", "hey", "hello again", "hi")),
    *((text, "thank") for text in ("thank you", "thanks a lot", "thanks", "many thanks", "thank you so much")),
    *((f"how is {name} treated", "ask_treatment") for name in ("als", "polio", "nerve damage", "sarcopenia")),
    ("what treatment is there for polio", "ask_treatment"),
    ("which treatment helps als", "ask_treatment"),
    *((f"what are the symptoms of {name}", "ask_symptoms") for name in ("als", "polio", "nerve damage")),
    ("which symptoms does als have", "ask_symptoms"),
    ("symptoms of polio", "ask_symptoms"),
    ("als symptoms", "ask_symptoms"),
]


@pytest.fixture(scope="module")
def trained(small_scanner: Scanner) -> TrainedReading:
    return learn(EXAMPLES, small_scanner)


@pytest.mark.parametrize(
    ("masked", "own", "act"),
    [
        ("hello you", "hello you", "greet"),
        ("thanks for that", "thanks for that", "thank"),
        ("how can disease be treated", "how can duchenne be treated", "ask_treatment"),
        ("does disease show symptoms", "does polio show symptoms", "ask_symptoms"),
        ("what can be done against disease", "what can be done against als", "ask_treatment"),
    ],
)
def test_a_new_clause_is_given_the_act_of_the_examples_like_it(
    trained: TrainedReading, masked: str, own: str, act: str
) -> None:
    assert trained.model.rank(masked, own)[0][0] == act


def test_the_acts_come_likeliest_first_and_their_probabilities_sum_to_one(trained: TrainedReading) -> None:
    ranking = trained.model.rank("how is disease treated", "how is als treated")
    probabilities = [probability for _, probability in ranking]

    assert {act for act, _ in ranking} == {"greet", "thank", "ask_treatment", "ask_symptoms"}
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) == pytest.approx(1.0, abs=1e-5)


def test_topics_are_masked_so_that_a_disease_never_seen_is_read_alike(
    trained: TrainedReading, small_scanner: Scanner
) -> None:
    scanned = small_scanner.scan("how is myositis treated")
    masked = small_scanner.masked(scanned, 0, len(scanned.text))

    assert masked == "how is disease treated"
    assert trained.model.rank(masked, scanned.text)[0][0] == "ask_treatment"


def test_the_words_of_aspect_questions_are_kept_without_topics_and_small_talk(trained: TrainedReading) -> None:
    assert {"how", "is", "treated", "symptoms"} <= set(trained.question_words)
    assert not {"als", "polio", "hello", "thanks"} & set(trained.question_words)


def test_the_words_of_short_questions_without_topic_are_kept_apart(small_scanner: Scanner) -> None:
    short = ["why does that begin", "when does that begin"]
    other = [
        "why does als hurt",
        "when does polio hurt",
        *["so why would that ever come back again after many years"] * 2,
    ]
    trained = learn([*EXAMPLES, *((text, "ask_symptoms") for text in short + other)], small_scanner)

    assert {"does", "that", "begin"} <= set(trained.short_words)
    assert not {"hurt", "years", "hello"} & set(trained.short_words)
    assert {"hurt", "years", "begin"} <= set(trained.question_words)


def test_longer_words_that_come_often_are_kept_to_correct_spelling(trained: TrainedReading) -> None:
    assert "symptoms" in trained.common_words
    assert not {"how", "als", "sarcopenia", "morning"} & set(trained.common_words)


def test_no_examples_are_refused(small_scanner: Scanner) -> None:
    with pytest.raises(ValueError, match="no training examples"):
        learn([], small_scanner)


def test_what_was_saved_reads_as_before(trained: TrainedReading, tmp_path: Path) -> None:
    trained.save(tmp_path)
    loaded = TrainedReading.load(tmp_path)

    assert loaded.model.rank("symptoms of disease", "symptoms of als") == pytest.approx(
        trained.model.rank("symptoms of disease", "symptoms of als")
    )
    assert loaded.question_words == trained.question_words
    assert loaded.short_words == trained.short_words
    assert loaded.common_words == trained.common_words


def test_a_model_with_foreign_types_is_refused(tmp_path: Path) -> None:
    skops.io.dump({"words": UnsafeThing()}, tmp_path / "acts.skops")

    with pytest.raises(ValueError, match="unknown types.*UnsafeThing"):
        ActModel.load(tmp_path)


def test_a_reader_over_what_was_learnt_reads_a_message(trained: TrainedReading, small_scanner: Scanner) -> None:
    reading = trained.reader(small_scanner.library, data=SMALL_DATA).read("How is polio treated?")

    assert (reading.act, reading.topics) == ("ask_treatment", ("polio",))


class UnsafeThing:
    """A type that no trained model holds."""
