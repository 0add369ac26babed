"""The other chat pages: which, and what each needs to be installed, served and used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).with_name("pages")


@dataclass(frozen=True)
class Competitor:
    """A chat widget: its `package` on npm, the `bundle` for browsers in it, our `page` around it.

    `entry`: where one types (CSS).
    """

    name: str
    package: str
    bundle: str
    page: Path
    entry: str


_WEBCHAT_ENTRY = "[data-id='webchat-sendbox-input']"

COMPETITORS = (
    Competitor("webchat", "botframework-webchat", "dist/webchat.js", PAGES / "webchat.html", _WEBCHAT_ENTRY),
    Competitor(
        "webchat-minimal", "botframework-webchat", "dist/webchat-minimal.js", PAGES / "webchat.html", _WEBCHAT_ENTRY
    ),
    Competitor("deep-chat", "deep-chat", "dist/deepChat.bundle.js", PAGES / "deep_chat.html", "#text-input"),
)
