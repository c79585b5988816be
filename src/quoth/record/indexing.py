"""The indexes of a record: by what words, variants and meaning a quotation is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from quoth.record.nearest import packed
from quoth.record.shingles import keys

Listed = Sequence[tuple[int, str]]
"""Numbers of quotations with their words."""

# The full-text index itself follows the facets: the triggers in `facets` see to that.
_INDEX = text(
    "UPDATE quotations SET facets = (SELECT f.facets FROM quotation_facets f WHERE f.id = :id) "
    "WHERE id = :id"
)
_TIDY = text("INSERT INTO quotation_index(quotation_index) VALUES ('optimize')")
_UNINDEX = text("UPDATE quotations SET facets = NULL WHERE revision_id = :revision")
_SHINGLE = text("INSERT INTO shingles (key, quotation_id) VALUES (:key, :id)")
_UNSHINGLE = text("DELETE FROM shingles WHERE key = :key AND quotation_id = :id")
_MEAN = text("INSERT INTO vectors (revision_id, ids, vectors) VALUES (:revision, :ids, :vectors)")
_UNMEAN = text("DELETE FROM vectors WHERE revision_id = :revision")


def index(connection: Connection, revision_id: int, listed: Listed) -> None:
    """Put the quotations of a text into the indexes.

    Args:
        connection: in a writing transaction; whom they are of and about is stored already.
        revision_id: the text.
        listed: all its quotations.
    """
    reindex(connection, (number for number, _ in listed))
    if rows := _shingles(listed):
        connection.execute(_SHINGLE, rows)
    if listed:
        ids, words = zip(*listed, strict=True)
        connection.execute(_MEAN, {"revision": revision_id, **packed(ids, words)})


def unindex(connection: Connection, revision_id: int, listed: Listed) -> None:
    """Take the quotations of a text out of the indexes; the arguments are those of `index`."""
    if listed:
        connection.execute(_UNINDEX, {"revision": revision_id})
    if rows := _shingles(listed):
        connection.execute(_UNSHINGLE, rows)
    connection.execute(_UNMEAN, {"revision": revision_id})


def _shingles(listed: Listed) -> list[dict[str, int]]:
    return [{"key": key, "id": number} for number, words in listed for key in keys(words)]


def reindex(connection: Connection, numbers: Iterable[int]) -> None:
    """Let search find quotations by what is known of them now.

    Needed where something is changed in their own rows. Another speaker of an appearance, a new
    printing and a new revision are seen to by the database itself.

    Args:
        connection: in a writing transaction.
        numbers: of the quotations.
    """
    if which := [{"id": number} for number in numbers]:
        connection.execute(_INDEX, which)


def tidy(connection: Connection) -> None:
    """Bring the parts of the full-text index together that came about while much was added.

    Takes some seconds for a million quotations; searches then have fewer parts to look into.

    Args:
        connection: in a writing transaction.
    """
    connection.execute(_TIDY)
