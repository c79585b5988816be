"""What the command tells on standard error: problems, and how far it has come."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import click


def tell(problem: str) -> None:
    """Write one line to standard error, whatever the name of a file holds."""
    from quoth.export.wording import printable

    click.echo(f"quoth: {printable(problem)}", err=True)


@dataclass(frozen=True, slots=True)
class Steps:
    """What moves a bar on.

    Attributes:
        advance: called when one more thing is done.
        watch: called with how many bytes more were read; None where things are counted.
    """

    advance: Callable[[], None]
    watch: Callable[[int], None] | None = None


def passing(verbose: bool, passed: Counter[str]) -> Callable[[str, str], None]:
    """What counts in `passed` what is passed over, by place and reason, and tells it if wanted."""
    from quoth.intake.archives import kind_of

    def told(place: str, reason: str) -> None:
        passed[kind_of(reason)] += 1
        if verbose:
            tell(f"{place}: passed over: {reason}")

    return told


def tell_passed(passed: Counter[str], verbose: bool) -> None:
    """Tell how many things were passed over, if any; how to see which, where that was not told."""
    from quoth.intake.archives import summed

    if passed:
        tell(f"passed over: {summed(passed)}" + ("" if verbose else " (see each with -v)"))


@contextmanager
def progress(inputs: tuple[str, ...], doing: str, *, shown: bool = False) -> Iterator[Steps]:
    """A bar on standard error where a person waits for many inputs; else nothing.

    It counts articles where their number is cheap to tell, and else bytes.

    Args:
        inputs: what is to be read.
        doing: a word for what is done with them.
        shown: whether the readings themselves appear on the terminal as they come.
    """
    from quoth.intake.inputs import bytes_in, count_inputs

    if shown or inputs == ("-",) or not sys.stderr.isatty():
        yield Steps(lambda: None)
        return
    steps = count_inputs(inputs)
    size = bytes_in(inputs) if steps is None else None
    if size is None:
        with bar(doing, steps) as advance:
            yield Steps(advance)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[articles]:,} articles"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bytes_read:
        task = bytes_read.add_task(doing, total=size, articles=0)
        done = count(1)
        yield Steps(
            lambda: bytes_read.update(task, articles=next(done)),
            lambda more: bytes_read.advance(task, more),
        )


@contextmanager
def bar(doing: str, total: int | Callable[[], int | None] | None) -> Iterator[Callable[[], None]]:
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
