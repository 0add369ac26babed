"""Answers at Rasa's address until Rasa itself can: whoever comes early reads a page, not an error of the browser."""

import contextlib
import json
import select
import socket
import socketserver
import sys
from http.server import BaseHTTPRequestHandler
from threading import Thread

from service.waiting_page import RETRY_SECONDS, WaitingPage, reload_after

POLL_SECONDS = 0.05
SLOW_CLIENT_SECONDS = 5
LARGEST_BODY = 1 << 20
STARTING = json.dumps({"status": "starting"}).encode()
COMMON_HEADERS = {
    "Retry-After": str(RETRY_SECONDS),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # A connection that is kept would still lead here when Rasa has taken over.
    "Connection": "close",
}


class WaitingServer(socketserver.ThreadingTCPServer):
    """Listens from its creation until `make_way`, in a thread that never keeps the process alive."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100

    def __init__(self, host: str, port: int) -> None:
        """Listen at this place; raises OSError where that cannot be, such as a taken port."""
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        self.address_family = family
        self.page = WaitingPage()
        super().__init__(address[:2], _Answer)  # type: ignore[arg-type]
        self._open = True
        Thread(target=self.serve_forever, args=[POLL_SECONDS], daemon=True).start()

    def make_way(self) -> None:
        """Answer who has come already, then let go of the port. A second call does nothing."""
        if not self._open:
            return
        self._open = False
        self.shutdown()
        while select.select([self], [], [], 0)[0]:
            self.handle_request()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about clients that hang up."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Answer(BaseHTTPRequestHandler):
    server: WaitingServer
    timeout = SLOW_CLIENT_SECONDS

    def do_GET(self) -> None:  # noqa: N802, D102
        self._read_body()
        again = reload_after(self.command)
        wants_page = "text/html" in self.headers.get("Accept", "")
        own_headers = self.server.page.headers(again) if wants_page else {"Content-Type": "application/json"}
        body = self.server.page.body() if wants_page else STARTING
        self.send_response_only(503)
        for name, value in {**COMMON_HEADERS, **own_headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET  # noqa: N815

    def log_message(self, *_arguments: object) -> None:
        """Log nothing: an address may hold what a person wrote."""

    def _read_body(self) -> None:
        """Take in what was sent: closing on unread data would cut off the answer."""
        length = self.headers.get("Content-Length", "0")
        with contextlib.suppress(OSError):
            self.rfile.read(min(int(length), LARGEST_BODY) if length.isdecimal() else 0)
