"""The steps of a check-up, what interrupts it, and what is said."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.check_up.answers import default_answer_reader
from guide.check_up.course import Course, CourseKeeper
from guide.check_up.interruptions import is_interruption
from guide.check_up.people import default_people
from guide.check_up.tables import AGE, SIGNS, SUBJECT, UNKNOWN, default_tables
from guide.check_up.telling import CheckUpTeller, load_offers
from guide.knowledge.library import load_library
from guide.reading.reading import Question as Asked
from guide.reading.reading import Reading
from guide.symptoms.reading import SymptomReading, Values

TABLES = default_tables()
KEEPER = CourseKeeper(TABLES, default_answer_reader(), default_people())
TELLER = CheckUpTeller(TABLES, load_library(), load_offers())
NOTHING = SymptomReading()
NAMES = [
    pytest.param(name, question.slot, id=f"{question.slot}-{name}")
    for question in TABLES.questions
    for name in (question.name, *question.other_names)
]
SLOTS = st.sampled_from(TABLES.slots)
COURSES = st.builds(
    Course,
    asked=st.lists(SLOTS, unique=True).map(tuple),
    misses=st.integers(0, 1),
    again=st.none() | SLOTS,
    person=st.none() | st.just("mother"),
    noticed=st.lists(st.text(max_size=5)).map(tuple),
    told=st.lists(SLOTS).map(tuple),
    finished=st.booleans(),
    started=st.booleans(),
)


@given(COURSES)
def test_a_course_travels_as_json(course: Course) -> None:
    assert Course.from_json(json.loads(json.dumps(course.to_json()))) == course


def test_no_record_is_a_course_that_has_not_begun() -> None:
    assert Course.from_json(None) == Course()


def test_the_danger_signs_are_asked_first_and_every_slot_once() -> None:
    answers: dict[str, tuple[str, ...]] = {}
    order: list[str] = []
    while (slot := KEEPER.next_slot(Course(), answers)) is not None:
        assert slot not in order
        order.append(slot)
        answers[slot] = (TABLES.question(slot).ids[0],) if slot != SIGNS else ("none",)
    assert order[0] == SIGNS


def test_a_slot_to_be_asked_again_comes_before_the_others() -> None:
    assert KEEPER.next_slot(Course(again="pain"), {}) == "pain"
    assert KEEPER.next_slot(Course(again="pain"), {"pain": ("no",)}) == SIGNS


def test_an_understood_reply_is_recorded_and_clears_the_misses() -> None:
    heard = KEEPER.reply(Course(asked=("pain", AGE), misses=1, again="pain"), {}, "pain", "no", NOTHING)

    assert heard.understood
    assert heard.given == {"pain": ("no",)}
    assert heard.course == Course(asked=(AGE, "pain"))


def test_a_reply_fills_slots_that_are_still_open_but_none_that_were_answered() -> None:
    told = SymptomReading(values={"onset": ("weeks",), "progression": ("worse",)})

    heard = KEEPER.reply(Course(), {"progression": ("same",)}, "pain", "no", told)

    assert heard.given == {"pain": ("no",), "onset": ("weeks",)}


@pytest.mark.parametrize("slot", TABLES.slots)
def test_two_misses_are_taken_as_not_known(slot: str) -> None:
    first = KEEPER.reply(Course(), {}, slot, "bananas", NOTHING)
    second = KEEPER.reply(first.course, {}, slot, "bananas", NOTHING)

    ids = TABLES.question(slot).ids
    assert (first.understood, first.given, first.course.misses) == (False, {}, 1)
    assert second.given == {slot: (UNKNOWN if UNKNOWN in ids else ids[0],)}
    assert (second.understood, second.course.misses, second.course.asked) == (False, 0, (slot,))


@pytest.mark.parametrize(("text", "taken"), [("actually it began weeks ago", True), ("it began weeks ago", False)])
def test_an_earlier_answer_is_taken_back_only_with_a_correcting_word(text: str, taken: bool) -> None:
    told = SymptomReading(values={"onset": ("weeks",)})

    found = KEEPER.corrections({"onset": ("years",)}, "pain", text, told)

    assert found == ({"onset": ("weeks",)} if taken else {})


def test_a_correction_to_the_same_value_or_of_the_open_slot_is_none() -> None:
    told = SymptomReading(values={"onset": ("weeks",)})

    assert KEEPER.corrections({"onset": ("weeks",)}, "pain", "actually weeks", told) == {}
    assert KEEPER.corrections({"onset": ("years",)}, "onset", "actually weeks", told) == {}


@given(st.lists(SLOTS, unique=True, min_size=1).map(tuple))
def test_going_back_asks_the_last_question_again(asked: tuple[str, ...]) -> None:
    course, slot = KEEPER.go_back(Course(asked=asked, misses=1, finished=True))

    assert slot == asked[-1]
    assert course == Course(asked=asked[:-1], again=slot)


def test_there_is_no_way_back_from_the_first_question() -> None:
    assert KEEPER.go_back(Course(misses=1)) == (Course(misses=1), None)


def test_asking_again_takes_the_slot_out_of_those_asked() -> None:
    course = KEEPER.ask_again(Course(asked=(AGE, "pain", "onset"), misses=1, finished=True), "pain")

    assert course == Course(asked=(AGE, "onset"), again="pain")


@pytest.mark.parametrize(("name", "slot"), NAMES)
def test_a_slot_is_known_by_each_of_its_names(name: str, slot: str) -> None:
    assert KEEPER.slot_named(f"Change my answer about {name}, please.") == slot
    assert KEEPER.slot_named(name.upper()) == slot


def test_no_slot_is_named_where_none_is_meant() -> None:
    assert KEEPER.slot_named("change something") is None
    assert KEEPER.slot_named("painting") is None


def test_a_change_gives_the_new_value_or_asks_again_or_neither() -> None:
    done = Course(asked=("pain",), finished=True)
    answers = {"pain": ("yes",)}

    assert KEEPER.change(done, answers, "change pain to no", NOTHING).given == {"pain": ("no",)}
    assert not KEEPER.change(done, answers, "change pain to no", NOTHING).course.finished
    assert KEEPER.change(done, answers, "change pain", NOTHING).asked_again == "pain"
    assert KEEPER.change(done, answers, "change something", NOTHING).asked_again is None
    assert KEEPER.change(done, answers, "change something", NOTHING).course == done


def test_the_opening_tells_slots_and_the_person_but_no_danger_sign() -> None:
    values: Values = {"subject": ("someone_else",), "weakness": ("yes",), "noticed": ("falls",), SIGNS: ("breathing",)}

    heard = KEEPER.open_with("my mum, 71, is weak", SymptomReading(values=values), {"weakness": ("no",)})

    assert heard.given == {SUBJECT: ("someone_else",), AGE: ("65_plus",)}
    assert heard.course == Course(person="mother", noticed=("falls",), told=(SUBJECT, AGE), started=True)


def test_wanting_a_check_up_does_not_say_for_whom() -> None:
    told = SymptomReading(values={"subject": ("self",)})

    assert KEEPER.told_in("I want to do the check-up", told) == {}
    assert KEEPER.told_in("check my symptoms", told) == {SUBJECT: ("self",)}


def test_an_emergency_by_the_answers_is_one() -> None:
    assert KEEPER.is_emergency(Course(), {SIGNS: ("breathing",)})
    assert not KEEPER.is_emergency(Course(), {SIGNS: ("none",)})


def interrupts(act: str, text: str, confidence: float = 0.9, slot: str = "pain") -> bool:
    questions = (Asked("als", "treatment"),) if act.startswith("ask_t") else ()
    return is_interruption(Reading(act, confidence, questions=questions), KEEPER, slot, text, NOTHING)


@pytest.mark.parametrize(
    ("act", "text", "stops"),
    [
        ("stop_check_up", "no", False),
        ("ask_treatment", "it hurts", False),
        ("stop_check_up", "stop", True),
        ("ask_why", "why do you ask", True),
        ("go_back", "go back please", True),
        ("ask_treatment", "how is als treated", True),
        ("affirm", "yes but what on earth could it be?", True),
        ("affirm", "bananas?", False),
        ("out_of_scope", "bananas", False),
        ("goodbye", "bananas", True),
    ],
)
def test_a_turn_of_its_own_interrupts_and_a_reply_does_not(act: str, text: str, stops: bool) -> None:
    assert interrupts(act, text) is stops


def test_an_unsure_wish_does_not_take_away_a_reply() -> None:
    assert interrupts("stop_check_up", "no more than usual", 0.9)
    assert not interrupts("stop_check_up", "no more than usual", 0.2)


@pytest.mark.parametrize("slot", TABLES.slots)
def test_a_question_has_a_button_for_every_option_and_counts_its_step(slot: str) -> None:
    reply = TELLER.question(slot, Course(asked=("pain",)), {"pain": ("no",)})

    assert reply.response == f"utter_ask_{slot}"
    assert reply.buttons == tuple(option.title for option in TABLES.question(slot).options)
    assert reply.custom is not None
    assert reply.custom["step"] == 2 <= reply.custom["of"]
    assert TELLER.question(slot, Course(misses=1), {}).response == f"utter_ask_{slot}_error"
    assert TELLER.why(slot).response == f"utter_why_{slot}"


def test_what_the_opening_told_is_said_back_but_not_that_it_is_for_oneself() -> None:
    answers = {SUBJECT: ("self",), "onset": ("weeks",), "pain": ("no",)}

    heard = TELLER.heard((SUBJECT, "onset", "pain"), answers)

    assert heard is not None
    assert heard.values == {"told": "it began weeks ago, no pain"}
    assert TELLER.heard((SUBJECT,), answers) is None


@pytest.mark.parametrize(
    ("signs", "response"),
    [
        (["stroke"], "utter_emergency_stroke"),
        (["stroke", "breathing"], "utter_emergency_several"),
        ([], "utter_result_emergency"),
    ],
)
def test_an_emergency_is_told_by_its_sign(signs: list[str], response: str) -> None:
    reply = TELLER.emergency(signs, "999")

    assert (reply.response, reply.custom) == (response, {"kind": "emergency", "signs": signs, "call": "999"})


def test_the_result_of_an_emergency_is_what_to_do_and_why() -> None:
    told = TELLER.result(Course(), {SIGNS: ("breathing",)}, "112")

    assert [reply.response for reply in told] == ["utter_emergency_breathing", "utter_result_why"]


def test_the_result_tells_have_have_not_and_unknown_apart() -> None:
    answers = {SIGNS: ("none",), SUBJECT: ("self",), "weakness": ("yes",), "pain": ("no",), "numbness": (UNKNOWN,)}

    told = {reply.response: reply for reply in TELLER.result(Course(), answers, "112")}

    assert told["utter_result_have"].values == {"told": "- weak muscles"}
    assert told["utter_result_have_not"].values == {"told_not": "- none of the danger signs\n- no pain"}
    assert told["utter_result_unknown"].values == {"unknown": "- not sure about numbness"}
    assert told["utter_result_next"].buttons == (TELLER.offers.summary, TELLER.offers.change, TELLER.offers.restart)


def test_the_summary_names_date_answers_and_urgency() -> None:
    lines = TELLER.summary(Course(), {SIGNS: ("none",), "area": ("both_legs", "both_arms")}, "1 May").splitlines()

    assert lines[0].endswith("1 May")
    assert "Danger signs: None of these" in lines
    assert "Where: Both legs; Both arms" in lines
    assert any(line.startswith("How soon: ") for line in lines)


def test_changes_are_said_and_every_answer_can_be_changed() -> None:
    answers = {"pain": ("no",), "area": ("both_legs", "both_arms")}

    assert TELLER.changed(["area"], answers)[0].values == {"name": "where it is", "told": "Both legs, Both arms"}
    for slot, button in zip(("area", "pain"), TELLER.change_what(answers).buttons, strict=True):
        assert KEEPER.slot_named(button) == slot


def test_who_it_is_about_follows_the_subject() -> None:
    course = Course(person="mother")

    assert KEEPER.about(course, "my dad", {SUBJECT: ("someone_else",)}) == replace(course, person="father")
    assert KEEPER.about(course, "my dad", {SUBJECT: ("self",)}) == replace(course, person=None)
    assert KEEPER.about(course, "my dad", {}) == course
