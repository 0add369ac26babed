"""The settings of the page in `credentials.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guide_rasa.guarded_turn import REPLY_SECONDS, read_seconds
from guide_rasa.rate_limits import Limits

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")


@dataclass(frozen=True)
class PageSettings:
    """`origins`: sites that may show the page in a frame, each as scheme, host and port ("https://clinic.example").

    `reply_seconds`: how long a turn may take. `secure_cookies`: send the cookie over https only; set it wherever https
    is used.
    """

    origins: tuple[str, ...] = ()
    reply_seconds: float = REPLY_SECONDS
    secure_cookies: bool = False
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> PageSettings:
        """Read the settings. Raises ValueError, with the setting's name, on one that is unknown or wrong."""
        given = dict(credentials or {})
        origins = given.pop("origins", None) or []
        if not isinstance(origins, list):
            raise ValueError("credentials.yml: origins must be a list")
        for origin in origins:
            if not isinstance(origin, str) or not _ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"credentials.yml: origins: {origin!r} is no origin; "
                    "write it as https://clinic.example, without path and in small letters"
                )
        seconds = read_seconds(given.pop("reply_seconds", REPLY_SECONDS))
        secure = given.pop("secure_cookies", False)
        if not isinstance(secure, bool):
            raise ValueError(f"credentials.yml: secure_cookies must be true or false, not {secure!r}")
        return cls(tuple(origins), seconds, secure, Limits.from_settings(given))
