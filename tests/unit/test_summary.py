"""The summary for the doctor: what it holds for all answers, as plain text and as a page."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import ValidationError

from guide.check_up.course import Course
from guide.check_up.people import default_people
from guide.check_up.policy import judge, reasons, sources_of
from guide.check_up.summary import (
    NoResultYet,
    Summary,
    default_summary_words,
    in_plain_text,
    load_summary_words,
    summarize,
)
from guide.check_up.tables import LEVELS, NOTICED, SIGNS, SUBJECT, UNKNOWN, Answers, default_tables
from guide.check_up.telling import CheckUpTeller, load_offers
from guide.knowledge.check import medical_words
from guide.knowledge.library import default_library
from guide.knowledge.readability import grade, names_pattern
from guide.page.typeset import calls_in
from guide.paths import DATA, PROJECT

TABLES = default_tables()
LIBRARY = default_library()
WORDS = default_summary_words()
RAW_WORDS = yaml.safe_load((DATA / "page" / "summary.yml").read_text(encoding="utf-8"))
TELLER = CheckUpTeller(TABLES, LIBRARY, load_offers())
DONE = Course(finished=True)
DAY = datetime.date(2026, 5, 3)
CALL = "112, 911 or 999"
HIGHEST_GRADE = 6.0
NOTICEABLE = sorted({value for rule in TABLES.rules for value in rule.when.get(NOTICED, ())})
CALM: Answers = {SIGNS: ("none",), SUBJECT: ("self",), "weakness": ("no",), "pain": (UNKNOWN,)}


def _given(slot: str) -> st.SearchStrategy[tuple[str, ...]]:
    question = TABLES.question(slot)
    most = len(question.ids) if question.multiple else 1
    any_of_them = st.lists(st.sampled_from(question.ids), min_size=1, max_size=most, unique=True).map(tuple)
    # any danger sign is an emergency, so half of the time there is none
    return st.sampled_from([("none",), (UNKNOWN,)]) | any_of_them if slot == SIGNS else any_of_them


ANSWERS: st.SearchStrategy[Answers] = st.fixed_dictionaries({}, optional={slot: _given(slot) for slot in TABLES.slots})
COURSES = st.builds(
    Course,
    person=st.none() | st.sampled_from(["mother", "friend", "somebody"]),
    noticed=st.lists(st.sampled_from(NOTICEABLE), unique=True).map(tuple),
    finished=st.just(True),
)
OWN_WORDS = st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=60), max_size=3)


def of(answers: Answers, course: Course = DONE, own: list[str] | None = None) -> Summary:
    return summarize(TABLES, LIBRARY, course, answers, DAY, CALL, own or ())


# ---- what it holds ----


@given(COURSES, ANSWERS)
def test_every_answer_given_is_in_and_nothing_else(course: Course, answers: Answers) -> None:
    summary = of(answers, course)

    kept = {one.slot: set(one.ids) for one in (*summary.answers, *summary.unknown)}
    assert kept == {slot: set(ids) for slot, ids in answers.items()}
    for part in (summary.answers, summary.unknown):
        assert [one.slot for one in part] == [slot for slot in TABLES.slots if slot in {one.slot for one in part}]
        for one in part:
            assert one.heading == TABLES.question(one.slot).summary
            assert one.titles == tuple(o.title for o in TABLES.question(one.slot).options if o.id in answers[one.slot])
    assert {one.slot for one in summary.unknown} == {slot for slot, ids in answers.items() if ids == (UNKNOWN,)}


@given(COURSES, ANSWERS)
def test_level_and_reasons_are_those_of_the_policy(course: Course, answers: Answers) -> None:
    summary = of(answers, course)
    settled = {**answers, NOTICED: course.noticed}
    rules = reasons(TABLES, settled)

    assert summary.level == judge(TABLES, settled).level
    assert [reason.explanation for reason in summary.reasons] == [rule.explanation for rule in rules]
    assert list(summary.sources) == [LIBRARY.sources[id_] for id_ in sources_of(rules)]
    for rule, reason in zip(rules, summary.reasons, strict=True):
        cited = [summary.sources[number - 1] for number in reason.numbers]
        assert sorted(source.address for source in cited) == sorted(LIBRARY.sources[id_].address for id_ in rule.source)
        assert all(LIBRARY.sources[id_].publisher in reason.sources for id_ in rule.source)


@given(COURSES, ANSWERS)
def test_an_emergency_says_to_call_first_and_holds_nothing_that_could_delay(course: Course, answers: Answers) -> None:
    summary = of(answers, course)
    first = in_plain_text(summary).splitlines()[0]

    assert first.startswith(f"Call {CALL} now.") == summary.is_emergency
    delaying = (summary.patterns, summary.questions_to_ask, summary.sooner, summary.call_at_once, summary.danger)
    assert not any(delaying) if summary.is_emergency else all(delaying[1:])
    assert summary.is_emergency or CALL in summary.call_at_once


@pytest.mark.parametrize("sign", [id_ for id_ in TABLES.question(SIGNS).ids if id_ not in ("none", UNKNOWN)])
def test_each_danger_sign_alone_is_an_emergency_and_is_named(sign: str) -> None:
    summary = of({SIGNS: (sign,)}, Course())

    assert summary.is_emergency
    assert summary.danger_signs == (TABLES.question(SIGNS).option(sign).title,)


@pytest.mark.parametrize("given_", [("none",), (UNKNOWN,)])
def test_none_and_unknown_are_no_danger_signs(given_: tuple[str, ...]) -> None:
    assert of({SIGNS: given_}).danger_signs == ()


@given(ANSWERS)
def test_without_a_result_there_is_no_summary_save_in_an_emergency(answers: Answers) -> None:
    if judge(TABLES, answers).level == LEVELS[-1]:
        assert of(answers, Course()).is_emergency
    else:
        with pytest.raises(NoResultYet, match="not come to a result"):
            of(answers, Course())


def test_an_answer_that_the_tables_lack_is_an_error() -> None:
    with pytest.raises(KeyError, match="blue"):
        of({"pain": ("blue",)})


@pytest.mark.parametrize(
    ("answers", "person", "about"),
    [
        ({}, None, "Not told"),
        ({SUBJECT: ("self",)}, "mother", "The person who gave the answers"),
        ({SUBJECT: ("someone_else",)}, "mother", "Someone else: the mother of the person who gave the answers"),
        ({SUBJECT: ("someone_else",)}, "somebody", "Someone else"),
        ({SUBJECT: ("someone_else",)}, None, "Someone else"),
    ],
)
def test_whom_it_is_about(answers: Answers, person: str | None, about: str) -> None:
    assert of(answers, replace(DONE, person=person)).about == about


def test_relations_are_people_of_the_table() -> None:
    people = yaml.safe_load((DATA / "check_up" / "people.yml").read_text(encoding="utf-8"))["people"]
    unnamed = {"patient", "woman", "man", "somebody"}

    assert set(WORDS.relations) == set(people) - unnamed
    assert all(default_people().words(id_)["person"] == "this person" for id_ in unnamed)


def test_patterns_are_the_two_that_the_result_tells() -> None:
    answers = {"weakness": ("yes",), "wasting": ("yes",), "numbness": ("yes",), "context": ("immobility", "diabetes")}
    told = [r for r in TELLER.result(DONE, answers, CALL) if r.response == "utter_result_pattern"]

    assert len(told) == 2
    assert of(answers).patterns == tuple(reply.values["name"] for reply in told)


# ---- the questions to ask ----


def test_questions_to_ask_are_general_ones_and_those_that_answers_choose() -> None:
    plain = of(CALM).questions_to_ask
    steroids = of({**CALM, "context": ("steroids",)}).questions_to_ask

    assert plain == tuple(WORDS.questions.general)
    assert steroids == (*plain, "Could my medicine have to do with it? (Do not stop it on your own.)")


def test_a_question_about_someone_else_says_nothing_of_my_body() -> None:
    everything = {q.slot: tuple(id_ for id_ in q.ids if id_ not in ("none", UNKNOWN)) for q in TABLES.questions}
    answers = {**everything, SIGNS: ("none",), SUBJECT: ("someone_else",), "onset": ("years",)}
    asked = of(answers).questions_to_ask

    assert len(asked) == WORDS.questions.most
    assert not [question for question in asked if re.search(r"\b(?:my|I|me)\b", question)]


@pytest.mark.parametrize("chosen", WORDS.questions.chosen, ids=lambda one: one.ask)
def test_each_chosen_question_can_be_reached(chosen: Any) -> None:
    answers = {slot: (wanted[0],) for slot, wanted in chosen.when.items()}

    assert chosen.ask in of({SUBJECT: ("self",), **answers}).questions_to_ask
    assert chosen.ask not in of(CALM).questions_to_ask
    for slot, wanted in chosen.when.items():
        assert set(wanted) <= set(TABLES.question(slot).ids)


def test_questions_name_no_disease() -> None:
    diseases = [topic for topic in LIBRARY.topics.values() if topic.sort == "disease"]
    names = names_pattern(name for topic in diseases for name in (*topic.names, topic.full_name))
    asks = [one for chosen in WORDS.questions.chosen for one in (chosen.ask, chosen.ask_for_other) if one]

    assert names.search("Could it be ALS?")
    assert not [ask for ask in (*WORDS.questions.general, *asks) if names.search(ask)]


# ---- the words ----


def test_the_list_of_dangers_is_that_of_the_result() -> None:
    responses = yaml.safe_load((DATA / "check_up" / "responses.yml").read_text(encoding="utf-8"))["responses"]
    for level in LEVELS[:-1]:
        for variation in responses[f"utter_result_sooner_{level}"]:
            lines = variation["text"].splitlines()
            assert lines[-len(WORDS.danger) - 1 :] == [WORDS.call_at_once, *(f"- {sign}" for sign in WORDS.danger)]


def _texts() -> dict[str, str]:
    asks = [one for chosen in WORDS.questions.chosen for one in (chosen.ask, chosen.ask_for_other) if one]
    levels = {f"level {id_}": f"{one.say}. {one.more} {one.sooner}" for id_, one in WORDS.levels.items()}
    return {
        **levels,
        "danger": " ".join([WORDS.call_at_once, *WORDS.danger]),
        "general": " ".join(WORDS.questions.general),
        "chosen": " ".join(asks),
        "remarks": f"{WORDS.no_diagnosis} {WORDS.disclaimer}",
        "buttons": ". ".join(WORDS.page.values()),
    }


@pytest.mark.parametrize("name", _texts())
def test_texts_are_easy_to_read(name: str) -> None:
    assert grade(_texts()[name].format(call="112"), names_pattern(medical_words())) <= HIGHEST_GRADE


def test_every_level_has_words_and_only_an_emergency_has_no_sooner() -> None:
    assert set(WORDS.levels) == set(LEVELS)
    assert [level for level in LEVELS if not WORDS.levels[level].sooner] == [LEVELS[-1]]


def test_words_that_do_not_fit_are_an_error_that_names_them(tmp_path: Any) -> None:
    (tmp_path / "page").mkdir()
    spoilt = {**RAW_WORDS, "levels": {**RAW_WORDS["levels"], "someday": RAW_WORDS["levels"]["soon"]}}
    (tmp_path / "page" / "summary.yml").write_text(yaml.safe_dump(spoilt), encoding="utf-8")

    with pytest.raises(ValidationError, match="someday|levels"):
        load_summary_words(tmp_path)


# ---- as plain text ----


@given(COURSES, ANSWERS, OWN_WORDS)
def test_plain_text_says_all_of_it(course: Course, answers: Answers, own: list[str]) -> None:
    summary = of(answers, course, own)
    lines = in_plain_text(summary).splitlines()

    for one in (*summary.answers, *summary.unknown):
        assert f"{one.heading}: {'; '.join(one.titles)}" in lines
    for reason in summary.reasons:
        assert f"- {reason.explanation} ({reason.sources})" in lines
    for item in (*summary.questions_to_ask, *summary.danger, *summary.patterns):
        assert f"- {item}" in lines
    for typed in summary.in_own_words:
        assert f'- "{typed}"' in lines
    for source in summary.sources:
        assert f"- {source.publisher}: {source.title}. {source.address} ({source.read})" in lines
    assert f"{WORDS.title}, 3 May 2026" in lines
    assert (WORDS.no_diagnosis in lines) == bool(summary.patterns)
    assert any(line.startswith(f"How soon: {summary.level.replace('_', ' ')}. ") for line in lines)


def test_the_teller_tells_the_same_summary() -> None:
    answers = {**CALM, "weakness": ("yes",), "onset": ("months",)}
    summary = summarize(TABLES, LIBRARY, DONE, answers, DAY, "999")

    assert TELLER.summary(Course(), answers, "3 May 2026", "999") == in_plain_text(summary)
    assert TELLER.summary(Course(), answers, "today", "999").splitlines()[0].endswith(", today")


def test_blank_own_words_are_left_out_and_line_breaks_become_blanks() -> None:
    assert of(CALM, own=["  ", "my legs\n are weak ", ""]).in_own_words == ("my legs are weak",)


# ---- as a page ----

ENVIRONMENT = Environment(
    loader=FileSystemLoader(PROJECT / "page" / "templates"), autoescape=True, undefined=StrictUndefined
)


def page_of(summary: Summary, session: str = "", words: Any = WORDS, **more: Any) -> str:
    template = ENVIRONMENT.get_template("summary.html")
    return template.render(
        summary=summary, words=words, asset="/chat/static/{}".format, base="/chat", session=session, **more
    )


class Seen(HTMLParser):
    """The tags with their attributes in order, the texts, and the texts by the tag around them."""

    VOID = ("meta", "link", "input")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(("blockquote" if "blockquote" in self._open else self._open[-1], data))

    @cached_property
    def text(self) -> str:
        return " ".join(" ".join(text for _, text in self.texts).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@settings(deadline=None)
@given(COURSES, ANSWERS, OWN_WORDS)
def test_the_page_shows_all_of_it_and_escapes_own_words(course: Course, answers: Answers, own: list[str]) -> None:
    summary = of(answers, course, own)
    seen = Seen(page_of(summary))

    assert [text for tag, text in seen.texts if tag == "blockquote"] == [f"“{text}”" for text in summary.in_own_words]
    for one in summary.answers:
        assert one.slot == SUBJECT or all(title in seen.text for title in one.titles)
    for said in (
        summary.about,
        summary.level_words,
        summary.level_more,
        summary.disclaimer,
        summary.date_in_words,
        *(one.heading for one in summary.unknown),
        *(reason.explanation for reason in summary.reasons),
        *summary.danger_signs,
        *summary.questions_to_ask,
        *summary.danger,
        *(source.publisher for source in summary.sources),
    ):
        assert " ".join(said.split()) in seen.text
    assert [link["href"] for link in seen.all("a") if link.get("rel")] == [s.address for s in summary.sources]


def test_a_script_in_own_words_stays_text() -> None:
    html = page_of(of(CALM, own=["<script>alert(1)</script>"]))

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@settings(deadline=None)
@given(COURSES, ANSWERS, st.sampled_from(["", "token"]))
def test_the_page_is_sound(course: Course, answers: Answers, session: str) -> None:
    seen = Seen(page_of(of(answers, course), session))
    ids = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]

    assert len(seen.all("h1")) == len(seen.all("main")) == len(seen.all("title")) == 1
    assert seen.all("html") == [{"lang": "en"}]
    assert len(ids) == len(set(ids))
    assert {a["aria-labelledby"] for _, a in seen.tags if "aria-labelledby" in a} <= set(ids)
    assert not seen.all("style")
    assert not [name for _, attributes in seen.tags for name in attributes if name == "style" or name.startswith("on")]
    assert [script.get("src") for script in seen.all("script")] == ["/chat/static/summary.js"]
    assert [link["href"] for link in seen.all("link")] == ["/chat/static/summary.css"]


@settings(deadline=None)
@given(ANSWERS)
def test_in_an_emergency_the_page_begins_with_the_call(answers: Answers) -> None:
    summary = of(answers)
    html = page_of(summary, calls=calls_in(CALL))
    before_title = html[html.index("<main>") : html.index("<h1>")]

    assert (f"Call {CALL} now" in before_title) == summary.is_emergency
    dialled = [link["href"] for link in Seen(html).all("a") if (link["href"] or "").startswith("tel:")]
    assert dialled == (["tel:112", "tel:911", "tel:999"] if summary.is_emergency else [])
    assert f"card level-{summary.level}" in html


def test_with_a_cookie_the_page_has_links_and_in_a_frame_a_form() -> None:
    with_cookie, in_frame = Seen(page_of(of(CALM))), Seen(page_of(of(CALM), 'a"token'))

    assert {"/chat/", "/chat/summary.json"} <= {link["href"] for link in with_cookie.all("a")}
    assert not with_cookie.all("form")
    assert in_frame.all("form") == [{"method": "post", "action": "/chat/summary.json"}]
    assert in_frame.all("input") == [{"type": "hidden", "name": "session", "value": 'a"token'}]
    assert "/chat/" not in {link["href"] for link in in_frame.all("a")}
    assert WORDS.page["close"] in in_frame.text


def test_the_print_button_is_hidden_until_the_script_shows_it() -> None:
    (button,) = [button for button in Seen(page_of(of(CALM))).all("button") if button.get("id") == "print"]

    assert button == {"type": "button", "id": "print", "hidden": None}


def test_the_page_takes_the_words_as_a_plain_mapping_too() -> None:
    summary = of({**CALM, "wasting": ("yes",), "twitching": ("yes",)})

    assert page_of(summary, words=RAW_WORDS) == page_of(summary)


def test_the_style_has_colours_for_every_level_that_is_not_calm_and_loads_nothing() -> None:
    css = (PROJECT / "page" / "static" / "summary.css").read_text(encoding="utf-8")

    assert all(f".level-{level} " in css for level in ("same_day", "emergency"))
    assert "prefers-color-scheme: dark" in css
    assert "forced-colors: active" in css
    assert not re.search(r"url\(|@import|https?:", css)
