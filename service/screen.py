"""Shows the guide's messages in a terminal: wrapped text, numbered choices, and no data meant for programs."""

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

Message = dict[str, Any]
Button = dict[str, Any]

READING_WIDTH = 88
STYLES = {"disclaimer": "dim", "emergency": "bold red", "crisis": "bold"}


class Screen:
    """The part of a terminal that the guide writes to."""

    def __init__(self, console: Console | None = None) -> None:
        """Write to this console, or to standard output."""
        self.console = console or Console(highlight=False)

    def show(self, messages: list[Message]) -> list[Button]:
        """Print the messages of one turn and return its choices in the order of their numbers."""
        buttons: list[Button] = []
        for message, kind in with_kinds(messages):
            if text := message.get("text"):
                self.console.print()
                self._print(Text(text, style=STYLES.get(kind, "")))
            for button in message.get("buttons") or []:
                buttons.append(button)
                self._print(Text.assemble((f"{len(buttons)}. ", "bold"), str(button.get("title", ""))), indent=4)
        self.console.print()
        return buttons

    def note(self, text: str) -> None:
        """Print a line of the client's own."""
        self.console.print(Text(text, style="dim"), soft_wrap=True)

    def _print(self, text: Text, indent: int = 2) -> None:
        margin = " " * indent
        for line in text.wrap(self.console, min(self.console.width, READING_WIDTH) - indent):
            line.rstrip()
            self.console.print(Text(margin).append_text(line), soft_wrap=True)


def with_kinds(messages: list[Message]) -> Iterable[tuple[Message, str]]:
    """Pair each message with the `custom.kind` that says what it means.

    Rasa sends the custom part of a turn after its text, as a message of its own, so a text without one belongs to the
    next that follows.
    """
    kind = ""
    pairs = []
    for message in reversed(messages):
        custom = message.get("custom")
        if isinstance(custom, dict):
            kind = str(custom.get("kind", ""))
        pairs.append((message, kind))
    return reversed(pairs)
