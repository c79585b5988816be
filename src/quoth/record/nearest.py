"""Which quotations of a record mean nearly what a question says.

The vectors of all quotations are held in memory. A search takes two steps: the signs of the
vectors, one bit a dimension, tell which quotations can be near (Charikar 2002); of those the
whole vectors tell how near they are.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, func, select

from quoth.record.meaning import WIDTH, Floats, Ids, Vectors, vectors
from quoth.record.schema import quotations, revisions
from quoth.record.schema import vectors as table

Mask = npt.NDArray[np.bool_]

CANDIDATES = 20_000
"""Of about so many quotations the whole vectors are compared: of all where there are no more."""

_STRIDE = 1 << 16
_PAGE = 1_000
_GONE = -1
_FAR = 255


class Near(NamedTuple):
    """A quotation near in meaning: its number in the record, and the cosine, at most 1."""

    id: int
    score: float


def packed(ids: Sequence[int], words: Sequence[str]) -> dict[str, bytes]:
    """Return what the table of vectors is to hold of a revision.

    Args:
        ids: the numbers of its quotations.
        words: of each of them.

    Returns:
        `ids` and `vectors` as bytes, in the order of the arguments.
    """
    return {"ids": np.array(ids, dtype="<i8").tobytes(), "vectors": vectors(words).tobytes()}


class Meanings:
    """What the quotations of a record mean, in memory.

    Vectors that were added go behind those that are held; places of those that are gone stay
    empty. One thread refreshes at a time, any number search.

    Args:
        connection: to the record.
    """

    def __init__(self, connection: Connection) -> None:
        self._lock = threading.Lock()
        self._shelf = _Shelf(0)
        self._seen = _Seen(0, 0, 0)
        self.refresh(connection)

    def __len__(self) -> int:
        return int((self._shelf.ids[: self._shelf.count] != _GONE).sum())

    def refresh(self, connection: Connection) -> None:
        """Take over what was added, read again or deleted since; cheap where nothing was.

        Where a text was read again and only lost quotations, they are still found.
        """
        with self._lock:
            before, now = self._seen, _seen(connection)
            if now == before:
                return
            begun = self._shelf.count
            try:
                self._shelf = _renewed(self._shelf, connection, before, now)
            except BaseException:
                # What was taken over before the fault comes again with the next refresh.
                self._shelf.count = begun
                raise
            self._seen = now

    def nearest(
        self,
        query: Vectors,
        k: int,
        allowed: npt.ArrayLike | None = None,
        within: npt.ArrayLike | None = None,
    ) -> list[Near]:
        """Return the quotations nearest in meaning to a question, the nearest first.

        Args:
            query: the question's vector: a row of `vectors`.
            k: how many at most.
            allowed: numbers of the quotations to search among; None for all.
            within: numbers of the revisions to search in; None for all.
        """
        shelf, count = self._shelf, self._shelf.count
        ids = shelf.ids[:count]
        mask = ids != _GONE
        if allowed is not None:
            mask &= _among(ids, allowed)
        if within is not None:
            mask &= _among(shelf.revisions[:count], within)
        places = np.flatnonzero(mask)
        k = min(k, len(places))
        if k < 1 or not query.any():
            return []
        wanted = max(CANDIDATES, 10 * k)
        if len(places) > wanted:
            places = _likely(shelf.signs[:, :count], mask, query, wanted)
        scores = _cosines(shelf.vectors[places], query)
        best = np.lexsort((ids[places], -scores))[:k]
        return [Near(int(ids[places[i]]), float(scores[i])) for i in best]


class _Seen(NamedTuple):
    """The newest quotation and the newest revision of a record, and how many texts it has."""

    quotation: int
    revision: int
    texts: int


class _Shelf:
    """Vectors in the order in which they came, with room for more; `count` places are taken."""

    def __init__(self, room: int) -> None:
        self.count = 0
        self.ids = np.empty(room, dtype=np.int64)
        self.revisions = np.empty(room, dtype=np.int64)
        self.vectors = np.empty((room, WIDTH), dtype=np.int8)
        self.signs = np.empty((WIDTH // 64, room), dtype=np.uint64)

    def put(self, revision_ids: Ids, ids: Ids, rows: Vectors) -> None:
        """Put quotations behind those that are held: the revision, number and vector of each."""
        places = slice(self.count, self.count + len(ids))
        self.ids[places] = ids
        self.revisions[places] = revision_ids
        self.vectors[places] = rows
        self.signs[:, places] = _signs(rows)
        self.count = places.stop

    def drop(self, revision_ids: Sequence[int]) -> None:
        """Leave the places of some revisions empty."""
        self.ids[: self.count][_among(self.revisions[: self.count], revision_ids)] = _GONE

    def keep(self, revision_ids: Sequence[int]) -> None:
        """Leave the places of all other revisions empty."""
        self.ids[: self.count][~_among(self.revisions[: self.count], revision_ids)] = _GONE

    def with_room(self, more: int) -> _Shelf:
        """Return a shelf that holds the same and has room for as many more."""
        if self.count + more <= len(self.ids):
            return self
        # Some over, so that adding article by article does not copy everything each time.
        larger = _Shelf((self.count + more) * 9 // 8)
        larger.count = self.count
        larger.ids[: self.count] = self.ids[: self.count]
        larger.revisions[: self.count] = self.revisions[: self.count]
        larger.vectors[: self.count] = self.vectors[: self.count]
        larger.signs[:, : self.count] = self.signs[:, : self.count]
        return larger


def _likely(
    signs: npt.NDArray[np.uint64], mask: Mask, query: Vectors, wanted: int
) -> npt.NDArray[np.intp]:
    """Places, at least as many as wanted, whose signs differ least from the question's."""
    asked = _signs(query[None])[:, 0]
    distances = np.zeros(len(mask), dtype=np.uint8)
    # By stretches that stay in the processor's cache.
    for begin in range(0, len(mask), _STRIDE):
        part = slice(begin, begin + _STRIDE)
        for own, bits in zip(asked, signs, strict=True):
            distances[part] += np.bitwise_count(bits[part] ^ own)
    distances[~mask] = _FAR
    below = np.cumsum(np.bincount(distances, minlength=_FAR + 1))
    return np.flatnonzero(distances <= np.searchsorted(below, wanted))


