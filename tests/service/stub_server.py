"""Stands in for Rasa and the action server: `python -m tests.service.stub_server ... --port N` answers every GET.

The environment variable STUB says what else it does: `die` ends at once, `stubborn` ignores polite requests to stop.
"""

import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


if __name__ == "__main__":
    behaviour = os.environ.get("STUB")
    if behaviour == "die":
        sys.exit("the stub gave up")
    if behaviour == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Handler).serve_forever()
