"""What a record holds, back as readings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from quoth.errors import RecordError
from quoth.export.document import from_dict
from quoth.quotation import Reading
from quoth.record.opening import file_of
from quoth.record.schema import appearances, quotations, revisions, roles

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Stored:
    """One text of the record, with what was read in it and its provenance.

    Attributes:
        reading: the text and its quotations.
        ids: the record's numbers of these quotations, in the same order.
        article_id, revision_id: the record's numbers of the article and of this text of it.
        number: which of the article's texts it is, from 1.
        current: whether it is the present one.
        source, fetched, raw_hash, program, model, added: its provenance; see `Origin`.
    """

    reading: Reading
    ids: tuple[int, ...]
    article_id: int
    revision_id: int
    number: int
    current: bool
    source: str
    fetched: str
    raw_hash: str
    program: str
    model: str
    added: str


def load(connection: Connection, revision_id: int) -> Stored:
    """Return one text of the record; raises `RecordError` where there is none of this number."""
    found = _loaded(connection, [revision_id])
    if not found:
        raise RecordError(
            file_of(connection.engine), f"there is no text {revision_id} in this record"
        )
    return found[0]


def load_all(
    connection: Connection,
    *,
    former: bool = False,
    outlets: Collection[str] | None = None,
    days: tuple[date, date] | None = None,
) -> Iterator[Stored]:
    """Yield the texts of the record in the order in which they were added, a page at a time.

    Args:
        connection: to the record.
        former: whether the earlier texts of revised articles come too.
        outlets: only articles of these outlets, by their names in the record.
        days: only articles published from the first up to the second; those without a date are
            then left out.
    """
    wanted = select(revisions.c.id).order_by(revisions.c.id).limit(_PAGE)
    if not former:
        wanted = wanted.where(revisions.c.current)
    if outlets is not None:
        wanted = wanted.where(revisions.c.outlet.in_(outlets))
    if days is not None:
        since, until = (day.isoformat() for day in days)
        # Up to what comes after every time of the last day.
        wanted = wanted.where(revisions.c.published.between(since, until + "~"))
    last = 0
    while True:
        ids = connection.execute(wanted.where(revisions.c.id > last)).scalars().all()
        if not ids:
            return
        yield from _loaded(connection, ids)
        last = ids[-1]


def _loaded(connection: Connection, ids: Sequence[int]) -> list[Stored]:
    wanted = select(revisions).where(revisions.c.id.in_(ids)).order_by(revisions.c.id)
    texts = connection.execute(wanted).all()
    said = _grouped(connection, quotations, ids)
    named = _grouped(connection, appearances, ids)
    as_what: dict[int, list[Row[Any]]] = {}
    of_these = select(appearances.c.id).where(appearances.c.revision_id.in_(ids))
    for role in connection.execute(select(roles).where(roles.c.appearance_id.in_(of_these))):
        as_what.setdefault(role.appearance_id, []).append(role)
    return [_stored(row, said.get(row.id, []), named.get(row.id, []), as_what) for row in texts]


def _grouped(connection: Connection, table: Any, ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    wanted = select(table).where(table.c.revision_id.in_(ids)).order_by(table.c.id)
    for row in connection.execute(wanted):
        found.setdefault(row.revision_id, []).append(row)
    return found


def _stored(
    row: Row[Any],
    said: list[Row[Any]],
    named: list[Row[Any]],
    as_what: dict[int, list[Row[Any]]],
) -> Stored:
    # A quotation that only a newer reading found has a higher id than those after it.
    said.sort(key=lambda q: q.number)
    held = {
        "id": row.name,
        "url": row.url,
        "outlet": row.outlet,
        "headline": row.headline,
        "byline": row.byline,
        "published": row.published,
        "language": row.language,
        "text": row.text,
        "blocks": row.blocks,
        "quotations": [{**q.detail, "text": q.words} for q in said],
        "headline_check": row.headline_check,
        "named": [
            {
                "name": one.name,
                "kind": one.kind,
                "forms": one.forms,
                "roles": [
                    {"begin": role.begin, "end": role.end} for role in as_what.get(one.id, ())
                ],
            }
            for one in named
            if one.forms
        ],
    }
    return Stored(
        reading=from_dict(held),
        ids=tuple(q.id for q in said),
        article_id=row.article_id,
        revision_id=row.id,
        number=row.number,
        current=row.current,
        source=row.source,
        fetched=row.fetched,
        raw_hash=row.raw_hash,
        program=row.program,
        model=row.model,
        added=row.added,
    )
