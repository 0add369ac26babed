"""Takes pictures of the page in all its states into docs/screenshots, and a page that shows them.

python -m tests.browser.screenshots
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from guide.paths import PROJECT
from tests.browser import states, steps
from tests.browser.embedded import open_guide
from tests.browser.guide import launch, running_guide
from tests.browser.host_site import HostSite, serving_host

FOLDER = PROJECT / "docs" / "screenshots"
OVERVIEW = PROJECT / "docs" / "screenshots.md"
WIDTHS = {1280: 900, 375: 812}
DARK = frozenset({"start", "answer", "result"})
SHOWN = {
    "start": "The beginning",
    "answer": "An answer with a drawing and its sources",
    "ticks": "A question where several answers fit",
    "question": "A question with one answer",
    "area": "Where it is",
    "result": "The result of a check-up",
    "emergency": "An emergency",
    "crisis": "A crisis",
    "summary": "The summary for the doctor",
    "embedded": "On the page of another site",
}
_COLOURS = 128


def main() -> None:
    """Start the guide, take all pictures, write the overview."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving_host() as host,
        running_guide(Path(folder), (host.origin,)) as guide,
        sync_playwright() as playwright,
    ):
        host.guide_url = guide.url
        browser = launch(playwright)
        taken = [name for width in WIDTHS for name in _take_all(browser, guide.page, host, width)]
        browser.close()
    OVERVIEW.write_text(_overview(taken), encoding="utf-8")
    print(f"{len(taken)} pictures in {FOLDER.relative_to(PROJECT)}")


def _take_all(browser: Browser, address: str, host: HostSite, width: int) -> Iterator[str]:
    with browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address)
        for state in states.walk(page):
            if state in SHOWN:
                yield from _take(page, state, width)
        page.goto(host.origin)
        steps.say(open_guide(page), steps.START)
        yield from _take(page, "embedded", width)


def _take(page: Page, state: str, width: int) -> Iterator[str]:
    page.mouse.move(0, 0)  # so that nothing looks pressed
    for scheme in ("light", "dark") if state in DARK else ("light",):
        page.emulate_media(color_scheme=scheme)
        name = f"{state}-{width}{'-dark' if scheme == 'dark' else ''}.png"
        (FOLDER / name).write_bytes(_small(page.screenshot(full_page=state == "summary")))
        yield name
    page.emulate_media(color_scheme="light")


def _small(png: bytes) -> bytes:
    """The picture with few colours, which is a quarter of the bytes."""
    output = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(output, "PNG", optimize=True)
    return output.getvalue()


def _overview(taken: list[str]) -> str:
    lines = ["# What the page looks like", "", "Made by `make screenshots`, in a wide window and on a phone.", ""]
    for state, title in SHOWN.items():
        pictures = [name for name in taken if name.split("-")[0] == state]
        lines += [f"## {title}", "", *(_shown(name, title) for name in pictures), ""]
    return "\n".join(lines)


def _shown(name: str, title: str) -> str:
    size, *dark = name.removesuffix(".png").split("-")[1:]
    words = f"{title}, {size} px wide{', dark' if dark else ''}"
    return f'<img src="screenshots/{name}" alt="{words}" width="{640 if size == "1280" else 300}">'


if __name__ == "__main__":
    main()
