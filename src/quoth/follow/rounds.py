"""Going round: all feeds that are due, and the articles they announce, host by host."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from quoth.follow.asking import host_of
from quoth.follow.looking import Looked, look
from quoth.follow.taking import Taken, Taker
from quoth.record.feeds import Followed, Waiting, followed, waiting
from quoth.record.opening import reading

MOST_NEW = 50
"""So many articles of one feed are taken in a round; the others wait for the next ones."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A request to come: for a feed, or for an article that it announced."""

    feed: Followed
    entry: Waiting | None = None

    @property
    def url(self) -> str:
        return (self.entry.entry.url if self.entry else None) or self.feed.url


def go_round(
    feeds: Iterable[Followed],
    taker: Taker,
    tell: Callable[[Looked | Taken], None],
    *,
    named: bool = False,
    most: int = MOST_NEW,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Look at feeds that are due, and take what is waiting of theirs into the record.

    While one host must be left alone, others are asked; of one host, feeds come before articles.

    Args:
        feeds: the feeds.
        taker: takes their entries, and holds all that is needed for it.
        tell: called with what each look and each entry came to, as soon as it is in the record.
        named: whether somebody wants these feeds looked at now, due or not; one whose server
            does not want to be asked is not, all the same.
        most: how many articles of one feed are taken.
        stopped: whether to end after the step at hand.

    Raises:
        RecordError: the record cannot be written; what was told before is in it.
    """
    asker = taker.asker
    steps: dict[str, deque[_Step]] = {}

    def line_up_entries(feed: Followed) -> None:
        with reading(taker.engine) as connection:
            found = waiting(connection, feed.id, asker.clock.told(), most)
        for entry in found:
            _line_up(steps, _Step(feed, entry))

    def line_up_feeds(some: Iterable[Followed]) -> None:
        for feed in some:
            if named and asker.clock.until(feed.held) > 0:
                problem = f"its server does not want to be asked before {feed.held}"
                tell(Looked(feed.id, feed.url, feed.title, problem=problem))
            elif named or is_due(feed, asker.clock.told()):
                _line_up(steps, _Step(feed))
            elif feed.waiting:
                line_up_entries(feed)

    present = list(feeds)
    meant = {feed.id for feed in present}
    line_up_feeds(present)
    while steps and not stopped():
        host = min(steps, key=lambda host: asker.wait_for(steps[host][0].url))
        wait = asker.wait_for(steps[host][0].url)
        if wait > 0:
            asker.clock.sleep(wait)
            # Somebody may have ended the waiting.
            continue
        if asker.introduce(steps[host][0].url):
            continue
        step = steps[host].popleft()
        if not steps[host]:
            del steps[host]
        if step.entry is not None:
            tell(taker.take(step.feed, step.entry))
            continue
        looked = look(taker.engine, step.feed, asker)
        tell(looked)
        if not looked.double:
            line_up_entries(replace(step.feed, url=looked.url, title=looked.title))
        elif named and looked.id not in meant:
            meant.add(looked.id)
            with reading(taker.engine) as connection:
                other = followed(connection, [looked.id])
            line_up_feeds(other)


def _line_up(steps: dict[str, deque[_Step]], step: _Step) -> None:
    steps.setdefault(host_of(step.url), deque()).append(step)


def is_due(feed: Followed, now: str) -> bool:
    """Return whether a feed is to be looked at by itself, at a time as a record writes it."""
    return not feed.gone and max(feed.due or "", feed.held or "") <= now
