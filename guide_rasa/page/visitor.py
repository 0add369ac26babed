"""Who sends a request: the conversation it belongs to, by cookie or by the frame's token."""

from __future__ import annotations

from dataclasses import dataclass

from sanic.request import Request

from guide_rasa.page.answers import COOKIE
from guide_rasa.page.requests import Form, Refused, refuse_foreign_pages
from guide_rasa.page.sessions import ForgedSession, Sessions

SESSION_FIELD = "session"
_FORBIDDEN = 403


@dataclass(frozen=True)
class Visitor:
    """`framed`: inside another site, where the token travels in forms. `new`: the token was made for this request."""

    token: str
    conversation: str
    framed: bool = False
    new: bool = False

    @property
    def form_token(self) -> str:
        """The token for the page's forms; "" where the cookie does it."""
        return self.token if self.framed else ""


def new_visitor(sessions: Sessions, framed: bool = False) -> Visitor:
    """Somebody without a conversation."""
    token = sessions.begin()
    return Visitor(token, sessions.conversation_of(token), framed, new=True)


def identify(request: Request, sessions: Sessions, form: Form | None = None) -> Visitor:
    """The visitor who sends a request, with `form` for one that posts. Refuses a token that we have not signed."""
    given = form.first(SESSION_FIELD) if form else ""
    framed = form is not None and SESSION_FIELD in form.fields
    request.ctx.framed = framed
    if not framed:
        if form is not None:  # also without a cookie: an answer to another site must not put a new one in its place
            refuse_foreign_pages(request)
        given = request.cookies.get(COOKIE, "")
        if not given:
            return new_visitor(sessions)
    try:
        return Visitor(given, sessions.conversation_of(given), framed)
    except ForgedSession as error:
        raise Refused(_FORBIDDEN, "forbidden") from error
