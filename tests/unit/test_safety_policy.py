"""The policy for what must always be heard, and the entities that the reader of symptoms hands to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from guide.check_up.tables import NONE, SIGNS, UNKNOWN, default_tables
from guide.reading.reading import CRISIS, DELETION, EMERGENCY
from guide.symptoms.reading import Heard, SymptomReading, Values
from guide_rasa.safety_policy import REPLIED_SLOT, SEVERAL, UNAVAILABLE, UNSPECIFIC, SafetyPolicy
from guide_rasa.symptom_reader import SymptomReaderComponent, _entities
from tests.domain import whole_domain

DOMAIN = Domain.from_dict(whole_domain())
FORM = DOMAIN.form_names[0]
CUSTOM = next(action for action in DOMAIN.user_actions if not action.startswith("utter_") and action != FORM)
LISTEN, DEACTIVATE = "action_listen", "action_deactivate_loop"
CONTEXT, RESOURCE = ExecutionContext(GraphSchema({})), Resource("safety")
ALL_SIGNS = [id_ for id_ in default_tables().question(SIGNS).ids if id_ not in (NONE, UNKNOWN)]


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalModelStorage]:
    """A store that holds nothing."""
    yield LocalModelStorage(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def policy(storage: LocalModelStorage) -> SafetyPolicy:
    """The policy as Rasa makes it."""
    return SafetyPolicy.create(SafetyPolicy.get_default_config(), storage, RESOURCE, CONTEXT)


def predicted(policy: SafetyPolicy, *events: Event) -> PolicyPrediction:
    tracker = DialogueStateTracker.from_events("a", list(events), slots=DOMAIN.slots, domain=DOMAIN)
    return policy.predict_action_probabilities(tracker, DOMAIN)


def action(policy: SafetyPolicy, *events: Event) -> str | None:
    prediction = predicted(policy, *events)
    if prediction.max_confidence == 0.0:
        assert not prediction.is_no_user_prediction
        return None
    assert prediction.is_no_user_prediction
    assert sorted(prediction.probabilities)[-2:] == [0.0, 1.0]
    return str(DOMAIN.action_names_or_texts[prediction.max_confidence_index])


def said(intent: str, *signs: str) -> list[Event]:
    heard: list[Event] = [ActionExecuted(LISTEN), UserUttered("x", intent={"name": intent, "confidence": 1.0})]
    return [*heard, SlotSet(SIGNS, list(signs))] if signs else heard


@pytest.mark.parametrize("sign", ALL_SIGNS)
def test_one_sign_has_its_own_response(policy: SafetyPolicy, sign: str) -> None:
    assert f"utter_emergency_{sign}" in DOMAIN.responses
    assert action(policy, *said(EMERGENCY, sign)) == f"utter_emergency_{sign}"


def test_several_signs_have_one_response(policy: SafetyPolicy) -> None:
    assert action(policy, *said(EMERGENCY, "breathing", "stroke")) == SEVERAL
    assert action(policy, *said(EMERGENCY, "breathing", "stroke", UNSPECIFIC)) == SEVERAL


@pytest.mark.parametrize("sign", [sign for sign in ALL_SIGNS if sign != UNSPECIFIC])
def test_spreading_fast_gives_way_to_the_sign_beside_it(policy: SafetyPolicy, sign: str) -> None:
    assert action(policy, *said(EMERGENCY, UNSPECIFIC, sign)) == f"utter_emergency_{sign}"
    assert action(policy, *said(EMERGENCY, sign, UNSPECIFIC)) == f"utter_emergency_{sign}"


def test_an_emergency_without_a_known_sign_is_answered_too(policy: SafetyPolicy) -> None:
    assert action(policy, *said(EMERGENCY)) == SEVERAL
    assert action(policy, *said(EMERGENCY, "falling_sky")) == SEVERAL


def test_a_crisis_is_answered_as_one_whatever_else_was_heard(policy: SafetyPolicy) -> None:
    assert action(policy, *said(CRISIS)) == "utter_crisis"
    assert action(policy, *said(CRISIS, "breathing")) == "utter_crisis"


@pytest.mark.parametrize(
    ("intent", "response"),
    [(EMERGENCY, "utter_emergency_breathing"), (CRISIS, "utter_crisis"), (DELETION, "utter_delete_conversation")],
)
def test_safety_wins_over_an_open_form_and_sets_it_aside(policy: SafetyPolicy, intent: str, response: str) -> None:
    opened: list[Event] = [ActionExecuted(LISTEN), ActionExecuted(FORM), ActiveLoop(FORM)]
    heard = [*opened, *said(intent, "breathing")]
    answered = [*heard, ActionExecuted(response)]
    closed = [*answered, ActionExecuted(DEACTIVATE), ActiveLoop(None)]

    assert [action(policy, *events) for events in (heard, answered, closed)] == [response, DEACTIVATE, LISTEN]


def test_without_a_form_the_policy_listens_after_its_answer(policy: SafetyPolicy) -> None:
    assert action(policy, *said(CRISIS), ActionExecuted("utter_crisis")) == LISTEN


@pytest.mark.parametrize("done", [CUSTOM, FORM])
def test_a_custom_action_without_a_reply_is_followed_by_an_apology(policy: SafetyPolicy, done: str) -> None:
    silent: list[Event] = [*said("greet"), SlotSet(REPLIED_SLOT, False), ActionExecuted(done)]

    assert action(policy, *silent) == UNAVAILABLE
    assert action(policy, *silent, ActionExecuted(UNAVAILABLE)) == LISTEN


def test_a_custom_action_with_a_reply_needs_no_apology(policy: SafetyPolicy) -> None:
    assert action(policy, *said("greet"), ActionExecuted(CUSTOM), SlotSet(REPLIED_SLOT, True)) is None


def test_a_form_that_gives_the_turn_away_has_not_failed(policy: SafetyPolicy) -> None:
    opened: list[Event] = [ActionExecuted(LISTEN), ActionExecuted(FORM), ActiveLoop(FORM)]
    rejected = [SlotSet(REPLIED_SLOT, False), ActionExecuted(FORM), ActionExecutionRejected(FORM)]

    assert action(policy, *opened, *said("greet"), *rejected) is None


@pytest.mark.parametrize("done", [LISTEN, "utter_disclaimer_full"])
def test_what_is_rasas_own_is_never_found_silent(policy: SafetyPolicy, done: str) -> None:
    assert action(policy, *said("greet"), SlotSet(REPLIED_SLOT, False), ActionExecuted(done)) is None


@given(
    st.sampled_from(sorted(set(DOMAIN.intents) - {EMERGENCY, CRISIS, DELETION})), st.lists(st.sampled_from(ALL_SIGNS))
)
def test_in_every_other_turn_the_policy_abstains(policy: SafetyPolicy, intent: str, signs: list[str]) -> None:
    assert action(policy, *said(intent, *signs)) is None


def test_a_conversation_without_a_message_is_left_alone(policy: SafetyPolicy) -> None:
    assert action(policy) is None


def test_the_policy_stands_above_the_rules_and_learns_nothing(policy: SafetyPolicy) -> None:
    assert SafetyPolicy.get_default_config()["priority"] > 6
    assert policy.train([], DOMAIN) == RESOURCE


def pairs(text: str, reading: SymptomReading) -> list[tuple[str, str]]:
    return [(entity["entity"], entity["value"]) for entity in _entities(text, reading)]


def test_each_sign_becomes_one_entity_at_its_first_place() -> None:
    heard = (Heard("breathing", "a", 0, 3), Heard("stroke", "b", 4, 6), Heard("breathing", "c", 7, 9))

    found = {entity["value"]: (entity["start"], entity["end"]) for entity in _entities("x" * 9, SymptomReading(heard))}

    assert found == {"breathing": (0, 3), "stroke": (4, 6)}
    assert len(_entities("x" * 9, SymptomReading(heard))) == 2


def test_whom_it_is_about_is_named_only_with_a_sign_or_a_crisis() -> None:
    about: Values = {"subject": ("someone_else",)}

    assert pairs("my mum", SymptomReading(values=about)) == []
    assert pairs("my mum", SymptomReading(crisis=True, values=about)) == [
        ("subject", "someone_else"),
        ("person", "mother"),
    ]
    assert pairs("xy", SymptomReading(crisis=True, values=about))[1] == ("person", "somebody")
    assert pairs("xy", SymptomReading(crisis=True, values={"subject": ("self",)})) == [("subject", "self")]


def test_the_country_is_named_always() -> None:
    assert pairs("I'm in the UK", SymptomReading()) == [("country", "gb")]


def test_an_untrained_reader_says_so(tmp_path: Path) -> None:
    config = SymptomReaderComponent.get_default_config()
    component = SymptomReaderComponent.create(config, LocalModelStorage(tmp_path), RESOURCE, CONTEXT)

    with pytest.raises(RuntimeError, match="not trained"):
        component.process([Message(data={"text": "hello"})])
