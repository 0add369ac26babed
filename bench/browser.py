"""The browser that measures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from bench.errors import BenchError

_USUAL = "/usr/bin/chromium"
_QUIET = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
)


def chromium_path() -> str | None:
    """The Chromium that GUIDE_CHROMIUM names, else Debian's; None (where that is empty too) is Playwright's own."""
    default = _USUAL if Path(_USUAL).exists() else ""
    return os.environ.get("GUIDE_CHROMIUM", default) or None


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium without a window. Raises BenchError if it does not start."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(_QUIET))
        except Error as error:
            raise BenchError(f"Chromium does not start: {error.message.splitlines()[0]}") from error
        try:
            yield browser
        finally:
            browser.close()
