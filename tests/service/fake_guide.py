"""A REST server that answers with what a test has prepared and remembers what it was sent."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Messages = list[dict[str, Any]]


class FakeGuide:
    def __init__(self, answers: dict[str, Messages], status: int) -> None:
        self.answers = answers
        self.status = status
        self.received: list[dict[str, str]] = []
        self.url = ""

    @property
    def texts(self) -> list[str]:
        return [body["message"] for body in self.received]


@contextmanager
def running(answers: dict[str, Messages], status: int = 200, port: int = 0) -> Iterator[FakeGuide]:
    guide = FakeGuide(answers, status)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            guide.received.append(body)
            self.send_response(guide.status if self.path == "/webhooks/rest/webhook" else 404)
            self.end_headers()
            self.wfile.write(json.dumps(guide.answers.get(body["message"], [])).encode())

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        guide.url = f"http://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield guide
        finally:
            server.shutdown()
