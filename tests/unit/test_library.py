"""The library of topics, answers and sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from guide.knowledge.library import Library, default_library, knowledge_files, load_library
from guide.yaml_lines import YamlFault


def test_topics_come_in_the_order_of_the_taxonomy(small_library: Library) -> None:
    assert tuple(small_library.topics) == small_library.taxonomy.topics


def test_an_answer_is_found_by_topic_and_aspect(small_library: Library) -> None:
    answer = small_library.answer("als", "outlook")

    assert answer is not None
    assert answer.say[0].text == "It gets worse with time."


@pytest.mark.parametrize(("topic", "aspect"), [("als", "prevention"), ("als", "nonsense"), ("scurvy", "definition")])
def test_what_is_not_known_has_no_answer(small_library: Library, topic: str, aspect: str) -> None:
    assert small_library.answer(topic, aspect) is None


def test_the_covered_pairs_are_all_that_is_answered(small_library: Library) -> None:
    pairs = list(small_library.covered_pairs())

    assert len(pairs) == len(set(pairs)) == 22
    assert ("polio", "prevention") in pairs
    assert ("als", "prevention") not in pairs


def test_knowledge_files_come_in_a_fixed_order(data_copy: Path) -> None:
    names = [path.name for path in knowledge_files(data_copy)]

    assert names == sorted(names)
    assert len(names) == 9


def test_a_topic_that_the_taxonomy_lacks_comes_last(data_copy: Path) -> None:
    taxonomy = data_copy / "taxonomy.yml"
    taxonomy.write_text(taxonomy.read_text().replace("[muscle_atrophy, als,", "[muscle_atrophy,"))

    assert list(load_library(data_copy).topics)[-1] == "als"


def test_a_file_that_does_not_fit_stops_the_loading(data_copy: Path) -> None:
    path = data_copy / "knowledge" / "als.yml"
    whole = path.read_text()

    path.write_text(whole.replace("rank: 4", "rank: 44"))
    with pytest.raises(ValidationError):
        load_library(data_copy)

    path.write_text(whole + "topic: als\n")
    with pytest.raises(YamlFault):
        load_library(data_copy)


def test_the_guides_own_library_is_read_once_and_holds_every_topic() -> None:
    library = default_library()

    assert library is default_library()
    assert set(library.topics) == set(library.taxonomy.topics)
    assert all(topic.answers for topic in library.topics.values())
