"""`quoth feeds`: which feeds are followed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quoth.cli.options import to_option
from quoth.cli.record import opened_record, record_option
from quoth.cli.screen import screen, show
from quoth.cli.telling import tell
from quoth.cli.verbs import ListedVerbs
from quoth.export.output import opened

if TYPE_CHECKING:
    from rich.text import Text

    from quoth.record.feeds import Followed
    from quoth.record.record import Record

_EXAMPLES = """\b
Examples:
  quoth feeds                                  what is followed, and how it went
  quoth feeds add subscriptions.opml https://outlet.example/rss
  quoth feeds remove '#3'                      by number or address; its articles stay
  quoth feeds export -o feeds.opml             for any reader of feeds
\b
`quoth follow` looks at them. `quoth feeds VERB --help` tells of one verb.
"""


@click.group(cls=ListedVerbs, epilog=_EXAMPLES)
def feeds() -> None:
    """List the feeds that a record follows; take feeds in or out, also as OPML."""


@feeds.command(name="list")
@record_option
@to_option(("text", "json"))
def list_(path: Path | None, form: str) -> None:
    """Tell of each feed when it was looked at, when it is due, and what went wrong.

    `list` itself may be left out.
    """
    with opened_record(path) as record:
        found = _followed(record)
    with opened(None) as stream:
        if form == "json":
            told = [asdict(feed) | {"pace": dict(feed.pace)} for feed in found]
            stream.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
            return
        console = screen(stream)
        for feed in found:
            for line, indent in _lines(feed):
                show(console, line, indent)
        if not found:
            stream.write("no feeds are followed yet\n")


_ADD_EXAMPLES = """\b
Examples:
  quoth feeds add https://outlet.example/rss
  quoth feeds add subscriptions.opml           all feeds of a list from another reader
"""


@feeds.command(epilog=_ADD_EXAMPLES)
@click.argument("names", nargs=-1, required=True, metavar="FEED...")
@record_option
def add(names: tuple[str, ...], path: Path | None) -> None:
    """Follow feeds from now on, without looking at them yet.

    FEED is the address of a feed, or an OPML file; - is one on standard input. What is neither is
    told on standard error, and the others are followed; the exit code is then 1.
    """
    from quoth.export.wording import counted
    from quoth.record.clock import now
    from quoth.record.feeds import follow
    from quoth.record.opening import writing

    named, all_good = feeds_given(names)
    with opened_record(path, create=True) as record:
        before = len(_followed(record))
        with writing(record.engine) as connection:
            for url, title in named.items():
                follow(connection, url, now(), title)
        new = len(_followed(record)) - before
    known = len(named) - new
    told = f", {known:,} followed already" if known else ""
    click.echo(f"{counted(new, 'feed')} added{told}: {record.path}")
    if not all_good:
        sys.exit(1)


_REMOVE_EXAMPLES = """\b
Examples:
  quoth feeds remove 3
  quoth feeds remove https://outlet.example/rss
"""


@feeds.command(epilog=_REMOVE_EXAMPLES)
@click.argument("names", nargs=-1, required=True, metavar="FEED...")
@record_option
def remove(names: tuple[str, ...], path: Path | None) -> None:
    """Follow feeds no longer; their articles stay.

    FEED is the address of a feed, or the number that the list shows: 3, or '#3'.
    """
    from quoth.errors import QueryError
    from quoth.record.feeds import forget
    from quoth.record.opening import writing

    with opened_record(path) as record:
        present = _followed(record)
        found = {name: feed for feed in present for name in (feed.url, f"#{feed.id}", str(feed.id))}
        for name in names:
            if name not in found:
                raise QueryError(f"no such feed: {name}", "`quoth feeds` lists them")
        with writing(record.engine) as connection:
            for feed in {found[name].id: found[name] for name in names}.values():
                forget(connection, feed.id)
                click.echo(f"no longer followed: {_called(feed)}")


@feeds.command()
@record_option
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="File to write instead of standard output.",
)
def export(path: Path | None, output: Path | None) -> None:
    """Write the feeds as a list (OPML) that any reader of feeds takes."""
    from quoth.follow.opml import write_opml

    with opened_record(path) as record:
        found = _followed(record)
    with opened(None if output == Path("-") else output) as stream:
        write_opml(found, stream)


def _followed(record: Record) -> tuple[Followed, ...]:
    from quoth.record.feeds import followed
    from quoth.record.opening import reading

    with reading(record.engine) as connection:
        return followed(connection)


def feeds_given(names: Iterable[str]) -> tuple[dict[str, str | None], bool]:
    """Return the feeds that a user names, addresses to titles, and whether all names are good.

    What is wrong with the others is told.

    Raises:
        InputError: there are names, and none is good; it tells of the last.
    """
    from quoth.follow.opml import feeds_named

    found, wrong = feeds_named(names)
    last = wrong.pop() if wrong and not found else None
    for error in wrong:
        tell(str(error))
    if last is not None:
        raise last
    return found, not wrong


def _called(feed: Followed) -> str:
    from quoth.export.wording import on_one_line

    return on_one_line(f"{feed.title} · {feed.url}" if feed.title else feed.url)


def _lines(feed: Followed) -> Iterable[tuple[Text, int]]:
    """The lines that tell of a feed, each with its indent."""
    from rich.text import Text

    from quoth.export.wording import counted, on_one_line

    yield Text.assemble((f"#{feed.id} ", "cyan"), (_called(feed), "bold")), 0
    told = [counted(feed.articles, "article")]
    if feed.waiting:
        told.append(f"{feed.waiting:,} still to come")
    yield Text(" · ".join(told), "dim"), 4
    told = [f"looked at {minute(feed.looked)}" if feed.looked else "not looked at yet"]
    due = max(feed.due or "", feed.held or "")
    if feed.gone:
        told.append("gone for good")
    elif due:
        told.append(f"due {minute(due)}")
    yield Text(" · ".join(told), "dim"), 4
    if feed.problem:
        often = f" ({feed.failures:,} times)" if feed.failures > 1 else ""
        yield Text(on_one_line(feed.problem) + often, "red"), 4


def minute(told: str) -> str:
    """Return a time as a record writes it, to the minute, for people."""
    return told[:16].replace("T", " ") + " UTC"
