"""A talk goes on naturally after several topics were related or a word was explained."""

from __future__ import annotations

import json

import pytest

from guide.conversation.context import Context, Step
from guide.conversation.replies import Reply
from guide.conversation.responder import Outcome, Responder
from guide.reading.reading import DIFFERENCE, IN_COMMON, LEADS_TO, MEANING, WHICH_KIND, Question, Reading, Relation

COMPARED = Reading(DIFFERENCE, relation=Relation(DIFFERENCE, ("als", "polio")), topics=("als", "polio"))
THEM = Reading(DIFFERENCE, relation=Relation(DIFFERENCE))
WORD = Reading(MEANING, term="electromyography")


def ask(aspect: str, topic: str) -> Reading:
    return Reading(f"ask_{aspect}", questions=(Question(aspect, topic),), topics=(topic,))


def relating(act: str, *topics: str, traits: tuple[str, ...] = (), level: str = "") -> Reading:
    return Reading(act, relation=Relation(act, topics, traits, level), topics=topics)


def talk(responder: Responder, *readings: Reading) -> Outcome:
    outcome = Outcome([], Context())
    for reading in readings:
        outcome = responder.respond(reading, outcome.context)
    return outcome


def told(outcome: Outcome) -> Reply:
    return outcome.replies[0]


def compared(outcome: Outcome) -> set[str]:
    return set((told(outcome).custom or {})["topics"])


def test_a_relation_is_answered_with_disclaimer_physician_and_next_questions(small_responder: Responder) -> None:
    outcome = talk(small_responder, COMPARED)
    responses = [reply.response for reply in outcome.replies]

    assert responses == ["utter_difference", "utter_disclaimer_full", "utter_see_physician"]
    assert told(outcome).custom == {
        "kind": "answer",
        "topic": "als",
        "aspect": "definition",
        "sources": ["clinic", "health_body"],
        "relation": "difference",
        "topics": ["als", "polio"],
        "traits": [],
    }
    assert outcome.replies[-1].buttons


def test_how_they_differ_means_the_two_spoken_of_last(small_responder: Responder) -> None:
    outcome = talk(small_responder, ask("outlook", "als"), ask("symptoms", "polio"), THEM)

    assert (told(outcome).custom or {})["topics"] == ["als", "polio"]


def test_what_they_share_means_the_two_just_compared(small_responder: Responder) -> None:
    outcome = talk(small_responder, ask("symptoms", "aging"), COMPARED, relating(IN_COMMON))

    assert told(outcome).response == "utter_in_common"
    assert compared(outcome) == {"als", "polio"}


def test_how_they_differ_means_those_that_were_just_chosen(small_responder: Responder) -> None:
    chosen = relating(WHICH_KIND, traits=("nerve_hurt", "weakness"), level="diseases")
    outcome = talk(small_responder, chosen, THEM)

    assert told(outcome).response == "utter_difference"
    assert compared(outcome) == {"als", "polio"}


def test_how_another_differs_means_from_the_one_spoken_of(small_responder: Responder) -> None:
    outcome = talk(small_responder, ask("outlook", "als"), relating(DIFFERENCE, "polio"))

    assert (told(outcome).custom or {})["topics"] == ["als", "polio"]


def test_whether_it_leads_to_something_means_what_was_spoken_of(small_responder: Responder) -> None:
    outcome = talk(small_responder, ask("definition", "polio"), relating(LEADS_TO, "nerve_damage"))

    assert (told(outcome).response, told(outcome).values["answer"]) == (
        "utter_leads_to",
        "Polio can hurt nerves for good.",
    )


def test_who_asks_it_the_wrong_way_round_is_never_told_yes(small_responder: Responder) -> None:
    outcome = talk(small_responder, relating(LEADS_TO, "nerve_damage", "polio"))
    again = small_responder.respond(Reading("repeat_answer"), outcome.context)

    assert told(outcome).response == told(again).response == "utter_leads_to_other_way"
    assert (told(outcome).values["first"], told(outcome).values["second"]) == ("nerve damage", "polio")


def test_one_topic_alone_is_offered_its_relatives_to_compare_with(small_responder: Responder) -> None:
    outcome = talk(small_responder, relating(DIFFERENCE, "als"))

    assert told(outcome).response == "utter_compare_with_what"
    assert told(outcome).buttons == (
        "How do ALS and polio differ?",
        "How do ALS and diabetic nerve damage differ?",
    )
    assert (told(outcome).custom or {})["kind"] == "clarify"


def test_comparing_nothing_at_the_start_offers_something_to_read(small_responder: Responder) -> None:
    outcome = talk(small_responder, THEM)

    assert told(outcome).response == "utter_compare_what"
    assert told(outcome).buttons


def test_which_kind_without_a_trait_tells_of_the_kinds(small_responder: Responder) -> None:
    outcome = talk(small_responder, relating(WHICH_KIND, level="kinds"))

    assert outcome.replies


