"""What a screen reader is given: new answers once, a name for everything, a page with a plan."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from guide_rasa.page.rendering import load_words
from tests.browser import steps

WORDS = load_words()
NAMED = frozenset({"button", "link", "textbox", "checkbox", "progressbar", "image", "DisclosureTriangle", "log"})

_WATCH = """() => {
  window.seen = [];
  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const tell = (kind) => (node) => window.seen.push(`${kind} ${node.nodeName.toLowerCase()}.${node.className ?? ""}`);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes, removedNodes } of changes) {
      if (type === "characterData") window.seen.push("changed text");
      const elements = [...addedNodes].filter(isElement);
      const isNew = (node) => target.id === "log" && node.matches("article.turn");
      elements.forEach((node) => tell(isNew(node) ? "new" : "also")(node));
      [...removedNodes].forEach(tell("removed"));
    }
  }).observe(document.getElementById("log"), { childList: true, subtree: true, characterData: true });
}"""


def heard(page: Page) -> list[str]:
    """What happened in the log since the last look, without the classes that an element has for a moment."""
    changes: list[str] = page.evaluate("window.seen.splice(0)")
    return [change.split(".")[0] for change in changes]


def tree(page: Page) -> list[dict[str, Any]]:
    """The page as assistive technology gets it: nodes with a role and a name."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    return [node for node in nodes if not node["ignored"]]


def role_of(node: dict[str, Any]) -> str:
    """The role of a node of the tree."""
    return str(node["role"]["value"])


def name_of(node: dict[str, Any]) -> str:
    """The accessible name of a node of the tree."""
    return str(node.get("name", {}).get("value", "")).strip()


def check_names(page: Page) -> None:
    """Whatever can be used or seen as a picture has a name; the menu is looked at while it is open."""
    steps.menu(page)
    found = [node for node in tree(page) if role_of(node) in NAMED]
    assert {"button", "link", "textbox", "DisclosureTriangle", "log"} <= {role_of(node) for node in found}
    assert [role_of(node) for node in found if not name_of(node)] == []


def test_each_answer_is_new_in_the_log_once_and_nothing_old_changes(page: Page) -> None:
    log = page.get_by_role("log", name=WORDS["log"])
    expect(log).to_have_count(1)
    assert log.get_attribute("aria-live") in (None, "polite")
    page.evaluate(_WATCH)
    steps.say(page, steps.QUESTION)
    assert heard(page) == ["new article"]
    for answer in (steps.START, "None of these"):
        steps.say(page, answer)
        assert heard(page) == ["new article"]
    steps.tap(page, steps.BACK)
    assert heard(page) == ["new article"]


def test_a_retry_that_brings_what_is_known_is_not_told_twice(page: Page) -> None:
    page.evaluate(_WATCH)
    page.route(steps.MESSAGES, steps.losing_replies, times=1)
    steps.write(page, steps.QUESTION)
    with steps.one_more_turn(page):
        steps.send(page)
    assert heard(page) == ["new article"]


def test_everything_has_a_name(page: Page) -> None:
    check_names(page)
    steps.tap(page, "What kinds of muscle atrophy are there?")
    check_names(page)


def test_everything_in_the_check_up_has_a_name(page: Page) -> None:
    steps.say(page, "Start the check-up")
    check_names(page)
    group = page.get_by_role("group", name=WORDS["several"])
    expect(group.get_by_role("checkbox")).to_have_count(11)


@pytest.mark.parametrize("words", [steps.DANGER, steps.CRISIS])
def test_cards_are_named_by_their_heading(page: Page, words: str) -> None:
    steps.say(page, words)
    check_names(page)
    card = steps.last(page).locator(".card")
    heading = card.get_by_role("heading").inner_text()
    expect(steps.last(page).get_by_role("group", name=heading)).to_have_count(1)


def test_the_page_has_a_plan(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title(WORDS["title"])
    roles = [role_of(node) for node in tree(page)]
    assert {role: roles.count(role) for role in ("banner", "main", "log", "status")} == dict.fromkeys(
        ("banner", "main", "log", "status"), 1
    )
    headings = page.get_by_role("heading", level=1)
    expect(headings).to_have_text([WORDS["title"]])
    expect(page.get_by_role("region", name=WORDS["live"])).to_have_count(1)
    expect(page.get_by_role("region", name=WORDS["about"]["label"])).to_have_count(1)


def test_who_said_what_is_told_in_words(page: Page) -> None:
    steps.say(page, steps.QUESTION)
    assert (steps.last(page).locator(".said").text_content() or "").strip().startswith(WORDS["you_said"])
    assert (steps.last(page).locator(".answer").text_content() or "").strip().startswith(WORDS["guide_said"])


def test_the_status_line_tells_of_trouble(page: Page) -> None:
    status = page.get_by_role("status")
    expect(status).to_be_empty()
    page.context.set_offline(True)
    steps.write(page, steps.QUESTION)
    steps.send(page)
    expect(status).to_have_text(WORDS["status"]["offline"])


def test_escape_closes_the_menu_and_returns_to_its_button(page: Page) -> None:
    details = page.locator("#tools details")
    steps.menu(page).get_by_role("button", name=WORDS["tools"]["delete"]).focus()
    page.keyboard.press("Escape")
    expect(details).not_to_have_attribute("open", "")
    expect(details.locator("summary")).to_be_focused()
