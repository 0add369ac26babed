"""The page's static files: read once, compressed once, with an address that changes when they do."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from guide.paths import PROJECT

STATIC = PROJECT / "page" / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_HTMX = "htmx.js"


@dataclass(frozen=True)
class Asset:
    """One file: media type, content, and the content compressed with gzip."""

    media_type: str
    content: bytes
    compressed: bytes


class Assets:
    """All files under `page/static`, and htmx from the package that carries it."""

    def __init__(self, folder: Path = STATIC) -> None:
        """Read `folder`. Raises FileNotFoundError if it or htmx is missing."""
        if not folder.is_dir():
            raise FileNotFoundError(f"The page's static files are missing: {folder}")
        contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _served(folder)}
        contents[_HTMX] = files("django_htmx").joinpath("static/django_htmx/htmx-2.min.js").read_bytes()
        self._assets = {
            name: Asset(_TYPES[Path(name).suffix], content, gzip.compress(content, 9, mtime=0))
            for name, content in contents.items()
        }
        digest = hashlib.sha256()
        for name in sorted(contents):
            digest.update(name.encode() + b"\0" + contents[name])
        self.version = digest.hexdigest()[:12]

    def get(self, name: str) -> Asset | None:
        """A file by its path under `page/static`, or None."""
        return self._assets.get(name)

    def path_of(self, name: str) -> str:
        """The path below the channel's address under which a file is served. Raises KeyError for an unknown file."""
        self._assets[name]
        return f"/static/{self.version}/{name}"


def _served(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in _TYPES)
