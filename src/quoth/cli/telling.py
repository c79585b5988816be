"""What the command tells on standard error: problems, and how far it has come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


def tell(problem: str) -> None:
    """Write one line to standard error, whatever the name of a file holds."""
    from quoth.export.wording import printable

    click.echo(f"quoth: {printable(problem)}", err=True)


@contextmanager
def progress(inputs: tuple[str, ...], *, shown: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error where a person waits for many inputs; else nothing.

    Args:
        inputs: what is to be read.
        shown: whether the readings themselves appear on the terminal as they come.
    """
    from quoth.intake import count_inputs

    if shown or inputs == ("-",):
        yield lambda: None
        return
    with bar("reading", lambda: count_inputs(inputs)) as advance:
        yield advance


@contextmanager
def bar(doing: str, total: int | Callable[[], int | None]) -> Iterator[Callable[[], None]]:
    """A bar with rate and time left on standard error, where a person waits there for many things.

    Args:
        doing: a word for what is done.
        total: of how many things, or what counts them, if that is not too much work.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    steps = total() if callable(total) else total
    if steps is not None and steps < 2:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    class Rate(ProgressColumn):
        """How many a second."""

        def render(self, task: Task) -> str:
            return f"{task.speed:,.1f}/s" if task.speed else ""

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as shown:
        task = shown.add_task(doing, total=steps)
        yield lambda: shown.advance(task)
