"""Where `rasa run` is going to listen, told from its arguments before Rasa itself is there to read them."""

import argparse
import os
from collections.abc import Sequence

DEFAULT_INTERFACE = "0.0.0.0"
DEFAULT_PORT = "5005"


def rasa_place(arguments: Sequence[str]) -> tuple[str, int] | None:
    """Return interface and port for Rasa's command line (without the program's name).

    None where no plain HTTP server will run there from one process: another command, TLS, several workers, or arguments
    that Rasa will refuse.
    """
    if not arguments or arguments[0] != "run" or "actions" in arguments or {"-h", "--help"} & set(arguments):
        return None
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-i", "--interface", default=DEFAULT_INTERFACE, nargs="?")
    parser.add_argument("-p", "--port", default=DEFAULT_PORT, nargs="?")
    parser.add_argument("--ssl-certificate", nargs="?")
    known, _others = parser.parse_known_args(arguments[1:])
    if known.ssl_certificate or os.environ.get("SANIC_WORKERS", "1") != "1":
        return None
    port = known.port or ""
    if not known.interface or not port.isdecimal() or not 0 < int(port) < 65536:
        return None
    return known.interface, int(port)
