"""Taking one entry of a feed: from its address, or the feed itself, into the record."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit

from sqlalchemy import Engine

from quoth.article import Article
from quoth.errors import InputError, QuothError
from quoth.follow.asking import Asker, Trouble
from quoth.follow.clock import Clock
from quoth.intake.decoding import decode
from quoth.intake.feeds import Entry
from quoth.intake.html import article_from_html
from quoth.intake.language import declared, foreign
from quoth.intake.limits import Limits
from quoth.intake.plain import article_from_text
from quoth.reading.reader import Reader
from quoth.record.adding import PROGRAM, Added, Origin, add, meet
from quoth.record.feeds import Followed, State, Waiting, article_at, begin, postpone, settle
from quoth.record.opening import reading, writing

ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9"
FULL = 100
"""Of so many words a text in a feed is taken for the article, and no longer for a teaser."""

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_SNIFFED = 500
_TRIES = 5
_FIRST_REST = 10 * 60.0
_AHEAD = 24 * 60 * 60.0

Status = Literal["added", "revised", "known", "passed", "failed", "postponed"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an entry.

    Attributes:
        status: `added`, `revised` (another text at a known address) or `known`; `passed` where
            it is rightly not read, `failed` where it is given up, `postponed` where it will be
            tried again.
        place: the article's address, or else that of its feed.
        outlet, headline, published: of the article, or else as the feed has them.
        article_id: the article in the record.
        quotations: how many quotations were stored with it.
        problem: why there is no article.
    """

    status: Status
    place: str
    outlet: str | None = None
    headline: str | None = None
    published: str | None = None
    article_id: int | None = None
    quotations: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes entries, one at a time.

    Attributes:
        engine: of the record.
        asker: asks for pages.
        reader: returns what reads articles; called when there is one to read.
        from_feed: whether the text of the feed is used where it is a whole one.
        foreign: returns the language of an article that is not to be read.
    """

    engine: Engine
    asker: Asker
    reader: Callable[[], Reader]
    from_feed: bool = False
    foreign: Callable[[Article], str | None] = lambda article: None

    def take(self, feed: Followed, waiting: Waiting) -> Taken:
        """Take the article of an entry into the record, or take down why that is not done.

        Raises:
            RecordError: the record cannot be written; the entry waits on.
        """
        entry = waiting.entry
        if waiting.tries >= _TRIES:
            problem = "whoever read it was broken off, again and again"
            return self._settled(feed, waiting, "failed", problem=problem)
        if entry.url is not None and waiting.article_id is None:
            with reading(self.engine) as connection:
                known = article_at(connection, entry.url)
            if known is not None:
                return self._settled(feed, waiting, "known", article_id=known)
        found = self._received(feed, waiting)
        if isinstance(found, Trouble):
            return self._troubled(feed, waiting, found)
        article, raw = found
        article = _filled(article, feed, entry, self.asker.clock)
        if language := self.foreign(article):
            return self._settled(feed, waiting, "passed", problem=f"not English ({language})")
        return self._read(waiting, article, raw)

    def _received(self, feed: Followed, waiting: Waiting) -> tuple[Article, bytes] | Trouble:
        """The article with the bytes that it was made from."""
        entry = waiting.entry
        limits = self.asker.limits
        if (self.from_feed or entry.url is None) and (held := _from_feed(feed, entry, limits)):
            return held
        if entry.url is None:
            return Trouble("an entry of the feed has neither an address nor a text", lasting=True)
        reply = self.asker.ask(entry.url, accept=ACCEPT)
        found: tuple[Article, bytes] | Trouble
        if isinstance(reply, Trouble):
            found = reply
        else:
            answer = reply.answer
            found = _from_page(answer.data, answer.url, answer.media_type, answer.charset, limits)
        if isinstance(found, Trouble) and _is_last(waiting, found):
            return _from_feed(feed, entry, limits) or found
        return found

    def _read(self, waiting: Waiting, article: Article, raw: bytes) -> Taken:
        """Put an article into the record; what the entry came to is kept with it, or neither."""
        with writing(self.engine) as connection:
            added: Added | None = meet(connection, article)
            if added is not None:
                settle(connection, waiting.id, "kept", article_id=added.article_id)
            else:
                begin(connection, waiting.id)
        if added is None:
            reader = self.reader()
            read = reader.read(article)
            origin = Origin(article.id, self.asker.clock.told(), raw, PROGRAM, reader.version)
            with writing(self.engine) as connection:
                added = add(connection, read, origin)
                settle(connection, waiting.id, "kept", article_id=added.article_id)
        return Taken(
            added.status,
            article.url or article.id,
            article.outlet,
            article.headline,
            article.published,
            added.article_id,
            added.quotations,
        )

    def _troubled(self, feed: Followed, waiting: Waiting, trouble: Trouble) -> Taken:
        if _is_last(waiting, trouble):
            return self._settled(
                feed, waiting, "passed" if trouble.refused else "failed", problem=trouble.problem
            )
        clock = self.asker.clock
        rest = max(_FIRST_REST * 4.0**waiting.tries, trouble.seconds or 0.0)
        due = clock.told(rest if trouble.asked else trouble.seconds or _FIRST_REST)
        with writing(self.engine) as connection:
            postpone(connection, waiting.id, due, trouble.problem, failed=trouble.asked)
        return self._told(feed, waiting, "postponed", problem=trouble.problem)

    def _settled(
        self,
        feed: Followed,
        waiting: Waiting,
        status: Literal["known", "passed", "failed"],
        *,
        article_id: int | None = None,
        problem: str | None = None,
    ) -> Taken:
        # What was read before a change is there, whatever became of the change.
        article_id = article_id or waiting.article_id
        state: State = "kept" if article_id or status == "known" else status
        with writing(self.engine) as connection:
            settle(connection, waiting.id, state, article_id=article_id, problem=problem)
        return self._told(feed, waiting, status, article_id=article_id, problem=problem)

    def _told(
        self,
        feed: Followed,
        waiting: Waiting,
        status: Status,
        *,
        article_id: int | None = None,
        problem: str | None = None,
    ) -> Taken:
        entry = waiting.entry
        return Taken(
            status,
            entry.url or feed.url,
            feed.title,
            entry.title,
            entry.published,
            article_id,
            problem=problem,
        )


def language_told(article: Article) -> str | None:
    """Return the language of an article that is not in English.

    Without the detector, which comes with an extra, what the page declares has to do.
    """
    try:
        return foreign(article)
    except QuothError:
        code = declared(article)
        return None if code == "en" else code


def _is_last(waiting: Waiting, trouble: Trouble) -> bool:
    """Whether an entry will not be tried again."""
    return trouble.lasting or (trouble.asked and waiting.tries + 1 >= _TRIES)


def _from_page(
    data: bytes, url: str, media_type: str, charset: str | None, limits: Limits
) -> tuple[Article, bytes] | Trouble:
    """The article of a page, as it was answered."""
    if not data.strip():
        return Trouble("there is nothing to read in it", lasting=True)
    if not media_type:
        media_type = "text/html" if b"<" in data[:_SNIFFED] else "text/plain"
    try:
        if media_type in _PAGES:
            return article_from_html(data, id=url, url=url, limits=limits, declared=charset), data
        if media_type == "text/plain" and len(data) <= limits.text_bytes:
            text = decode(data, url, declared=charset)
            return article_from_text(text, id=url, url=url), data
    except InputError as error:
        return Trouble(error.problem, lasting=True)
    return Trouble(f"not a page ({media_type})", lasting=True, refused=True)


def _from_feed(feed: Followed, entry: Entry, limits: Limits) -> tuple[Article, bytes] | None:
    """The article that a feed itself holds, if it is whole there."""
    if entry.content is None:
        return None
    title = html.escape(entry.title or "")
    page = (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>\n{entry.content}\n</article></body></html>"
    ).encode()
    place = entry.url or f"{feed.url}#{entry.key}"
    try:
        article = article_from_html(page, id=place, url=entry.url, limits=limits, declared="utf-8")
    except InputError:
        return None
    return (article, page) if len(article.text.split()) >= FULL else None


def _filled(article: Article, feed: Followed, entry: Entry, clock: Clock) -> Article:
    """An article with what its page does not tell, and its feed does."""
    # A page that names no outlet is said to be of its host.
    host = urlsplit(article.url or "").netloc.removeprefix("www.")
    told = article.outlet if (article.outlet or "").removeprefix("www.") != host else None
    return replace(
        article,
        outlet=told or feed.title or article.outlet,
        headline=article.headline or entry.title,
        byline=article.byline or entry.author,
        published=article.published or _past(entry.published, clock),
    )


def _past(published: str | None, clock: Clock) -> str | None:
    """A date of publication, unless it is yet to come: then it is a mistake."""
    if published is None:
        return None
    found = datetime.fromisoformat(published)
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return published if found.timestamp() <= clock.now() + _AHEAD else None
