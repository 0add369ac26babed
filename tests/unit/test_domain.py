"""What `rasa data validate` does not see: whether domain, rules, examples, actions and code fit together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from guide.check_up.people import default_people
from guide.check_up.tables import LEVELS, NONE, SIGNS, UNKNOWN, default_tables
from guide.conversation.next_questions import load_next_questions
from guide.knowledge.check import medical_words
from guide.knowledge.library import default_library
from guide.knowledge.readability import HIGHEST_GRADE, grade, names_pattern
from guide.paths import DATA, PROJECT
from tests.domain import whole_domain

SET_BY_THE_PIPELINE = {"nlu_fallback", "other_language", "unreadable_input", "express_crisis", "report_emergency"}
"""Acts that no example teaches: rules find them."""

_PLACE = re.compile(r"\{(\w+)\}")
_SENTENCE = re.compile(r"[a-z]+ [a-z]+ [a-z]+.*[.?!]$")
_RESPONSE = re.compile(r"\butter_[a-z_]*[a-z]\b(?!_)")
_FAMILIES = re.compile(r'f"(utter_\w+_)\{')
"""Responses that the code names by a slot, a sign or a level, as f"utter_why_{slot}"."""
_ENDINGS = re.compile(r'f"\{response\}(_\w+)"')
"""What the code puts behind the name of a response to mean a variant of it, as f"{response}_unsourced"."""
_SENTENCE_GIVEN = frozenset({"answer", "sources", "advice", "because", "what_it_is"})
"""Places filled with whole sentences or lists, whose reading grade the knowledge check looks after."""


_domain = whole_domain


def _variations() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, variations in _domain()["responses"].items():
        for variation in variations:
            yield name, variation


def _steps() -> Iterator[dict[str, Any]]:
    for path in sorted((DATA / "rules").glob("*.yml")) + sorted((DATA / "stories").glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for block in [*content.get("rules", []), *content.get("stories", [])]:
            for step in block["steps"]:
                yield from step.get("or", [step])


def _rule_values(key: str) -> set[str]:
    return {step[key] for step in _steps() if key in step}


def _example_intents() -> set[str]:
    return {
        block["intent"]
        for path in (DATA / "nlu").rglob("*.yml")
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        if "intent" in block
    }


def _code(*folders: str) -> str:
    paths = [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _responses_in(*folders: str) -> set[str]:
    code = _code(*folders)
    return (set(_RESPONSE.findall(code)) - {"utter_message", "utter_action"}) | _family_members(
        set(_FAMILIES.findall(code))
    )


def _family_members(families: set[str]) -> set[str]:
    """All that the code can mean by them: one response for every slot, sign or level."""
    tables = default_tables()
    signs = [sign for sign in tables.question(SIGNS).ids if sign not in (NONE, UNKNOWN)]
    below = [level for level in LEVELS if level != "emergency"]
    members: dict[str, Sequence[str]] = {
        "utter_ask_": [name for slot in tables.slots for name in (slot, f"{slot}_error")],
        "utter_why_": list(tables.slots),
        "utter_emergency_": signs,
        "utter_result_": list(LEVELS),
        "utter_result_sooner_": below,
    }
    return {family + name for family in families for name in members[family]}


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    topics = default_library().topics.values()
    return names_pattern([*medical_words(), *(name for topic in topics for name in [*topic.names, topic.full_name])])


def test_every_action_is_implemented_and_declared() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(_domain()["actions"])


def test_every_action_is_led_to_by_a_rule() -> None:
    asked_by_the_form = {f"action_ask_{slot}" for slot in _domain()["forms"]["check_up_form"]["required_slots"]}
    assert _rule_values("action") >= set(_domain()["actions"]) - asked_by_the_form - {"validate_check_up_form"}


def test_every_action_of_a_rule_exists() -> None:
    known = {*_domain()["actions"], *_domain()["responses"], *_domain()["forms"], "action_deactivate_loop"}
    assert _rule_values("action") <= known


def test_every_intent_leads_somewhere() -> None:
    assert _rule_values("intent") == set(_domain()["intents"])


def test_every_intent_has_examples_unless_the_pipeline_sets_it() -> None:
    assert _example_intents() == set(_domain()["intents"]) - SET_BY_THE_PIPELINE


def test_every_aspect_and_facet_has_an_intent() -> None:
    assert {f"ask_{aspect}" for aspect in default_library().taxonomy.askable} <= set(_domain()["intents"])


def test_every_response_that_the_core_speaks_exists() -> None:
    missing = _responses_in("guide", "guide_rasa", "actions", "service") - set(_domain()["responses"])
    assert missing == set()


def test_every_response_is_spoken_somewhere() -> None:
    policies = (PROJECT / "config.yml").read_text(encoding="utf-8")
    spoken = _responses_in("guide", "guide_rasa", "actions") | _rule_values("action") | set(_RESPONSE.findall(policies))
    spoken |= {name + ending for name in spoken for ending in _ENDINGS.findall(_code("guide/conversation"))}
    assert set(_domain()["responses"]) - spoken == set()


@pytest.mark.parametrize(
    ("name", "variation"), _variations(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_places_of_a_response_are_filled(name: str, variation: dict[str, Any]) -> None:
    """By a slot, or by a value that the code which names the response gives."""
    places = set(_PLACE.findall(variation["text"]))
    in_code = set(re.findall(r"""["'](\w+)["']\s*(?::|\])""", _code("guide/conversation", "guide/check_up")))
    in_code |= {"call", "crisis_call", "summary", "told", "told_not", "unknown", *default_people().words(None)}
    assert places <= set(_domain()["slots"]) | in_code, name


@pytest.mark.parametrize(
    ("name", "variation"), _variations(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_buttons_are_words_and_few(name: str, variation: dict[str, Any]) -> None:
    meant = {words for words, _ in load_next_questions(default_library()).all_words()}
    buttons = variation.get("buttons", [])
    assert len(buttons) <= 4
    for button in buttons:
        assert button["title"] == button["payload"]
        assert not button["payload"].startswith("/")
        assert button["payload"] in meant, f"{name}: no answer has a button of these words"


@pytest.mark.parametrize(
    ("name", "variation"), _variations(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_response_is_easy_to_read(name: str, variation: dict[str, Any]) -> None:
    text = variation["text"]
    for place in _PLACE.findall(text):
        text = text.replace(f"{{{place}}}", "" if place in _SENTENCE_GIVEN else "polio")
    text = re.sub(r"\n\s*-\s*|\n", ". ", text.replace(":\n", ".\n"))
    if re.search(r"\w+\W+\w+", text):
        assert grade(text, _names()) <= HIGHEST_GRADE, name


@pytest.mark.parametrize(
    ("name", "variation"), _variations(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_custom_parts_have_the_fields_of_their_kind(name: str, variation: dict[str, Any]) -> None:
    needed = {
        "declined": {"reason"},
        "disclaimer": {"form"},
        "crisis": {"call"},
        "emergency": {"signs", "call"},
        **dict.fromkeys(("delete_conversation", "deleted", "not_deleted", "summary"), set()),
    }
    custom = variation.get("custom")
    if custom:
        assert needed[custom["kind"]] <= set(custom), name
        assert custom.get("reason", "diagnosis") in default_library().taxonomy.declined_reasons


@pytest.mark.parametrize("response", ["utter_unavailable", "utter_declined_diagnosis", "utter_declined_symptoms"])
def test_what_may_be_an_emergency_names_the_numbers(response: str) -> None:
    for variation in _domain()["responses"][response]:
        assert all(number in variation["text"] for number in ("112", "911", "999"))


def test_no_wording_stands_in_the_code() -> None:
    """A sentence in Python (three words, a full stop) that is no docstring: wording belongs into data or the domain."""
    found = []
    for folder in ("guide/conversation", "actions"):
        for path in sorted((PROJECT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs]
            found += [
                f"{path.name}:{node.lineno}: {node.value!r}" for node in texts if _SENTENCE.search(str(node.value))
            ]
    assert found == []