def test_a_relation_that_no_source_tells_is_declined_and_remembered(small_responder: Responder) -> None:
    outcome = talk(small_responder, ask("outlook", "als"), relating(LEADS_TO, "als", "polio"))

    assert told(outcome).response == "utter_leads_to_unknown"
    assert told(outcome).buttons
    assert outcome.context.last and outcome.context.last.topics == ("als", "polio")
    assert len(outcome.replies) == 1


def test_a_question_beside_a_relation_is_answered_too(small_responder: Responder) -> None:
    reading = Reading(DIFFERENCE, relation=COMPARED.relation, topics=("als",), questions=(Question("outlook", "als"),))
    responses = [reply.response for reply in talk(small_responder, reading).replies]

    assert responses == ["utter_difference", "utter_answer", "utter_disclaimer_full", "utter_see_physician"]


@pytest.mark.parametrize("reading", [COMPARED, WORD, relating(WHICH_KIND, traits=("infection",), level="diseases")])
def test_it_is_said_again_word_for_word(small_responder: Responder, reading: Reading) -> None:
    first = talk(small_responder, reading)
    again = small_responder.respond(Reading("repeat_answer"), first.context)

    assert again.replies[0] == first.replies[0]
    assert again.context.trail == first.context.trail


@pytest.mark.parametrize("reading", [COMPARED, WORD, relating(LEADS_TO, "polio", "nerve_damage")])
def test_its_own_sources_are_listed_with_where_to_read_them(small_responder: Responder, reading: Reading) -> None:
    first = talk(small_responder, reading)
    sources = small_responder.respond(Reading("ask_sources"), first.context).replies[0]

    assert sources.response == "utter_sources"
    assert (sources.custom or {})["sources"] == (told(first).custom or {})["sources"]
    assert "https://" in sources.values["sources"]


@pytest.mark.parametrize("reading", [COMPARED, WORD])
def test_wanting_more_tells_of_the_topic_it_was_about(small_responder: Responder, reading: Reading) -> None:
    first = talk(small_responder, reading)
    more = small_responder.respond(Reading("tell_me_more"), first.context)

    assert more.context.last is not None
    assert more.context.last.topic == (told(first).custom or {})["topic"]
    assert more.replies[0].response.startswith(("utter_answer", "utter_no_more"))


@pytest.mark.parametrize("reading", [COMPARED, WORD])
def test_wanting_more_begins_where_the_topic_begins(small_responder: Responder, reading: Reading) -> None:
    more = talk(small_responder, reading, Reading("tell_me_more"))

    assert (more.context.last or Step("", "")).part == "say"


def test_a_word_that_the_glossary_lacks_is_asked_back(small_responder: Responder) -> None:
    assert told(talk(small_responder, Reading(MEANING))).response == "utter_which_topic"


def test_going_back_tells_the_relation_again(small_responder: Responder) -> None:
    outcome = talk(small_responder, COMPARED, ask("outlook", "als"), Reading("go_back"))

    assert told(outcome).response == "utter_difference"


def test_a_follow_up_after_a_relation_is_about_its_first_topic(small_responder: Responder) -> None:
    outcome = talk(small_responder, COMPARED, Reading("ask_outlook", questions=(Question("outlook"),)))

    assert outcome.context.last == Step("als", "outlook")


def test_a_word_is_explained_with_its_source_and_leads_on_to_its_topic(small_responder: Responder) -> None:
    outcome = talk(small_responder, WORD)

    assert told(outcome).values == {
        "term": "electromyography",
        "means": "a test of the muscles",
        "sources": "A Clinic",
    }
    assert told(outcome).custom == {
        "kind": "answer",
        "topic": "nerve_damage",
        "aspect": "definition",
        "sources": ["clinic"],
        "term": "electromyography",
    }
    assert outcome.replies[-1].values == {"advice": "Show numb feet to a doctor."}


def test_what_was_related_and_explained_is_remembered_through_json(small_responder: Responder) -> None:
    context = talk(small_responder, COMPARED, WORD).context

    assert Context.from_json(json.loads(json.dumps(context.to_json()))) == context
    assert [step.term for step in context.trail] == [None, "electromyography"]
    assert context.trail[0].relation == COMPARED.relation


def test_a_relation_and_a_word_travel_to_the_actions_as_json() -> None:
    for reading in (COMPARED, WORD, relating(WHICH_KIND, "als", traits=("weakness",), level="kinds")):
        assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading


def test_the_topics_spoken_of_come_last_first_and_each_once(small_responder: Responder) -> None:
    context = talk(small_responder, ask("symptoms", "polio"), ask("outlook", "als"), COMPARED).context

    assert context.recent_topics == ("als", "polio")
    assert talk(small_responder, COMPARED, ask("definition", "aging")).context.recent_topics == (
        "aging",
        "als",
        "polio",
    )
