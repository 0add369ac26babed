"""The ports the two servers listen on."""

import os
import socket
from contextlib import ExitStack

from service import messages
from service.errors import StartError

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port now."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still winding down counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def free_ports(count: int) -> list[int]:
    """Pick ports that nothing uses."""
    with ExitStack() as open_sockets:
        sockets = [open_sockets.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((HOST, 0))
        return [each.getsockname()[1] for each in sockets]


def chosen_port(variable: str, default: int, name: str) -> int:
    """Read a port from the environment and make sure it can be used."""
    value = os.environ.get(variable) or str(default)
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise StartError(messages.PORT_INVALID.format(variable=variable, value=value))
    port = int(value)
    if not is_free(port):
        other = next(nearby for nearby in range(port + 1, 65536) if is_free(nearby))
        raise StartError(messages.PORT_TAKEN.format(port=port, name=name, variable=variable, other=other))
    return port
