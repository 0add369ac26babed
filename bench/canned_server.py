"""A small local server for one chat page, with canned answers behind it."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from service.ports import HOST

ANSWER_PATH = "/answer"
HTML = "text/html; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
_JSON = "application/json"


@dataclass(frozen=True)
class File:
    """A file as it goes over the wire: media type, and content compressed with gzip."""

    media_type: str
    compressed: bytes

    @classmethod
    def of(cls, media_type: str, content: bytes) -> File:
        """Compress `content` as hard as our own server does its files."""
        return cls(media_type, gzip.compress(content, 9, mtime=0))


class CannedServer(ThreadingHTTPServer):
    """Serves `files` by path, compressed, and answers each POST to /answer with `answer` after `delay` seconds."""

    daemon_threads = True

    def __init__(self, files: Mapping[str, File]) -> None:
        """Listen on a free port of this machine."""
        self.files = files
        self.delay = 0.0
        self.answer = b"{}"
        super().__init__((HOST, 0), _Handler)
        self._thread = threading.Thread(target=self.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def __enter__(self) -> CannedServer:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop serving."""
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to speak of."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # The headers and the content are written one after the other: waiting for the first to arrive would cost 40 ms.
    disable_nagle_algorithm = True
    server: CannedServer

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        file = self.server.files.get(self.path)
        if file is None:
            self._send(HTTPStatus.NOT_FOUND, HTML, b"")
        else:
            self._send(HTTPStatus.OK, file.media_type, file.compressed, {"Content-Encoding": "gzip"})

    def do_POST(self) -> None:  # noqa: N802 - the library's name
        arrived = time.monotonic()
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path != ANSWER_PATH:
            self._send(HTTPStatus.NOT_FOUND, HTML, b"")
            return
        time.sleep(max(0.0, arrived + self.server.delay - time.monotonic()))
        self._send(HTTPStatus.OK, _JSON, self.server.answer)

    def _send(
        self, status: HTTPStatus, media_type: str, content: bytes, headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        all_headers = {"Content-Type": media_type, "Content-Length": str(len(content)), **(headers or {})}
        for name, value in all_headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""
