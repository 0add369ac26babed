"""Runs the action server, `python -m service.run_actions --port 5055`, for this machine only."""

import os
import sys

from service import private_logs
from service.lifeline import end_with_parent
from service.quiet import silence_this_process


def main() -> None:
    """Prepare this process, then hand over to Rasa's action server."""
    end_with_parent()
    silence_this_process()
    private_logs.keep_errors_private()
    private_logs.keep_addresses_private()
    os.environ.setdefault("SANIC_HOST", "127.0.0.1")
    from rasa_sdk.__main__ import main as run_action_server

    sys.argv += ["--actions", "actions", "--quiet"]
    run_action_server()


if __name__ == "__main__":
    main()
