"""A check-up as FHIR: valid by the model of the standard, and holding the answers and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir.resources.questionnaire import Questionnaire
from fhir.resources.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from pydantic import ValidationError

from guide.check_up.course import Course
from guide.check_up.fhir import REASONS, URGENCY, code_system, questionnaire, questionnaire_response
from guide.check_up.summary import Summary
from guide.check_up.tables import SIGNS, SUBJECT, Answers
from tests.unit.test_summary import ANSWERS, COURSES, DONE, OWN_WORDS, TABLES, of

OURS = (URGENCY, REASONS)


def response_of(summary: Summary) -> dict[str, Any]:
    return questionnaire_response(TABLES, summary)


def items_of(resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["linkId"]: item for item in resource["item"]}


def strings_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings_in(part)]
    return [value] if isinstance(value, str) else []


@settings(deadline=None)
@given(COURSES, ANSWERS)
def test_a_response_is_valid_and_survives_the_model(course: Course, answers: Answers) -> None:
    made = response_of(of(answers, course))
    parsed = QuestionnaireResponse.parse_raw(json.dumps(made))

    assert json.loads(parsed.json()) == made


def test_the_model_refuses_what_is_no_response() -> None:
    made = response_of(of({SIGNS: ("none",)}))
    with pytest.raises(ValidationError):
        QuestionnaireResponse.parse_obj({key: value for key, value in made.items() if key != "status"})
    with pytest.raises(ValidationError):
        QuestionnaireResponse.parse_obj({**made, "diagnosis": "none"})


@given(COURSES, ANSWERS)
def test_every_answer_given_is_in_and_nothing_else(course: Course, answers: Answers) -> None:
    summary = of(answers, course)
    items = items_of(response_of(summary))

    assert set(items) - set(OURS) == set(answers)
    for slot, given_ in answers.items():
        codings = [answer["valueCoding"] for answer in items[slot]["answer"]]
        assert {coding["code"] for coding in codings} == set(given_)
        assert len(codings) == len(given_)
        for coding in codings:
            assert coding["display"] == TABLES.question(slot).option(coding["code"]).title
            assert coding["system"] == code_system(slot)
        assert items[slot]["text"] == TABLES.question(slot).summary
    assert [answer["valueCoding"]["code"] for answer in items[URGENCY]["answer"]] == [summary.level]
    why = [answer["valueString"] for answer in items.get(REASONS, {"answer": []})["answer"]]
    assert why == [reason.explanation for reason in summary.reasons]


@given(COURSES, ANSWERS)
def test_a_response_fits_the_questionnaire_that_it_contains(course: Course, answers: Answers) -> None:
    made = response_of(of(answers, course))
    (contained,) = made["contained"]
    asked = items_of(contained)

    assert made["questionnaire"] == f"#{contained['id']}"
    order = [link_id for link_id in asked if link_id in items_of(made)]
    assert list(items_of(made)) == order
    for link_id, item in items_of(made).items():
        assert item["text"] == asked[link_id]["text"]
        assert item["answer"]
        assert len(item["answer"]) == 1 or asked[link_id]["repeats"]
        if asked[link_id]["type"] == "choice":
            assert all(answer in asked[link_id]["answerOption"] for answer in item["answer"])
        else:
            assert all(set(answer) == {"valueString"} for answer in item["answer"])


@given(ANSWERS, OWN_WORDS)
def test_own_words_and_relations_stay_out(answers: Answers, own: list[str]) -> None:
    about = {**answers, SUBJECT: ("someone_else",)}
    with_more = of(about, Course(finished=True, person="mother"), own)

    assert response_of(with_more) == response_of(of(about, DONE))
    assert not {"subject", "author", "source", "identifier", "encounter"} & set(response_of(with_more))


def test_a_contained_resource_holds_no_other_and_no_version() -> None:
    (contained,) = response_of(of({SIGNS: ("none",)}))["contained"]

    assert not {"contained", "meta"} & set(contained)
    assert contained == questionnaire(TABLES)


def test_the_questionnaire_is_valid_and_holds_every_question_and_option() -> None:
    made = questionnaire(TABLES)

    assert json.loads(Questionnaire.parse_raw(json.dumps(made)).json()) == made
    asked = items_of(made)
    assert list(asked) == [*TABLES.slots, *OURS]
    assert len(made["item"]) == len(asked)
    for question in TABLES.questions:
        item = asked[question.slot]
        codes = [option["valueCoding"]["code"] for option in item["answerOption"]]
        assert (tuple(codes), item["repeats"]) == (question.ids, question.multiple)


def test_code_systems_are_urns_that_stay_and_are_not_shared() -> None:
    systems = [code_system(link_id) for link_id in (*TABLES.slots, *OURS)]

    assert len(set(systems)) == len(systems)
    assert code_system("pain") == "urn:uuid:63e25fe8-8b9a-5fbd-a724-d04e23e8a0f6"


def test_no_address_of_a_host_is_in_it() -> None:
    everything = {q.slot: q.ids[:1] for q in TABLES.questions}

    assert not [text for text in strings_in(response_of(of(everything))) if "://" in text]


def test_an_emergency_is_a_response_too() -> None:
    made = response_of(of({SIGNS: ("breathing",)}, Course()))

    assert items_of(made)[URGENCY]["answer"][0]["valueCoding"]["code"] == "emergency"
    assert made["authored"] == "2026-05-03"
