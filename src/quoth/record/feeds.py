"""The feeds that a record follows, and what was met in them.

An entry that is met waits in the record until its article is in it, or will not be; so whatever
breaks a run off, the next one goes on with it. Times are text in UTC, as everywhere in a record.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, case, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from quoth.intake.feeds import Entry
from quoth.record.keys import address_key
from quoth.record.schema import feed_entries, feeds, printings

State = Literal["waiting", "kept", "passed", "failed"]
"""Of an entry: its article is yet to come, in the record, rightly not read, or given up."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed.

    Attributes:
        id, url: its number, and its present address.
        title, page: what it calls itself, and the page that it is the feed of.
        added, looked: when it came into the record, and when it was last looked at.
        due: when it is to be looked at again.
        held: until when its server does not want to be asked, whatever the reason to.
        etag, modified: by which the server knows again what it sent last.
        pace: how often the feed wants to be looked at: `least`, `hours`, `days`.
        failures: how many looks failed, one after another.
        problem: how the last look failed, or None.
        gone: whether it is gone for good.
        articles: how many of its articles are in the record.
        waiting: how many are yet to come.
        met: how many entries were met in it.
    """

    id: int
    url: str
    title: str | None
    page: str | None
    added: str
    looked: str | None
    due: str | None
    held: str | None
    etag: str | None
    modified: str | None
    pace: Mapping[str, Any]
    failures: int
    problem: str | None
    gone: bool
    articles: int
    waiting: int
    met: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry whose article is yet to come.

    Attributes:
        id: its number.
        tries: how often it was tried.
        article_id: the article that was read before the entry was changed, if that is why.
        entry: what the feed tells of it.
    """

    id: int
    tries: int
    article_id: int | None
    entry: Entry


def follow(connection: Connection, url: str, added: str, title: str | None = None) -> int:
    """Take a feed into the record, if it is not there; return its number.

    Args:
        connection: in a writing transaction.
        url: its address.
        added: the time.
        title: what it is called, until it says so itself.
    """
    made: dict[str, Any] = {"url": url, "title": title, "added": added, "pace": {}}
    connection.execute(insert_new(feeds).on_conflict_do_nothing(), made)
    return int(connection.execute(select(feeds.c.id).where(feeds.c.url == url)).scalar_one())


def forget(connection: Connection, feed_id: int) -> None:
    """Take a feed, and what is known of its entries, out of the record; its articles stay."""
    connection.execute(delete(feed_entries).where(feed_entries.c.feed_id == feed_id))
    connection.execute(delete(feeds).where(feeds.c.id == feed_id))


def followed(connection: Connection, ids: Iterable[int] | None = None) -> tuple[Followed, ...]:
    """Return the feeds of the record, all or some, in the order in which they came into it."""
    state = feed_entries.c.state
    counted = (
        select(
            feed_entries.c.feed_id,
            func.count(feed_entries.c.article_id).label("articles"),
            func.sum(case((state == "waiting", 1), else_=0)).label("waiting"),
            func.count().label("met"),
        )
        .group_by(feed_entries.c.feed_id)
        .subquery()
    )
    wanted = (
        select(
            feeds,
            func.coalesce(counted.c.articles, 0).label("articles"),
            func.coalesce(counted.c.waiting, 0).label("waiting"),
            func.coalesce(counted.c.met, 0).label("met"),
        )
        .outerjoin(counted, counted.c.feed_id == feeds.c.id)
        .order_by(feeds.c.id)
    )
    chosen = None if ids is None else set(ids)
    found = (Followed(**row._mapping) for row in connection.execute(wanted))
    return tuple(feed for feed in found if chosen is None or feed.id in chosen)


def note(connection: Connection, feed_id: int, **changes: Any) -> None:
    """Take down what a look at a feed came to: any columns of it."""
    connection.execute(update(feeds).where(feeds.c.id == feed_id).values(**changes))


