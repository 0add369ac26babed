"""Stands in for Rasa and the action server: `python -m tests.service.stub_server ... --port N` answers every GET.

With STUB=die in its environment it ends at once instead.
"""

import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from service.lifeline import end_with_parent


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


if __name__ == "__main__":
    end_with_parent()
    if os.environ.get("STUB") == "die":
        sys.exit("the stub gave up")
    HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Handler).serve_forever()
