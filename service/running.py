"""What `make chat` and `make serve` share: both servers run and are watched until somebody stops them."""

import time
from collections.abc import Callable

from service import messages
from service.errors import StartError
from service.progress import say, waiting
from service.servers import Servers
from service.stopping import Stopped, raise_on_stop_signals

WATCH_SECONDS = 0.5
REVIVE_SECONDS = 2.0


def run_until_stopped(
    purpose: str, choose_ports: Callable[[], tuple[int, int]], where: Callable[[Servers], str]
) -> int:
    """Start both servers, watch them, and return the exit code.

    `purpose` names the log files, `choose_ports` returns the ports of Rasa and of the action server, and `where` tells
    the user where to find the guide once it is ready.
    """
    raise_on_stop_signals()
    try:
        with Servers(purpose, *choose_ports()) as servers:
            started = time.monotonic()
            with waiting(messages.STARTING):
                servers.start()
            say(messages.READY.format(seconds=time.monotonic() - started))
            say(where(servers))
            watch(servers)
    except StartError as error:
        say(str(error))
        return 1
    except Stopped:
        say(messages.STOPPED)
    return 0


def watch(servers: Servers) -> None:
    """Revive the action server when it ends; ends by an exception when Rasa does or somebody stops us."""
    while True:
        if servers.revive_actions():
            say(messages.REVIVED)
            time.sleep(REVIVE_SECONDS)
        servers.check_alive()
        time.sleep(WATCH_SECONDS)
