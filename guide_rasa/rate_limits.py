"""How many messages a conversation and an address may send."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import ceil
from typing import Any

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sanic.request import Request


@dataclass(frozen=True)
class Limits:
    """The most messages in any 60 seconds. Many people may share an address, so it is allowed more than one of them.

    `trusted_proxies`: how many reverse proxies of ours stand in front; 0 takes the address of the connection.
    """

    messages_per_minute: int = 60
    messages_per_minute_and_address: int = 1200
    trusted_proxies: int = 0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            lowest = 0 if field.name == "trusted_proxies" else 1
            if isinstance(value, bool) or not isinstance(value, int) or value < lowest:
                raise ValueError(
                    f"credentials.yml: {field.name} must be a whole number from {lowest} up, not {value!r}"
                )

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Limits:
        """The limits that a channel's credentials give. Raises ValueError on an unknown setting or a wrong value."""
        unknown = sorted(set(settings) - {field.name for field in fields(cls)})
        if unknown:
            raise ValueError(f"credentials.yml: unknown setting {', '.join(unknown)}")
        return cls(**settings)


class RateLimiter:
    """Counts messages in memory, in a moving window."""

    def __init__(self, limits: Limits) -> None:
        self._storage = MemoryStorage()  # the strategy holds it by a weak reference only
        self._window = MovingWindowRateLimiter(self._storage)
        self._proxies = limits.trusted_proxies
        self._per_conversation = RateLimitItemPerMinute(limits.messages_per_minute)
        self._per_address = RateLimitItemPerMinute(limits.messages_per_minute_and_address)

    def seconds_to_wait(self, conversation: str, request: Request) -> int:
        """Count one message. 0 if it may pass, else after how many seconds another will."""
        counted = (
            (self._per_conversation, "conversation", conversation),
            (self._per_address, "address", self._address(request)),
        )
        for item, *whose in counted:
            if not self._window.hit(item, *whose):
                reset, _ = self._window.get_window_stats(item, *whose)
                return max(1, ceil(reset - time.time()))
        return 0

    def _address(self, request: Request) -> str:
        """The client's address. Only what our own proxies wrote is believed: the list is read from its end."""
        lines = ",".join(request.headers.getall("x-forwarded-for", []))  # a proxy may add a line of its own
        forwarded = [part.strip() for part in lines.split(",") if part.strip()]
        if self._proxies and len(forwarded) >= self._proxies:
            return forwarded[-self._proxies]
        return str(request.ip)
