"""Shows that something is going on: a spinner with the time passed on a terminal, a plain line elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

console = Console(stderr=True, highlight=False)


@contextmanager
def waiting(task: str) -> Iterator[None]:
    """Show the task while the body of the `with` runs."""
    if not console.is_terminal:
        say(f"{task} ...")
        yield
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        progress.add_task(task, total=None)
        yield


def say(message: str) -> None:
    """Print one line of our own, apart from what the guide says."""
    console.print(message, markup=False, soft_wrap=True)