def _cosines(rows: Vectors, query: Vectors) -> Floats:
    held, asked = rows.astype(np.float32), query.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", held, held)) * np.linalg.norm(asked)
    # Texts without words have zeros; they are like nothing.
    cosines: Floats = np.einsum("ij,j->i", held, asked) / np.maximum(lengths, 1.0)
    return np.minimum(cosines, 1.0)


def _signs(rows: Vectors) -> npt.NDArray[np.uint64]:
    """The signs of vectors as bits: a column a vector, `WIDTH` / 64 rows."""
    return np.packbits(rows > 0, axis=1).view(np.uint64).T


def _among(values: Ids, wanted: npt.ArrayLike) -> Mask:
    """Which values are among the wanted ones."""
    chosen = np.asarray(wanted, dtype=np.int64)
    highest = int(values.max(initial=0))
    # The record counts its rows from one, so that a table of them all is small and quickest.
    listed = np.zeros(highest + 2, dtype=np.bool_)
    listed[chosen[(chosen > 0) & (chosen <= highest)]] = True
    return listed[np.maximum(values, 0)]


def _seen(connection: Connection) -> _Seen:
    newest = connection.execute(select(func.max(quotations.c.id))).scalar() or 0
    last = connection.execute(select(func.max(revisions.c.id))).scalar() or 0
    texts = connection.execute(select(func.count()).select_from(revisions)).scalar() or 0
    return _Seen(newest, last, texts)


def _renewed(shelf: _Shelf, connection: Connection, before: _Seen, now: _Seen) -> _Shelf:
    """Take over what has changed; the same shelf comes back, or a larger one."""
    again = select(quotations.c.revision_id).where(
        quotations.c.id > before.quotation, quotations.c.revision_id <= before.revision
    )
    shelf = shelf.with_room(now.quotation - before.quotation)
    if before.revision:
        shelf.drop(connection.execute(again.distinct()).scalars().all())
        shelf = _filled(shelf, connection, table.c.revision_id.in_(again))
    shelf = _filled(shelf, connection, table.c.revision_id > before.revision)
    new = select(func.count()).where(revisions.c.id > before.revision)
    if now.texts != before.texts + int(connection.execute(new).scalar_one()):
        shelf.keep(connection.execute(select(revisions.c.id)).scalars().all())
    return shelf


def _filled(shelf: _Shelf, connection: Connection, wanted: ColumnElement[bool]) -> _Shelf:
    """Put the stored vectors of the revisions wanted on a shelf; it or a larger one comes back."""
    rows = connection.execute(
        select(table).where(wanted).order_by(table.c.revision_id),
        execution_options={"yield_per": _PAGE},
    )
    for page in rows.partitions():
        sizes = [len(row.ids) // 8 for row in page]
        ids = np.frombuffer(b"".join(row.ids for row in page), dtype="<i8")
        held = np.frombuffer(b"".join(row.vectors for row in page), dtype=np.int8)
        of = np.repeat(np.array([row.revision_id for row in page], dtype=np.int64), sizes)
        shelf = shelf.with_room(len(ids))
        shelf.put(of, ids, held.reshape(-1, WIDTH))
    return shelf
