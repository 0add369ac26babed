"""What the page's addresses answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import asdict, dataclass

from sanic.request import Request
from sanic.response import HTTPResponse

from guide.check_up.fhir import questionnaire_response
from guide.check_up.numbers import default_numbers
from guide.check_up.summary import NoResultYet, Summary, default_summary_words, summarize
from guide.check_up.tables import default_tables
from guide.knowledge.library import default_library
from guide.page.exchange import Exchange
from guide.page.typeset import calls_in
from guide.page.view import View
from guide.page.viewer import Viewer, is_deletion
from guide.reading.guard import LONGEST_MESSAGE, clean
from guide_rasa.page import answers
from guide_rasa.page.assets import Assets
from guide_rasa.page.headers import FOR_ANY_SITE, LASTING
from guide_rasa.page.rendering import Renderer
from guide_rasa.page.requests import (
    Form,
    Refused,
    is_by_script,
    new_message_id,
    read_form,
    refuse_foreign_pages,
)
from guide_rasa.page.sessions import Sessions
from guide_rasa.page.talks import Talk, Talks, TurnFailed
from guide_rasa.page.visitor import Visitor, identify, new_visitor
from guide_rasa.rate_limits import RateLimiter

_EMBED = "embed.js"
_CLEAR_LOG = {"HX-Retarget": "#log", "HX-Reswap": "innerHTML"}


@dataclass(frozen=True)
class PageHandlers:
    """The page over its parts. Each public method is one address; what it refuses, it raises as Refused."""

    base: str
    sessions: Sessions
    talks: Talks
    viewer: Viewer
    renderer: Renderer
    assets: Assets
    limiter: RateLimiter
    secure_cookies: bool
    is_ready: Callable[[Request], bool]

    # ---- the page ----

    async def page(self, request: Request) -> HTTPResponse:
        """The page with the conversation so far."""
        return self._whole_page(request, *await self._visited(request))

    async def frame(self, request: Request) -> HTTPResponse:
        """The page for a frame on another site: always a new conversation, which its forms carry on."""
        request.ctx.framed = True
        return self._whole_page(request, new_visitor(self.sessions, framed=True), Talk())

    async def to_the_page(self, request: Request) -> HTTPResponse:
        """Somebody without scripts opens the address anew that a refused message left in the address line."""
        return answers.see_other(f"{self.base}/")

    async def transcript(self, request: Request) -> HTTPResponse:
        """The conversation so far as a part of the page, for a frame that takes it up again."""
        visitor = identify(request, self.sessions, await read_form(request))
        view = self._view(visitor, await self.talks.read(visitor.conversation))
        return self._part(request, visitor, "transcript.html", view)

    async def history(self, request: Request) -> HTTPResponse:
        """The conversation so far as JSON. Only its own session opens it."""
        visitor, talk = await self._visited(request)
        if visitor.new:
            raise Refused(403, "forbidden")
        return answers.data({"conversation": [asdict(exchange) for exchange in talk.exchanges]})

    # ---- messages ----

    async def message(self, request: Request) -> HTTPResponse:
        """Take a message, and answer with the new part of the page, or send the browser back to the page."""
        form = await read_form(request)
        visitor = identify(request, self.sessions, form)
        text = form.message()
        try:
            self._check(request, visitor, text)
            exchange = await self.talks.say(visitor.conversation, form.message_id(), text)
        except TurnFailed as failure:
            return await self._not_taken(request, visitor, form, 503, failure.text, {"Retry-After": "5"})
        except Refused as refusal:
            notice = self.renderer.problem_text(refusal.problem)
            return await self._not_taken(request, visitor, form, refusal.status, notice, refusal.headers)
        return await self._answer(request, visitor, exchange)

    def _check(self, request: Request, visitor: Visitor, text: str) -> None:
        if len(text) > LONGEST_MESSAGE:
            raise Refused(413, "too_long")
        if not clean(text):
            raise Refused(400, "empty")
        wait = self.limiter.seconds_to_wait(visitor.conversation, request)
        if wait:
            raise Refused(429, "too_many", Retry_After=str(wait))

    async def _answer(self, request: Request, visitor: Visitor, exchange: Exchange) -> HTTPResponse:
        deleted = is_deletion(exchange)
        if deleted:
            self.talks.forget(visitor.conversation)
        if is_by_script(request):
            talk = await self.talks.read(visitor.conversation)
            view = self.viewer.view([exchange], *self._state(visitor, talk))
            return self._part(request, visitor, "answer.html", view, _CLEAR_LOG if deleted else {})
        if visitor.framed or deleted:
            talk = Talk((exchange,)) if deleted else await self.talks.read(visitor.conversation)
            return self._whole_page(request, visitor, talk)
        return self._with_session(answers.see_other(f"{self.base}/#t-{exchange.id}"), visitor)

    async def _not_taken(
        self, request: Request, visitor: Visitor, form: Form, status: int, notice: str, headers: dict[str, str]
    ) -> HTTPResponse:
        """Say why, and keep what was typed."""
        if is_by_script(request):
            body = self.renderer.render("status.html", notice=notice)
            return self._with_session(answers.html(request, body, status, headers), visitor)
        talk = await self.talks.read(visitor.conversation)
        return self._whole_page(request, visitor, talk, notice, form.message(), status, headers)

    # ---- the summary ----

    async def summary(self, request: Request) -> HTTPResponse:
        """The summary for the doctor, as a page of its own."""
        visitor, summary = await self._summed_up(request)
        words = default_summary_words()
        body = self.renderer.render(
            "summary.html", summary=summary, words=words, session=visitor.form_token, calls=calls_in(summary.call)
        )
        return answers.html(request, body, secret=visitor.framed)

    async def summary_data(self, request: Request) -> HTTPResponse:
        """The summary as a FHIR R4 QuestionnaireResponse."""
        _, summary = await self._summed_up(request)
        headers = {"Content-Disposition": f'attachment; filename="check-up-{summary.date.isoformat()}.json"'}
        return answers.data(
            questionnaire_response(default_tables(), summary), headers, media_type="application/fhir+json"
        )

    async def _summed_up(self, request: Request) -> tuple[Visitor, Summary]:
        visitor, talk = await self._visited(request)
        call = default_numbers().of(talk.country).emergency
        try:
            return visitor, summarize(
                default_tables(),
                default_library(),
                talk.course,
                talk.answers,
                datetime.date.today(),
                call,
                talk.in_own_words,
            )
        except NoResultYet as error:
            raise Refused(404, "no_summary") from error

    # ---- starting anew, deleting ----

    async def restart(self, request: Request) -> HTTPResponse:
        """Delete the conversation and begin another."""
        visitor = await self._leaving(request)
        await self._delete(visitor)
        fresh = new_visitor(self.sessions, visitor.framed)
        if fresh.framed:
            return self._whole_page(request, fresh, Talk())
        return self._with_session(answers.see_other(f"{self.base}/"), fresh)

    async def delete(self, request: Request) -> HTTPResponse:
        """Delete the conversation, and say that it is gone only after a look shows that it is."""
        visitor = await self._leaving(request)
        await self._delete(visitor)
        body = self._ending("gone.html", visitor.framed)
        return self._with_session(answers.html(request, body), new_visitor(self.sessions, visitor.framed))

    async def _delete(self, visitor: Visitor) -> None:
        if not await self.talks.delete(visitor.conversation):
            raise Refused(503, "not_deleted")

    async def _leaving(self, request: Request) -> Visitor:
        """The visitor; where the session is forged there is nothing of theirs to delete, and they may begin anew."""
        form = await read_form(request)
        try:
            return identify(request, self.sessions, form)
        except Refused:
            if request.ctx.framed:
                raise
            refuse_foreign_pages(request)
            return new_visitor(self.sessions)

    # ---- files ----

    async def static(self, request: Request, version: str, name: str) -> HTTPResponse:
        """A static file. Under the address of another version it is served too, but not kept."""
        asset = self.assets.get(name)
        if asset is None or name == _EMBED:
            raise Refused(404, "not_found")
        headers = LASTING if version == self.assets.version else {**LASTING, "Cache-Control": "no-cache"}
        return answers.static(request, asset, headers)

    async def embed(self, request: Request) -> HTTPResponse:
        """The script that puts the page into another site."""
        asset = self.assets.get(_EMBED)
        if asset is None:
            raise Refused(404, "not_found")
        return answers.static(request, asset, FOR_ANY_SITE)

    async def nowhere(self, request: Request, name: str) -> HTTPResponse:
        """Any other address."""
        raise Refused(404, "not_found")

    async def ready(self, request: Request) -> HTTPResponse:
        """Whether the guide can answer."""
        ready = self.is_ready(request)
        return answers.data({"status": "ready" if ready else "starting"}, status=200 if ready else 503)

    # ---- what they share ----

    def problem(self, request: Request, refusal: Refused) -> HTTPResponse:
        """A page, or a line for the status, that says what was wrong and what to do."""
        framed = getattr(request.ctx, "framed", False)
        if is_by_script(request):
            body = self.renderer.render("status.html", notice=self.renderer.problem_text(refusal.problem))
        else:
            body = self._ending("problem.html", framed, problem=refusal.problem)
        return answers.html(request, body, refusal.status, refusal.headers)

    async def _visited(self, request: Request) -> tuple[Visitor, Talk]:
        form = await read_form(request) if request.method == "POST" else None
        visitor = identify(request, self.sessions, form)
        return visitor, Talk() if visitor.new else await self.talks.read(visitor.conversation)

    def _ending(self, template: str, framed: bool, **values: str) -> str:
        """A page of its own with a few words; of the view it shows the numbers to call."""
        view = self.viewer.view((), (new_message_id(), new_message_id()))
        return self.renderer.render(template, view=view, framed=framed, **values)

    def _view(self, visitor: Visitor, talk: Talk, notice: str = "", kept: str = "") -> View:
        return self.viewer.view(talk.exchanges, *self._state(visitor, talk), notice, kept)

    @staticmethod
    def _state(visitor: Visitor, talk: Talk) -> tuple[tuple[str, str], str | None, bool, str]:
        return (new_message_id(), new_message_id()), talk.country, talk.has_summary, visitor.form_token

    def _part(
        self, request: Request, visitor: Visitor, template: str, view: View, headers: dict[str, str] | None = None
    ) -> HTTPResponse:
        body = self.renderer.render(template, view=view, framed=visitor.framed)
        return self._with_session(answers.html(request, body, headers=headers, secret=visitor.framed), visitor)

    def _whole_page(
        self,
        request: Request,
        visitor: Visitor,
        talk: Talk,
        notice: str = "",
        kept: str = "",
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> HTTPResponse:
        body = self.renderer.render("page.html", view=self._view(visitor, talk, notice, kept), framed=visitor.framed)
        return self._with_session(answers.html(request, body, status, headers, visitor.framed), visitor)

    def _with_session(self, answer: HTTPResponse, visitor: Visitor) -> HTTPResponse:
        if visitor.framed or not visitor.new:
            return answer
        return answers.set_session(answer, visitor.token, self.base, self.secure_cookies)
