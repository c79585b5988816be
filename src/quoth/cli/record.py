"""What the verbs of the record share, and the verbs that fill it and prove it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quoth.cli.machine import cores
from quoth.cli.options import (
    column_option,
    language_option,
    model_option,
    people_known,
    people_option,
    threads_option,
    verbose_option,
)
from quoth.cli.telling import bar, passing, progress, tell, tell_passed

if TYPE_CHECKING:
    from quoth.intake import Language
    from quoth.record.gathering import Outcome
    from quoth.record.record import Record

_Verb = TypeVar("_Verb", bound=Callable[..., Any])


def record_option(verb: _Verb) -> _Verb:
    """Give a verb the option `--record FILE`, as the argument `path`."""
    return click.option(
        "--record",
        "path",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="QUOTH_RECORD",
        metavar="FILE",
        help="The record's file.  [default: $QUOTH_RECORD, or quoth.db in your data folder]",
    )(verb)


def opened_record(path: Path | None, *, create: bool = False) -> Record:
    """Open the record that a verb is to use; say aloud when it is made.

    Raises:
        RecordError: it cannot be opened, or there is none and it is not to be made.
    """
    from quoth.record.record import Record

    record = Record(path, create=create)
    if record.new:
        tell(f"made a new record: {record.path}")
    return record


_ADD_EXAMPLES = """\b
Examples:
  quoth add articles/ saved-page.html          read and keep
  quoth add articles.jsonl --record campaign.db
  quoth add CC-NEWS/*.warc.gz                  what is in English of whole archives
  quoth add https://news.example/story         fetch an address, read it and keep it
  quoth add found/                             what `quoth batch` wrote into found/
  quoth add --again                            read what is kept with a newer reader
  export QUOTH_RECORD=~/campaign.db            the record of all verbs from now on
"""
_VERIFY_EXAMPLES = """\b
Examples:
  quoth verify
  quoth verify --record campaign.db && echo sound
"""


@click.command(epilog=_ADD_EXAMPLES)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@record_option
@click.option("--again", is_flag=True, help="Read again what the record has, by this reader.")
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="With --again: also what this very reader has read already.",
)
@people_option
@language_option
@column_option
@verbose_option
@threads_option
@model_option
@click.pass_context
def add(
    context: click.Context,
    inputs: tuple[str, ...],
    path: Path | None,
    again: bool,
    every: bool,
    people: Path | None,
    language: Language | None,
    columns: dict[str, str],
    verbose: bool,
    threads: int | None,
    model: str | None,
) -> None:
    """Read articles and keep them, with their quotations, in a record.

    INPUT is all that `quoth read` takes, and a folder that `quoth batch` wrote. Each article is in
    the record, whole, as soon as it is read; what is there already is passed over, so that a run
    which was broken off goes on with the same command. What cannot be read is told on standard
    error and the rest goes on; the exit code is then 1.
    """
    if again and inputs:
        raise click.UsageError("--again reads what the record has: it takes no INPUT")
    if every and not again:
        raise click.UsageError("--all goes with --again")
    if not inputs and not again:
        if sys.stdin.isatty():
            click.echo(context.get_help(), err=True)
            raise click.UsageError("nothing to add: name a file, a folder, an address, or -")
        inputs = ("-",)
    from quoth.export.parts import count_parts, is_parts, is_unfinished
    from quoth.reading.reader import Reader

    known = people_known(people)
    counted: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    with opened_record(path, create=not again) as record:
        reader = Reader(model=model, threads=threads or cores(), people=known)
        try:
            if again:
                from quoth.record.gathering import how_many_stale

                total = how_many_stale(record.engine, reader, every=every)
                with bar("reading again", total) as advance:
                    record.read_again(reader=reader, tell=telling(counted, advance), every=every)
            else:
                folders = [name for name in inputs if is_parts(name)]
                for folder in folders:
                    with bar(f"taking in {folder}", partial(count_parts, Path(folder))) as advance:
                        record.import_parts(folder, tell=telling(counted, advance))
                    if is_unfinished(folder):
                        tell(f"{folder}: not finished: go on with `quoth batch`, then add it again")
                inputs = tuple(name for name in inputs if name not in folders)
                with progress(inputs, "adding") as steps:
                    record.add(
                        inputs,
                        reader=reader,
                        tell=telling(counted, steps.advance, passing(verbose, passed)),
                        language=language,
                        columns=columns,
                        watch=steps.watch,
                    )
        finally:
            tell_passed(passed, verbose)
            click.echo(_summary(counted, record.path))
    if counted["refused"]:
        sys.exit(1)


def telling(
    counted: Counter[str],
    advance: Callable[[], None],
    passing: Callable[[str, str], None] = lambda place, reason: None,
) -> Callable[[Outcome], None]:
    """What counts and tells outcomes as they come, and moves the bar on.

    Args:
        counted: by status; quotations as well.
        advance: moves the bar on.
        passing: told of what is passed over, its place and why; the bar stands still then.
    """

    def told(outcome: Outcome) -> None:
        if outcome.status == "passed":
            passing(outcome.place, outcome.reason)
            return
        if outcome.error is not None:
            tell(str(outcome.error))
        counted[outcome.status] += 1
        if outcome.quotations:
            counted["quotations"] += outcome.quotations
        advance()

    return told


def _summary(counted: Counter[str], path: Path) -> str:
    from quoth.export.wording import counted as many

    told = {
        "added": "added",
        "revised": "revised",
        "reread": "read again",
        "known": "known already",
        "refused": "refused",
    }
    parts = [f"{counted[status]:,} {words}" for status, words in told.items() if counted[status]]
    found = f"; {many(counted['quotations'], 'quotation')}" if counted["quotations"] else ""
    return f"{', '.join(parts) or 'nothing new'}{found}: {path}"


@click.command(epilog=_VERIFY_EXAMPLES)
@record_option
def verify(path: Path | None) -> None:
    """Prove that a record is sound and says what was printed.

    Every stored quotation's spans must still spell its words, every hash of the bytes and texts
    must hold, every reference lead somewhere. What does not is told; the exit code is then 1.
    """
    from quoth.export.wording import counted as many
    from quoth.record.opening import reading
    from quoth.record.verifying import how_many

    faults = 0
    with opened_record(path) as record:
        with reading(record.engine) as connection:
            total = how_many(connection)
        with bar("verifying", total) as advance:
            for fault in record.verify(advance):
                faults += 1
                tell(f"{record.path}: {fault.place}: {fault.problem}")
    if faults:
        tell(many(faults, "fault"))
        sys.exit(1)
    click.echo(f"sound: {record.path} ({total:,} texts and sources of texts were proved)")
