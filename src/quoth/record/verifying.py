"""Proof that a record still says what was printed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, text

from quoth.record.keys import digest, text_digest
from quoth.record.schema import appearances, articles, quotations, raws, revisions
from quoth.record.soundness import covers, lie_within

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a record that is not as it must be.

    Attributes:
        place: where: "text 12", "quotation 345", "raw 9f86d0…", "database".
        problem: what is wrong.
    """

    place: str
    problem: str


def how_many(connection: Connection) -> int:
    """Return how many steps `verify` takes: one a text and one a raw."""
    counts = (select(func.count()).select_from(table) for table in (revisions, raws))
    return sum(connection.execute(count).scalar() or 0 for count in counts)


def verify(connection: Connection) -> Iterator[Fault | None]:
    """Check everything that a record must hold; yield what is wrong, and None after each step.

    Checked are: that the raw bytes and the text of each article have their SHA-256; that each
    text came from bytes which are there; that the spans of each quotation lie in the text and
    spell its words; that each quotation is in the index; that every article has one present
    text; that the database is sound and every reference leads somewhere.

    Args:
        connection: in one transaction, so that nothing changes meanwhile.
    """
    yield from _database(connection)
    yield from _raws(connection)
    last = 0
    while True:
        wanted = select(revisions).where(revisions.c.id > last).order_by(revisions.c.id)
        page = connection.execute(wanted.limit(_PAGE)).all()
        if not page:
            return
        last = page[-1].id
        within = quotations.c.revision_id.between(page[0].id, last)
        said: dict[int, list[Any]] = {}
        for row in connection.execute(_QUOTATIONS.where(within)):
            said.setdefault(row.revision_id, []).append(row)
        for row in page:
            yield from _text(row)
            for quotation in said.get(row.id, ()):
                yield from _quotation(quotation, row.text)
            yield None


_QUOTATIONS = select(
    quotations.c.id,
    quotations.c.revision_id,
    quotations.c.words,
    quotations.c.detail,
    appearances.c.revision_id.label("appears_in"),
).outerjoin(appearances, appearances.c.id == quotations.c.appearance_id)


def _database(connection: Connection) -> Iterator[Fault]:
    for problem in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if problem != "ok":
            yield Fault("database", str(problem))
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault("database", f"row {row[1]} of {row[0]} refers to nothing in {row[2]}")
    stored = connection.execute(select(func.count()).select_from(quotations)).scalar()
    listed = connection.execute(text("SELECT count(*) FROM quotation_index_docsize")).scalar()
    if stored != listed:
        yield Fault("database", f"{stored} quotations, but {listed} in the index")
    present = select(revisions.c.article_id).where(revisions.c.current)
    lost = connection.execute(select(articles.c.id).where(articles.c.id.not_in(present)))
    for number in lost.scalars():
        yield Fault(f"article {number}", "has no present text")
    several = (
        select(revisions.c.article_id)
        .where(revisions.c.current)
        .group_by(revisions.c.article_id)
        .having(func.count() > 1)
    )
    for number in connection.execute(several).scalars():
        yield Fault(f"article {number}", "has several present texts")


def _raws(connection: Connection) -> Iterator[Fault | None]:
    last = ""
    while True:
        wanted = select(raws).where(raws.c.hash > last).order_by(raws.c.hash).limit(_PAGE)
        page = connection.execute(wanted).all()
        if not page:
            return
        last = page[-1].hash
        for row in page:
            try:
                data = zlib.decompress(row.packed)
            except zlib.error:
                yield Fault(f"raw {row.hash[:12]}", "cannot be unpacked")
            else:
                if digest(data) != row.hash or len(data) != row.size:
                    yield Fault(f"raw {row.hash[:12]}", "its bytes have another SHA-256")
            yield None


def _text(row: Any) -> Iterator[Fault]:
    if text_digest(row.text) != row.text_hash:
        yield Fault(f"text {row.id}", "its characters have another SHA-256")
    bounds = ((block["begin"], block["end"]) for block in row.blocks)
    if row.blocks and not covers(bounds, len(row.text)):
        yield Fault(f"text {row.id}", "its blocks do not cover it")


def _quotation(row: Any, whole: str) -> Iterator[Fault]:
    place = f"quotation {row.id}"
    detail = row.detail
    if row.appears_in not in (None, row.revision_id):
        yield Fault(place, "its speaker is of another text")
    words = " ".join(whole[begin:end] for begin, end in detail["content"])
    if words != row.words:
        yield Fault(place, "its spans spell other words than it has")
    spans = [*detail["content"], *detail["cue"], *detail["source"]]
    spans += [(m["begin"], m["end"]) for m in (detail["speaker"] or {}).get("mentions", ())]
    if not lie_within(spans, len(whole)):
        yield Fault(place, "it has a span outside the text")
