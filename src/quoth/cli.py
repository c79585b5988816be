"""The `quoth` command: one function a verb, no logic of its own.

What is heavy is imported by the verb that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from quoth import __version__
from quoth.export.formats import FORMATS, writer

if TYPE_CHECKING:
    from quoth.article import Article
    from quoth.quotation import Reading

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

_READ_EXAMPLES = """\b
Examples:
  quoth read article.txt                   see who said what
  quoth read saved-page.html --to html --output marked.html
  quoth read folder/ 'more/*.txt' --to csv > quotations.csv
  cat article.txt | quoth read -           read a pipe
  quoth read https://news.example/story    fetch an address and read it
  quoth read articles.jsonl --to jsonl --min-confidence 0.5 | jq .quotations
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
    type=click.Path(path_type=Path, dir_okay=False),
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
    help="Processor cores to use.  [default: all]",
)
@click.option(
    "--model",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of another trained reader.",
)
def read(
    inputs: tuple[str, ...],
    form: str,
    output: Path | None,
    min_confidence: float,
    threads: int | None,
    model: Path | None,
) -> None:
    """Read articles and write their quotations.

    INPUT is a text file, a saved web page, JSON Lines, a folder of them, a pattern, an address,
    or - for standard input. What cannot be read is told on standard error and the rest goes on;
    the exit code is then 1.
    """
    if not inputs:
        if sys.stdin.isatty():
            raise click.UsageError("nothing to read: name a file, a folder, an address, or -")
        inputs = ("-",)
    from quoth.reading.reader import Reader

    reader = Reader(model=model, threads=threads or os.cpu_count() or 1)
    failed: list[str] = []
    with _output(output) as stream, _progress(inputs) as advance:
        articles = _articles(inputs, failed, advance)
        readings = (_confident(r, min_confidence) for r in reader.read_many(articles))
        writer(form)(readings, stream)
    if failed:
        sys.exit(1)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the output of `quoth read --to jsonl`."""
    import json

    from quoth.export.document import schema as load

    click.echo(json.dumps(load(), indent=2, ensure_ascii=False))


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
        click.echo("quoth: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Nobody reads any more; without this Python complains while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except QuothError as error:
        click.echo(f"quoth: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"quoth: {error.filename or 'output'}: {error.strerror}", err=True)
        sys.exit(1)


def _articles(
    inputs: Iterable[str], failed: list[str], advance: Callable[[], None]
) -> Iterator[Article]:
    from quoth.errors import InputError
    from quoth.intake import read_inputs

    for item in read_inputs(inputs):
        if isinstance(item, InputError):
            failed.append(item.source)
            click.echo(f"quoth: {item}", err=True)
        else:
            yield item
        advance()


def _confident(reading: Reading, least: float) -> Reading:
    from dataclasses import replace

    kept = tuple(q for q in reading.quotations if q.confidence >= least)
    return replace(reading, quotations=kept)


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """Standard output in UTF-8, or a file that takes its place only when it is complete."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _progress(inputs: tuple[str, ...]) -> Iterator[Callable[[], None]]:
    """A bar on standard error where a person waits for many inputs; else nothing."""
    many = len(inputs) > 1 or any(Path(i).is_dir() or i.endswith("l") for i in inputs)
    if not many or not sys.stderr.isatty() or sys.stdout.isatty():
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

    from quoth.intake import count_inputs

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=count_inputs(inputs))
        yield lambda: bar.advance(task)
