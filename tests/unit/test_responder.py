"""What is answered to each act, and what is remembered of it."""

from __future__ import annotations

import pytest

from guide.conversation.context import MORE, Context, Step
from guide.conversation.replies import Reply
from guide.conversation.responder import Outcome, Responder
from guide.reading.reading import Question, Reading

ALS = Step("als", "definition")
POLIO = Step("polio", "definition")


def asked(aspect: str, *topics: str) -> Reading:
    return Reading(f"ask_{aspect}", questions=tuple(Question(aspect, topic) for topic in topics), topics=topics)


def names(outcome: Outcome) -> list[str]:
    return [reply.response for reply in outcome.replies]


def only(outcome: Outcome) -> Reply:
    assert len(outcome.replies) == 1
    return outcome.replies[0]


def talk(responder: Responder, *acts: Reading) -> Outcome:
    outcome = Outcome([], Context())
    for reading in acts:
        outcome = responder.respond(reading, outcome.context)
    return outcome


def test_a_question_is_answered_with_sources_disclaimer_physician_and_next_questions(
    small_responder: Responder,
) -> None:
    outcome = talk(small_responder, asked("definition", "als"))
    answer, _, physician = outcome.replies

    assert names(outcome) == ["utter_answer", "utter_disclaimer_full", "utter_see_physician"]
    assert answer.values == {
        "answer": "The nerve cells that move the muscles die. It is rare.",
        "sources": "A Health Body; A Clinic",
    }
    assert answer.custom == {
        "kind": "answer",
        "topic": "als",
        "aspect": "definition",
        "sources": ["health_body", "clinic"],
        "part": "say",
    }
    assert physician.values == {"advice": "Ask a doctor soon about weak hands."}
    assert physician.buttons[0] == "Tell me more"
    assert outcome.context == Context(trail=(ALS,), disclaimer_given=True)


def test_the_disclaimer_is_full_once_and_short_from_then_on(small_responder: Responder) -> None:
    assert (
        names(talk(small_responder, asked("definition", "als"), asked("outlook", "als")))[1] == "utter_disclaimer_short"
    )


def test_two_questions_are_answered_under_one_disclaimer(small_responder: Responder) -> None:
    reading = Reading("ask_symptoms", questions=(Question("symptoms", "als"), Question("prevention", "polio")))
    outcome = talk(small_responder, reading)

    assert names(outcome) == ["utter_answer", "utter_answer", "utter_disclaimer_full", "utter_see_physician"]
    assert outcome.context.trail == (Step("als", "symptoms"), Step("polio", "prevention"))


def test_of_two_questions_the_one_without_source_is_declined_and_the_other_answered(small_responder: Responder) -> None:
    reading = Reading("ask_prevention", questions=(Question("prevention", "als"), Question("outlook", "als")))
    outcome = talk(small_responder, reading)

    assert names(outcome)[:2] == ["utter_not_covered_because", "utter_answer"]
    assert [bool(reply.buttons) for reply in outcome.replies] == [False, False, False, True]
    assert outcome.context.trail == (Step("als", "prevention"), Step("als", "outlook"))


def test_a_question_without_source_is_declined_alone_and_the_talk_stays_with_its_topic(
    small_responder: Responder,
) -> None:
    outcome = talk(small_responder, asked("outlook", "polio"))

    assert only(outcome).response == "utter_not_covered_because"
    assert outcome.context == Context(trail=(Step("polio", "outlook"),))


def test_a_follow_up_without_topic_is_about_what_was_spoken_of_last(small_responder: Responder) -> None:
    outcome = talk(
        small_responder, asked("definition", "als"), Reading("ask_outlook", questions=(Question("outlook"),))
    )

    assert outcome.context.last == Step("als", "outlook")


def test_an_act_without_questions_asks_its_aspect_of_the_topic_named(small_responder: Responder) -> None:
    assert talk(small_responder, Reading("ask_symptoms", topics=("polio",))).context.last == Step("polio", "symptoms")


def test_a_question_without_topic_at_the_start_is_asked_back(small_responder: Responder) -> None:
    outcome = talk(small_responder, Reading("ask_outlook"))
    reply = only(outcome)

    assert reply.response == "utter_which_topic"
    assert reply.buttons == ("What is the outlook for muscle atrophy?",)
    assert outcome.context.candidates == (Question("outlook", "muscle_atrophy"),)


def test_another_topic_is_told_under_the_aspect_asked_last(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("symptoms", "als"), Reading("ask_about_topic", topics=("polio",)))

    assert outcome.context.last == Step("polio", "symptoms")


def test_another_topic_for_which_the_aspect_makes_no_sense_is_explained(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("outlook", "als"), Reading("correct_topic", topics=("mri",)))

    assert outcome.context.last == Step("mri", "definition")


def test_a_bare_topic_at_the_start_is_explained(small_responder: Responder) -> None:
    assert talk(small_responder, Reading("ask_about_topic", topics=("als",))).context.last == ALS


def test_another_topic_whose_gap_is_known_is_declined_under_the_aspect_asked_last(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("prevention", "polio"), Reading("ask_about_topic", topics=("als",)))

    assert only(outcome).response == "utter_not_covered_because"


def test_a_topic_named_after_it_was_asked_for_is_told_under_the_aspect_in_question(small_responder: Responder) -> None:
    outcome = talk(small_responder, Reading("ask_outlook"), Reading("ask_about_topic", topics=("als",)))

    assert outcome.context.last == Step("als", "outlook")


def test_a_topic_act_without_topic_is_asked_back(small_responder: Responder) -> None:
    assert only(talk(small_responder, Reading("ask_about_topic"))).response == "utter_which_topic"


