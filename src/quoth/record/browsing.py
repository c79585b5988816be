"""The articles of a record: which there are, where each was printed, what its texts were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from quoth.errors import RecordError
from quoth.record.loading import Stored, load
from quoth.record.opening import file_of
from quoth.record.schema import (
    appearances,
    articles,
    printings,
    quotations,
    revisions,
    speakers,
)
from quoth.record.wire import group_of


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list.

    Attributes:
        article_id: the record's number of it.
        title: its headline, or what it is called where it has none.
        outlet, published, url: as far as they are known.
        quotations: how many it has.
        number: how many texts of it the record has.
    """

    article_id: int
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    quotations: int
    number: int


@dataclass(frozen=True, slots=True)
class Printing:
    """Where an article was met: its address and outlet, when it was published there and added."""

    url: str | None
    outlet: str | None
    published: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Copied:
    """A near copy of an article: its number, what it is called, where and when it was printed.

    `first` is whether it is the one of them that was published first.
    """

    article_id: int
    title: str
    outlet: str | None
    published: str | None
    first: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of an article: its number from 1, whether it is the present one, its dates."""

    revision_id: int
    number: int
    current: bool
    published: str | None
    added: str


def list_articles(
    connection: Connection, *, after: int | None = None, limit: int = 50, outlet: str | None = None
) -> list[Listed]:
    """Return articles, those added last first.

    Args:
        connection: to the record.
        after: go on after the article of this number.
        limit: how many at most.
        outlet: only this outlet's.
    """
    counted = (
        select(func.count())
        .select_from(quotations)
        .where(quotations.c.revision_id == revisions.c.id)
        .scalar_subquery()
    )
    wanted = select(
        revisions.c.article_id,
        revisions.c.headline,
        revisions.c.name,
        revisions.c.outlet,
        revisions.c.published,
        revisions.c.url,
        revisions.c.number,
        counted.label("quotations"),
    ).where(revisions.c.current)
    if after is not None:
        wanted = wanted.where(revisions.c.article_id < after)
    if outlet is not None:
        wanted = wanted.where(revisions.c.outlet == outlet)
    rows = connection.execute(wanted.order_by(revisions.c.article_id.desc()).limit(limit))
    return [
        Listed(
            row.article_id,
            row.headline or row.name or "Untitled",
            row.outlet,
            row.published,
            row.url,
            row.quotations,
            row.number,
        )
        for row in rows
    ]


def texts_of(connection: Connection, article_id: int) -> list[Revision]:
    """Return the texts of an article, the first one first; none where there is no such article."""
    wanted = select(
        revisions.c.id,
        revisions.c.number,
        revisions.c.current,
        revisions.c.published,
        revisions.c.added,
    ).where(revisions.c.article_id == article_id)
    rows = connection.execute(wanted.order_by(revisions.c.number))
    return [Revision(*row) for row in rows]


def text_of(
    connection: Connection, article_id: int, number: int | None = None
) -> tuple[Stored, list[Revision]]:
    """Return one text of an article, and what texts of it there are.

    Args:
        connection: to the record.
        article_id: the article.
        number: which of its texts; by default the present one.

    Raises:
        RecordError: there is no such text.
    """
    texts = texts_of(connection, article_id)
    wanted = (t for t in texts if t.number == number or (number is None and t.current))
    shown = next(wanted, None)
    if shown is None:
        raise RecordError(
            file_of(connection.engine),
            f"there is no such text of article {article_id} in this record",
        )
    return load(connection, shown.revision_id), texts


def printings_of(connection: Connection, article_id: int) -> list[Printing]:
    """Return where an article was met, the first place first."""
    wanted = (
        select(printings.c.url, printings.c.outlet, printings.c.published, printings.c.added)
        .where(printings.c.article_id == article_id)
        .order_by(printings.c.added, printings.c.key)
    )
    return [Printing(*row) for row in connection.execute(wanted)]


def copies_of(connection: Connection, article_id: int) -> list[Copied]:
    """Return the near copies of an article, the one that was published first before the others."""
    group = group_of(connection, article_id)
    wanted = select(
        revisions.c.article_id,
        revisions.c.headline,
        revisions.c.name,
        revisions.c.outlet,
        revisions.c.published,
    ).where(revisions.c.current, revisions.c.article_id.in_(group))
    rows = {row.article_id: row for row in connection.execute(wanted)}
    return [
        Copied(
            number,
            rows[number].headline or rows[number].name or "Untitled",
            rows[number].outlet,
            rows[number].published,
            number == group[0],
        )
        for number in group
        if number != article_id
    ]


def said_by(connection: Connection, quotation_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Return who said each of some quotations: number and name of the speaker."""
    wanted = (
        select(quotations.c.id, speakers.c.id, speakers.c.name)
        .join(appearances, appearances.c.id == quotations.c.appearance_id)
        .join(speakers, speakers.c.id == appearances.c.speaker_id)
        .where(quotations.c.id.in_(quotation_ids))
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(wanted)}


def size(connection: Connection) -> tuple[int, int]:
    """Return how many articles and quotations a record has."""
    counts = (select(func.count()).select_from(table) for table in (articles, quotations))
    held = [connection.execute(count).scalar() or 0 for count in counts]
    return held[0], held[1]
