"""`make serve`: the guide's page and REST address on fixed ports until somebody stops it."""

import sys

from service import messages
from service.ports import chosen_port
from service.running import run_until_stopped
from service.servers import Servers

GUIDE_PORT = "GUIDE_PORT", 5005, "guide"
ACTION_PORT = "GUIDE_ACTION_PORT", 5055, "action server"


def main() -> int:
    """Serve and return the exit code; a taken port is an error."""
    return run_until_stopped("serve", fixed_ports, addresses)


def fixed_ports() -> tuple[int, int]:
    """Return the ports of Rasa and of the action server."""
    port = chosen_port(*GUIDE_PORT)
    return port, chosen_port(*ACTION_PORT, besides=port)


def addresses(servers: Servers) -> str:
    """Say where browsers and programs find the guide."""
    return messages.ADDRESSES.format(page=servers.page_url, rest=servers.rest_url)


if __name__ == "__main__":
    sys.exit(main())
