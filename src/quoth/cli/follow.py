"""`quoth follow`: what feeds announce, read and kept, once or again and again."""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quoth.cli.feeds import feeds_given, minute
from quoth.cli.machine import cores
from quoth.cli.options import (
    people_known,
    people_option,
    threads_option,
    to_option,
    verbose_option,
)
from quoth.cli.record import opened_record, record_option
from quoth.cli.telling import tell

if TYPE_CHECKING:
    from quoth.article import Article
    from quoth.follow.looking import Looked
    from quoth.follow.taking import Taken
    from quoth.reading.reader import Reader
    from quoth.record.feeds import Followed
    from quoth.record.record import Record

_BLINK = 0.2
_EXAMPLES = """\b
Examples:
  quoth follow https://outlet.example/rss      look once, and follow it from now on
  quoth follow subscriptions.opml --record r.db
  quoth follow                                 look at all feeds that are due, for cron
  quoth follow --every 15                      go on until Ctrl-C
  quoth follow --to jsonl | jq .headline       what is new, for programs
\b
`quoth feeds` lists what is followed. Exit codes:
  0  everything that was due was seen
  1  a feed or an article could not be had, and is tried again by itself if that can help; or what
     was named is no feed
  130  interrupted (Ctrl-C), the article at hand being in the record
"""


