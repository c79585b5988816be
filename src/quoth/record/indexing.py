"""The indexes of a record: by which words, and which variants, a quotation is found."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

Listed = Sequence[tuple[int, str]]
"""Numbers of quotations with their words."""

_INDEX = text("INSERT INTO quotation_index(rowid, words, facets) VALUES (:id, :words, '')")
_UNINDEX = text(
    "INSERT INTO quotation_index(quotation_index, rowid, words, facets) "
    "VALUES ('delete', :id, :words, '')"
)


def index(connection: Connection, revision_id: int, listed: Listed) -> None:
    """Put the quotations of a text into the indexes.

    Args:
        connection: in a writing transaction.
        revision_id: the text.
        listed: all its quotations.
    """
    if listed:
        connection.execute(_INDEX, [{"id": number, "words": words} for number, words in listed])


def unindex(connection: Connection, revision_id: int, listed: Listed) -> None:
    """Take the quotations of a text out of the indexes; the arguments are those of `index`."""
    if listed:
        connection.execute(_UNINDEX, [{"id": number, "words": words} for number, words in listed])
