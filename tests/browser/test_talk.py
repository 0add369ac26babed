"""A talk on the page: questions and answers, the check-up, the cards, and the menu."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from guide.check_up.numbers import default_numbers
from guide.knowledge.library import default_library
from guide.page.figures import load_figures
from guide_rasa.page.rendering import load_words
from tests.browser import steps
from tests.browser.conftest import NewPage

WORDS = load_words()


def begin_check_up(page: Page) -> None:
    """Up to the third question."""
    for answer in (steps.START, "None of these", "Me"):
        steps.tap(page, answer)


def meant(page: Page, kind: str) -> dict[str, Any]:
    """What the newest exchange means, by its part of `kind`."""
    parts = [message.get("custom") or {} for message in steps.history(page)[-1]["messages"]]
    return next(part for part in parts if part.get("kind") == kind)


def numbers_in_card(page: Page) -> set[str]:
    """The numbers that the newest card dials."""
    links = steps.last(page).locator('.card a[href^="tel:"]').all()
    for link in links:
        expect(link).to_be_visible()
    return {(link.get_attribute("href") or "").removeprefix("tel:") for link in links}


# ---- the first message ----


def test_the_first_message_stands_in_the_html_and_needs_no_script(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    for paragraph in WORDS["greeting"]:
        expect(steps.turns(page).get_by_text(paragraph)).to_be_visible()
    assert steps.buttons(page) == list(WORDS["openers"])


# ---- questions and answers ----


def test_a_question_is_answered_with_its_sources_as_links(page: Page) -> None:
    steps.say(page, steps.QUESTION)
    assert steps.said(page) == [steps.QUESTION]
    expected = [default_library().sources[id_] for id_ in meant(page, "answer")["sources"]]
    links = steps.last(page).locator(".sources a")
    expect(links).to_have_count(len(expected))
    for link, source in zip(links.all(), expected, strict=True):
        assert link.get_attribute("href") == source.address
        assert link.get_attribute("target") == "_blank"
        assert set((link.get_attribute("rel") or "").split()) == {"noopener", "noreferrer"}
        expect(link).to_contain_text(source.title)
        expect(link).to_contain_text(WORDS["new_tab"])


def test_an_answer_shows_its_figure_with_words_for_those_who_cannot_see_it(page: Page) -> None:
    steps.tap(page, "What kinds of muscle atrophy are there?")
    answer = meant(page, "answer")
    figure = load_figures().for_answer(answer["topic"], answer["aspect"])
    assert figure is not None
    image = steps.last(page).get_by_role("img", name=figure.alt)
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    expect(steps.last(page).locator("figcaption")).to_have_text(figure.caption)


def test_more_is_told_of_the_same_topic(page: Page) -> None:
    first = steps.say(page, steps.QUESTION)
    topic = meant(page, "answer")["topic"]
    more = steps.say(page, "tell me more")
    assert meant(page, "answer")["topic"] == topic
    assert more != first
    assert steps.answers(page)[-2:] == [first, more]


def test_what_the_guide_must_not_say_is_declined(page: Page) -> None:
    answer = steps.say(page, "Should I stop taking prednisone?")
    assert meant(page, "declined")["reason"] == "medication"
    assert "Do not stop steroids on your own" in answer
    expect(steps.last(page).locator(".card")).to_have_count(0)


# ---- the check-up ----


def test_questions_are_counted_and_answered_by_one_tap(page: Page) -> None:
    steps.tap(page, steps.START)
    assert re.fullmatch(r"Question 1 of about \d+", steps.progress(page))
    steps.tap(page, "None of these")
    assert re.fullmatch(r"Question 2 of about \d+", steps.progress(page))
    assert steps.buttons(page)[:2] == ["Me", "Someone else"]
    steps.tap(page, "Me")
    assert re.fullmatch(r"Question 3 of about \d+", steps.progress(page))
    assert steps.said(page) == [steps.START, "None of these", "Me"]
    bar = page.get_by_role("progressbar", name=steps.progress(page))
    assert bar.get_attribute("value") == "3"


def test_one_may_go_back(page: Page) -> None:
    begin_check_up(page)
    steps.tap(page, steps.BACK)
    assert steps.progress(page).startswith("Question 2 ")
    steps.tap(page, "Someone else")
    assert steps.progress(page).startswith("Question 3 ")
    assert "Months ago" in steps.buttons(page)


def test_an_answer_is_picked_by_one_tap_and_changed(page: Page) -> None:
    begin_check_up(page)
    steps.tap(page, steps.CHANGE)
    expect(steps.button(page, "Change my answer about who this is about")).to_be_visible()
    steps.tap(page, "Change my answer about who this is about")
    assert meant(page, "question")["slot"] == "subject"
    steps.tap(page, "Someone else")
    assert meant(page, "question")["slot"] == "onset"
    assert "Months ago" in steps.buttons(page)


def test_an_answer_is_changed_by_words(page: Page) -> None:
    begin_check_up(page)
    steps.tap(page, "Months ago")
    asked = steps.progress(page), steps.buttons(page)
    assert "Weeks ago" in steps.say(page, "change my answer about when it began to weeks ago")
    assert (steps.progress(page), steps.buttons(page)) == asked


def test_the_guide_says_why_it_asks_and_asks_again(page: Page) -> None:
    begin_check_up(page)
    before = steps.progress(page), steps.buttons(page)
    question = steps.answers(page)[-1]
    reason = steps.tap(page, steps.WHY)
    assert reason != question
    assert (steps.progress(page), steps.buttons(page)) == before


def test_one_may_stop_and_go_on(page: Page) -> None:
    begin_check_up(page)
    asked = steps.buttons(page)
    steps.tap(page, steps.STOP)
    assert steps.progress(page) == ""
    steps.tap(page, "Go on with the check-up")
    assert steps.buttons(page) == asked


# ---- cards ----


def test_a_danger_sign_in_the_form_shows_an_emergency_card(page: Page) -> None:
    begin_check_up(page)
    steps.say(page, steps.DANGER)
    card = steps.last(page).locator(".card-emergency")
    expect(card.get_by_role("heading")).to_have_text(WORDS["levels"]["emergency"]["title"])
    call = default_numbers().of(None).emergency
    assert numbers_in_card(page) == set(re.findall(r"\d+", call))
    assert steps.progress(page) == ""
    assert steps.buttons(page) == []
    expect(page.locator("#emergency-line a").first).to_be_in_viewport()
    assert steps.say(page, steps.QUESTION)


def test_a_wish_to_die_is_met_with_people_to_talk_to(page: Page) -> None:
    steps.say(page, steps.CRISIS)
    expect(steps.last(page).locator(".card").get_by_role("heading")).to_have_text(WORDS["crisis"]["title"])
    assert {"988", "116123"} <= numbers_in_card(page)


# ---- the menu ----


def test_text_size_is_kept(page: Page) -> None:
    def size() -> float:
        pixels: float = page.locator("#log p").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
        return pixels

    usual = size()
    steps.choose_in_menu(page, "Larger text")
    larger = size()
    assert larger > usual
    page.reload()
    assert size() == larger


def test_a_new_conversation_leaves_nothing_of_the_old_one(page: Page) -> None:
    steps.say(page, steps.QUESTION)
    old = steps.session(page)
    steps.choose_in_menu(page, steps.RESTART)
    expect(steps.turns(page)).to_have_count(1)
    assert steps.session(page) != old
    assert steps.history(page, old) == []
    assert steps.buttons(page) == list(WORDS["openers"])


def test_deleting_by_the_button_deletes(page: Page) -> None:
    steps.say(page, steps.QUESTION)
    old = steps.session(page)
    assert len(steps.history(page, old)) == 1
    steps.choose_in_menu(page, steps.DELETE)
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS["gone"]["title"])
    assert steps.history(page, old) == []
    page.get_by_role("button", name=WORDS["again"]).click()
    expect(steps.turns(page)).to_have_count(1)
    assert steps.said(page) == []


def test_deleting_by_words_deletes_and_clears_the_log(page: Page) -> None:
    steps.say(page, steps.QUESTION)
    steps.write(page, "delete this conversation")
    steps.send(page)
    expect(page.get_by_text("I have deleted this conversation.")).to_be_visible(timeout=steps.REPLY_MS)
    steps.settled(page)
    expect(steps.turns(page)).to_have_count(1)
    expect(page.locator("#log")).not_to_contain_text(steps.QUESTION)
    assert steps.history(page) == []
    page.reload()
    assert steps.said(page) == []
