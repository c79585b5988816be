"""The record for others: its readings, with what it knows of each quotation beyond them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from quoth.export.identity import Identity, unknown
from quoth.quotation import Quotation, Reading
from quoth.record.loading import Stored, load_all
from quoth.record.quoting import WIKIDATA
from quoth.record.schema import appearances, quotations, speakers


class Shared:
    """The readings of a record one by one, and what the record knows of their quotations.

    Args:
        connection: in one transaction.
        former: whether the earlier texts of revised articles come too.
        outlet: only articles of this outlet.
        since, until: only articles published from and up to these days, ISO 8601.
        base: address of the server on which quotations have pages; "" for none.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        former: bool = False,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        base: str = "",
    ) -> None:
        self._connection = connection
        self._stored = load_all(connection, former=former, outlet=outlet, since=since, until=until)
        self._base = base.rstrip("/")
        self._known: dict[str, Identity] = {}
        self._shown: Reading | None = None

    def readings(self) -> Iterator[Reading]:
        """Yield the readings; `identify` speaks of the last one that was yielded."""
        for stored in self._stored:
            self._known = self._identities(stored)
            self._shown = stored.reading
            yield stored.reading

    def identify(self, reading: Reading, quotation: Quotation) -> Identity:
        """Tell what a quotation of the last reading is known by in the record."""
        if reading is not self._shown:
            return unknown(reading, quotation)
        return self._known[quotation.id]

    def _identities(self, stored: Stored) -> dict[str, Identity]:
        wanted = (
            select(quotations.c.id, speakers.c.name, speakers.c.wikidata)
            .outerjoin(appearances, appearances.c.id == quotations.c.appearance_id)
            .outerjoin(speakers, speakers.c.id == appearances.c.speaker_id)
            .where(quotations.c.revision_id == stored.revision_id)
        )
        rows = {row.id: row for row in self._connection.execute(wanted)}
        return {
            quotation.id: Identity(
                id=str(number),
                url=f"{self._base}/quotations/{number}" if self._base else None,
                speaker_url=WIKIDATA + who if (who := rows[number].wikidata) else None,
                speaker=rows[number].name,
            )
            for number, quotation in zip(stored.ids, stored.reading.quotations, strict=True)
        }
