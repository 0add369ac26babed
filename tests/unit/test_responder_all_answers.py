"""What holds for every answer the guide can give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from actions.answering import responder
from guide.conversation.context import MORE, Context, Step
from guide.conversation.next_questions import MOST_BUTTONS
from guide.conversation.replies import Reply
from guide.conversation.responder import Outcome
from guide.knowledge.library import default_library
from guide.paths import PROJECT
from guide.reading.reading import Question, Reading

LIBRARY = default_library()
RESPONSES = yaml.safe_load(Path(PROJECT / "domain.yml").read_text(encoding="utf-8"))["responses"]
PAIRS = [(topic, aspect) for topic in LIBRARY.topics for aspect in LIBRARY.taxonomy.askable]
COVERED = [pair for pair in PAIRS if LIBRARY.answer(*pair)]
OPEN = [pair for pair in PAIRS if not LIBRARY.answer(*pair)]


def asked(topic: str, aspect: str, context: Context = Context()) -> Outcome:  # noqa: B008 - it is frozen
    reading = Reading(f"ask_{aspect}", questions=(Question(aspect, topic),), topics=(topic,))
    return responder().respond(reading, context)


def placeholders(response: str) -> set[str]:
    texts = " ".join(variant.get("text", "") for variant in RESPONSES[response])
    return set(re.findall(r"{(\w+)}", texts))


def assert_can_be_spoken(replies: list[Reply]) -> None:
    assert replies
    for reply in replies:
        assert placeholders(reply.response) <= set(reply.values)
        assert all(value.strip() for value in reply.values.values())
        assert len(reply.buttons) <= MOST_BUTTONS
        assert len(set(reply.buttons)) == len(reply.buttons)


@pytest.mark.parametrize(("topic", "aspect"), COVERED)
def test_every_answer_has_known_sources_disclaimer_physician_and_buttons(topic: str, aspect: str) -> None:
    outcome = asked(topic, aspect)
    answer, disclaimer, physician = outcome.replies

    assert_can_be_spoken(outcome.replies)
    assert answer.custom is not None
    named = (answer.custom["topic"], answer.custom.get("facet", answer.custom["aspect"]))
    assert named == (topic, aspect)
    assert answer.custom["aspect"] in LIBRARY.taxonomy.aspects
    assert answer.custom["sources"]
    assert set(answer.custom["sources"]) <= set(LIBRARY.sources)
    assert disclaimer.response == "utter_disclaimer_full"
    assert physician.values["advice"] == LIBRARY.topics[topic].see_physician
    assert 1 <= len(physician.buttons) <= MOST_BUTTONS


@pytest.mark.parametrize(("topic", "aspect"), OPEN)
def test_every_question_without_answer_is_declined_with_something_to_ask_instead(topic: str, aspect: str) -> None:
    (reply,) = asked(topic, aspect).replies

    assert_can_be_spoken([reply])
    assert reply.custom == {"kind": "declined", "reason": "not_covered", "topic": topic}
    assert reply.buttons


@pytest.mark.parametrize("topic", LIBRARY.topics)
def test_wanting_more_always_comes_to_an_end(topic: str) -> None:
    for aspect, answer in LIBRARY.topics[topic].answers.items():
        outcome = asked(topic, aspect)
        heard = []
        for _ in range(3):
            outcome = responder().respond(Reading("tell_me_more"), outcome.context)
            assert_can_be_spoken(outcome.replies)
            heard.append(outcome.replies[0].response)
        expected = ["utter_answer_more"] if answer.more else []
        assert heard == (expected + ["utter_no_more"] * 3)[:3]


@pytest.mark.parametrize("topic", LIBRARY.topics)
def test_asking_for_every_aspect_in_turn_never_runs_out_of_words(topic: str) -> None:
    context = Context()
    for aspect in LIBRARY.taxonomy.askable:
        outcome = asked(topic, aspect, context)
        assert_can_be_spoken(outcome.replies)
        assert any(reply.buttons for reply in outcome.replies)
        context = outcome.context.after(Step(topic, aspect, MORE)) if LIBRARY.answer(topic, aspect) else outcome.context
    assert len(context.trail) <= 2 * len(LIBRARY.taxonomy.askable)


@pytest.mark.parametrize("aspect", LIBRARY.taxonomy.askable)
def test_every_aspect_asked_without_topic_is_asked_back_with_something_to_pick(aspect: str) -> None:
    (reply,) = responder().respond(Reading(f"ask_{aspect}"), Context()).replies

    assert reply.response == "utter_which_topic"
    assert 1 <= len(reply.buttons) <= MOST_BUTTONS


@pytest.mark.parametrize("topic", ["", "als"])
@pytest.mark.parametrize(
    "act",
    [
        "request_diagnosis",
        "request_medication_advice",
        "report_symptoms",
        "ask_unsupported",
        "out_of_scope",
        "tell_me_more",
        "go_back",
        "repeat_answer",
        "ask_sources",
        "ask_disclaimer",
        "affirm",
        "ask_about_topic",
        "correct_topic",
        "ask_difference",
        "ask_in_common",
        "ask_leads_to",
        "ask_which_kind",
        "ask_meaning",
        "greet",
        "",
    ],
)
def test_no_act_is_ever_left_without_reply(act: str, topic: str) -> None:
    topics = (topic,) if topic else ()
    for context in (Context(), asked("als", "definition").context):
        assert_can_be_spoken(responder().respond(Reading(act, topics=topics), context).replies)
