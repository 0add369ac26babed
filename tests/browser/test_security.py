"""Nothing that is written runs, nothing goes to other sites, and nobody sees the conversation of another."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from guide_rasa.page.assets import Assets
from guide_rasa.page.headers import security_headers
from guide_rasa.page.rendering import Renderer, load_words
from tests.browser import hostile, states, steps
from tests.browser.guide import GuideUnderTest

Open = Callable[..., Page]

_REPORT = (
    "addEventListener('securitypolicyviolation', (event) => broken(`${event.violatedDirective} ${event.blockedURI}`));"
)
_PRESSABLE = "#log a, .calls a, .said, .block, summary, #emergency-line a"
PREFIX = "/chat"
COOKIE = "guide_session"
A_DAY = 24 * 3600


class Watch:
    """Everything that must not happen on a page, as it happens."""

    def __init__(self, page: Page) -> None:
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self.broken: list[str] = []
        self.requests: list[str] = []
        page.on("dialog", self._dismiss)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.context.on("request", lambda request: self.requests.append(request.url))
        page.expose_function("broken", lambda words: self.broken.append(words))
        page.add_init_script(_REPORT)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def origins(self) -> set[str]:
        """Where requests went."""
        return {"{0.scheme}://{0.netloc}".format(urlsplit(address)) for address in self.requests}

    def paths(self) -> set[str]:
        """What was asked for, the static files without their version."""
        return {urlsplit(address).path for address in self.requests if "/static/" not in address}


@pytest.fixture
def watched(new_page: Open, guide: GuideUnderTest) -> tuple[Page, Watch]:
    """The page from its loading on, with all that happens in it."""
    page = new_page("about:blank")
    watch = Watch(page)
    page.goto(guide.page)
    return page, watch


def _has_run(page: Page) -> bool:
    """Whether some payload ran, after the browser has had its turn twice."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return bool(page.evaluate("window.ran"))


def test_there_are_payloads_enough() -> None:
    assert len(set(hostile.PAYLOADS)) >= 20


