"""The real guide, started for browser tests, with limits that a test run does not meet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Playwright

from guide.paths import PROJECT
from service.ports import free_ports
from service.servers import Servers

PAGE_CHANNEL = "guide_rasa.page.channel.GuidePageInput"
_NO_LIMIT = 100_000
_QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class GuideUnderTest(Servers):
    """Servers whose page may be shown in frames of `origins`."""

    def __init__(self, port: int, action_port: int, folder: Path, origins: tuple[str, ...]) -> None:
        super().__init__("browser", port, action_port)
        self._credentials = folder / "credentials.yml"
        self._origins = origins

    @property
    def page(self) -> str:
        """The address of the page."""
        return f"{self.url}/chat/"

    def rasa_options(self) -> list[str]:
        """The usual options, with credentials for the test."""
        given: dict[str, Any] = yaml.safe_load((PROJECT / "credentials.yml").read_text(encoding="utf-8"))
        given[PAGE_CHANNEL] = {
            **(given[PAGE_CHANNEL] or {}),
            "origins": list(self._origins),
            "messages_per_minute": _NO_LIMIT,
            "messages_per_minute_and_address": _NO_LIMIT,
        }
        self._credentials.write_text(yaml.safe_dump(given), encoding="utf-8")
        return [*super().rasa_options(), "--credentials", str(self._credentials)]


@contextmanager
def running_guide(folder: Path, origins: tuple[str, ...] = ()) -> Iterator[GuideUnderTest]:
    """The guide on free ports, ready to talk; stopped at the end."""
    port, action_port = free_ports(2)
    guide = GuideUnderTest(port, action_port, folder, origins)
    with guide:
        guide.start()
        yield guide


def launch(playwright: Playwright) -> Browser:
    """Chromium: Debian's where GUIDE_CHROMIUM names it, Playwright's own otherwise."""
    path = os.environ.get("GUIDE_CHROMIUM") or ("/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
    return playwright.chromium.launch(executable_path=path, args=list(_QUIET))
