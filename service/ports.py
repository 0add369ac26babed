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


def chosen_port(variable: str, default: int, name: str, besides: int | None = None) -> int:
    """Read a port from the environment and make sure it can be used; `besides` is kept for another server of ours."""
    value = os.environ.get(variable) or str(default)
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise StartError(messages.PORT_INVALID.format(variable=variable, value=value))
    port = int(value)
    if port == besides or not is_free(port):
        other = next_free_port(port, besides)
        raise StartError(messages.PORT_TAKEN.format(port=port, name=name, variable=variable, other=other))
    return port


def chosen_or_other_port(variable: str, default: int, name: str, besides: int | None = None) -> tuple[int, bool]:
    """Like `chosen_port`, but where nobody has asked for a port and the default is taken, pick another.

    Returns the port, and whether it is such another one.
    """
    if os.environ.get(variable) or (default != besides and is_free(default)):
        return chosen_port(variable, default, name, besides), False
    return next_free_port(default, besides), True


def next_free_port(port: int, besides: int | None) -> int:
    """Return the next higher port that nothing uses; raises StartError if there is none."""
    for nearby in range(port + 1, 65536):
        if nearby != besides and is_free(nearby):
            return nearby
    raise StartError(messages.NO_PORT.format(port=port))
