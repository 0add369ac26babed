"""Counts what a page loads, as the browser's network tools report it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession

_INNER = ("data", "blob", "about", "chrome-extension")


class Wire:
    """Requests, bytes (compressed content and headers) and requests to other origins than that of `url`."""

    def __init__(self, url: str) -> None:
        self.requests = 0
        self.bytes = 0
        self.foreign: set[str] = set()
        self._origin = origin_of(url)

    def listen(self, session: CDPSession) -> None:
        """Begin to count."""
        session.on("Network.requestWillBeSent", self.on_request)
        session.on("Network.loadingFinished", self.on_finished)
        session.send("Network.enable")

    def on_request(self, event: dict[str, Any]) -> None:
        """Count a request that leaves the page."""
        url = event["request"]["url"]
        if urlsplit(url).scheme in _INNER:
            return
        self.requests += 1
        if origin_of(url) != self._origin:
            self.foreign.add(origin_of(url))

    def on_finished(self, event: dict[str, Any]) -> None:
        """Count the bytes of an answer."""
        self.bytes += int(event["encodedDataLength"])


def origin_of(url: str) -> str:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
