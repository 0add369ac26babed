"""The whole domain as Rasa puts it together: `domain.yml`, and the responses that lie with the data."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from guide.paths import DATA, PROJECT

RESPONSES = DATA / "check_up" / "responses.yml"


@lru_cache(maxsize=1)
def whole_domain() -> dict[str, Any]:
    """The domain as one mapping; a response that stands in both files is a fault."""
    domain = dict(yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8")))
    more = yaml.safe_load(RESPONSES.read_text(encoding="utf-8"))["responses"]
    twice = set(domain["responses"]) & set(more)
    if twice:
        raise ValueError(f"these responses stand in two files: {sorted(twice)}")
    return {**domain, "responses": {**domain["responses"], **more}}
