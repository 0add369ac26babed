"""The conditions under which a page is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Network:
    """An emulated network: delay of each request in ms, bits per second down and up."""

    latency: int
    down: int
    up: int

    def for_browser(self) -> dict[str, Any]:
        """The arguments of the browser's `Network.emulateNetworkConditions`; it counts in bytes per second."""
        return {
            "offline": False,
            "latency": self.latency,
            "downloadThroughput": self.down / 8,
            "uploadThroughput": self.up / 8,
        }


@dataclass(frozen=True)
class Conditions:
    """`slowdown` divides the speed of the processor; no `network` is this machine's own; width and height in px."""

    width: int
    height: int
    slowdown: int = 1
    network: Network | None = None


DESKTOP = Conditions(1280, 800)
SLOW_PHONE = Conditions(375, 812, slowdown=4, network=Network(latency=150, down=1_600_000, up=750_000))
