"""Each message is in the conversation once and in order, and no words are lost, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from guide_rasa.page.rendering import load_words
from tests.browser import steps

WORDS = load_words()
SECOND = "tell me more"


def is_held(page: Page, *messages: str) -> None:
    """These messages are in the log and on the server, each once, in this order, and after a reload too."""
    assert steps.said(page) == list(messages)
    assert [exchange["said"] for exchange in steps.history(page)] == list(messages)
    page.reload()
    assert steps.said(page) == list(messages)


def unreachable(route: Route) -> None:
    """The message does not get to the server."""
    route.abort("connectionrefused")


def refusing(status: int, words: str) -> Callable[[Route], None]:
    """A server that turns each message down, as ours does it."""
    body = f'<p id="status" hx-swap-oob="innerHTML">{words}</p>'
    return lambda route: route.fulfill(status=status, content_type="text/html; charset=utf-8", body=body)


def is_kept(page: Page, words: str) -> None:
    """The page says `words`, and what was typed is still in the box and not in the log."""
    expect(steps.status(page)).to_have_text(words)
    expect(page.locator("#message")).to_have_value(steps.QUESTION)
    expect(steps.turns(page)).to_have_count(1)


def goes_out_by_itself(page: Page) -> None:
    """What was kept is sent, is answered, and leaves the box."""
    expect(steps.turns(page)).to_have_count(2, timeout=steps.REPLY_MS)
    steps.settled(page)
    expect(page.locator("#message")).to_have_value("")
    expect(steps.status(page)).to_have_text(steps.wording(page, "sent"))


# ---- pressed twice ----


def test_a_double_click_on_send_sends_once(page: Page) -> None:
    sent = steps.sent_by(page)
    steps.write(page, steps.QUESTION)
    with steps.one_more_turn(page):
        page.locator("#send").dblclick()
    steps.say(page, SECOND)
    assert len(sent) == 2
    is_held(page, steps.QUESTION, SECOND)


def test_a_double_click_on_an_answer_answers_one_question(page: Page) -> None:
    steps.tap(page, steps.START)
    sent = steps.sent_by(page)
    with steps.one_more_turn(page):
        steps.button(page, "None of these").dblclick()
    assert len(sent) == 1
    assert steps.progress(page).startswith("Question 2 ")
    steps.tap(page, "Me")
    is_held(page, steps.START, "None of these", "Me")


def test_enter_twice_sends_once(page: Page) -> None:
    sent = steps.sent_by(page)
    steps.write(page, steps.QUESTION)
    with steps.one_more_turn(page):
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
    steps.say(page, SECOND)
    assert len(sent) == 2
    is_held(page, steps.QUESTION, SECOND)


# ---- lost on the way ----


def test_a_message_whose_reply_was_lost_is_not_sent_into_the_talk_again(page: Page) -> None:
    sent = steps.sent_by(page)
    page.route(steps.MESSAGES, steps.losing_replies, times=1)
    steps.write(page, steps.QUESTION)
    steps.send(page)
    goes_out_by_itself(page)
    assert len(sent) == 2
    assert sent[0].post_data == sent[1].post_data
    is_held(page, steps.QUESTION)


def test_a_reply_that_was_lost_is_there_after_a_reload(page: Page) -> None:
    page.route(steps.MESSAGES, steps.losing_replies, times=1)
    steps.write(page, steps.QUESTION)
    steps.send(page)
    expect(steps.status(page)).to_have_text(steps.wording(page, "away"))
    page.reload()
    assert steps.said(page) == [steps.QUESTION]
    assert steps.last_answer(page)
    steps.say(page, SECOND)
    is_held(page, steps.QUESTION, SECOND)


def test_two_tabs_send_into_one_conversation(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    first = ["What is ALS?", "What is polio?", "thanks"]
    second = ["What is sarcopenia?", "hello", "How is ALS treated?"]
    for here, there in zip(first, second, strict=True):
        steps.write(page, here)
        steps.write(other, there)
        steps.send(page)
        steps.send(other)
        steps.settled(page)
        steps.settled(other)
    page.reload()
    other.reload()
    held = [exchange["said"] for exchange in steps.history(page)]
    assert sorted(held) == sorted(first + second)
    assert [words for words in held if words in first] == first
    assert [words for words in held if words in second] == second
    assert steps.said(page) == steps.said(other) == held


# ---- no way to the server ----


def test_offline_words_are_kept_and_go_out_once_when_back(page: Page) -> None:
    page.context.set_offline(True)
    steps.write(page, steps.QUESTION)
    steps.send(page)
    is_kept(page, steps.wording(page, "offline"))
    page.context.set_offline(False)
    goes_out_by_itself(page)
    is_held(page, steps.QUESTION)


def test_offline_a_tap_is_kept_too(page: Page) -> None:
    page.context.set_offline(True)
    steps.button(page, steps.QUESTION).click()
    expect(steps.status(page)).to_have_text(steps.wording(page, "offline"))
    page.context.set_offline(False)
    goes_out_by_itself(page)
    is_held(page, steps.QUESTION)


def test_while_the_server_is_away_words_are_kept_and_go_out_once_later(page: Page) -> None:
    page.route(steps.MESSAGES, unreachable)
    steps.write(page, steps.QUESTION)
    steps.send(page)
    is_kept(page, steps.wording(page, "away"))
    page.unroute(steps.MESSAGES)
    goes_out_by_itself(page)
    is_held(page, steps.QUESTION)


def test_a_guide_that_cannot_answer_just_now_is_asked_again(page: Page) -> None:
    page.route(steps.MESSAGES, refusing(503, WORDS["problems"]["unavailable"]["text"]), times=1)
    steps.write(page, steps.QUESTION)
    steps.send(page)
    is_kept(page, steps.wording(page, "away"))
    goes_out_by_itself(page)
    is_held(page, steps.QUESTION)


# ---- turned down ----


def test_too_many_messages_keep_the_words_for_the_person_to_send(page: Page) -> None:
    sent = steps.sent_by(page)
    page.route(steps.MESSAGES, refusing(429, WORDS["problems"]["too_many"]["text"]), times=1)
    steps.write(page, steps.QUESTION)
    steps.send(page)
    is_kept(page, WORDS["problems"]["too_many"]["text"])
    with steps.one_more_turn(page):
        steps.send(page)
    assert len(sent) == 2
    expect(steps.status(page)).to_be_empty()
    is_held(page, steps.QUESTION)


def test_more_than_a_thousand_characters_do_not_leave_the_page(page: Page) -> None:
    sent = steps.sent_by(page)
    words = (steps.QUESTION + " ").ljust(1001, "x")
    box = page.locator("#message")
    steps.write(page, words)
    steps.send(page)
    expect(steps.status(page)).to_have_text(steps.wording(page, "toolong"))
    expect(box).to_have_value(words)
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#count")).to_contain_text("1,001")
    steps.say(page, words[:1000])
    expect(steps.status(page)).to_be_empty()
    assert len(sent) == 1
    is_held(page, words[:1000])


# ---- loaded anew ----


def test_a_reload_in_the_middle_of_the_check_up_brings_all_of_it_back(page: Page) -> None:
    for answer in (steps.START, "None of these", "Me", "Months ago"):
        steps.tap(page, answer)
    before = steps.said(page), steps.answers(page), steps.buttons(page), steps.progress(page)
    page.reload()
    assert (steps.said(page), steps.answers(page), steps.buttons(page), steps.progress(page)) == before
    steps.tap(page, "40 to 64")
    assert steps.progress(page).startswith("Question 5 ")
