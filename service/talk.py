"""`make talk`: starts the guide on free ports, talks to it in the terminal, and stops it again."""

import sys

from service import messages
from service.errors import StartError
from service.ports import free_ports
from service.progress import say, waiting
from service.rest_client import RestClient
from service.screen import Screen
from service.servers import Servers
from service.stopping import Stopped, raise_on_stop_signals
from service.terminal_talk import talk, typed_lines


def main() -> int:
    """Run one conversation and return the exit code."""
    raise_on_stop_signals()
    try:
        with Servers("talk", *free_ports(2)) as servers:
            with waiting(messages.STARTING):
                servers.start()
            answered = talk(RestClient(servers.url), typed_lines(), Screen())
            servers.check_alive()
    except StartError as error:
        say(str(error))
        return 1
    except Stopped:
        return 0
    return 0 if answered else 1


if __name__ == "__main__":
    sys.exit(main())
