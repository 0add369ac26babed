"""The page that a browser shows while Rasa loads: plain, without scripts, and it reloads by itself."""

import base64
import hashlib
import html
from pathlib import Path
from string import Template

from guide.check_up.numbers import default_numbers
from guide.paths import DATA
from guide.yaml_lines import load_located

PAGE_PATH = "/chat/"
RETRY_SECONDS = 2
FOLDER = Path(__file__).parent


class WaitingPage:
    """The page with the emergency number of this guide's country, and the headers it needs."""

    def __init__(self) -> None:
        """Read the wording and the look; raises OSError or YamlFault where a file is missing or broken."""
        self._template = Template((FOLDER / "waiting_page.html").read_text(encoding="utf-8"))
        self._style = (FOLDER / "waiting_page.css").read_text(encoding="utf-8")
        wording = load_located(DATA / "page" / "waiting.yml").data
        emergency = wording["emergency"].format(number=default_numbers().of().emergency)
        self._words = {name: html.escape(text) for name, text in {**wording, "emergency": emergency}.items()}

    def headers(self, again: str) -> dict[str, str]:
        """Return the headers of the page; `again` says when to reload it, from `reload_after`."""
        digest = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode()
        closed = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{digest}'; {closed}",
            "Refresh": again,
        }

    def body(self) -> bytes:
        """Return the page."""
        return self._template.substitute(self._words, style=self._style).encode()


def reload_after(method: str) -> str:
    """Say when the browser is to try again, and where.

    What was sent in vain must not be asked for as a page, so after a form the way leads to the start of the talk.
    """
    return str(RETRY_SECONDS) if method in ("GET", "HEAD") else f"{RETRY_SECONDS}; url={PAGE_PATH}"
