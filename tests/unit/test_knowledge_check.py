"""The knowledge check names each fault with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.knowledge import check as checker
from guide.knowledge.check import Fault, check, medical_words
from tests.unit.spoiling import Spoilt, lines_with, spoil

ALS = "knowledge/als.yml"
HARD = (
    "Individuals experiencing considerable deterioration of respiratory capabilities necessitate immediate "
    "hospitalization alongside interdisciplinary rehabilitation professionals."
)


FAULTS = {
    "a topic that has no name of its own file": Spoilt(
        ALS, "topic: als", "topic: alss", "topic: alss", "'alss' belongs into alss.yml"
    ),
    "a file with another topic's name": Spoilt(ALS, "topic: als", "topic: aging", "topic: aging", "aging.yml"),
    "an unknown kind": Spoilt(ALS, "kind: nerve_damage", "kind: odd", "kind: odd", "unknown kind 'odd'"),
    "an unknown aspect": Spoilt(ALS, "  symptoms:\n", "  signs:\n", "  signs:", "unknown aspect 'signs'"),
    "an unknown aspect not covered": Spoilt(
        ALS, "  prevention:", "  avoiding:", "  avoiding:", "unknown aspect 'avoiding'"
    ),
    "an unknown source": Spoilt(
        ALS,
        'text: "It is rare."\n        source: health_body',
        'text: "It is rare."\n        source: hearsay',
        "source: hearsay",
        "unknown source 'hearsay'",
    ),
    "a sentence without source": Spoilt(
        ALS, 'text: "It is rare."\n        source: health_body', 'text: "It is rare."', '"It is rare."', "source"
    ),
    "two sentences in one entry": Spoilt(
        ALS, '"It is rare."', '"It is rare. It is slow."', "It is slow", "one sentence per entry"
    ),
    "a sentence without end": Spoilt(ALS, '"It is rare."', '"It is rare"', '"It is rare"', "full stop"),
    "an answer too hard to read": Spoilt(ALS, "Care helps people to live well.", HARD, "say:", "reading grade"),
    "advice too hard to read": Spoilt(
        ALS, "Ask a doctor soon about weak hands.", HARD, "see_physician:", "reading grade"
    ),
    "a gap told in hard words": Spoilt(
        ALS, "We know of no way to stop it before it starts.", HARD, "  prevention:", "reading grade"
    ),
    "an unknown key": Spoilt(ALS, "rank: 4", "rank: 4\ncolour: red", "colour: red", "extra fields"),
    "a key that stands twice": Spoilt(ALS, "rank: 4", "rank: 4\nrank: 3", "rank: 3", "stands twice"),
    "bad syntax": Spoilt(ALS, "name: ALS", "name: [ALS", "full_name", ""),
    "a name of two topics": Spoilt(
        "knowledge/polio.yml", "names: [polio]", "names:\n  - polio\n  - ALS", "- ALS", "the name 'als' stands twice"
    ),
    "a sentence told twice": Spoilt(
        ALS, "It often starts in one hand.", "It is rare.", "", "'It is rare.' stands twice"
    ),
    "an offer without answer": Spoilt(
        ALS, "next: [outlook, symptoms]", "next: [outlook, causes]", "next:", "'causes' has no answer"
    ),
    "an offer of the same": Spoilt(
        ALS, "next: [outlook, symptoms]", "next: [definition]", "next:", "'definition' has no answer here, or is this"
    ),
    "an aspect answered and not covered": Spoilt(
        ALS, "  prevention:", "  outlook:", 'outlook: "We', "answered and declared as not covered"
    ),
    "a source without address": Spoilt(
        "sources.yml",
        "address: https://clinic.example/muscles",
        "address: nowhere",
        "nowhere",
        "sources.clinic.address",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_file_and_line(data_copy: Path, fault: Spoilt) -> None:
    path = spoil(data_copy, fault)

    found = [f for f in check(data_copy) if f.path == path and fault.what in f.what]

    assert len(found) == 1
    assert found[0].line in lines_with(path, fault.line)


def test_data_without_fault_passes(data_copy: Path) -> None:
    assert check(data_copy) == []


def test_faults_in_two_files_are_all_named(data_copy: Path) -> None:
    spoil(data_copy, FAULTS["an unknown source"])
    spoil(data_copy, FAULTS["a name of two topics"])

    assert {fault.path.name for fault in check(data_copy)} == {"als.yml", "polio.yml"}


def test_a_sentence_may_stand_in_two_topics(data_copy: Path) -> None:
    spoil(data_copy, Spoilt("knowledge/polio.yml", "A germ that can hurt the nerves.", "It is rare.", "", ""))

    assert check(data_copy) == []


def test_an_empty_topic_file_is_a_fault(data_copy: Path) -> None:
    (data_copy / "knowledge" / "als.yml").write_text("", encoding="utf-8")

    assert {(fault.path.name, fault.line) for fault in check(data_copy)} == {("als.yml", 1), ("taxonomy.yml", 1)}


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("taxonomy.yml", "topics: [als\n", 2),
        ("taxonomy.yml", "topics: [als]\n", 1),
        ("sources.yml", "sources:\n  clinic:\n  clinic:\n", 3),
        ("vocabulary/medical_words.yml", "words: [\n", 2),
    ],
)
def test_a_shared_file_that_cannot_be_read_is_the_one_fault(data_copy: Path, file: str, text: str, line: int) -> None:
    (data_copy / file).write_text(text, encoding="utf-8")

    assert [(fault.path, fault.line) for fault in check(data_copy)] == [(data_copy / file, line)]


def test_a_medical_word_of_the_glossary_does_not_make_a_sentence_hard(data_copy: Path) -> None:
    spoil(data_copy, Spoilt(ALS, "A nerve doctor looks and tests.", "Electromyography helps.", "", ""))
    assert check(data_copy) == []

    (data_copy / "vocabulary" / "medical_words.yml").unlink()
    assert medical_words(data_copy) == []
    assert [fault.what for fault in check(data_copy) if "reading grade" in fault.what]


def test_the_glossary_gives_words_with_their_other_spellings(data_copy: Path) -> None:
    assert medical_words(data_copy) == ["electromyography", "emg", "motor neuron", "axon"]


def test_a_fault_reads_as_file_line_and_words() -> None:
    assert str(Fault(Path("data/a.yml"), 3, "wrong")) == "data/a.yml:3: wrong"


def test_the_command_prints_every_fault_and_fails(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = spoil(data_copy, FAULTS["an unknown source"])
    monkeypatch.setattr("sys.argv", ["check", str(data_copy)])

    assert checker.main() == 1
    printed = capsys.readouterr().out
    assert f"{path}:{lines_with(path, 'hearsay')[0]}: unknown source 'hearsay'" in printed
    assert "1 faults" in printed


def test_the_command_succeeds_without_fault_and_counts_the_answers(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["check", str(data_copy)])

    assert checker.main() == 0
    assert "22 answers, no fault" in capsys.readouterr().out


def test_the_guides_own_knowledge_is_without_fault() -> None:
    assert check() == []
