"""Rasa's own command line, sooner ready, quieter and discreet in its logs: `python -m service.run_rasa run ...`."""

import logging
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from service import messages, private_logs
from service.lifeline import end_with_parent
from service.quiet import silence_this_process
from service.rasa_place import rasa_place
from service.waiting_server import WaitingServer

# Rasa gives an action server 300 seconds and has no setting for it. All our actions answer within milliseconds.
ACTION_SECONDS = 10


def main() -> None:
    """Prepare this process, then hand over to Rasa; until it listens, the waiting page answers in its place."""
    end_with_parent()
    waiting_server = _start_waiting(sys.argv[1:])
    silence_this_process()
    # Imported after TensorFlow, which Rasa's start brings in, this takes five seconds longer.
    import skops.io  # noqa: F401

    # NumPy's build tools, imported on the way, put a logger of theirs there that only prints and fails on exceptions.
    logging.getLogger().__class__ = logging.RootLogger
    import rasa.__main__ as rasa_cli
    import rasa.cli.utils
    import rasa.core.actions.action

    from guide_rasa.remote_action import use_quick_remote_actions

    configure_structlog = rasa_cli.configure_structlog

    def configure_private_logs(*args: Any) -> None:
        configure_structlog(*args)
        private_logs.keep_fields_private()

    private_logs.keep_errors_private()
    private_logs.keep_addresses_private()
    rasa_cli.configure_structlog = configure_private_logs
    rasa.cli.utils.payload_from_button_question = _or_nothing(rasa.cli.utils.payload_from_button_question)
    rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS
    use_quick_remote_actions()
    if waiting_server:
        _hand_over_when_loaded(waiting_server)
    sys.argv[0] = "rasa"
    try:
        rasa_cli.main()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        if waiting_server:
            waiting_server.make_way()


def _start_waiting(arguments: list[str]) -> WaitingServer | None:
    """Serve the waiting page where Rasa is going to listen, if that can be; Rasa starts in any case."""
    place = rasa_place(arguments)
    if place is None:
        return None
    try:
        return WaitingServer(*place)
    except Exception as error:
        print(messages.NO_WAITING_PAGE.format(error=error), file=sys.stderr, flush=True)
        return None


def _hand_over_when_loaded(waiting_server: WaitingServer) -> None:
    """Have the port set free when the model is loaded: that is the last that Rasa does before it listens."""
    import rasa.core.run

    load_agent = rasa.core.run.load_agent_on_start

    async def load_and_make_way(*args: Any) -> Any:
        try:
            return await load_agent(*args)
        finally:
            waiting_server.make_way()

    rasa.core.run.load_agent_on_start = load_and_make_way


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
