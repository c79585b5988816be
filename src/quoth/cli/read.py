"""`quoth read` and the schema of what it writes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quoth.cli.machine import cores
from quoth.cli.options import (
    column_option,
    language_option,
    model_option,
    output_option,
    people_known,
    people_option,
    threads_option,
    to_option,
    verbose_option,
)
from quoth.cli.telling import Steps, passing, progress, tell, tell_passed
from quoth.export.formats import FOLDER_FORMATS, FORMATS, TELLING_WHY, place, writer
from quoth.export.identity import of_known_people
from quoth.export.output import opened

if TYPE_CHECKING:
    from quoth.article import Article
    from quoth.intake import Language
    from quoth.quotation import Reading
    from quoth.reading.reader import Reader

_READ_EXAMPLES = """\b
Examples:
  quoth read article.txt                   see who said what
  quoth read saved-page.html --to html --output marked.html
  quoth read folder/ 'more/*.txt' --to csv > quotations.csv
  cat article.txt | quoth read -           read a pipe
  quoth read https://news.example/story    fetch an address and read it
  quoth read article.txt --why             see what led to each name as well
  quoth read crawl.warc.gz --to parquet -o found --fast
  quoth read articles.csv --column text=BODY --to csv
  quoth read articles.jsonl --to jsonl --min-confidence 0.5 | jq .quotations
"""
_SCHEMA_EXAMPLES = """\b
Examples:
  quoth schema > reading.schema.json
"""


@click.command(epilog=_READ_EXAMPLES)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@to_option(FORMATS)
@output_option
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="Leave out quotations less sure than this (0 to 1).",
)
@threads_option
@model_option
@people_option
@language_option
@column_option
@verbose_option
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
    model: str | None,
    people: Path | None,
    language: Language | None,
    columns: dict[str, str],
    verbose: bool,
    why: bool,
) -> None:
    """Read articles and write their quotations.

    INPUT is a text file, a saved web page, JSON Lines, an archive (WARC, WACZ, ZIP, TAR), a table
    (CSV, Parquet), a mailbox, a folder of them, a pattern, an address, or - for standard input.
    What cannot be read is told on standard error and the rest goes on; the exit code is then 1.
    """
    if not inputs and sys.stdin.isatty():
        click.echo(context.get_help(), err=True)
        click.echo("\nquoth: nothing to read: name a file, a folder, an address, or -", err=True)
        context.exit(2)
    if why and form not in TELLING_WHY:
        raise click.UsageError(f"--why has no place in {form}: use --to text, html or jsonl")
    inputs = inputs or ("-",)
    known = people_known(people)
    told: dict[str, Any] = {"people": known} if known else {}
    output = checked_output(form, output)
    identify = of_known_people(known) if known else None
    write = writer(form, why=why, identify=identify)
    passed: Counter[str] = Counter()
    run = _Run(language, columns, passing(verbose, passed))
    with (
        place(form, output) as where,
        progress(inputs, "reading", shown=output is None and sys.stdout.isatty()) as steps,
    ):
        from quoth.reading.reader import Reader

        reader = Reader(model=model, threads=threads or cores(), **told)
        found = run.readings(reader, inputs, steps)
        write((_confident(reading, min_confidence) for reading in found), where)
        if run.interrupted:
            raise KeyboardInterrupt
    tell_passed(passed, verbose)
    if run.failed:
        sys.exit(1)


@click.command(epilog=_SCHEMA_EXAMPLES)
def schema() -> None:
    """Print the JSON Schema of the output of `quoth read --to jsonl`."""
    import json

    from quoth.export.document import schema as load

    with opened(None) as stream:
        stream.write(json.dumps(load(), indent=2, ensure_ascii=False) + "\n")


@dataclass
class _Run:
    """One run over some inputs, and how it went.

    Attributes:
        language, columns: as `quoth.intake.receive` takes them.
        passing: told of what is passed over, its place and why.
        failed: how many inputs could not be read.
        interrupted: whether Ctrl-C ended it early. The readings then end as if there were no
            more, so that what is being written (an array, a page) is brought to its end.
    """

    language: Language | None
    columns: Mapping[str, str]
    passing: Callable[[str, str], None]
    failed: int = 0
    interrupted: bool = False

    def readings(self, reader: Reader, inputs: Iterable[str], steps: Steps) -> Iterator[Reading]:
        """Read what can be read, in order; tell of the rest on standard error."""
        try:
            for reading in reader.read_many(self._articles(inputs, steps)):
                yield reading
                steps.advance()
        except KeyboardInterrupt:
            self.interrupted = True

    def _articles(self, inputs: Iterable[str], steps: Steps) -> Iterator[Article]:
        from quoth.errors import InputError
        from quoth.intake import Passed, receive

        for item in receive(
            inputs, language=self.language, columns=self.columns, watch=steps.watch
        ):
            if isinstance(item, InputError):
                self.failed += 1
                tell(str(item))
                steps.advance()
            elif isinstance(item, Passed):
                self.passing(item.place, item.reason)
            else:
                yield item.article


def checked_output(form: str, output: Path | None) -> Path | None:
    """Where a format is to be written; None for standard output."""
    output = None if output == Path("-") else output
    if form in FOLDER_FORMATS and output is None:
        raise click.UsageError(f"--to {form} writes a folder: name it with --output FOLDER")
    if form not in FOLDER_FORMATS and output is not None and output.is_dir():
        raise click.UsageError(f"--output {output} is a folder: --to {form} writes a file")
    return output


def _confident(reading: Reading, least: float) -> Reading:
    kept = tuple(q for q in reading.quotations if q.confidence >= least)
    return replace(reading, quotations=kept)
