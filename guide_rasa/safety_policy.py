"""Policy: what must always be heard. It wins over every rule and over any open form."""

from __future__ import annotations

from typing import Any

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_DEACTIVATE_LOOP_NAME, ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from guide.reading.reading import CRISIS, DELETION, EMERGENCY

SIGNS_SLOT = "emergency_signs"
REPLIED_SLOT = "action_server_replied"
UNAVAILABLE = "utter_unavailable"
SEVERAL = "utter_emergency_several"
UNSPECIFIC = "spreading_fast"
"""Heard beside many a sign that came suddenly; what to do is then said for the other one."""
_UTTER = "utter_"
_SPOKEN = {CRISIS: "utter_crisis", DELETION: "utter_delete_conversation"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class SafetyPolicy(Policy):
    """Answers a danger sign, a crisis or the wish to be forgotten by an utterance of Rasa itself; sets a form aside.

    When an action ran and the action server did not answer (its slot is still false), the user hears that the guide is
    unavailable, so that silence is never the answer. In every other state the policy abstains.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Its priority is above that of Rasa's rule policy (6)."""
        return {"priority": 100}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: TrackerFeaturizer | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context, featurizer)

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Nothing is learned."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The action that safety asks for with probability 1, or no action at all."""
        action = self._action(tracker, domain)
        probabilities = self._default_predictions(domain)
        if action is not None:
            probabilities[domain.index_for_action(action)] = 1.0
        # as Rasa marks its own predictions for an open form, which overrule all that are not so marked
        return self._prediction(probabilities, is_no_user_prediction=action is not None)

    def _action(self, tracker: DialogueStateTracker, domain: Domain) -> str | None:
        intent = (tracker.latest_message.intent or {}).get("name") if tracker.latest_message else None
        done = tracker.latest_action_name or ""
        if intent in (EMERGENCY, CRISIS, DELETION):
            if done == ACTION_LISTEN_NAME:
                return _SPOKEN.get(intent) or _emergency_response(tracker, domain)
            if done.startswith(_UTTER) and tracker.active_loop_name:
                return ACTION_DEACTIVATE_LOOP_NAME
            return ACTION_LISTEN_NAME
        if done == UNAVAILABLE:
            return ACTION_LISTEN_NAME
        if _is_custom(done, domain) and tracker.get_slot(REPLIED_SLOT) is False and not tracker.is_active_loop_rejected:
            return UNAVAILABLE
        return None


def _emergency_response(tracker: DialogueStateTracker, domain: Domain) -> str:
    signs = tracker.get_slot(SIGNS_SLOT) or []
    specific = [sign for sign in signs if sign != UNSPECIFIC] or signs
    named = f"utter_emergency_{specific[0]}" if len(specific) == 1 else SEVERAL
    return named if named in domain.responses else SEVERAL


def _is_custom(action: str, domain: Domain) -> bool:
    return action in domain.user_actions and not action.startswith(_UTTER) or action in domain.form_names
