"""Every fact of the article stands in an answer, and where the article falls short the answer sets it right."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pytest

from guide.knowledge.library import default_library
from guide.yaml_lines import load_located
from tests.unit.samples import UNIT_DATA

ARTICLE = "facty_muscle_atrophy"


@lru_cache(maxsize=1)
def _list() -> dict[str, Any]:
    return dict(load_located(UNIT_DATA / "article_facts.yml").data)


@lru_cache(maxsize=1)
def _carriers() -> dict[str, list[tuple[str, list[str]]]]:
    """Per fact the sentences that carry it, with their sources."""
    carriers: dict[str, list[tuple[str, list[str]]]] = {}
    for topic in default_library().topics.values():
        for answer in topic.answers.values():
            for sentence in answer.sentences:
                for fact in sentence.fact:
                    carriers.setdefault(fact, []).append((sentence.text, list(sentence.source)))
    return carriers


def test_the_facts_are_numbered_without_a_gap() -> None:
    assert list(_list()["facts"]) == [f"A{number:02}" for number in range(1, 69)]


def test_no_sentence_carries_an_unknown_fact() -> None:
    assert set(_carriers()) - set(_list()["facts"]) == set()


@pytest.mark.parametrize("fact", _list()["facts"])
def test_a_sentence_carries_the_fact(fact: str) -> None:
    assert _carriers().get(fact), _list()["facts"][fact]


@pytest.mark.parametrize("fact", _list()["facts"])
def test_the_article_is_named_as_a_source_of_the_fact(fact: str) -> None:
    assert any(ARTICLE in sources for _, sources in _carriers()[fact]), _list()["facts"][fact]


@pytest.mark.parametrize("entry", _list()["set_right"], ids=lambda entry: f"{entry['fact']}-{entry['topic']}")
def test_what_falls_short_is_set_right(entry: dict[str, str]) -> None:
    answer = default_library().answer(entry["topic"], entry["aspect"])
    assert answer is not None
    text = " ".join(sentence.text for sentence in answer.sentences)
    assert re.search(entry["says"], text), f"{entry['why']}: {text}"
