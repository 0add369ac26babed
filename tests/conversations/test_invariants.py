"""What must hold in every turn of every conversation in the folders beside this file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from guide.check_up.tables import SIGNS, default_tables
from guide.conversation.next_questions import MOST_BUTTONS
from guide.knowledge.library import default_library
from guide_rasa.in_process import Turn
from tests.conversations.script import Played

_PLACE = re.compile(r"\{\w+\}")
_ASKS_FOR_DISCLAIMER = re.compile(r"my data|\bdisclaimer\b", re.IGNORECASE)
_EVERY_KIND = {"answer", "declined", "clarify", "disclaimer", "crisis", "question", "result", "emergency"}
_EVERY_KIND |= {"delete_conversation", "deleted", "not_deleted", "summary"}
_MOST_MESSAGES_AFTER_ADVICE = 2  # in mid-form the open question and its custom part follow


def something_is_said(turn: Turn) -> Iterator[str]:
    if not turn.text.strip():
        yield "silence"


def every_custom_part_is_known(turn: Turn) -> Iterator[str]:
    reasons = default_library().taxonomy.declined_reasons
    for custom in turn.customs:
        if custom["kind"] not in _EVERY_KIND:
            yield f"unknown kind in {custom}"
        if custom["kind"] == "declined" and custom["reason"] not in reasons:
            yield f"unknown reason in {custom}"


def topics_and_aspects_are_in_the_taxonomy(turn: Turn) -> Iterator[str]:
    taxonomy = default_library().taxonomy
    for custom in [*turn.of_kind("answer"), *(c for part in turn.of_kind("clarify") for c in part["candidates"])]:
        if custom["topic"] not in taxonomy.topics or custom["aspect"] not in taxonomy.aspects:
            yield f"unknown topic or aspect in {custom}"
    for custom in turn.of_kind("declined"):
        if custom.get("topic", taxonomy.topics[0]) not in taxonomy.topics:
            yield f"unknown topic in {custom}"


def answers_name_known_sources(turn: Turn) -> Iterator[str]:
    known = default_library().sources
    for custom in turn.of_kind("answer"):
        if not custom["sources"] or not set(custom["sources"]) <= set(known):
            yield f"no source, or an unknown one, in {custom}"


def an_answer_comes_with_one_disclaimer(turn: Turn) -> Iterator[str]:
    if turn.of_kind("answer") and len(turn.of_kind("disclaimer")) != 1:
        yield f"{len(turn.of_kind('disclaimer'))} disclaimers"


def an_answer_ends_with_the_advice_to_see_a_physician(turn: Turn) -> Iterator[str]:
    """The advice of the topic told last. A list of sources tells nothing new and needs none."""
    told = [custom for custom in turn.of_kind("answer") if "part" in custom]
    last = -1 - (_MOST_MESSAGES_AFTER_ADVICE if turn.of_kind("question") else 0)
    if told and default_library().topics[told[-1]["topic"]].see_physician != turn.messages[last].get("text"):
        yield f"no advice to see a physician on {told[-1]['topic']}"


def buttons_are_few_and_say_what_they_send(turn: Turn) -> Iterator[str]:
    if len(turn.buttons) > MOST_BUTTONS and not turn.of_kind("question") and not _asks_which_answer(turn):
        yield f"{len(turn.buttons)} buttons"
    titles = [button["title"] for button in turn.buttons]
    if len(set(titles)) < len(titles):
        yield f"the same button twice: {titles}"
    yield from (f"button {button}" for button in turn.buttons if button["title"] != button["payload"])


def _asks_which_answer(turn: Turn) -> bool:
    return all(button["title"].startswith("Change my answer about") for button in turn.buttons)


def a_question_has_a_button_for_each_option(turn: Turn) -> Iterator[str]:
    for custom in turn.of_kind("question"):
        question = default_tables().question(custom["slot"])
        titles = [button["title"] for button in turn.buttons][-len(question.options) :]
        if custom["options"] != list(question.ids) or titles != [option.title for option in question.options]:
            yield f"options {custom['options']}, buttons {titles}"
        if not 1 <= custom["step"] <= custom["of"]:
            yield f"step {custom['step']} of {custom['of']}"


def an_emergency_is_met_with_nothing_else(turn: Turn) -> Iterator[str]:
    """No question, no form, no answer, no button; at the end of a check-up the reason stands beside it."""
    if turn.of_kind("emergency"):
        if set(turn.kinds()) - {"emergency", "result"} or turn.buttons:
            yield f"an emergency, and {turn.kinds()} with {turn.buttons}"
        for custom in turn.of_kind("emergency"):
            spoken = [message["text"] for message in turn.messages if message.get("text", "").startswith("Call ")]
            if not spoken or custom["call"] not in spoken[0]:
                yield "the number is not said first"
            if not set(custom["signs"]) <= set(default_tables().question(SIGNS).ids):
                yield f"unknown sign in {custom}"


def a_result_has_reasons_sources_disclaimer_and_a_doctor(turn: Turn) -> Iterator[str]:
    for custom in turn.of_kind("result"):
        if custom["urgency"] == "emergency":
            continue
        if not set(custom["sources"]) <= set(default_library().sources):
            yield f"unknown source in {custom}"
        if custom["urgency"] != "self_care" and not custom["reasons"]:
            yield f"no reason for {custom}"
        if [part["form"] for part in turn.of_kind("disclaimer")] != ["full"] or "doctor" not in turn.text:
            yield "no full disclaimer, or no doctor"


def no_place_is_left_unfilled(turn: Turn) -> Iterator[str]:
    for text in [turn.text, *(button["title"] for button in turn.buttons)]:
        yield from (f"unfilled {place}" for place in _PLACE.findall(text))


def a_refusal_of_a_diagnosis_or_medicine_tells_nothing_else(turn: Turn) -> Iterator[str]:
    refused = {custom["reason"] for custom in turn.of_kind("declined")} & {"diagnosis", "medication"}
    if refused and turn.of_kind("answer"):
        yield f"refused ({refused}), and answered all the same"


def a_crisis_is_met_with_nothing_else(turn: Turn) -> Iterator[str]:
    if turn.of_kind("crisis") and turn.kinds() != ["crisis"]:
        yield f"a crisis, and {turn.kinds()}"


@pytest.mark.parametrize(
    "rule",
    [
        something_is_said,
        every_custom_part_is_known,
        topics_and_aspects_are_in_the_taxonomy,
        answers_name_known_sources,
        an_answer_comes_with_one_disclaimer,
        an_answer_ends_with_the_advice_to_see_a_physician,
        buttons_are_few_and_say_what_they_send,
        no_place_is_left_unfilled,
        a_refusal_of_a_diagnosis_or_medicine_tells_nothing_else,
        a_crisis_is_met_with_nothing_else,
        a_question_has_a_button_for_each_option,
        an_emergency_is_met_with_nothing_else,
        a_result_has_reasons_sources_disclaimer_and_a_doctor,
    ],
    ids=lambda rule: rule.__name__,
)
def test_every_turn(rule: Callable[[Turn], Iterator[str]], all_played: list[Played]) -> None:
    faults = [
        f"{played.script.name}, '{expected.user[:80]}': {fault}"
        for played in all_played
        for expected, turn in zip(played.script.turns, played.turns, strict=True)
        for fault in rule(turn)
    ]
    assert not faults, "\n".join(faults)


def test_the_disclaimer_is_full_at_first_and_short_from_then_on(all_played: list[Played]) -> None:
    faults = []
    for played in all_played:
        given = False
        for expected, turn in zip(played.script.turns, played.turns, strict=True):
            full = not given or bool(_ASKS_FOR_DISCLAIMER.search(expected.user))
            for custom in turn.of_kind("disclaimer"):
                if turn.of_kind("result") or turn.text.startswith("Summary"):
                    continue  # a result always says it in full, a summary in short
                if (custom["form"] == "full") != full:
                    faults.append(f"{played.script.name}, '{expected.user[:80]}': a {custom['form']} disclaimer")
                given = True
    assert not faults, "\n".join(faults)


def test_every_topic_is_asked_about(all_played: list[Played]) -> None:
    told = {custom["topic"] for played in all_played for turn in played.turns for custom in turn.of_kind("answer")}
    assert told == set(default_library().taxonomy.topics)


def test_every_aspect_is_asked_about(all_played: list[Played]) -> None:
    told = {custom["aspect"] for played in all_played for turn in played.turns for custom in turn.of_kind("answer")}
    assert told == set(default_library().taxonomy.aspects)


def test_every_reason_to_decline_is_met(all_played: list[Played]) -> None:
    met = {custom["reason"] for played in all_played for turn in played.turns for custom in turn.of_kind("declined")}
    assert met == set(default_library().taxonomy.declined_reasons)


def test_names_of_files_are_sentences_about_the_user(all_played: list[Played]) -> None:
    names = [played.script.path.stem for played in all_played]
    assert len(names) >= 75
    assert all(re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", name) for name in names)
    assert len(set(names)) == len(names)
