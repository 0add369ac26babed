"""A site of somebody else that embeds the guide with its one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

TEMPLATE = Path(__file__).with_name("host.html")


class HostSite:
    """Serves `host.html` at its root. By the name `localhost` it is another site than the guide on 127.0.0.1."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://localhost:{port}"
        self.guide_url = ""

    def html(self) -> bytes:
        """The page with the guide's address in it."""
        return TEMPLATE.read_text(encoding="utf-8").replace("{{guide}}", self.guide_url).encode()


@contextmanager
def serving_host() -> Iterator[HostSite]:
    """The site on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/"
            body = site.html() if found else b"not here"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8" if found else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = HostSite(server.server_address[1])
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
