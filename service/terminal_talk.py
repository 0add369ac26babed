"""A conversation with the guide in a terminal, or from a pipe: `python -m service.terminal_talk URL`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

from service import messages
from service.rest_client import GuideAway, MessageRefused, RestClient
from service.screen import Button, Screen

GREETING = "hello"
STOP_WORD = "/stop"


def talk(client: RestClient, lines: Iterator[str], screen: Screen) -> bool:
    """Hold the conversation until the person ends it; return whether the guide answered throughout."""
    screen.note(messages.HINT)
    answered, buttons = exchange(client, GREETING, screen)
    for line in lines:
        text = line.strip()
        if text == STOP_WORD:
            break
        if text:
            turn_answered, buttons = exchange(client, words_for(text, buttons), screen)
            answered = answered and turn_answered
    return answered


def exchange(client: RestClient, text: str, screen: Screen) -> tuple[bool, list[Button]]:
    """Send one message and show what comes back."""
    try:
        with waiting_sign(screen):
            replies = client.send(text)
    except GuideAway:
        screen.note(messages.AWAY.format(url=client.url))
        return False, []
    except MessageRefused as refused:
        screen.note(messages.REFUSED.format(status=refused.status))
        return False, []
    if not replies:
        screen.note(messages.SILENT)
        return False, []
    return True, screen.show(replies)


def words_for(text: str, buttons: list[Button]) -> str:
    """Turn the number of a choice into the words it stands for; leave everything else as typed."""
    if text.isdecimal() and 1 <= int(text) <= len(buttons):
        button = buttons[int(text) - 1]
        return str(button.get("payload") or button.get("title") or text)
    return text


def waiting_sign(screen: Screen) -> AbstractContextManager[object]:
    """Show that an answer is on its way, where somebody is looking."""
    return screen.console.status(messages.WAITING) if screen.console.is_terminal else nullcontext()


def typed_lines() -> Iterator[str]:
    """Yield what the person types: with line editing in a terminal, line by line and echoed from a pipe."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        yield from _from_terminal()
        return
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    for line in sys.stdin:
        print(messages.PROMPT + line.rstrip("\n"), flush=True)
        yield line


def _from_terminal() -> Iterator[str]:
    from prompt_toolkit import PromptSession

    read: Callable[[str], str] = PromptSession[str]().prompt
    while True:
        try:
            yield read(messages.PROMPT)
        except (EOFError, KeyboardInterrupt):
            return


def main() -> int:
    """Talk to a guide that runs already and return the exit code."""
    url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:5005"
    try:
        return 0 if talk(RestClient(url.rstrip("/")), typed_lines(), Screen()) else 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
