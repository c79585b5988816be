"""Putting articles and what was read in them into a record.

Everything here happens inside the transaction of whoever calls, one article each, so that an
article is in the record whole or not at all.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from quoth.article import Article
from quoth.export.document import to_dict
from quoth.quotation import Reading
from quoth.record.clock import now
from quoth.record.keys import address_key, digest, text_digest
from quoth.record.schema import articles, printings, raws, revisions
from quoth.record.storing import store
from quoth.record.wire import choose_first, compare_text
from quoth.version import __version__

PROGRAM = f"quoth {__version__}"
"""What reads articles, as their provenance has it."""

Status = Literal["added", "revised", "known"]

_FAST = 1

# Made once: putting a statement together takes longer than running it.
_OF_TEXT = select(revisions.c.article_id, revisions.c.id).where(
    revisions.c.text_hash == bindparam("hash")
)
_AT_ADDRESS = select(printings.c.article_id).where(printings.c.key == bindparam("key"))
_LATEST = select(func.max(revisions.c.number)).where(revisions.c.article_id == bindparam("article"))
_RAW = insert_new(raws).on_conflict_do_nothing()
_PRINTING = insert_new(printings).on_conflict_do_nothing()
_NO_LONGER_CURRENT = (
    update(revisions)
    .where(revisions.c.article_id == bindparam("article"), revisions.c.current)
    .where(revisions.c.id != bindparam("revision"))
    .values(current=False)
)
_NOW_CURRENT = (
    update(revisions)
    .where(revisions.c.id == bindparam("revision"), ~revisions.c.current)
    .values(current=True)
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from and what read it: its provenance.

    Attributes:
        source: the input as the user named it: a path, `path:line`, an address, or `-`.
        fetched: when it was fetched or read from the disk, ISO 8601 in UTC.
        raw: the bytes that it was made from.
        program: name and version of what read it.
        model: version of the trained reader.
    """

    source: str
    fetched: str
    raw: bytes
    program: str
    model: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article.

    Attributes:
        status: `added` as a new one, `revised` where its address had another text before,
            `known` where its very text is there already.
        article_id, revision_id: where it is in the record.
        quotations: how many quotations were stored with it.
    """

    status: Status
    article_id: int
    revision_id: int
    quotations: int = 0


def recognise(connection: Connection, article: Article) -> Added | None:
    """Return where an article's very text is in the record already, or None.

    Changes nothing: `meet` takes note of it.
    """
    at = _article_at(connection, article)
    rows = connection.execute(_OF_TEXT, {"hash": text_digest(article.text)}).all()
    row = next((row for row in rows if at is None or row.article_id == at), None)
    return Added("known", row.article_id, row.id) if row else None


def is_settled(connection: Connection, article: Article, known: Added) -> bool:
    """Return whether the record has nothing to note of a known article: neither that it was
    met at a new place nor that an earlier text is the present one again."""
    place = select(printings.c.key).where(printings.c.key == _printing_key(article))
    if not article.url:
        return connection.execute(place).first() is not None
    present = select(revisions.c.current).where(revisions.c.id == known.revision_id)
    return bool(connection.execute(place).first() and connection.execute(present).scalar())


def meet(connection: Connection, article: Article) -> Added | None:
    """Take note of an article whose very text is known; return where it is, or None.

    Args:
        connection: in a writing transaction.
        article: that was met, perhaps at a place where it was not before.
    """
    known = recognise(connection, article)
    if known:
        if _print(connection, article, known.article_id):
            choose_first(connection, known.article_id)
        # Only what is found at its address tells what stands there now.
        if article.url and _make_current(connection, known.article_id, known.revision_id):
            compare_text(connection, known.article_id, article.text)
    return known


def add(connection: Connection, reading: Reading, origin: Origin) -> Added:
    """Put an article with its quotations into the record, unless it is there.

    An article is known by its address, or else by its text. A text that is there already is not
    stored again, but its new place of printing is; another text at a known address becomes a
    revision, and both are kept.

    Args:
        connection: in a writing transaction.
        reading: the article and what was found in it.
        origin: its provenance.
    """
    known = meet(connection, reading.article)
    if known:
        return known
    at = _article_at(connection, reading.article)
    status: Status = "added" if at is None else "revised"
    if at is None:
        at = _key(connection.execute(insert(articles), {"added": now()}))
    revision = _revise(connection, reading, origin, at)
    _make_current(connection, at, revision)
    _print(connection, reading.article, at)
    compare_text(connection, at, reading.article.text)
    store(connection, reading, revision, new=True)
    return Added(status, at, revision, len(reading.quotations))


def read_again(
    connection: Connection, revision_id: int, reading: Reading, program: str, model: str
) -> None:
    """Replace what was read in a stored text by a newer reading of it.

    A quotation whose content stands where it stood keeps its number, and what people decided
    holds.

    Args:
        connection: in a writing transaction.
        revision_id: the stored text.
        reading: of that very text.
        program, model: the versions that read it now.
    """
    held = to_dict(reading)
    connection.execute(
        update(revisions)
        .where(revisions.c.id == revision_id)
        .values(headline_check=held["headline_check"], program=program, model=model)
    )
    store(connection, reading, revision_id)


def _article_at(connection: Connection, article: Article) -> int | None:
    """The article that stands at this one's address; None without an address."""
    if not article.url:
        return None
    number = connection.execute(_AT_ADDRESS, {"key": address_key(article.url)}).scalar()
    return None if number is None else int(number)


def _printing_key(article: Article) -> str:
    if article.url:
        return address_key(article.url)
    return f"text:{text_digest(article.text)}:{article.outlet or ''}"


def _print(connection: Connection, article: Article, article_id: int) -> bool:
    """Note where an article was met; return whether it was not met there before."""
    printing = {
        "key": _printing_key(article),
        "article_id": article_id,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published,
        "added": now(),
    }
    return connection.execute(_PRINTING, printing).rowcount > 0


def _make_current(connection: Connection, article_id: int, revision_id: int) -> bool:
    """Let one revision be the article's present one; return whether it was not."""
    which = {"article": article_id, "revision": revision_id}
    connection.execute(_NO_LONGER_CURRENT, which)
    return connection.execute(_NOW_CURRENT, which).rowcount > 0


def _revise(connection: Connection, reading: Reading, origin: Origin, article_id: int) -> int:
    # The quotations have rows of their own.
    held: dict[str, Any] = to_dict(replace(reading, quotations=(), named=()))
    hashed = digest(origin.raw)
    raw = {
        "hash": hashed,
        "size": len(origin.raw),
        "packed": zlib.compress(origin.raw, _FAST),
    }
    connection.execute(_RAW, raw)
    latest = connection.execute(_LATEST, {"article": article_id}).scalar()
    made = {
        "article_id": article_id,
        "number": (latest or 0) + 1,
        "current": False,
        "text_hash": text_digest(reading.article.text),
        "text": held["text"],
        "blocks": held["blocks"],
        "name": held["id"],
        "url": held["url"],
        "outlet": held["outlet"],
        "headline": held["headline"],
        "byline": held["byline"],
        "published": held["published"],
        "language": held["language"],
        "headline_check": held["headline_check"],
        "source": origin.source,
        "fetched": origin.fetched,
        "raw_hash": hashed,
        "program": origin.program,
        "model": origin.model,
        "added": now(),
    }
    return _key(connection.execute(insert(revisions), made))


def _key(result: Any) -> int:
    return int(result.lastrowid)
