"""Views and summaries to HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guide.paths import DATA, PROJECT
from guide.yaml_lines import load_located
from guide_rasa.page.assets import Assets

TEMPLATES = PROJECT / "page" / "templates"


def load_words(name: str = "wording") -> Mapping[str, Any]:
    """The wording in `data/page/<name>.yml`."""
    words: Mapping[str, Any] = load_located(DATA / "page" / f"{name}.yml").data
    return words


class Renderer:
    """Fills the templates. Everything that is put in is escaped."""

    def __init__(self, base: str, assets: Assets, words: Mapping[str, Any], origins: tuple[str, ...]) -> None:
        """`base`: the channel's address without a slash at its end."""
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._words = words
        self._shared: dict[str, Any] = {
            "base": base,
            "asset": lambda name: base + assets.path_of(name),
            "words": words,
            "origins": origins,
        }

    def problem_text(self, problem: str) -> str:
        """What is said of a problem on the status line. Raises KeyError for an unknown one."""
        return str(self._words["problems"][problem]["text"])

    def render(self, template: str, **values: Any) -> str:
        """The HTML of one template. `values` go before what all templates share."""
        return self._templates.get_template(template).render(**{**self._shared, **values})
