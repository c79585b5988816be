"""The `quoth` command: one function a verb, no logic of its own.

What is heavy is imported by the verb that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quoth import __version__
from quoth.export.formats import FORMATS, writer
from quoth.export.output import opened

if TYPE_CHECKING:
    from quoth.article import Article
    from quoth.quotation import Reading
    from quoth.reading.reader import Reader

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

_READ_EXAMPLES = """\b
Examples:
  quoth read article.txt                   see who said what
  quoth read saved-page.html --to html --output marked.html
  quoth read folder/ 'more/*.txt' --to csv > quotations.csv
  cat article.txt | quoth read -           read a pipe
  quoth read https://news.example/story    fetch an address and read it
  quoth read article.txt --why             see what led to each name as well
  quoth read articles.jsonl --to jsonl --min-confidence 0.5 | jq .quotations
"""
_SCHEMA_EXAMPLES = """\b
Examples:
  quoth schema > reading.schema.json
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="quoth")
def cli() -> None:
    """Read news, and see who said what: direct, mixed and indirect speech, with its speakers.

    Everything happens on this machine; nothing is fetched but addresses that you give.
    """


@cli.command(epilog=_READ_EXAMPLES)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Format of the output.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="File to write instead of standard output; it appears whole or not at all.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="Leave out quotations less sure than this (0 to 1).",
)
@click.option(
    "--threads",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="Processor cores to use.  [default: all]",
)
@click.option(
    "--model",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Folder of another trained reader.",
)
@click.option(
    "--people",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Table of people known beforehand: name,aliases,roles,wikidata.",
)
@click.option(
    "--why",
    is_flag=True,
    help="Tell what led to each speaker's name (in html and json always told).",
)
@click.pass_context
def read(
    context: click.Context,
    inputs: tuple[str, ...],
    form: str,
    output: Path | None,
    min_confidence: float,
    threads: int | None,
    model: Path | None,
    people: Path | None,
    why: bool,
) -> None:
    """Read articles and write their quotations.

    INPUT is a text file, a saved web page, JSON Lines, a folder of them, a pattern, an address,
    or - for standard input. What cannot be read is told on standard error and the rest goes on;
    the exit code is then 1.
    """
    if not inputs and sys.stdin.isatty():
        click.echo(context.get_help(), err=True)
        click.echo("\nquoth: nothing to read: name a file, a folder, an address, or -", err=True)
        context.exit(2)
    if why and form == "csv":
        raise click.UsageError("--why has no place in a table: use --to text, html or jsonl")
    inputs = inputs or ("-",)
    known = _known(people)
    output = None if output == Path("-") else output
    run = _Run()
    # Spreadsheets take a file for UTF-8 only when it begins with a byte order mark.
    with (
        opened(output, signed=form == "csv") as stream,
        _progress(inputs, shown=output is None and sys.stdout.isatty()) as advance,
    ):
        from quoth.reading.reader import Reader

        reader = Reader(model=model, threads=threads or _cores(), **known)
        found = run.readings(reader, inputs, advance)
        write = writer(form, why=why)
        write((_confident(reading, min_confidence) for reading in found), stream)
        if run.interrupted:
            raise KeyboardInterrupt
    if run.failed:
        sys.exit(1)


@cli.command(epilog=_SCHEMA_EXAMPLES)
def schema() -> None:
    """Print the JSON Schema of the output of `quoth read --to jsonl`."""
    import json

    from quoth.export.document import schema as load

    with opened(None) as stream:
        stream.write(json.dumps(load(), indent=2, ensure_ascii=False) + "\n")


def main() -> None:
    """Run the command; Ctrl-C and a closed pipe end it quietly."""
    from quoth.errors import QuothError

    try:
        code = cli.main(prog_name="quoth", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _tell("interrupted")
        sys.exit(INTERRUPTED)
    except QuothError as error:
        _tell(str(error))
        sys.exit(1)
    except OSError as error:
        _tell(f"{error.filename or 'output'}: {error.strerror or error}")
        sys.exit(1)


@dataclass
class _Run:
    """One run over some inputs, and how it went.

    Attributes:
        failed: how many inputs could not be read.
        interrupted: whether Ctrl-C ended it early. The readings then end as if there were no
            more, so that what is being written (an array, a page) is brought to its end.
    """

    failed: int = 0
    interrupted: bool = False

    def readings(
        self, reader: Reader, inputs: Iterable[str], advance: Callable[[], None]
    ) -> Iterator[Reading]:
        """Read what can be read, in order; tell of the rest on standard error."""
        try:
            for reading in reader.read_many(self._articles(inputs, advance)):
                yield reading
                advance()
        except KeyboardInterrupt:
            self.interrupted = True

    def _articles(self, inputs: Iterable[str], advance: Callable[[], None]) -> Iterator[Article]:
        from quoth.errors import InputError
        from quoth.intake import read_inputs

        for item in read_inputs(inputs):
            if isinstance(item, InputError):
                self.failed += 1
                _tell(str(item))
                advance()
            else:
                yield item


def _known(people: Path | None) -> dict[str, Any]:
    """What a reader is told of people beforehand, as its arguments."""
    if people is None:
        return {}
    from quoth.intake.people import read_people

    return {"people": read_people(people)}


def _tell(problem: str) -> None:
    """Write one line to standard error, whatever the name of a file holds."""
    line = "".join(c if c.isprintable() else " " for c in problem)
    click.echo(f"quoth: {line}", err=True)


def _confident(reading: Reading, least: float) -> Reading:
    kept = tuple(q for q in reading.quotations if q.confidence >= least)
    return replace(reading, quotations=kept)


def _cores() -> int:
    # Containers and `taskset` give a process fewer cores than the machine has.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _progress(inputs: tuple[str, ...], *, shown: bool) -> Iterator[Callable[[], None]]:
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
