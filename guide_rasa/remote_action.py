"""Rasa's call of the action server, with a quicker check of what comes back.

Rasa checks every answer against a JSON schema, and has that schema itself checked each time, which takes longer than
all the rest of a turn. The schema never changes, so here it is read once.
"""

from __future__ import annotations

from typing import Any

import rasa.core.actions.action
import rasa.core.actions.forms
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction

_ANSWER = Draft202012Validator(RemoteAction.action_response_format_spec())


class QuickRemoteAction(RemoteAction):
    """Accepts and refuses the same answers as Rasa's own action."""

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        # what is not valid goes to Rasa's own check, which raises its own error
        return _ANSWER.is_valid(result) or bool(super()._validate_action_result(result))


def use_quick_remote_actions() -> None:
    """Have Rasa call actions this way from now on in this process: it has no setting for the class to take."""
    rasa.core.actions.action.RemoteAction = QuickRemoteAction
    rasa.core.actions.forms.RemoteAction = QuickRemoteAction
