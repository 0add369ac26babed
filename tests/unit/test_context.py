"""What of the talk is remembered."""

from __future__ import annotations

import json

from guide.conversation.context import LONGEST_TRAIL, MORE, Context, Step
from guide.reading.reading import Question, Reading

FULL = Context(
    trail=(Step("als", "definition"), Step("als", "definition", MORE)),
    candidates=(Question("causes", "polio"), Question("outlook")),
    disclaimer_given=True,
)


def test_a_context_survives_the_way_through_json() -> None:
    assert Context.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL


def test_a_context_survives_with_tuples_in_place_of_lists() -> None:
    assert Context.from_json(FULL.to_json()) == FULL


def test_nothing_remembered_is_the_start_of_a_talk() -> None:
    assert Context.from_json(None) == Context.from_json({}) == Context()
    assert Context().last is None
    assert not Context().disclaimer_given


def test_what_was_told_last_is_at_the_end_of_the_trail() -> None:
    assert FULL.last == Step("als", "definition", MORE)


def test_what_was_told_is_known_part_by_part() -> None:
    context = Context().after(Step("als", "definition"))

    assert context.told("als", "definition")
    assert not context.told("als", "definition", MORE)
    assert not context.told("polio", "definition")


def test_telling_the_same_twice_in_a_row_leaves_the_trail() -> None:
    once = Context().after(Step("als", "definition"))

    assert once.after(Step("als", "definition")).trail == once.trail
    assert len(once.after(Step("polio", "definition")).after(Step("als", "definition")).trail) == 3


def test_an_answer_withdraws_the_questions_offered_but_not_the_disclaimer() -> None:
    context = FULL.after(Step("polio", "causes"))

    assert context.candidates == ()
    assert context.disclaimer_given


def test_the_trail_is_bounded_and_drops_the_oldest() -> None:
    context = Context()
    for number in range(LONGEST_TRAIL + 5):
        context = context.after(Step("als", f"aspect {number}"))

    assert len(context.trail) == LONGEST_TRAIL
    assert context.trail[0].aspect == "aspect 5"
    assert context.last == Step("als", f"aspect {LONGEST_TRAIL + 4}")


def test_a_reading_survives_the_way_through_json() -> None:
    reading = Reading("ask_causes", 0.7, (Question("causes", "als"),), (Question("risk"),), ("als",), ("sma",))

    assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading
    assert Reading.from_json({"act": "greet"}) == Reading("greet")
