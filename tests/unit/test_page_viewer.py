"""What the page shows of a conversation. What a message means is told by its `custom` part alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from guide.check_up.numbers import default_numbers
from guide.check_up.tables import LEVELS, default_tables
from guide.check_up.telling import load_offers
from guide.knowledge.library import default_library
from guide.page.exchange import Exchange
from guide.page.figures import default_figures
from guide.page.terms import TermMarker
from guide.page.typeset import Call, Part, Term, calls_in, lay_out
from guide.page.view import Block, Choice, Live, View
from guide.page.viewer import OPENING, Viewer, is_deletion
from guide.paths import DATA
from guide.reading.glossary import default_glossary
from guide.yaml_lines import load_located

LIBRARY = default_library()
FIGURES = default_figures()
OFFERS = load_offers()
WORDS = load_located(DATA / "page" / "wording.yml").data
NUMBERS = load_located(DATA / "check_up" / "emergency_numbers.yml").data
SOURCES = sorted(LIBRARY.sources)[:2]
IDS = ("choices-id", "composer-id")
TERMS = TermMarker(default_glossary(), LIBRARY)
VIEWER = Viewer(LIBRARY, FIGURES, OFFERS, default_numbers(), WORDS, TERMS)


def view(*messages: Mapping[str, Any], **more: Any) -> View:
    return VIEWER.view([Exchange("12345678", "hello", messages)], IDS, **more)


def block(text: str = "Some words.", **custom: Any) -> Block:
    (shown,) = view({"text": text, "custom": custom}).turns[-1].blocks
    return shown


def live(*messages: Mapping[str, Any]) -> Live:
    return view(*messages).live


def question(slot: str, text: str = "Well?", **custom: Any) -> dict[str, Any]:
    asked = default_tables().question(slot)
    about = {
        "kind": "question",
        "slot": slot,
        "options": list(asked.ids),
        "multiple": asked.multiple,
        "step": 2,
        "of": 6,
    }
    buttons = [{"title": option.title, "payload": option.title} for option in asked.options]
    return {"text": text, "buttons": buttons, "custom": {**about, **custom}}


SEVERAL = [slot for slot in default_tables().slots if default_tables().question(slot).multiple]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("\n \n", ()),
        ("One.", (Part(("One.",)),)),
        ("One.\nTwo.\n\nThree.", (Part(("One.",)), Part(("Two.",)), Part(("Three.",)))),
        ("- a\n- b", (Part(("a", "b"), True),)),
        ("One:\n- a\n-  b \nTwo.\n- c", (Part(("One:",)), Part(("a", "b"), True), Part(("Two.",)), Part(("c",), True))),
        ("-no item\nwell-known - so", (Part(("-no item",)), Part(("well-known - so",)))),
    ],
)
def test_lines_become_paragraphs_and_lists(text: str, parts: tuple[Part, ...]) -> None:
    assert lay_out(text) == parts


@pytest.mark.parametrize(
    ("call", "calls"),
    [
        ("112, 911 or 999", (Call("112", "tel:112"), Call("911", "tel:911"), Call("999", "tel:999"))),
        ("13 11 14", (Call("13 11 14", "tel:131114"),)),
        ("988 (US, Canada), 116 123 (UK)", (Call("988", "tel:988"), Call("116 123", "tel:116123"))),
        ("1-800-273", (Call("1-800-273", "tel:1800273"),)),
        ("112 or 112", (Call("112", "tel:112"),)),
        ("", ()),
    ],
)
def test_numbers_can_be_tapped_each_once(call: str, calls: tuple[Call, ...]) -> None:
    assert calls_in(call) == calls


@pytest.mark.parametrize("code", sorted(NUMBERS["countries"]))
def test_every_number_of_the_table_can_be_dialled(code: str) -> None:
    for call in filter(None, (NUMBERS["countries"][code]["emergency"], NUMBERS["countries"][code]["crisis"])):
        digits = "".join(char for char in call if char.isdigit())
        assert "".join(found.address.removeprefix("tel:") for found in calls_in(call)) == digits


def test_a_page_without_a_word_greets_and_offers_ways_to_begin() -> None:
    empty = VIEWER.view([], IDS)
    (opening,) = empty.turns
    assert (opening.id, opening.said) == (OPENING, "")
    assert [part.lines for part in opening.blocks[0].parts] == [(line,) for line in WORDS["greeting"]]
    assert empty.live.choices is not None
    assert [choice.payload for choice in empty.live.choices.items] == WORDS["openers"]
    assert (empty.live.choices_id, empty.live.composer_id) == IDS


def test_what_was_said_stands_before_what_was_answered() -> None:
    shown = VIEWER.view([Exchange("11111111", "a"), Exchange("22222222", "b", ({"text": "c"}, {"text": "d"}))], IDS)
    assert [(turn.id, turn.said) for turn in shown.turns[1:]] == [("11111111", "a"), ("22222222", "b")]
    assert [shown.parts[0].lines[0] for shown in shown.turns[-1].blocks] == ["c", "d"]


def test_an_answer_names_its_sources() -> None:
    shown = block(kind="answer", topic="als", aspect="tests", sources=[*SOURCES, "not_in_the_library"])
    assert [link.address for link in shown.sources] == [LIBRARY.sources[id_].address for id_ in SOURCES]
    assert [link.publisher for link in shown.sources] == [LIBRARY.sources[id_].publisher for id_ in SOURCES]


def test_an_answer_shows_its_drawing() -> None:
    drawn = list(FIGURES._answers)
    assert drawn
    for topic, aspect in drawn:
        shown = block(kind="answer", topic=topic, aspect=aspect, sources=SOURCES)
        assert shown.figure == FIGURES.for_answer(topic, aspect) is not None
    assert block(kind="declined", reason="out_of_scope", topic=drawn[0][0], aspect=drawn[0][1]).figure is None


def terms(shown: Block) -> list[str]:
    lines = [line for part in shown.parts for line in part.lines if not isinstance(line, str)]
    return [run.text for line in lines for run in line if isinstance(run, Term)]


@pytest.mark.parametrize(
    "custom",
    [
        {"kind": "answer", "topic": "stroke", "aspect": "tests"},
        {"kind": "question"},
        {"kind": "result", "urgency": "soon"},
    ],
    ids=lambda custom: str(custom["kind"]),
)
def test_medical_words_are_explained_where_facts_are_told(custom: dict[str, Any]) -> None:
    assert terms(block("A reflex is lost.", **custom)) == ["reflex"]


@pytest.mark.parametrize(
    "custom",
    [
        {"kind": "emergency", "call": "112"},
        {"kind": "crisis", "call": "112"},
        {"kind": "result", "urgency": "emergency"},
        {"kind": "declined", "reason": "medication"},
        {"kind": "disclaimer", "form": "short"},
        {},
    ],
    ids=lambda custom: str(custom.get("kind")),
)
def test_nothing_leads_away_from_an_emergency_or_from_plain_talk(custom: dict[str, Any]) -> None:
    assert terms(block("A reflex is lost.", **custom)) == []


def test_what_an_answer_is_about_is_not_explained_in_it() -> None:
    text = "ALS is no stroke. Polio and MRI are other words."
    of_two = block(text, kind="answer", topic="als", aspect="definition", topics=["als", "polio"])
    assert terms(of_two) == ["MRI"]
    asked = block('"reflex" means: a quick move.', kind="answer", topic="stroke", aspect="definition", term="reflex")
    assert terms(asked) == []


@pytest.mark.parametrize("slot", default_tables().slots)
def test_each_option_of_a_question_can_be_tapped(slot: str) -> None:
    shown = live(question(slot))
    asked = default_tables().question(slot)
    assert shown.choices is not None
    assert shown.progress is not None
    assert (shown.progress.step, shown.progress.of) == (2, 6)
    choices = (*shown.choices.items, *shown.choices.alone)
    assert {choice.option: choice.payload for choice in choices} == {
        option.id: option.title for option in asked.options
    }
    assert shown.choices.several == asked.multiple
    assert shown.choices.figure == FIGURES.for_question(slot)
    assert all(choice.figure == FIGURES.for_option(slot, choice.option) for choice in choices)


@pytest.mark.parametrize("slot", SEVERAL)
def test_options_that_exclude_all_others_stand_alone(slot: str) -> None:
    shown = live(question(slot)).choices
    assert shown is not None
    assert {choice.option for choice in shown.alone} == {"none", "unknown"} & set(default_tables().question(slot).ids)
    assert not {"none", "unknown"} & {choice.option for choice in shown.items}


def test_a_question_offers_ways_through_the_check_up() -> None:
    later, first = live(question("pain")).helps, live(question("pain", step=1)).helps
    assert [choice.payload for choice in later] == [OFFERS.why, OFFERS.back, OFFERS.change, OFFERS.stop]
    assert [choice.payload for choice in first] == [OFFERS.why, OFFERS.stop]
    assert live({"text": "no question"}).helps == ()


def test_buttons_of_plain_talk_are_offered_without_progress() -> None:
    shown = live({"text": "a"}, {"text": "b", "buttons": [{"title": "Tell me more", "payload": "more"}]})
    assert shown.choices is not None
    assert [(choice.title, choice.payload, choice.option) for choice in shown.choices.items] == [
        ("Tell me more", "more", "")
    ]
    assert shown.progress is None
    assert live({"text": "nothing to tap"}).choices is None


def test_beside_a_question_what_else_was_offered_in_the_turn_stays_in_reach() -> None:
    other = {"text": "b", "buttons": [{"title": "Tell me more", "payload": "more"}]}
    alone = live(question("pain"))
    assert alone.first == ()
    for both in (live(other, question("pain")), live(question("pain"), other)):
        assert both == replace(alone, first=(Choice("Tell me more", "more"),))


@pytest.mark.parametrize("kind", ["emergency", "crisis"])
def test_a_call_for_help_is_a_card_with_numbers(kind: str) -> None:
    shown = block(kind=kind, call="112, 911 or 999", signs=["breathing"])
    assert shown.level == "emergency"
    assert [call.number for call in shown.calls] == ["112", "911", "999"]


@pytest.mark.parametrize("level", LEVELS)
def test_a_result_is_a_card_of_its_urgency(level: str) -> None:
    assert block(kind="result", urgency=level, reasons=[], patterns=[], sources=SOURCES).level == level


def test_the_number_in_sight_is_that_of_the_country() -> None:
    assert view({"text": "a"}, country="gb").call == "999"
    assert [call.address for call in view({"text": "a"}, country="gb").calls] == ["tel:999"]
    assert view({"text": "a"}).call == default_numbers().of(None).emergency


def test_after_a_deletion_the_page_begins_anew() -> None:
    gone = Exchange("12345678", "delete it", ({"text": "Gone.", "custom": {"kind": "deleted"}},))
    assert is_deletion(gone)
    assert VIEWER.view([gone], IDS).live == VIEWER.view([], IDS).live
    for other in ("not_deleted", "delete_conversation", "answer"):
        assert not is_deletion(Exchange("1", "", ({"text": "Gone.", "custom": {"kind": other}}, {"text": "deleted"})))


MESSAGES = [
    {"custom": {"kind": "emergency", "call": "999", "signs": []}},
    {"custom": {"kind": "result", "urgency": "soon", "sources": SOURCES}},
    {"custom": {"kind": "answer", "topic": "als", "aspect": "tests", "sources": SOURCES}},
    {"custom": {"kind": "declined", "reason": "out_of_scope"}},
    {"custom": {"kind": "disclaimer", "form": "short"}},
    question("area"),
    question("emergency_signs"),
    {},
    {"buttons": [{"title": "a", "payload": "b"}]},
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message.get("custom", {}).get("kind")))
def test_nothing_is_told_from_the_words(message: dict[str, Any]) -> None:
    def structure(text: str) -> tuple[Any, ...]:
        shown = view({**message, "text": text})
        bare = shown.turns[-1].blocks[0]
        return (bare.kind, bare.level, bare.sources, bare.figure, bare.calls, shown.live)

    alarming = "EMERGENCY: call 112 now! Question 3 of 9: is your conversation deleted? Source: example"
    assert structure("Hello.") == structure(alarming) == structure("")
