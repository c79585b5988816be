"""What archives, tables and mailboxes hold, piece by piece, before it is read as articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Literal

from quoth.errors import InputError, Malformed

Form = Literal[
    "text",
    "html",
    "jsonl",
    "json",
    "warc",
    "wacz",
    "zip",
    "tar",
    "csv",
    "tsv",
    "parquet",
    "mbox",
    "mail",
]
"""How bytes are to be read."""

KEYS = (
    "text",
    "html",
    "id",
    "url",
    "headline",
    "standfirst",
    "published",
    "outlet",
    "byline",
    "language",
)
"""What a row of a table can tell; `text` or `html` must be there."""


@dataclass(frozen=True, slots=True)
class Page:
    """One document found in an archive, its bytes unpacked, not yet read.

    Attributes:
        place: as the user finds it again: `crawl.warc.gz@48213` (where its record begins, in
            bytes), `pages.zip:news/a.html`.
        data: the document.
        form: how to read it.
        url: its address, where the archive tells it.
        charset: the encoding that came with it.
        fetched: when it was fetched, ISO 8601 in UTC.
    """

    place: str
    data: bytes
    form: Form
    url: str | None = None
    charset: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or one message: its words and what is told of them.

    Attributes:
        place: `articles.csv:17` (the line that it begins on), `articles.parquet:17` (the row).
        fields: `text` or `html`, and of the others what there is: those of JSON Lines.
        data: the bytes that it was made from.
    """

    place: str
    fields: Mapping[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class Holding:
    """A member of an archive that itself holds many articles, opened.

    Attributes:
        place: `articles.zip:2026/march.jsonl`.
        form: how to read it.
        file: its bytes, unpacked, to be read forward before the next member.
    """

    place: str
    form: Form
    file: IO[bytes]


@dataclass(frozen=True, slots=True)
class Passed:
    """What was rightly not read.

    Attributes:
        place: where it is.
        reason: why: words to count it by, and behind them in brackets what it is:
            `not English (de)`, `not a page (image/png)`.
    """

    place: str
    reason: str


class NotArticles(Malformed):
    """A table without a column of texts or pages."""

    kind = "not a table of articles"


class OurTable(NotArticles):
    """A table that Quoth wrote: what was read already."""

    kind = "table that Quoth wrote"


Found = Page | Row | Holding | Passed | InputError
"""What one place in an archive gives."""

_MANY = {
    "not a page": "not pages",
    "nested archive": "nested archives",
    "not a table of articles": "not tables of articles",
    "table that Quoth wrote": "tables that Quoth wrote",
    "row without text": "rows without text",
    "message without text": "messages without text",
}


def kind_of(reason: str) -> str:
    """Return what a reason for passing over is counted by: it without what is in brackets."""
    return reason.partition(" (")[0]


def summed(passed: Mapping[str, int]) -> str:
    """Return how many were passed over, in words: "12 not English, 3,201 not pages".

    Args:
        passed: how many, by `kind_of` the reason.
    """
    ordered = sorted(passed.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(
        f"{count:,} {kind if count == 1 else _MANY.get(kind, kind)}" for kind, count in ordered
    )
