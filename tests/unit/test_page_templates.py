"""The page's templates, rendered as the server does: markup that scripts rely on, escaping, wording, style sheet."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml

from guide.check_up.tables import LEVELS
from guide.knowledge.check import medical_words
from guide.knowledge.library import default_library
from guide.knowledge.readability import grade, names_pattern
from guide.page.figures import Figure
from guide.page.typeset import Call, Part, Term, calls_in, lay_out
from guide.page.view import Block, Choice, Choices, Live, Progress, SourceLink, Turn, View
from guide.paths import DATA, PROJECT
from guide_rasa.page.assets import Assets
from guide_rasa.page.rendering import TEMPLATES, Renderer, load_words

WORDS: Mapping[str, Any] = load_words()
ORIGINS = ("https://clinic.example", "https://school.example")
HOSTILE = """x"'><script>alert(1)</script><img src=y onerror=alert(2)>&amp;{{ words }}"""
CALL = "112, 911 or 999"
HIGHEST_GRADE = 6.0
MOST_CSS_BYTES = 8_000
FROM_OTHER_FILES = frozenset({"summary.html"})
"""Templates with a test of their own."""

_VOID = frozenset({"meta", "link", "img", "input"})
_PLACE = re.compile(r"\{(\w+)\}")
_PLACES = {
    "progress": {"step", "of"},
    "call": {"number"},
    "source_read": {"when"},
    "term": {"word"},
    "composer.count": {"count", "limit"},
}


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    parents: tuple[Element, ...] = field(repr=False)
    text: str = field(default="", repr=False)
    inside: list[Element] = field(default_factory=list, repr=False)

    def all(self, tag: str = "", **wanted: str) -> list[Element]:
        return [
            element
            for element in self.inside
            if tag in ("", element.tag) and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def the(self, tag: str = "", **wanted: str) -> Element:
        (element,) = self.all(tag, **wanted)
        return element


class _Tree(HTMLParser):
    """Elements of a page with all text in them. An element left open, or closed twice, is a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {}, ())
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        for parent in self._open:
            parent.inside.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def _tree(html: str) -> Element:
    reader = _Tree()
    reader.feed(html)
    reader.close()
    assert len(reader._open) == 1, f"<{reader._open[-1].tag}> is not closed"
    return reader.root


@lru_cache(maxsize=1)
def _renderer() -> Renderer:
    return Renderer("/chat", Assets(), WORDS, ORIGINS)


def _render(template: str, view: View, framed: bool = False, **values: str) -> Element:
    return _tree(_renderer().render(template, view=view, framed=framed, **values))


def _choices(*titles: str) -> tuple[Choice, ...]:
    return tuple(Choice(title, title) for title in titles)


def _view(*turns: Turn, live: Live | None = None, **more: str) -> View:
    opening = Turn("opening", "", (Block("", lay_out("\n".join(WORDS["greeting"]))),))
    live = live or Live("c1", "m1", Choices(_choices(*WORDS["openers"])))
    return View((opening, *turns), live, CALL, calls_in(CALL), **more)


def _result(level: str) -> Turn:
    return Turn("r", "No", (Block("result", lay_out("See a doctor."), level=level),))


ANSWER = Turn(
    "a",
    "what is polio",
    (
        Block(
            "answer",
            lay_out("Polio is an illness.\n- It is rare.\n- It can be serious."),
            sources=(SourceLink("CDC", "Polio", "https://www.cdc.gov/polio", "2026-11"),),
            figure=Figure("kinds.svg", "Three muscles", "A caption"),
        ),
        Block("disclaimer", lay_out("This is general information.")),
    ),
)
EXPLAINED = Turn(
    "x",
    "what about my nerves",
    (
        Block(
            "answer",
            (
                Part((("A ", Term("reflex", "Reflex", "a quick move", 1), " is lost."),)),
                Part(("plain", (Term("MRI", "MRI", "pictures of the inside", 2, "(", ")."),)), is_list=True),
            ),
        ),
        Block("answer", (Part((("An ", Term("axon", "Axon", "a long wire", 1)),)),)),
    ),
)
SEVERAL = Live(
    "c2",
    "m2",
    Choices(
        (
            Choice("One arm or leg", "one arm or leg", "one_limb", "area_one_limb.svg"),
            Choice("Both legs", "both legs", "both_legs", "area_both_legs.svg"),
        ),
        "area",
        several=True,
        alone=(Choice("I don't know", "I don't know", "unknown"),),
        figure=Figure("body_areas.svg", "A person", ""),
    ),
    Progress(3, 6),
    first=_choices("Change my answer about the age"),
    helps=_choices("Go back", "Stop"),
    has_summary=True,
)
VIEWS: dict[str, View] = {
    "start": _view(),
    "answer": _view(ANSWER, live=Live("c", "m", Choices(_choices("Tell me more")), has_summary=True)),
    "several": _view(Turn("q", "Me", (Block("question", lay_out("Where is it?")),)), live=SEVERAL, kept="my arm"),
    "explained": _view(EXPLAINED),
    "nothing to tap": _view(ANSWER, live=Live("c", "m"), notice="Too long."),
    "crisis": _view(Turn("c", "x", (Block("crisis", lay_out("Please call."), "emergency", calls=calls_in("988")),))),
    **{level: _view(_result(level)) for level in LEVELS},
}
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
IN_A_FRAME_OR_NOT = pytest.mark.parametrize("framed", [False, True], ids=["page", "frame"])


def _hostile_view() -> View:
    """A view in which every text that is shown is hostile; files and levels are the server's own."""
    line = (HOSTILE, Term(HOSTILE, HOSTILE, HOSTILE, 1, HOSTILE, HOSTILE))
    parts = (Part((HOSTILE,)), Part((line,)), Part((HOSTILE, HOSTILE), is_list=True))
    figure = Figure("kinds.svg", HOSTILE, HOSTILE)
    source = SourceLink(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    blocks = tuple(
        Block(kind, parts, level, (source,), figure, (Call(HOSTILE, "tel:1"),))
        for kind, level in ((HOSTILE, ""), ("answer", ""), ("result", "soon"), ("crisis", "emergency"))
    )
    choice = Choice(HOSTILE, HOSTILE, HOSTILE, "area_one_limb.svg")
    choices = Choices((choice,), HOSTILE, True, (choice,), Figure("body_areas.svg", HOSTILE, HOSTILE))
    live = Live(HOSTILE, HOSTILE, choices, Progress(1, 2), (choice,), (choice,), True)
    return View((Turn(HOSTILE, HOSTILE, blocks),), live, HOSTILE, (Call(HOSTILE, "tel:1"),), HOSTILE, HOSTILE, HOSTILE)


def _all_pages() -> Iterator[tuple[str, Element]]:
    for name, view in {**VIEWS, "hostile": _hostile_view()}.items():
        for framed in (False, True):
            for template in ("page.html", "answer.html", "transcript.html"):
                yield f"{template} {name} {framed}", _render(template, view, framed)
    for framed in (False, True):
        yield "gone.html", _render("gone.html", VIEWS["start"], framed)
        for problem in WORDS["problems"]:
            yield f"problem.html {problem}", _render("problem.html", VIEWS["start"], framed, problem=problem)
    yield "status.html", _tree(_renderer().render("status.html", notice=HOSTILE))


# ---- what scripts, styles and other tests rely on ----


@EVERY_VIEW
@IN_A_FRAME_OR_NOT
def test_the_page_has_each_part_once(view: View, framed: bool) -> None:
    page = _render("page.html", view, framed)

    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert {"emergency-line", "tools", "chat", "about", "log", "live", "status", "composer", "composer-id"} <= set(ids)
    assert {"message", "count", "speak", "send", "read-aloud", "t-opening"} <= set(ids)
    assert len(page.all("h1")) == 1
    assert page.the("html").attributes["lang"] == "en"


@EVERY_VIEW
def test_what_an_answer_swaps_is_on_the_page(view: View) -> None:
    page, answer = _render("page.html", view), _render("answer.html", view)

    swapped = [element.attributes["id"] for element in answer.all() if "hx-swap-oob" in element.attributes]
    assert sorted(swapped) == ["composer-id", "emergency-line", "live", "status", "tools-summary"]
    for id_ in swapped:
        page.the(id=id_)


def test_an_answer_brings_its_own_turn_alone() -> None:
    answer = _render("answer.html", _view(_result("soon"), ANSWER))

    assert [turn.attributes["id"] for turn in answer.all("article")] == ["t-a"]


def test_a_transcript_brings_all_turns() -> None:
    transcript = _render("transcript.html", _view(_result("soon"), ANSWER))

    assert [turn.attributes["id"] for turn in transcript.all("article")] == ["t-opening", "t-r", "t-a"]


def test_the_words_for_scripts_are_in_the_markup() -> None:
    status = _render("page.html", VIEWS["start"]).the(id="status")

    shown = {name.removeprefix("data-"): value for name, value in status.attributes.items() if name.startswith("data-")}
    assert shown == WORDS["status"]


def test_htmx_runs_no_code_from_answers_and_takes_in_turns_only() -> None:
    config = json.loads(_render("page.html", VIEWS["start"]).the("meta", name="htmx-config").attributes["content"])

    assert [config[key] for key in ("allowEval", "allowScriptTags", "includeIndicatorStyles")] == [False] * 3
    assert config["selfRequestsOnly"] is True
    assert all(rule.get("select") == ".turn" for rule in config["responseHandling"] if rule["swap"])


# ---- forms ----


@EVERY_VIEW
@IN_A_FRAME_OR_NOT
def test_forms_send_with_and_without_scripts(view: View, framed: bool) -> None:
    page = _render("page.html", view, framed)

    for form in page.all("form"):
        assert form.attributes["method"] == "post"
        tokens = [field.attributes["value"] for field in form.all("input", name="session")]
        assert tokens == ([view.session] if framed else [])
        if form.attributes["action"] == "/chat/messages":
            assert form.attributes["hx-post"] == "/chat/messages"
            form.the("input", name="message_id")
            assert form.all(name="message")


def test_every_form_of_messages_carries_its_id() -> None:
    page = _render("page.html", VIEWS["several"])

    ids = {form.attributes["id"]: form.the("input", name="message_id").attributes["value"] for form in _senders(page)}
    assert ids == {"first": "c2", "choices": "c2", "choices-alone": "c2", "helps": "c2", "composer": "m2"}


def _senders(page: Element) -> list[Element]:
    return page.all("form", action="/chat/messages")


def test_what_excludes_all_else_is_not_sent_with_ticked_boxes() -> None:
    page = _render("page.html", VIEWS["several"])

    ticks = page.the(id="choices").all("input", type="checkbox")
    assert [tick.attributes["value"] for tick in ticks] == ["one arm or leg", "both legs"]
    assert all(tick.attributes["name"] == "message" for tick in ticks)
    alone = page.the(id="choices-alone").the("button", name="message")
    assert alone.attributes["value"] == "I don't know"


@EVERY_VIEW
def test_every_button_has_a_type_and_a_name(view: View) -> None:
    for button in _render("page.html", view).all("button"):
        assert button.attributes["type"] in {"submit", "button"}
        assert button.text.strip()


def test_buttons_that_need_scripts_are_hidden_until_they_run() -> None:
    page = _render("page.html", VIEWS["start"])

    assert all("hidden" in button.attributes for button in page.all("button", type="button"))


def test_kept_words_and_notices_are_shown() -> None:
    page = _render("page.html", _view(kept="\n my arm\nis thin", notice="Too long."))

    assert page.the("textarea").text.endswith("\n my arm\nis thin")
    assert page.the(id="status").text == "Too long."


# ---- the conversation ----


def test_a_turn_says_who_speaks() -> None:
    turn = _render("page.html", VIEWS["answer"]).the("article", id="t-a")

    assert " ".join(turn.the("p", **{"class": "said"}).text.split()) == "You said: what is polio"
    assert turn.the("p", **{"class": "said"}).attributes["dir"] == "auto"
    assert turn.text.count(WORDS["guide_said"]) == 1


def test_sources_are_links_that_tell_where_they_open() -> None:
    link = _render("page.html", VIEWS["answer"]).the("a", href="https://www.cdc.gov/polio")

    assert " ".join(link.text.split()) == "CDC: Polio (read 2026-11) (opens in a new tab)"
    assert link.attributes["rel"] == "noopener noreferrer"
    assert "hidden" not in link.attributes and not {"details"} & {parent.tag for parent in link.parents}


def test_a_medical_word_has_its_meaning_beside_it() -> None:
    turn = _render("page.html", VIEWS["explained"]).the("article", id="t-x")

    buttons = turn.all("button", **{"class": "term"})
    meanings = [turn.the("span", id=button.attributes["popovertarget"]) for button in buttons]
    assert [button.text for button in buttons] == ["reflex", "MRI", "axon"]
    assert [each.text for each in meanings] == [
        "Reflex: a quick move",
        "MRI: pictures of the inside",
        "Axon: a long wire",
    ]
    assert all(each.attributes["popover"] == "" for each in meanings)
    assert all(button.parents[-1] is each.parents[-1] for button, each in zip(buttons, meanings, strict=True))
    assert [button.parents[-1].tag for button in buttons] == ["p", "span", "p"]


def test_a_sentence_around_a_medical_word_keeps_its_blanks() -> None:
    lines = [
        *_render("answer.html", VIEWS["explained"]).all("p"),
        *_render("answer.html", VIEWS["explained"]).all("li"),
    ]

    shown = [line.text for line in lines if line.all("button")]
    assert shown == [
        "A reflexReflex: a quick move is lost.",
        "An axonAxon: a long wire",
        "(MRIMRI: pictures of the inside).",
    ]


@EVERY_VIEW
def test_every_picture_has_a_text_and_a_place(view: View) -> None:
    for picture in _render("page.html", view).all("img"):
        assert "alt" in picture.attributes
        assert picture.attributes["width"].isdigit() and picture.attributes["height"].isdigit()


def test_pictures_that_say_what_words_do_not_have_a_text() -> None:
    page = _render("page.html", VIEWS["several"])

    (body,) = [picture for picture in page.all("img") if "body_areas" in picture.attributes["src"]]
    assert body.attributes["alt"] == "A person"
    assert all(picture.attributes["alt"] == "" for label in page.all("label") for picture in label.all("img"))


@pytest.mark.parametrize(
    ("level", "tone"),
    [("self_care", "blue"), ("routine", "blue"), ("soon", "blue"), ("same_day", "red"), ("emergency", "emergency")],
)
def test_a_card_says_its_urgency_in_words_and_colour(level: str, tone: str) -> None:
    card = _render("page.html", VIEWS[level]).the("section", **{"class": f"card card-{tone}"})

    assert card.the("h2").text == WORDS["levels"][level]["title"]
    assert card.attributes["aria-labelledby"] == card.the("h2").attributes["id"]


def test_the_levels_are_told_apart_by_words() -> None:
    assert set(WORDS["levels"]) == set(LEVELS)
    assert len({level["title"] for level in WORDS["levels"].values()}) == len(LEVELS)


def test_an_emergency_can_be_called_from_its_card() -> None:
    card = _render("page.html", VIEWS["emergency"]).the("section", **{"class": "card card-emergency"})

    assert [link.attributes["href"] for link in card.all("a")] == ["tel:112", "tel:911", "tel:999"]
    assert [link.text for link in card.all("a")] == ["Call 112", "Call 911", "Call 999"]


def test_a_crisis_has_its_own_heading_and_numbers() -> None:
    card = _render("page.html", VIEWS["crisis"]).the("section", **{"class": "card card-emergency"})

    assert card.the("h2").text == WORDS["crisis"]["title"]
    assert [link.attributes["href"] for link in card.all("a")] == ["tel:988"]


@EVERY_VIEW
@IN_A_FRAME_OR_NOT
def test_the_emergency_line_has_the_numbers_to_tap(view: View, framed: bool) -> None:
    line = _render("page.html", view, framed).the(id="emergency-line")

    assert [link.attributes["href"] for link in line.all("a")] == ["tel:112", "tel:911", "tel:999"]
    assert not {"details", "main"} & {parent.tag for parent in line.parents}


def test_progress_is_told_in_words() -> None:
    live = _render("page.html", VIEWS["several"]).the(id="live")

    assert live.the(id="progress").text == "Question 3 of about 6"
    assert live.the("progress").attributes["value"] == "3"


def test_the_summary_is_offered_once_there_is_one() -> None:
    assert not _render("page.html", VIEWS["start"]).all("a", href="/chat/summary")
    assert _render("page.html", VIEWS["answer"]).all("a", href="/chat/summary")
    forms = _render("page.html", VIEWS["answer"], framed=True).all("form", action="/chat/summary")
    assert forms and all(form.attributes["target"] == "_blank" for form in forms)


def test_the_frame_knows_its_hosts_and_the_page_does_not() -> None:
    framed, page = (_render("page.html", VIEWS["start"], framed).the("body").attributes for framed in (True, False))

    assert framed["data-origins"].split() == list(ORIGINS) and framed["class"] == "framed"
    assert page == {}


def test_the_cookie_is_spoken_of_only_where_there_is_one() -> None:
    cookie = WORDS["about"]["private"]["cookie"]

    assert cookie in _render("page.html", VIEWS["start"]).the(id="about").text
    assert cookie not in _render("page.html", VIEWS["start"], framed=True).the(id="about").text


@IN_A_FRAME_OR_NOT
@pytest.mark.parametrize("problem", list(WORDS["problems"]))
def test_a_problem_says_what_it_is_and_shows_a_way_on(problem: str, framed: bool) -> None:
    page = _render("problem.html", VIEWS["start"], framed, problem=problem)

    assert page.the("h1").text == WORDS["problems"][problem]["title"]
    assert WORDS["problems"][problem]["text"] in page.the("main").text
    assert page.the("form").attributes["action"] == ("/chat/frame" if framed else "/chat/")


# ---- nothing that is put in becomes markup, and nothing runs that is no file of ours ----


@IN_A_FRAME_OR_NOT
@pytest.mark.parametrize("template", ["page.html", "answer.html", "transcript.html"])
def test_hostile_words_are_shown_as_they_are(template: str, framed: bool) -> None:
    page = _render(template, _hostile_view(), framed)

    assert HOSTILE in page.the("p", **{"class": "said"}).text
    assert [item.text for item in page.all("li") if item.text == HOSTILE]
    assert all(field.attributes["value"] == HOSTILE for field in page.all("input", name="message_id"))
    assert page.all("button", name="message")
    assert all(button.attributes["value"] == HOSTILE for button in page.all("button", name="message"))
    assert {picture.attributes["alt"] for picture in page.all("img")} >= {HOSTILE, ""}
    if template == "page.html":
        assert page.the("textarea").text.endswith(HOSTILE)
        assert page.the(id="status").text == HOSTILE


def test_a_hostile_notice_is_shown_as_it_is() -> None:
    assert _tree(_renderer().render("status.html", notice=HOSTILE)).the(id="status").text == HOSTILE


def test_nothing_runs_or_paints_that_is_no_file_of_ours() -> None:
    for name, page in _all_pages():
        for element in page.all():
            assert element.tag != "style", name
            forbidden = [each for each in element.attributes if each == "style" or re.match(r"on|hx-on|hx-vals", each)]
            assert not forbidden, (name, element.tag)
            for attribute in ("src", "action", "hx-post"):
                assert element.attributes.get(attribute, "/chat/").startswith("/chat/"), (name, element.tag)
        for script in page.all("script"):
            assert script.attributes["src"].endswith(".js") and not script.text, name


def test_no_template_turns_escaping_off() -> None:
    for path in TEMPLATES.glob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", path.read_text(encoding="utf-8")), path.name


# ---- wording ----


def _leaves(node: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _leaves(value, f"{where}.{key}".strip("."))
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value, where)
    else:
        yield where, node


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "?", "!"))


