"""Rasa's own command line, sooner ready, quieter and discreet in its logs: `python -m service.run_rasa run ...`."""

import logging
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from service import private_logs
from service.lifeline import end_with_parent
from service.quiet import silence_this_process

# Rasa gives an action server 300 seconds and has no setting for it. All our actions answer within milliseconds.
ACTION_SECONDS = 10


def main() -> None:
    """Prepare this process, then hand over to Rasa."""
    end_with_parent()
    silence_this_process()
    # Imported after TensorFlow, which Rasa's start brings in, this takes five seconds longer.
    import skops.io  # noqa: F401

    # NumPy's build tools, imported on the way, put a logger of theirs there that only prints and fails on exceptions.
    logging.getLogger().__class__ = logging.RootLogger
    import rasa.__main__ as rasa_cli
    import rasa.cli.utils
    import rasa.core.actions.action

    configure_structlog = rasa_cli.configure_structlog

    def configure_private_logs(*args: Any) -> None:
        configure_structlog(*args)
        private_logs.keep_fields_private()

    private_logs.keep_errors_private()
    rasa_cli.configure_structlog = configure_private_logs
    rasa.cli.utils.payload_from_button_question = _or_nothing(rasa.cli.utils.payload_from_button_question)
    rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS
    sys.argv[0] = "rasa"
    try:
        rasa_cli.main()
    except KeyboardInterrupt:
        sys.exit(130)


def _or_nothing(ask: Callable[[Any], Awaitable[str]]) -> Callable[[Any], Awaitable[str | None]]:
    """Mend Rasa's shell: Ctrl-C at a choice of buttons made it hang; no answer ends it, as at its other prompts."""

    async def ask_or_end(question: Any) -> str | None:
        try:
            return await ask(question)
        except AttributeError:
            return None

    return ask_or_end


if __name__ == "__main__":
    main()
