"""Answers of the action server are accepted and refused as Rasa does it, only sooner."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction, action_for_name_or_text
from rasa.core.actions.forms import FormAction
from rasa.shared.core.domain import Domain

from guide_rasa.remote_action import QuickRemoteAction, use_quick_remote_actions

SLOT = {"event": "slot", "name": "pain", "value": "no", "timestamp": None}
ANSWERS: list[Any] = [
    {"events": [], "responses": []},
    {"events": [SLOT], "responses": [{"response": "utter_calm", "buttons": []}]},
    {},
    {"events": None},
    {"events": {}, "responses": []},
    {"events": [{"name": "pain"}], "responses": []},
    {"events": [], "responses": ["hello"]},
    {"events": [], "responses": {}},
    [],
    None,
    "nothing",
]


def _judged(action: RemoteAction, answer: Any) -> tuple[bool, str]:
    try:
        return action._validate_action_result(answer), ""
    except ValidationError as error:
        return False, error.message


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_it_judges_as_rasa_does_in_the_same_words(answer: Any) -> None:
    own = _judged(QuickRemoteAction("action_decline", None), answer)

    assert own == _judged(RemoteAction("action_decline", None), answer)


def test_some_answers_are_right_and_some_are_wrong() -> None:
    judged = {_judged(QuickRemoteAction("action_decline", None), answer)[0] for answer in ANSWERS}

    assert judged == {True, False}


def test_rasa_calls_actions_this_way_once_it_is_told_so() -> None:
    use_quick_remote_actions()
    domain = Domain.from_dict({"actions": ["action_decline"]})

    assert type(action_for_name_or_text("action_decline", domain, None)) is QuickRemoteAction
    assert FormAction.__init__.__globals__["RemoteAction"] is QuickRemoteAction, "forms have an import of their own"
