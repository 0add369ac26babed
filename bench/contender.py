"""What is measured: a chat page at an address, and how one talks with it."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Page

Wanted = dict[str, str]
"""The text that is waited for: {"start": its first words} or {"inside": CSS of the element it shows in}."""


class Contender(Protocol):
    """A chat page that is being served."""

    name: str
    url: str

    @property
    def greeting_start(self) -> str:
        """The first words of the first bot message."""

    def reply_to(self, turn: int) -> Wanted:
        """What shows that the turn, counted from 0, has been answered."""

    def send(self, page: Page, turn: int) -> None:
        """Do what a person does in this turn, up to the key or the tap that sends it."""
