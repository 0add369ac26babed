"""`make chat`: the guide's page for a browser on this machine, until somebody stops it."""

import sys

from service import messages
from service.ports import chosen_or_other_port
from service.progress import say
from service.running import run_until_stopped
from service.serve import ACTION_PORT, GUIDE_PORT
from service.servers import Servers


def main() -> int:
    """Serve and return the exit code; where a usual port is taken, another will do."""
    return run_until_stopped("chat", ports_that_are_free, page_to_open)


def ports_that_are_free() -> tuple[int, int]:
    """Return the ports of Rasa and of the action server, and say so where the first is not the usual one."""
    _, usual, _ = GUIDE_PORT
    port, is_other = chosen_or_other_port(*GUIDE_PORT)
    if is_other:
        say(messages.OTHER_PORT.format(port=usual, other=port))
    action_port, _ = chosen_or_other_port(*ACTION_PORT, besides=port)
    return port, action_port


def page_to_open(servers: Servers) -> str:
    """Say where the browser finds the page."""
    return messages.OPEN_PAGE.format(page=servers.page_url)


if __name__ == "__main__":
    sys.exit(main())
