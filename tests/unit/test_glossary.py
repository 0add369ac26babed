"""A person who meets a medical word is told what it means."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from guide.knowledge.library import default_library
from guide.reading.glossary import Glossary, GlossaryEntry, default_glossary, load_glossary
from guide.reading.scanner import Scanner, default_scanner
from guide.reading.vocabulary import phrase_of
from tests.unit.scripted import Script, scripted_reader

ASKED: Script = {"meaning of": {"ask_meaning": 0.9}}


def of_words(*words: str) -> Glossary:
    return Glossary(GlossaryEntry(word=word, means="a thing", topic="als", source=["clinic"]) for word in words)


def found(glossary: Glossary, text: str) -> str | None:
    hit = glossary.find(phrase_of(text))
    return hit[0] if hit else None


@pytest.mark.parametrize("text", ["what is electromyography", "what is EMG", "what are EMGs", "what are motor neurons"])
def test_a_word_is_found_in_every_spelling_and_in_the_plural(small_glossary: Glossary, text: str) -> None:
    assert found(small_glossary, text) in ("electromyography", "motor neuron")


def test_the_longest_word_wins_and_says_where_it_stands() -> None:
    assert of_words("neuron", "motor neuron").find(("a", "neuron", "or", "motor", "neuron")) == ("motor neuron", 3, 5)


def test_the_earlier_wins_among_equals(small_glossary: Glossary) -> None:
    assert of_words("axon", "myelin").find(("myelin", "and", "axon")) == ("myelin", 0, 1)
    assert small_glossary.find(("nothing",)) is None
    assert Glossary([]).find(("axon",)) is None


def test_a_word_without_source_is_not_explained(small_glossary: Glossary) -> None:
    assert "axon" not in small_glossary.entries
    assert found(small_glossary, "what is an axon") is None


def test_one_source_or_many_may_stand_behind_a_word(small_glossary: Glossary) -> None:
    assert small_glossary.entries["electromyography"].source == ["clinic"]
    assert small_glossary.entries["motor neuron"].source == ["health_body", "clinic"]


def test_an_entry_that_does_not_fit_stops_the_loading(data_copy: Path) -> None:
    path = data_copy / "vocabulary" / "medical_words.yml"
    path.write_text(path.read_text().replace("    topic: als\n", "    topicc: als\n"))

    with pytest.raises(ValidationError):
        load_glossary(data_copy)


def test_a_misspelt_word_is_corrected_towards_the_glossary(small_scanner: Scanner, small_glossary: Glossary) -> None:
    scanner = Scanner(small_scanner.library, small_scanner.vocabulary, small_glossary.words())

    assert found(small_glossary, " ".join(scanner.scan("what is electromyografy").forms)) == "electromyography"


def test_the_meaning_of_a_word_is_read_as_that(small_scanner: Scanner) -> None:
    reading = scripted_reader(small_scanner, ASKED).read("what is the meaning of EMG?")

    assert (reading.act, reading.term) == ("ask_meaning", "electromyography")


def test_the_name_of_a_topic_is_no_word_to_look_up_but_a_topic_to_tell_of(small_scanner: Scanner) -> None:
    reading = scripted_reader(small_scanner, ASKED).read("what is the meaning of motor neuron disease?")

    assert (reading.act, reading.term) != ("ask_meaning", "motor neuron")
    assert reading.topics == ("als",)


def test_no_word_no_meaning(small_scanner: Scanner) -> None:
    assert scripted_reader(small_scanner, ASKED).read("what is the meaning of it all?").act != "ask_meaning"


def test_every_entry_of_the_guides_own_glossary_has_a_topic_and_sources_that_exist() -> None:
    library = default_library()
    wrong = [
        entry.word
        for entry in default_glossary().entries.values()
        if entry.topic not in library.topics or not set(entry.source) <= set(library.sources)
    ]
    assert wrong == []


def test_every_word_of_the_guides_own_glossary_is_found_as_itself_or_names_a_topic() -> None:
    glossary, scanner = default_glossary(), default_scanner()
    lost = [
        spelling
        for entry in glossary.entries.values()
        for spelling in (entry.word, *entry.also)
        if found(glossary, spelling) is None and not scanner.scan(spelling).mentions
    ]
    assert lost == []
