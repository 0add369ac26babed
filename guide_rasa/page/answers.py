"""HTTP answers of the page, each with its headers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from guide_rasa.page.assets import Asset
from guide_rasa.page.headers import PRIVATE

COOKIE = "guide_session"
COOKIE_SECONDS = 24 * 3600
_WORTH_COMPRESSING = 1000


def html(
    request: Request, body: str, status: int = 200, headers: Mapping[str, str] | None = None, secret: bool = False
) -> HTTPResponse:
    """A page or a part of one.

    `secret`: the body holds a token beside words that others may have chosen, and compressing the two together would
    give the token away by its length.
    """
    content = body.encode()
    sent = {**PRIVATE, **(headers or {})}
    if not secret and len(content) > _WORTH_COMPRESSING and accepts_gzip(request):
        content = gzip.compress(content, 6, mtime=0)
        sent["Content-Encoding"] = "gzip"
        sent["Vary"] = f"{sent['Vary']}, Accept-Encoding"
    return response.raw(content, status, sent, content_type="text/html; charset=utf-8")


def data(
    content: Any, headers: Mapping[str, str] | None = None, status: int = 200, media_type: str = "application/json"
) -> HTTPResponse:
    """JSON of a conversation."""
    body = json.dumps(content, ensure_ascii=False).encode()
    return response.raw(body, status, {**PRIVATE, **(headers or {})}, media_type)


def see_other(address: str) -> HTTPResponse:
    """Go on with a GET, so that a reload sends nothing again."""
    return response.empty(303, {**PRIVATE, "Location": address})


def static(request: Request, asset: Asset, headers: Mapping[str, str]) -> HTTPResponse:
    """A static file, compressed where the browser takes that."""
    sent = dict(headers)
    content = asset.content
    if accepts_gzip(request):
        content = asset.compressed
        sent["Content-Encoding"] = "gzip"
    return response.raw(content, 200, sent, content_type=asset.media_type)


def set_session(answer: HTTPResponse, token: str, path: str, secure: bool) -> HTTPResponse:
    """Give the session to the browser in a cookie that scripts cannot read and other sites do not send."""
    answer.cookies[COOKIE] = token
    cookie = answer.cookies[COOKIE]
    cookie["path"] = path
    cookie["httponly"] = True
    cookie["samesite"] = "Lax"
    cookie["max-age"] = COOKIE_SECONDS
    if secure:
        cookie["secure"] = True
    return answer


def accepts_gzip(request: Request) -> bool:
    """Whether the browser takes gzip."""
    return "gzip" in request.headers.get("accept-encoding", "").lower()
