"""One exchange of a conversation as it was said: the raw material of the page, of the history and of the summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Exchange:
    """A message of the person and all that the guide answered.

    `id` is the id that the message came with. Each of `messages` has what one response of the domain has: `text`,
    `buttons`, `custom`, where there are any.
    """

    id: str
    said: str
    messages: tuple[Mapping[str, Any], ...] = ()