def test_what_a_person_writes_stays_words(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    for payload in hostile.PAYLOADS:
        steps.say(page, payload)
        assert steps.said(page)[-1] == payload
        assert not _has_run(page), payload
    # Written by the guide's own template, the page's words hold one element of ours and no other.
    assert page.locator(".said *:not(.unseen)").count() == 0
    page.reload()
    assert steps.said(page) == list(hostile.PAYLOADS)
    assert page.locator(".said *:not(.unseen)").count() == 0
    assert not _has_run(page)
    assert (watch.dialogs, watch.errors, watch.broken) == ([], [], [])
    assert watch.paths() == {"/chat/", "/chat/messages"}


def test_what_a_person_tells_of_symptoms_stays_words_in_the_summary(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    told = [f"My arm is getting weaker {payload}" for payload in hostile.PAYLOADS[:8]]
    steps.say(page, steps.START)
    steps.tap(page, "None of these")
    for words in told:
        steps.say(page, words)
    steps.say(page, steps.DANGER)
    page.goto(urljoin(page.url, "/chat/summary"))
    quotes = [text.strip().strip("“”") for text in page.locator("blockquote").all_text_contents()]
    assert set(quotes) & set(told), quotes
    assert page.locator("blockquote p *").count() == 0
    assert not _has_run(page)
    assert (watch.dialogs, watch.errors, watch.broken) == ([], [], [])
    assert watch.paths() <= {"/chat/", "/chat/messages", "/chat/summary"}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(PREFIX, Assets(), load_words(), ())


@pytest.mark.parametrize("payload", hostile.PAYLOADS)
def test_what_the_server_puts_in_stays_words(
    new_page: Open, guide: GuideUnderTest, renderer: Renderer, payload: str
) -> None:
    """Buttons, names of topics, captions, sources, numbers: in the whole page, and in the answer that htmx swaps in."""
    page = new_page("about:blank")
    watch = Watch(page)
    view = hostile.view(load_words(), payload)

    def answer(route: Route) -> None:
        template = "answer.html" if route.request.method == "POST" else "page.html"
        body = renderer.render(template, view=view, framed=False)
        route.fulfill(status=200, headers=security_headers(), content_type="text/html; charset=utf-8", body=body)

    page.route(guide.page, answer)
    page.route("**/chat/messages", answer)
    page.goto(guide.page)
    expect(page.locator("#t-hostile-2 .said")).to_contain_text(payload)
    page.evaluate("document.getElementById('t-hostile-2').remove()")
    steps.write(page, steps.QUESTION)
    steps.send(page)
    expect(page.locator("#t-hostile-2 .said")).to_contain_text(payload)
    expect(page.locator("#choices span").first).to_have_text(payload)
    for target in page.locator(_PRESSABLE).all():
        target.dispatch_event("mouseover")
    assert not _has_run(page)
    assert (watch.dialogs, watch.errors, watch.broken) == ([], [], [])
    assert watch.paths() == {"/chat/", "/chat/messages"}
    assert watch.origins() == {guide.url}
    if payload.startswith("javascript:"):
        link = page.locator(".sources a").first
        link.evaluate("(each) => { each.removeAttribute('target'); each.click(); }")
        assert not _has_run(page)


def test_a_whole_conversation_asks_no_other_site_and_breaks_no_rule(
    watched: tuple[Page, Watch], guide: GuideUnderTest
) -> None:
    page, watch = watched
    reached = list(states.walk(page))
    assert set(reached) == set(states.ALL)
    assert watch.origins() == {guide.url}
    assert (watch.dialogs, watch.errors, watch.broken) == ([], [], [])


@pytest.mark.parametrize("path", ["", "frame", "history", "summary", "nowhere", "static/x/page.css"])
def test_every_answer_has_a_strict_policy(page: Page, path: str) -> None:
    headers = page.request.get(urljoin(page.url, path)).headers
    policy = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == "'none'"
    ancestors = policy.pop("frame-ancestors")
    assert ancestors.startswith("'self' http://localhost") if path == "frame" else ancestors == "'none'"
    assert not any(word in rule for rule in policy.values() for word in ("unsafe", "*", "data:", "http:", "https:"))
    assert headers["x-content-type-options"] == "nosniff"


def test_the_cookie_is_for_the_server_alone(page: Page, guide: GuideUnderTest) -> None:
    steps.say(page, steps.QUESTION)
    (cookie,) = page.context.cookies()
    assert cookie["name"] == COOKIE
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert cookie["path"] == PREFIX
    assert 0 < cookie["expires"] - page.evaluate("Date.now() / 1000") <= A_DAY
    assert page.evaluate("document.cookie") == ""


def test_nobody_sees_the_conversation_of_another(new_page: Open, browser: Browser, guide: GuideUnderTest) -> None:
    mine, theirs = new_page(), new_page()
    steps.say(mine, steps.QUESTION)
    steps.say(theirs, states.FIGURE_QUESTION)
    for page, own in ((mine, steps.QUESTION), (theirs, states.FIGURE_QUESTION)):
        page.reload()
        assert steps.said(page) == [own]
        assert [exchange["said"] for exchange in steps.history(page)] == [own]
    with browser.new_context() as stranger:
        assert stranger.request.get(f"{guide.page}history").status == 403
        assert stranger.request.get(f"{guide.page}summary").status == 404


def test_a_changed_session_opens_nothing(page: Page, guide: GuideUnderTest) -> None:
    steps.say(page, steps.QUESTION)
    (cookie,) = page.context.cookies()
    value = str(cookie["value"])
    for place in (6, 20, len(value) - 1):
        changed = value[:place] + ("0" if value[place] != "0" else "1") + value[place + 1 :]
        states.put_session(page, changed)
        for path in ("", "history", "summary"):
            assert page.request.get(guide.page + path).status == 403, (place, path)
        answer = page.request.post(f"{guide.page}messages", form={"message": steps.QUESTION})
        assert answer.status == 403
