"""Ctrl-C, a closed terminal and a polite kill all end a program the same way: by leaving its `with` blocks."""

import signal
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked this program to end."""


def raise_on_stop_signals() -> None:
    """From now on raise `Stopped` at the first such signal and ignore the ones that follow it."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        ignore(*STOP_SIGNALS)
        raise Stopped

    for number in STOP_SIGNALS:
        signal.signal(number, stop)


def ignore(*numbers: signal.Signals) -> None:
    """Let what runs now, cleaning up or a program in front of ours, come to its own end."""
    # Not SIG_IGN: programs started from here would inherit that.
    for number in numbers:
        signal.signal(number, lambda _number, _frame: None)
