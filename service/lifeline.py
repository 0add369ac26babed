"""Ends a server when the launcher that started it is gone, even if the launcher was killed outright."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask Linux for a SIGTERM when the parent process ends; elsewhere the launcher alone sees to it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
