"""The record for others: its readings, with what it knows of each quotation beyond them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import Connection, select

from quoth.export.identity import WIKIDATA, Identity, unknown
from quoth.quotation import Quotation, Reading
from quoth.record.loading import Stored, load_all
from quoth.record.schema import appearances, quotations, speakers


class Shared:
    """The readings of a record one by one, and what the record knows of their quotations.

    Args:
        connection: in one transaction.
        former: whether the earlier texts of revised articles come too.
        outlets: only articles of these outlets, by their names in the record.
        days: only articles published from the first up to the second.
        base: address of the server on which quotations have pages; "" for none.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        former: bool = False,
        outlets: Collection[str] | None = None,
        days: tuple[date, date] | None = None,
        base: str = "",
    ) -> None:
        self._connection = connection
        self._stored = load_all(connection, former=former, outlets=outlets, days=days)
        self._base = base
        self._known: dict[str, Identity] = {}
        self._shown: Reading | None = None

    def readings(self) -> Iterator[Reading]:
        """Yield the readings; `identify` speaks of the last one that was yielded."""
        for stored in self._stored:
            self._known = identities(self._connection, stored, self._base)
            self._shown = stored.reading
            yield stored.reading

    def identify(self, reading: Reading, quotation: Quotation) -> Identity:
        """Tell what a quotation of the last reading is known by in the record."""
        if reading is not self._shown:
            return unknown(reading, quotation)
        return self._known[quotation.id]


def identities(connection: Connection, stored: Stored, base: str = "") -> dict[str, Identity]:
    """Return what the quotations of a text are known by, by their ids in its reading.

    Args:
        connection: to the record.
        stored: the text.
        base: address of the server on which quotations have pages; "" for none.
    """
    wanted = (
        select(quotations.c.id, speakers.c.name, speakers.c.wikidata)
        .outerjoin(appearances, appearances.c.id == quotations.c.appearance_id)
        .outerjoin(speakers, speakers.c.id == appearances.c.speaker_id)
        .where(quotations.c.revision_id == stored.revision_id)
    )
    rows = {row.id: row for row in connection.execute(wanted)}
    return {
        quotation.id: Identity(
            id=str(number),
            url=f"{base.rstrip('/')}/quotations/{number}" if base else None,
            speaker_url=WIKIDATA + item if (item := rows[number].wikidata) else None,
            speaker=rows[number].name,
        )
        for number, quotation in zip(stored.ids, stored.reading.quotations, strict=True)
    }
