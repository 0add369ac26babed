"""The response generator: numbers, words for the person, lists in custom parts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from guide.check_up.numbers import COUNTRY_SETTING, default_numbers
from guide.check_up.tables import SIGNS
from guide_rasa.nlg import GuideNlg
from tests.domain import whole_domain

FOR_OTHERS = [{"type": "slot", "name": "subject", "value": "someone_else"}]
RESPONSES = {
    "utter_call": [{"text": "Call {call}. If it is too much: {crisis_call}."}],
    "utter_about": [{"text": "{They_are} weak, {person}. Help {them} with {their} legs. {more}"}],
    "utter_custom": [
        {"text": "x", "custom": {"signs": "{emergency_signs}", "call": "{call}", "more": "see {call}", "step": 2}}
    ],
    "utter_whom": [{"condition": FOR_OTHERS, "text": "How old {are_they}?"}, {"text": "How old are you?"}],
}
DOMAIN = Domain.from_dict({**whole_domain(), "responses": {**whole_domain()["responses"], **RESPONSES}})
NLG = GuideNlg(domain=DOMAIN)


@pytest.fixture(autouse=True)
def _no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(COUNTRY_SETTING, raising=False)


def said(response: str, slots: dict[str, Any] | None = None, **beside: Any) -> dict[str, Any]:
    events = [SlotSet(name, value) for name, value in (slots or {}).items()]
    tracker = DialogueStateTracker.from_events("a", events, slots=DOMAIN.slots, domain=DOMAIN)
    filled = asyncio.run(NLG.generate(response, tracker, "rest", **beside))
    assert filled is not None
    return filled


def test_the_numbers_are_those_of_the_country() -> None:
    assert said("utter_call", {"country": "gb"})["text"] == "Call 999. If it is too much: 116 123 or 999."
    default = default_numbers().of()
    assert said("utter_call")["text"] == f"Call {default.emergency}. If it is too much: {default.crisis}."


def test_the_setting_names_the_country_of_the_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COUNTRY_SETTING, "au")

    assert said("utter_call")["text"].startswith("Call 000.")


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("mother", "She is weak, your mother. Help her with her legs. Now."),
        ("son", "He is weak, your son. Help him with his legs. Now."),
        (None, "They are weak, this person. Help them with their legs. Now."),
    ],
)
def test_the_words_for_the_person_are_filled_in(person: str | None, text: str) -> None:
    assert said("utter_about", {"person": person}, more="Now.")["text"] == text
    assert said("utter_about", person=person, more="Now.")["text"] == text


def test_a_list_in_a_custom_part_stays_a_list() -> None:
    custom = said("utter_custom", {SIGNS: ["breathing", "stroke"], "country": "gb"})["custom"]

    assert custom == {"signs": ["breathing", "stroke"], "call": "999", "more": "see 999", "step": 2}


def test_filling_a_response_does_not_spoil_it_for_the_next() -> None:
    said("utter_custom", {SIGNS: ["stroke"], "country": "gb"})

    assert said("utter_custom", {SIGNS: ["breathing"], "country": "au"})["custom"]["signs"] == ["breathing"]
    assert said("utter_custom", {SIGNS: ["breathing"], "country": "au"})["custom"]["call"] == "000"


def test_the_subject_of_the_conversation_chooses_the_variation() -> None:
    assert said("utter_whom", {"subject": "someone_else", "person": "mother"})["text"] == "How old is she?"
    assert said("utter_whom", {"subject": "self"})["text"] == "How old are you?"
    assert said("utter_whom")["text"] == "How old are you?"


def test_the_subject_given_beside_the_response_comes_before_that_of_the_conversation() -> None:
    beside = said("utter_whom", {"subject": "self"}, subject="someone_else", person="father")

    assert beside["text"] == "How old is he?"
    assert said("utter_whom", {"subject": "someone_else"}, subject="self")["text"] == "How old are you?"


@pytest.mark.parametrize("response", sorted(name for name in DOMAIN.responses if name.startswith("utter_emergency_")))
@pytest.mark.parametrize("subject", ["self", "someone_else"])
def test_what_is_said_in_an_emergency_has_no_open_place(response: str, subject: str) -> None:
    filled = said(response, {"subject": subject, SIGNS: ["breathing"], "country": "nz", "person": "aunt"})

    assert filled["text"].startswith("Call 111 now")
    assert not set("{}") & set(filled["text"])
    assert filled["custom"] == {"kind": "emergency", "signs": ["breathing"], "call": "111"}


def test_a_response_that_nobody_wrote_is_nothing() -> None:
    tracker = DialogueStateTracker.from_events("a", [], slots=DOMAIN.slots, domain=DOMAIN)

    assert asyncio.run(NLG.generate("utter_nonsense", tracker, "rest")) is None
    assert asyncio.run(GuideNlg().generate("utter_call", tracker, "rest")) is None
