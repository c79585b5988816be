"""Looking at one feed: asking for it, taking down what it announces and when to look again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from quoth.errors import InputError
from quoth.follow.asking import Asker, Reply, Trouble
from quoth.follow.clock import Clock
from quoth.intake.feeds import Elsewhere, Feed, read_feed
from quoth.record.feeds import Followed, follow, meet, move, note
from quoth.record.opening import writing

ACCEPT = (
    "application/atom+xml,application/rss+xml,application/feed+json,"
    "application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,text/html;q=0.5,*/*;q=0.3"
)

_MOST_BYTES = 5_000_000
_FIRST_REST = 10 * 60.0
_LONGEST_REST = 24 * 60 * 60.0
_WEEK = 7 * 24
_MOST_AGAIN = 5


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a feed came to.

    Attributes:
        id: its number; where it is `double`, that of the other one.
        url: its address, the new one where it has moved.
        title: what it is called, if known.
        moved: the address that it had before, where it has moved.
        problem: why nothing could be seen.
        gone: whether it is gone for good: it will not be asked for again.
        double: whether the record follows the address to which it moved, or the feed that the
            page names, as another feed already; then this one is forgotten.
    """

    id: int
    url: str
    title: str | None = None
    moved: str | None = None
    problem: str | None = None
    gone: bool = False
    double: bool = False


def look(engine: Engine, feed: Followed, asker: Asker) -> Looked:
    """Look at a feed, and take down what it announces, all at once or nothing.

    Raises:
        RecordError: the record cannot be written.
    """
    found = _seen(feed, feed.url, asker)
    if isinstance(found, tuple) and isinstance(found[1], Elsewhere):
        found = _looked_elsewhere(feed, found[1], asker)
    if isinstance(found, Trouble):
        return _note_trouble(engine, feed, found, asker.clock)
    reply, seen = found
    url = reply.moved or feed.url
    clock = asker.clock
    changes: dict[str, Any] = {
        "looked": clock.told(),
        "held": None,
        "failures": 0,
        "problem": None,
        "gone": False,
    }
    pace = feed.pace
    if isinstance(seen, Feed):
        pace = asdict(seen.pace)
        changes |= {
            "title": seen.title or feed.title,
            "page": seen.page or feed.page,
            "etag": reply.answer.etag,
            "modified": reply.answer.modified,
            "pace": pace,
        }
    changes["due"] = clock.told(rest(pace, clock.now()))
    with writing(engine) as connection:
        if url != feed.url and not move(connection, feed.id, url):
            other = follow(connection, url, clock.told())
            return Looked(other, url, feed.title, moved=feed.url, double=True)
        if isinstance(seen, Feed):
            meet(connection, feed.id, seen.entries, clock.told(), _again(clock))
        note(connection, feed.id, **changes)
    moved = feed.url if url != feed.url else None
    return Looked(feed.id, url, changes.get("title", feed.title), moved)


def _again(clock: Clock) -> Callable[[int], str | None]:
    """When an article is read again that was changed: ever later, and some times only.

    There are feeds that say so of all their entries each time.
    """
    return lambda again: clock.told(back_off(2 * again)) if again < _MOST_AGAIN else None


def _seen(
    feed: Followed, url: str, asker: Asker
) -> tuple[Reply, Feed | Elsewhere | None] | Trouble:
    """What stands at an address; nothing new (304) is None."""
    known = {"etag": feed.etag, "modified": feed.modified} if url == feed.url else {}
    reply = asker.ask(url, accept=ACCEPT, most=_MOST_BYTES, **known)
    if isinstance(reply, Trouble):
        return reply
    answer = reply.answer
    if answer.status == 304:
        return reply, None
    try:
        seen = read_feed(
            answer.data, answer.url, media_type=answer.media_type, charset=answer.charset
        )
    except InputError as error:
        return Trouble(error.problem)
    return reply, seen


def _looked_elsewhere(
    feed: Followed, named: Elsewhere, asker: Asker
) -> tuple[Reply, Feed | None] | Trouble:
    """What the first of the feeds holds that a page names; the page's address is not kept."""
    if feed.met:
        return Trouble("a page stands there instead of the feed")
    url = named.feeds[0]
    found = _seen(feed, url, asker)
    if isinstance(found, Trouble):
        return replace(found, problem=f"{found.problem}: {url}")
    reply, seen = found
    if not isinstance(seen, Feed):
        return Trouble("a page, and the feed that it names is none")
    return Reply(reply.answer, reply.moved or url), seen


def _note_trouble(engine: Engine, feed: Followed, trouble: Trouble, clock: Clock) -> Looked:
    changes: dict[str, Any] = {"problem": trouble.problem, "gone": trouble.gone}
    if trouble.asked:
        changes |= {"looked": clock.told(), "failures": feed.failures + 1}
        changes["due"] = clock.told(back_off(feed.failures))
    if trouble.seconds is not None:
        changes["held"] = clock.told(trouble.seconds)
    with writing(engine) as connection:
        note(connection, feed.id, **changes)
    return Looked(feed.id, feed.url, feed.title, problem=trouble.problem, gone=trouble.gone)


def back_off(failures: int) -> float:
    """Return for how many seconds to rest after so many failures: twice as long each time."""
    return min(_FIRST_REST * 2.0 ** min(failures, 20), _LONGEST_REST)


def rest(pace: Mapping[str, Any], now: float) -> float:
    """Return for how many seconds a feed wants not to be looked at again.

    Args:
        pace: what it asks for: seconds (`least`; more than a day count as a day), and the
            `hours` (UTC) and `days` (Monday is 0) at which it rests.
        now: the time, in seconds since 1970.
    """
    least = min(float(pace.get("least", 0)), _LONGEST_REST)
    hours: Sequence[int] = pace.get("hours", ())
    days: Sequence[int] = pace.get("days", ())
    first = datetime.fromtimestamp(now + least, UTC)
    at = first
    for _ in range(_WEEK):
        if at.hour not in hours and at.weekday() not in days:
            break
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    else:
        return least
    return least + (at - first).total_seconds()
