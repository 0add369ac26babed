"""`make shell`: Rasa's own shell with the action server beside it."""

import signal
import subprocess
import sys

from service import messages
from service.errors import StartError
from service.ports import free_ports
from service.progress import say, waiting
from service.quiet import quiet_environment
from service.servers import RASA_MODULE, Servers
from service.stopping import Stopped, ignore, raise_on_stop_signals


def main() -> int:
    """Run the shell until its user leaves it and return its exit code."""
    if not sys.stdin.isatty():
        say(messages.SHELL_NEEDS_TERMINAL)
        return 1
    raise_on_stop_signals()
    try:
        with Servers("shell", *free_ports(2)) as servers:
            with waiting(messages.STARTING):
                servers.start_actions()
                servers.wait_until_ready()
            # In the terminal Ctrl-C reaches the shell as well, which then ends by itself.
            ignore(signal.SIGINT)
            command = [sys.executable, "-m", RASA_MODULE, "shell", *servers.rasa_options()]
            return subprocess.run(command, env=quiet_environment(), check=False).returncode
    except StartError as error:
        say(str(error))
        return 1
    except Stopped:
        return 0


if __name__ == "__main__":
    sys.exit(main())