def test_the_page_is_easy_to_read() -> None:
    names = names_pattern(medical_words())

    hard = {text: grade(text, names) for _, text in _leaves(WORDS) if _is_sentence(text)}
    assert len(hard) > 30
    assert {text: level for text, level in hard.items() if level > HIGHEST_GRADE} == {}


def test_places_stand_only_where_they_are_filled() -> None:
    found = {where: set(_PLACE.findall(text)) for where, text in _leaves(WORDS) if _PLACE.findall(text)}

    assert found == _PLACES


def test_the_first_opener_starts_the_check_up() -> None:
    buttons = yaml.safe_load((DATA / "check_up" / "buttons.yml").read_text(encoding="utf-8"))

    assert WORDS["openers"][0] == buttons["start"]


@pytest.mark.parametrize("question", WORDS["openers"][1:])
def test_the_other_openers_are_questions_that_the_guide_answers(question: str) -> None:
    worded = yaml.safe_load((DATA / "buttons.yml").read_text(encoding="utf-8"))["questions"]["disease"]
    aspects = {words.format(name="muscle atrophy"): aspect for aspect, words in worded.items()}

    assert default_library().answer("muscle_atrophy", aspects[question])


def test_the_greeting_says_what_it_is_and_is_not_and_what_to_do_in_an_emergency() -> None:
    said = " ".join(WORDS["greeting"])

    assert all(words in said for words in ("computer program", "not a doctor", "I can ", "I cannot ", "emergency"))


