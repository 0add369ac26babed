"""`make serve`: the guide on its REST address until somebody stops it."""

import sys
import time

from service import messages
from service.errors import StartError
from service.ports import chosen_port
from service.progress import say, waiting
from service.servers import Servers
from service.stopping import Stopped, raise_on_stop_signals

WATCH_SECONDS = 0.5
REVIVE_SECONDS = 2.0


def main() -> int:
    """Start both servers, watch them, and return the exit code."""
    raise_on_stop_signals()
    try:
        port = chosen_port("GUIDE_PORT", 5005, "guide")
        action_port = chosen_port("GUIDE_ACTION_PORT", 5055, "action server")
        with Servers("serve", port, action_port) as servers:
            serve(servers)
    except StartError as error:
        say(str(error))
        return 1
    except Stopped:
        say(messages.STOPPED)
    return 0


def serve(servers: Servers) -> None:
    """Run until Rasa ends by itself or somebody stops us: both leave by an exception."""
    started = time.monotonic()
    with waiting(messages.STARTING):
        servers.start_actions()
        servers.start_rasa()
        servers.wait_until_ready()
    say(messages.READY.format(url=f"{servers.url}/webhooks/rest/webhook", seconds=time.monotonic() - started))
    while True:
        if servers.revive_actions():
            say(messages.REVIVED)
            time.sleep(REVIVE_SECONDS)
        servers.check_alive()
        time.sleep(WATCH_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