def move(connection: Connection, feed_id: int, url: str) -> bool:
    """Take down that a feed has another address now; return whether it is one of its own.

    Where the record follows that address already, the feed is forgotten: it was there twice.
    """
    there = connection.execute(select(feeds.c.id).where(feeds.c.url == url)).scalar()
    if there is not None and there != feed_id:
        forget(connection, feed_id)
        return False
    note(connection, feed_id, url=url)
    return True


def meet(
    connection: Connection,
    feed_id: int,
    entries: Iterable[Entry],
    met: str,
    due_again: Callable[[int], str | None] = lambda again: None,
) -> None:
    """Take down the entries that were not met before, or were changed.

    Args:
        connection: in a writing transaction.
        feed_id: their feed.
        entries: as the feed has them, the newest first.
        met: the time.
        due_again: returns when an article that was read and so often read again is to be read
            once more, because the feed says that it was changed; None for no more.
    """
    of = feed_entries.c
    columns = select(of.key, of.id, of.state, of.updated, of.again).where(of.feed_id == feed_id)
    known = {row.key: row for row in connection.execute(columns)}
    rows: list[dict[str, Any]] = []
    for entry in entries:
        row = known.get(entry.key)
        if row is None:
            rows.append({**_row(entry), "feed_id": feed_id, "key": entry.key, "met": met})
        elif row.state == "kept" and entry.updated not in (None, row.updated):
            due = due_again(row.again)
            if due is not None:
                more = {"state": "waiting", "tries": 0, "due": due, "again": row.again + 1}
                connection.execute(
                    update(feed_entries).where(of.id == row.id), {**_row(entry), **more}
                )
    if rows:
        connection.execute(insert(feed_entries), rows[::-1])


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "url": entry.url,
        "title": entry.title,
        "author": entry.author,
        "published": entry.published,
        "updated": entry.updated,
        "content": zlib.compress(entry.content.encode()) if entry.content else None,
        "state": "waiting",
    }


def waiting(connection: Connection, feed_id: int, now: str, limit: int) -> tuple[Waiting, ...]:
    """Return the entries of a feed whose articles are to be taken now, the newest first."""
    of = feed_entries.c
    wanted = (
        select(feed_entries)
        .where(of.feed_id == feed_id, of.state == "waiting", or_(of.due.is_(None), of.due <= now))
        .order_by(of.id.desc())
        .limit(limit)
    )
    return tuple(
        Waiting(
            row.id,
            row.tries,
            row.article_id,
            Entry(
                row.key,
                row.url,
                row.title,
                row.author,
                row.published,
                row.updated,
                zlib.decompress(row.content).decode() if row.content else None,
            ),
        )
        for row in connection.execute(wanted)
    )


def settle(
    connection: Connection,
    entry_id: int,
    state: State,
    *,
    article_id: int | None = None,
    problem: str | None = None,
) -> None:
    """Take down what became of an entry in the end."""
    which = feed_entries.c.id == entry_id
    done = {"state": state, "article_id": article_id, "problem": problem, "content": None}
    connection.execute(update(feed_entries).where(which).values(due=None, **done))


def postpone(
    connection: Connection, entry_id: int, due: str, problem: str, *, failed: bool = True
) -> None:
    """Take down that an entry is to be tried again, and when.

    Args:
        connection: in a writing transaction.
        entry_id: the entry.
        due: not before that time.
        problem: why.
        failed: whether it was tried at all.
    """
    tries = feed_entries.c.tries + (1 if failed else 0)
    changes = update(feed_entries).where(feed_entries.c.id == entry_id)
    connection.execute(changes.values(tries=tries, due=due, problem=problem))


def begin(connection: Connection, entry_id: int) -> None:
    """Take down that an entry's article is being read, lest one that breaks off every run is
    tried for ever."""
    changes = update(feed_entries).where(feed_entries.c.id == entry_id)
    connection.execute(changes.values(tries=feed_entries.c.tries + 1))


def article_at(connection: Connection, url: str) -> int | None:
    """Return the article that the record has from an address, if there is one."""
    wanted = select(printings.c.article_id).where(printings.c.key == address_key(url))
    number = connection.execute(wanted).scalar()
    return None if number is None else int(number)