def test_no_wording_stands_in_the_templates() -> None:
    for path in TEMPLATES.glob("*.html"):
        if path.name in FROM_OTHER_FILES:
            continue
        source = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        source = re.sub(r"<meta [^>]*>", "", source.replace("&minus;", ""))
        texts = re.sub(r"<[^<>]*>", "\n", source).split()
        attributes = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]+)"', source)
        assert [text for text in [*texts, *attributes] if re.search("[a-z]{2}", text)] == _MACHINE_WORDS.get(
            path.name, []
        ), path.name


_MACHINE_WORDS = {
    "_forms.html": [
        'method="post"',
        'autocomplete="off"',
        'action="/messages"',
        'hx-post="/messages"',
        'hx-target="#log"',
        'hx-swap="beforeend"',
    ]
}


def test_all_words_are_used() -> None:
    sources = " ".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))

    keys = {key for key, value in WORDS.items() if not isinstance(value, Mapping)} - {"greeting"}  # said by the server
    keys |= {
        f"{group}.{key}" for group in ("emergency_line", "composer", "tools", "gone", "status") for key in WORDS[group]
    }
    assert [key for key in sorted(keys) if f"words.{key}" not in sources] == []


# ---- the style sheet ----


def test_the_style_sheet_is_small_and_fetches_nothing() -> None:
    sheet = (PROJECT / "page" / "static" / "page.css").read_text(encoding="utf-8")

    assert len(gzip.compress(sheet.encode(), 9)) <= MOST_CSS_BYTES
    assert not re.search(r"url\(|@import|expression|https?:", sheet)


def test_the_style_sheet_works_from_right_to_left() -> None:
    sheet = (PROJECT / "page" / "static" / "page.css").read_text(encoding="utf-8")

    assert not re.findall(r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right|float)\s*:", sheet)
    assert not re.findall(r"text-align:\s*(?:left|right)", sheet)


@pytest.mark.parametrize("wish", ["prefers-color-scheme", "prefers-reduced-motion", "forced-colors", "max-height"])
def test_the_style_sheet_heeds_what_people_have_set(wish: str) -> None:
    assert f"({wish}: " in (PROJECT / "page" / "static" / "page.css").read_text(encoding="utf-8")
