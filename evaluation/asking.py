"""Asking a bot row after row, with a bar on the screen."""

from collections.abc import Awaitable, Callable

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from evaluation.rows import Row
from evaluation.scoring import Said, Scored, score
from service import progress

Ask = Callable[[Row], Awaitable[Said]]


async def ask_all(rows: list[Row], ask: Ask, task: str) -> list[Scored]:
    """Ask every row and score what is said; a failure is a finding of its row."""
    scored: list[Scored] = []
    with bar("rows") as shown:
        for row in shown.track(rows, description=task):
            scored.append(score(row, await _ask_safely(row, ask)))
    return scored


async def _ask_safely(row: Row, ask: Ask) -> Said:
    try:
        return await ask(row)
    except Exception as error:  # whatever it is, it is one row's finding and must not lose the others
        return Said(failure=f"{type(error).__name__}: {error.__cause__ or error}")


def bar(unit: str) -> Progress:
    """Return a bar that counts in rows, or in percent where `unit` is "%"."""
    console = progress.console
    amount = TaskProgressColumn() if unit == "%" else MofNCompleteColumn()
    columns = TextColumn("{task.description}"), BarColumn(), amount, TimeElapsedColumn()
    return Progress(*columns, console=console, transient=console.is_terminal)