def test_more_is_told_once_and_then_there_is_no_more(small_responder: Responder) -> None:
    more = Reading("tell_me_more")
    second = talk(small_responder, asked("definition", "als"), more)
    third = small_responder.respond(more, second.context)

    assert names(second) == ["utter_answer_more", "utter_disclaimer_short", "utter_see_physician"]
    assert second.replies[0].values["answer"] == "It often starts in one hand."
    assert second.context.last == Step("als", "definition", MORE)
    assert only(third).response == "utter_no_more"
    assert only(third).values == {"name": "ALS"}
    assert only(third).buttons
    assert "Tell me more" not in only(third).buttons


def test_more_of_an_answer_that_has_no_more_offers_other_questions(small_responder: Responder) -> None:
    reply = only(talk(small_responder, asked("definition", "mri"), Reading("tell_me_more")))

    assert (reply.response, reply.buttons) == ("utter_no_more", ("What does an MRI show?",))


def test_more_before_any_answer_offers_a_start(small_responder: Responder) -> None:
    reply = only(talk(small_responder, Reading("tell_me_more")))

    assert reply.response == "utter_more_of_what"
    assert reply.buttons


def test_more_about_another_topic_explains_that_topic(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("symptoms", "als"), Reading("tell_me_more", topics=("polio",)))

    assert outcome.context.last == POLIO


def test_going_back_tells_the_answer_before_again(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("definition", "als"), asked("definition", "polio"), Reading("go_back"))

    assert outcome.replies[0].custom is not None
    assert outcome.replies[0].custom["topic"] == "als"
    assert outcome.context.trail == (ALS,)


def test_going_back_further_than_the_start_says_so(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("definition", "als"), Reading("go_back"))

    assert only(outcome).response == "utter_nothing_before"
    assert outcome.context.last == ALS


def test_the_last_answer_is_repeated_word_for_word(small_responder: Responder) -> None:
    first = talk(small_responder, asked("definition", "als"))
    again = small_responder.respond(Reading("repeat_answer"), first.context)

    assert again.replies[0] == first.replies[0]
    assert again.context.trail == (ALS,)


def test_nothing_can_be_repeated_at_the_start(small_responder: Responder) -> None:
    assert only(talk(small_responder, Reading("repeat_answer"))).response == "utter_nothing_to_repeat"


def test_the_sources_of_the_last_answer_are_listed_with_those_of_its_rest(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("definition", "muscle_atrophy"), Reading("ask_sources"))
    reply = outcome.replies[0]

    assert names(outcome) == ["utter_sources", "utter_disclaimer_short"]
    assert reply.values["name"] == "muscle atrophy"
    assert "https://clinic.example/muscles" in reply.values["sources"]
    assert "https://health.example/nerves" in reply.values["sources"]
    assert reply.custom is not None
    assert reply.custom["sources"] == ["clinic", "health_body"]


def test_sources_before_any_answer_are_told_in_general(small_responder: Responder) -> None:
    assert only(talk(small_responder, Reading("ask_sources"))).response == "utter_sources_in_general"


def test_the_disclaimer_is_given_in_full_whenever_asked_for(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("definition", "als"), Reading("ask_disclaimer"))

    assert only(outcome).response == "utter_disclaimer_full"
    assert talk(small_responder, Reading("ask_disclaimer")).context.disclaimer_given


def test_an_unsure_reading_is_asked_about_and_yes_takes_the_first(small_responder: Responder) -> None:
    candidates = (Question("outlook", "als"), Question("symptoms", "als"))
    unsure = talk(small_responder, Reading("nlu_fallback", candidates=candidates, topics=("als",)))
    yes = small_responder.respond(Reading("affirm"), unsure.context)

    assert only(unsure).response == "utter_did_you_mean"
    assert only(unsure).buttons == ("What is the outlook for ALS?", "What are the symptoms of ALS?")
    assert only(unsure).custom == {
        "kind": "clarify",
        "candidates": [{"topic": "als", "aspect": "outlook"}, {"topic": "als", "aspect": "symptoms"}],
    }
    assert yes.context.last == Step("als", "outlook")
    assert yes.context.candidates == ()


def test_yes_to_nothing_asks_what_is_wanted(small_responder: Responder) -> None:
    reply = only(talk(small_responder, Reading("affirm")))

    assert reply.response == "utter_yes_to_what"
    assert reply.buttons


@pytest.mark.parametrize("act", ["request_diagnosis", "out_of_scope", "ask_sources"])
def test_an_offer_does_not_outlive_the_next_turn(small_responder: Responder, act: str) -> None:
    offered = Context(trail=(ALS,), candidates=(Question("outlook", "als"),))

    assert small_responder.respond(Reading(act), offered).context.candidates == ()


def test_a_refusal_keeps_the_talk_so_that_the_reader_can_ask_on(small_responder: Responder) -> None:
    outcome = talk(small_responder, asked("definition", "als"), Reading("request_diagnosis", topics=("polio",)))

    assert only(outcome).response == "utter_declined_diagnosis"
    assert outcome.context.last == ALS


def test_a_sentence_about_a_neighbour_comes_with_the_disclaimer(small_responder: Responder) -> None:
    told = talk(small_responder, Reading("ask_definition", neighbours=("muscular_dystrophy",)))
    untold = talk(small_responder, Reading("ask_definition", neighbours=("myositis",)))

    assert names(told) == ["utter_neighbour", "utter_disclaimer_full"]
    assert names(untold) == ["utter_neighbour_unknown"]
    assert not untold.context.disclaimer_given
