"""What the command tells on standard error: problems, and how far it has come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


def tell(problem: str) -> None:
    """Write one line to standard error, whatever the name of a file holds."""
    line = "".join(c if c.isprintable() else " " for c in problem)
    click.echo(f"quoth: {line}", err=True)


@contextmanager
def progress(inputs: tuple[str, ...], *, shown: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error where a person waits for many inputs; else nothing.

    Args:
        inputs: what is to be read.
        shown: whether the readings themselves appear on the terminal as they come.
    """
    if shown or not sys.stderr.isatty():
        yield lambda: None
        return
    from quoth.intake import count_inputs

    total = count_inputs(inputs)
    if total == 1 or inputs == ("-",):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)
