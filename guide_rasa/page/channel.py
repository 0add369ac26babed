"""The web page as a Rasa input channel, set up in `credentials.yml`. It serves the chat with or without scripts."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Sanic, response
from sanic.blueprints import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from guide.check_up.numbers import default_numbers
from guide.check_up.tables import default_tables
from guide.check_up.telling import load_offers
from guide.knowledge.library import default_library
from guide.page.figures import load_figures
from guide.page.terms import TermMarker
from guide.page.viewer import Viewer
from guide.paths import PROJECT
from guide.reading.glossary import default_glossary
from guide_rasa.guarded_turn import GuardedTurn, Handler
from guide_rasa.page.assets import Assets
from guide_rasa.page.handlers import PageHandlers
from guide_rasa.page.headers import security_headers
from guide_rasa.page.output import CHANNEL
from guide_rasa.page.rendering import Renderer, load_words
from guide_rasa.page.requests import Refused
from guide_rasa.page.sessions import Sessions, read_secret
from guide_rasa.page.settings import PageSettings
from guide_rasa.page.talks import Talks
from guide_rasa.rate_limits import RateLimiter
from guide_rasa.store_access import ConversationStore

logger = logging.getLogger(__name__)

PREFIX = "/chat"
SECRET_FILE = PROJECT / ".run" / "page_secret"
Route = Callable[..., Awaitable[HTTPResponse]]


class GuidePageInput(InputChannel):
    """The channel `page`. Its settings are those of PageSettings."""

    def __init__(self, settings: PageSettings | None = None) -> None:
        self._settings = settings or PageSettings()

    @classmethod
    def name(cls) -> str:
        """The name that responses may have variations for."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """The channel with the settings of `credentials.yml`. Raises ValueError on a wrong one."""
        return cls(PageSettings.from_credentials(credentials))

    def url_prefix(self) -> str:
        """With its slash Rasa takes it from the root of the server, not from `/webhooks`."""
        return PREFIX

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """All addresses of the page."""
        blueprint = Blueprint("guide_page", __name__)
        handlers = self._handlers(on_new_message, ConversationStore(blueprint))
        for route, methods, address in (
            (handlers.page, ["GET"], "/"),
            (handlers.frame, ["GET"], "/frame"),
            (handlers.message, ["POST"], "/messages"),
            (handlers.to_the_page, ["GET"], "/messages"),
            (handlers.transcript, ["POST"], "/transcript"),
            (handlers.history, ["GET"], "/history"),
            (handlers.summary, ["GET", "POST"], "/summary"),
            (handlers.summary_data, ["GET", "POST"], "/summary.json"),
            (handlers.restart, ["POST"], "/restart"),
            (handlers.delete, ["POST"], "/delete"),
            (handlers.static, ["GET"], "/static/<version:str>/<name:path>"),
            (handlers.embed, ["GET"], "/embed.js"),
            (handlers.ready, ["GET"], "/ready"),
            (handlers.nowhere, ["GET"], "/<name:[^/]+>"),
        ):
            # Streamed: the body is read by us, so that one that is too large is refused before it has arrived.
            blueprint.add_route(
                self._answering(route, handlers), address, methods, stream="POST" in methods, name=route.__name__
            )
        blueprint.listener("before_server_start")(_show_the_page_at_the_root)
        return blueprint

    def _handlers(self, on_new_message: Handler, store: ConversationStore) -> PageHandlers:
        words, assets, library = load_words(), Assets(), default_library()
        terms = TermMarker(default_glossary(), library)
        settings = self._settings
        turn = GuardedTurn(on_new_message, store.delete, settings.reply_seconds)
        return PageHandlers(
            base=PREFIX,
            sessions=Sessions(read_secret(SECRET_FILE)),
            talks=Talks(turn, store, default_tables()),
            viewer=Viewer(library, load_figures(), load_offers(), default_numbers(), words, terms),
            renderer=Renderer(PREFIX, assets, words, settings.origins),
            assets=assets,
            limiter=RateLimiter(settings.limits),
            secure_cookies=settings.secure_cookies,
            is_ready=_is_ready,
        )

    def _answering(self, route: Route, handlers: PageHandlers) -> Route:
        """The route with an answer for whatever goes wrong, and the security headers on all of it."""
        origins = self._settings.origins

        async def answer(request: Request, **parts: str) -> HTTPResponse:
            try:
                answered = await route(request, **parts)
            except Refused as refusal:
                # a form that is refused unread has not said where it comes from; the browser has
                request.ctx.framed = _in_a_frame(request)
                answered = handlers.problem(request, refusal)
            except Exception as error:  # a person reads this, and no traceback helps them
                logger.error("%s failed: %s at %s", route.__name__, type(error).__name__, _place_of(error))
                answered = handlers.problem(request, Refused(500, "unavailable"))
            ancestors = ("'self'", *origins) if _in_a_frame(request) else ()
            answered.headers.update(security_headers(ancestors))
            return answered

        return answer


def _in_a_frame(request: Request) -> bool:
    """Whether a frame shows the answer; `request.ctx.framed` is there once the request was read."""
    said = getattr(request.ctx, "framed", None)
    if said is not None:
        return bool(said)
    return request.method == "POST" and request.headers.get("sec-fetch-dest") == "iframe"


def _place_of(error: Exception) -> str:
    """Where it happened. The error's own words are not logged: they may quote the person."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _is_ready(request: Request) -> bool:
    agent = getattr(request.app.ctx, "agent", None)
    return bool(agent is not None and agent.is_ready())


async def _show_the_page_at_the_root(app: Sanic, *_loop: Any) -> None:
    """Rasa greets at `/`, for programs; a browser that comes there is shown the way to the page."""

    async def lead_on(request: Request) -> HTTPResponse | None:
        wants_a_page = "text/html" in request.headers.get("accept", "")
        return response.redirect(f"{PREFIX}/") if request.path == "/" and wants_a_page else None

    app.register_middleware(lead_on, "request")
