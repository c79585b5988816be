"""`quoth batch`: archives on all cores, or on a cluster, into Parquet."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quoth.cli.machine import cores
from quoth.cli.options import (
    column_option,
    language_option,
    model_option,
    people_known,
    people_option,
)
from quoth.cli.telling import tell
from quoth.errors import QuothError

if TYPE_CHECKING:
    from quoth.batch.running import Sum, Tell
    from quoth.intake import Language

_EXAMPLES = """\b
Examples:
  quoth batch crawl.warc.gz pages/ --out found  on all cores of this machine
  quoth batch 'CC-NEWS/*' --out found           after a break: goes on with it
  quoth batch articles.parquet --column text=BODY --out found
  quoth batch 'CC-NEWS/*' --out /shared/found --address auto   on a cluster
  duckdb -c "select speaker, words from 'found/speakers/*.parquet'"
  quoth add found --record news.db              the result into a record
"""
_TOLD = 10


@click.command(epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder to write; what an earlier run has done there is gone on with.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="How many processes read.  [default: one for each core]",
)
@click.option(
    "--size",
    type=click.IntRange(1, 100_000),
    default=500,
    show_default=True,
    metavar="N",
    help="About how many articles one process takes at a time, and a file holds.",
)
@click.option(
    "--address",
    metavar="ADDRESS",
    help="A cluster of Ray: auto, HOST:PORT or ray://HOST:PORT."
    "  [default: $RAY_ADDRESS, or this machine]",
)
@click.option("--again", is_flag=True, help="Begin anew: take away what is in the folder.")
@language_option
@column_option
@people_option
@model_option
def batch(
    inputs: tuple[str, ...],
    out: Path,
    workers: int | None,
    size: int,
    address: str | None,
    again: bool,
    language: Language | None,
    columns: dict[str, str],
    people: Path | None,
    model: str | None,
) -> None:
    """Read archives, tables and folders into a folder of Parquet files, on all cores.

    INPUT is all that `quoth read` takes, but standard input. The folder gets articles,
    quotations, speakers and failures, each in parts, copies.parquet with the near copies among
    the articles, and manifest.json. Broken off, the same command goes on. The exit code is 1
    where something could not be read. Needs pip install 'quoth[cluster]'.
    """
    try:
        from quoth.batch.running import run
    except ImportError as error:
        raise QuothError(f"quoth batch needs {error.name}: pip install 'quoth[cluster]'") from error
    from quoth.batch.plan import Settings

    settings = Settings(size, language, columns, people_known(people))
    if workers is None and not (address or os.environ.get("RAY_ADDRESS")):
        workers = cores()
    began = time.monotonic()
    with _shown() as told:
        try:
            held = run(
                inputs,
                out,
                settings,
                model=model,
                workers=workers,
                address=address,
                again=again,
                tell=told,
            )
        except KeyboardInterrupt:
            tell(f"{out} holds what was done: the same command goes on with it")
            raise
    _sum_up(held, out, time.monotonic() - began)
    if held.failures:
        sys.exit(1)


def _sum_up(held: Sum, out: Path, seconds: float) -> None:
    from quoth.export.wording import counted as many
    from quoth.intake.archives import summed

    for failure in held.first_failures[:_TOLD]:
        tell(failure)
    if held.failures > _TOLD:
        tell(f"and {held.failures - _TOLD:,} more: {out}/failures/")
    if held.passed:
        tell(f"passed over: {summed(held.passed)}")
    if held.before == held.pieces and held.pieces:
        tell("all of this was done before: nothing was read")
    parts = [many(held.total("articles"), "article"), many(held.total("quotations"), "quotation")]
    if held.copies:
        parts.append(many(held.copies, "near copy", "near copies"))
    if held.failures:
        parts.append(many(held.failures, "failure"))
    pages = held.pages - held.pages_before
    rate = f" ({pages / held.reading:,.1f} pages a second)" if pages > 1 and held.reading else ""
    click.echo(f"{', '.join(parts)}; {_clock(seconds)}{rate}: {out}")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def _shown() -> Iterator[Tell]:
    """What tells how far a batch has come: a bar where a person sees it, and what it found."""
    found: dict[str, Any] = {}

    def going_on(doing: str, held: Sum) -> None:
        if doing == "reading" and "before" not in found:
            found["before"] = held.before
            if held.before and held.before < held.pieces:
                tell(f"going on: {held.before:,} of {held.pieces:,} pieces are done")

    if not sys.stderr.isatty():
        yield going_on
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeElapsedColumn as Elapsed
    from rich.progress import TimeRemainingColumn as Remaining

    rates = TextColumn("{task.fields[rates]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rates)
    console = Console(stderr=True)
    with Progress(*columns, Elapsed(), Remaining(), console=console, transient=True) as progress:
        task = progress.add_task("starting", total=None, rates="")

        def told(doing: str, held: Sum) -> None:
            if "before" not in found and doing == "reading":
                found["quotations"] = held.total("quotations")
            going_on(doing, held)
            rates = ""
            if doing == "reading" and held.reading:
                pages = (held.pages - held.pages_before) / held.reading
                quotations = (held.total("quotations") - found["quotations"]) / held.reading
                rates = f"{pages:,.1f} pages/s  {quotations:,.1f} quotations/s"
            done = len(held.done) + len(held.faults)
            progress.update(
                task, description=doing, total=held.pieces or None, completed=done, rates=rates
            )

        yield told