@click.command(epilog=_EXAMPLES)
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@record_option
@click.option(
    "--every",
    type=click.FloatRange(1, 7 * 24 * 60),
    metavar="MINUTES",
    help="Go on, and look every so many minutes, until Ctrl-C.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 1000),
    default=50,
    show_default=True,
    metavar="N",
    help="New articles of one feed to take in a round; the others wait for the next.",
)
@click.option(
    "--from-feed",
    is_flag=True,
    help="Read the text in the feed where it is a whole one, not the page.",
)
@click.option(
    "--delay",
    type=click.FloatRange(0.1, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Least time between two requests to one host.",
)
@click.option("--private", is_flag=True, help="Also ask addresses of this machine and network.")
@click.option(
    "--language",
    type=click.Choice(("en", "any")),
    default="en",
    show_default=True,
    help="Read only what is in English, or what is in any language.",
)
@people_option
@verbose_option
@threads_option
@to_option(("text", "jsonl"))
@click.pass_context
def follow(
    context: click.Context,
    feeds: tuple[str, ...],
    path: Path | None,
    every: float | None,
    most: int,
    from_feed: bool,
    delay: float,
    private: bool,
    language: str,
    people: Path | None,
    verbose: bool,
    threads: int | None,
    form: str,
) -> None:
    """Look at feeds (RSS, Atom, JSON Feed) and keep their articles in a record.

    FEED is the address of a feed, or of a page that names one, or an OPML file; all are followed
    from then on. Without FEED, those are looked at that the record follows and that are due.
    Broken off at any moment, the next run goes on where this one was.
    """
    from quoth.errors import RecordBusy
    from quoth.follow.asking import Asker
    from quoth.follow.clock import Clock
    from quoth.follow.rounds import go_round
    from quoth.follow.taking import Taker
    from quoth.intake.limits import Limits

    known = people_known(people)
    given, all_good = feeds_given(feeds)
    with opened_record(path, create=bool(feeds)) as record, _until_ended() as ended:
        chosen = set(_kept(record, given)) if feeds else None

        @cache
        def reader() -> Reader:
            from quoth.reading.reader import Reader

            return Reader(threads=threads or cores(), people=known)

        asker = Asker(Clock(sleep=_sleeping(ended)), Limits(allow_private=private), delay)
        taker = Taker(record.engine, asker, reader, from_feed, _foreign(language))
        named = bool(feeds)
        counted: Counter[str] = Counter()
        told = _telling(counted, chosen, form, verbose)
        while not ended():
            began = asker.clock.now()
            counted.clear()
            present = _present(record, chosen)
            if not present:
                raise click.UsageError("no feeds are followed yet: name one")
            try:
                go_round(present, taker, told, named=named, most=most, stopped=ended)
            except RecordBusy as error:
                if not every:
                    raise
                tell(str(error))
            named = False
            present = _present(record, chosen)
            if counted or ended():
                click.echo(_summary(counted, present, record.path), err=form != "text")
            elif not every:
                click.echo(_not_due(present, record.path), err=form != "text")
            if not every:
                break
            asker.clock.sleep(max(0.0, began + every * 60 - asker.clock.now()))
        if ended() and not every:
            context.exit(130)
    missed = any(counted[status] for status in ("unseen", "failed", "postponed"))
    if not every and (missed or not all_good):
        context.exit(1)


def _kept(record: Record, given: dict[str, str | None]) -> tuple[int, ...]:
    """The numbers of feeds, which the record follows from now on."""
    from quoth.record import feeds
    from quoth.record.clock import now
    from quoth.record.opening import writing

    with writing(record.engine) as connection:
        return tuple(feeds.follow(connection, url, now(), name) for url, name in given.items())


def _present(record: Record, chosen: Iterable[int] | None) -> Sequence[Followed]:
    """The feeds that are meant, as the record has them now."""
    from quoth.record.feeds import followed
    from quoth.record.opening import reading

    with reading(record.engine) as connection:
        return followed(connection, chosen)


def _foreign(language: str) -> Callable[[Article], str | None]:
    from quoth.follow.taking import language_told

    return language_told if language == "en" else lambda article: None


# -- ending ---------------------------------------------------------------------------------------


@contextmanager
def _until_ended() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether somebody wants an end; asked for twice, it comes at once."""
    asked: list[int] = []

    def end(number: int, frame: object) -> None:
        del frame
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        # Whatever else is being written just now: this goes past its buffer.
        os.write(2, b"quoth: ending after the article at hand; once more ends at once\n")

    wanted = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, end) for number in wanted}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _sleeping(ended: Callable[[], bool]) -> Callable[[float], None]:
    """What waits so many seconds, or until somebody wants an end."""

    def sleep(seconds: float) -> None:
        until = time.monotonic() + seconds
        while not ended() and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _BLINK))

    return sleep


# -- telling --------------------------------------------------------------------------------------


def _telling(
    counted: Counter[str], chosen: set[int] | None, form: str, verbose: bool
) -> Callable[[Looked | Taken], None]:
    """What counts and tells what looks and entries came to.

    A feed that was `chosen` by an address which is not its own is put there by its own number.
    """
    from quoth.follow.looking import Looked

    def told(event: Looked | Taken) -> None:
        if isinstance(event, Looked):
            _tell_look(event, counted)
            if event.double and chosen is not None:
                chosen.add(event.id)
            return
        counted[event.status] += 1
        counted["quotations"] += event.quotations
        if event.status in ("added", "revised"):
            click.echo(_line(event) if form == "text" else _object(event))
        elif event.status in ("failed", "postponed"):
            later = " (will be tried again)" if event.status == "postponed" else ""
            tell(f"{event.place}: {event.problem}{later}")
        elif verbose:
            why = event.problem or "known already"
            tell(f"{event.place}: passed over: {why}")

    return told


def _tell_look(looked: Looked, counted: Counter[str]) -> None:
    counted["looked"] += 1
    if looked.double:
        tell(f"{looked.moved}: followed already at {looked.url}")
    elif looked.moved:
        tell(f"{looked.moved}: followed from now on at {looked.url}")
    if looked.gone:
        counted["unseen"] += 1
        tell(f"{looked.url}: gone for good; it will not be asked for again")
    elif looked.problem:
        counted["unseen"] += 1
        tell(f"{looked.url}: {looked.problem}")


def _line(taken: Taken) -> str:
    from quoth.export.wording import counted, on_one_line, shortened

    headline = f"“{shortened(on_one_line(taken.headline or taken.place))}”"
    again = "another text" if taken.status == "revised" else ""
    found = counted(taken.quotations, "quotation")
    told = (on_one_line(taken.outlet or ""), headline, again, found, f"article {taken.article_id}")
    return " · ".join(part for part in told if part)


def _object(taken: Taken) -> str:
    held = {
        "article_id": taken.article_id,
        "status": taken.status,
        "url": taken.place,
        "outlet": taken.outlet,
        "headline": taken.headline,
        "published": taken.published,
        "quotations": taken.quotations,
    }
    return json.dumps(held, ensure_ascii=False)


def _not_due(feeds: Iterable[Followed], path: Path) -> str:
    times = [max(feed.due or "", feed.held or "") for feed in feeds if not feed.gone]
    told = f"no feed is due before {minute(min(times))}" if times else "all feeds are gone for good"
    return f"{told}; a feed that is named is looked at in any case: {path}"


def _summary(counted: Counter[str], feeds: Iterable[Followed], path: Path) -> str:
    from quoth.export.wording import counted as many

    waiting = sum(feed.waiting for feed in feeds)
    told = {
        "added": "added",
        "revised": "revised",
        "known": "known already",
        "passed": "passed over",
        "failed": "failed",
        "postponed": "to be tried again",
    }
    parts = [f"{counted[status]:,} {words}" for status, words in told.items() if counted[status]]
    looks = f"{many(counted['looked'], 'feed')} looked at"
    looks += f", {counted['unseen']:,} without success" if counted["unseen"] else ""
    found = f"; {many(counted['quotations'], 'quotation')}" if counted["quotations"] else ""
    more = f"; {many(waiting, 'article')} still to come" if waiting else ""
    return f"{looks}: {', '.join(parts) or 'nothing new'}{found}{more}: {path}"
