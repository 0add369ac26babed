"""Cutting a message into clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.reading.segments import split_segments


def pieces(text: str) -> list[tuple[str, bool]]:
    return [(text[segment.start : segment.end].strip(), segment.asked) for segment in split_segments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what is als", [("what is als", False)]),
        ("What is ALS? My dad has it.", [("What is ALS", True), ("My dad has it", False)]),
        ("what is als and how is it treated?", [("what is als", True), ("how is it treated", True)]),
        ("what is als, also why does it start", [("what is als", False), ("why does it start", False)]),
        ("My leg is thin\nwhat is it?", [("My leg is thin", False), ("what is it", True)]),
        ("help!! what is polio?!", [("help", False), ("what is polio", True)]),
        ("als; polio", [("als", False), ("polio", False)]),
        ("symptoms and treatment of polio", [("symptoms and treatment of polio", False)]),
        ("about 2.5 in 100 people", [("about 2.5 in 100 people", False)]),
        ("Is it ALS? ok", [("Is it ALS", True)]),
    ],
)
def test_a_message_is_cut_where_a_clause_ends(text: str, expected: list[tuple[str, bool]]) -> None:
    assert pieces(text) == expected


def test_a_message_too_short_to_cut_is_one_clause() -> None:
    assert pieces("?!") == [("?!", False)]
    assert pieces("ok") == [("ok", False)]


@given(st.text(alphabet="ab ?!.;,\nwhatandor", max_size=60))
def test_clauses_lie_in_order_within_the_text(text: str) -> None:
    segments = split_segments(text)

    edges = [edge for segment in segments for edge in (segment.start, segment.end)]
    assert segments
    assert edges == sorted(edges)
    assert 0 <= edges[0] <= edges[-1] <= len(text)
