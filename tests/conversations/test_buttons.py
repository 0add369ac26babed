"""Every button, typed as the first message, is understood as it was meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guide.conversation.next_questions import load_next_questions
from guide.knowledge.library import default_library
from guide.paths import DATA
from guide.reading.reading import Question
from guide.yaml_lines import load_located
from tests.conversations.script import domain
from tests.conversations.talk import Talk

NEXT_QUESTIONS = load_next_questions(default_library())


def _of_topic(topic: str) -> list[tuple[str, Question]]:
    return [(words, question) for words, question in NEXT_QUESTIONS.all_words() if question.topic == topic]


@pytest.mark.parametrize("topic", default_library().topics)
def test_buttons_of_a_topic_are_understood(topic: str, new_talk: Callable[[], Talk]) -> None:
    faults = []
    for words, question in _of_topic(topic):
        customs = new_talk().say(words).customs
        answers = [(c["topic"], c.get("facet") or c["aspect"]) for c in customs if c["kind"] == "answer"]
        if answers != [(question.topic, question.aspect)]:
            faults.append(f"'{words}' ({question.aspect}): {answers or customs}")
    assert not faults, "\n".join(faults)


def test_each_button_asks_one_thing_only() -> None:
    words = [text for text, _ in NEXT_QUESTIONS.all_words()]
    assert sorted({text for text in words if words.count(text) > 1}) == []


def test_buttons_in_the_domain_are_understood(new_talk: Callable[[], Talk]) -> None:
    meant = dict(NEXT_QUESTIONS.all_words())
    titles = {
        button["title"]: button["payload"]
        for variations in domain()["responses"].values()
        for variation in variations
        for button in variation.get("buttons", [])
    }
    assert titles, "the domain has a menu"
    for title, payload in titles.items():
        assert payload == title
        answers = new_talk().say(payload).of_kind("answer")
        found = [Question(custom.get("facet") or custom["aspect"], custom["topic"]) for custom in answers]
        assert found == [meant[title]] if title in meant else len(found) == 1, title


def test_the_button_for_more_is_understood(talk: Talk) -> None:
    tell_more = load_located(DATA / "buttons.yml").data["tell_more"]
    first = talk.say("What is ALS?")
    assert tell_more in [button["title"] for button in first.buttons]
    assert [custom["part"] for custom in talk.say(tell_more).of_kind("answer")] == ["more"]
