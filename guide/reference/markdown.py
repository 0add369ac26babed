"""Plain text into Markdown, and the templates that put the pages together."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_BLANK_LINES = re.compile(r"\n{3,}")


def escaped(text: str) -> str:
    """`text` such that Markdown shows it as it is, in a table too."""
    return _SPECIAL.sub(r"\\\1", text)


def target(address: str) -> str:
    """`address` as the target of a link, in a table too."""
    return "<" + address.replace("|", "%7C") + ">"


def anchor(heading: str) -> str:
    """The name under which GitHub lets a heading be linked to."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def with_capital(text: str) -> str:
    """`text` with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]


def fill(template: str, **values: Any) -> str:
    """One page from `templates/<template>`."""
    text = _environment().get_template(template).render(**values)
    return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # the pages are no HTML; `md` escapes for Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(md=escaped, target=target, anchor=anchor, with_capital=with_capital)
    return environment
