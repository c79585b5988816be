"""Writing a part of a folder of `quoth.export.parts`: all of it appears, or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quoth.errors import InputError
from quoth.export.parquet import Provenance, Rows, encoded, opened_tables, rows
from quoth.export.parts import TABLES, part_name
from quoth.quotation import Reading

import pyarrow as pa  # isort: skip  (the modules above say what to install)
import pyarrow.parquet as pq  # isort: skip
from quoth.export.columns import (  # isort: skip
    ARTICLE_SCHEMA,
    FAILURE_SCHEMA,
    QUOTATION_SCHEMA,
    SPEAKER_SCHEMA,
)

_SCHEMAS = {
    "articles": ARTICLE_SCHEMA,
    "quotations": QUOTATION_SCHEMA,
    "speakers": SPEAKER_SCHEMA,
    "failures": FAILURE_SCHEMA,
}


class Part:
    """A part that is being written, and how much is in it.

    Attributes:
        articles, quotations, speakers, failures: how many rows each table has.
        words: of the articles' texts.
    """

    def __init__(self, write: Any) -> None:
        self._write = write
        self.articles = self.quotations = self.speakers = self.failures = self.words = 0

    def add(self, reading: Reading, provenance: Provenance) -> str:
        """Write a reading; return its article's key."""
        article, found = rows(reading, provenance=provenance)
        speakers = speaker_rows(article, found)
        self._write([article], found, speakers, [])
        self.articles += 1
        self.quotations += len(found)
        self.speakers += len(speakers)
        self.words += len(reading.article.text.split())
        key: str = article["article_key"]
        return key

    def fail(self, error: InputError) -> None:
        """Write what could not be read."""
        self._write([], [], [], [_failure_row(error)])
        self.failures += 1


@contextmanager
def opened_part(folder: Path, number: int, unfinished: Path) -> Iterator[Part]:
    """Yield a part to write, which takes its place when the block ends well.

    Args:
        folder: of all parts.
        number: of this one; a part of that number that is there is replaced.
        unfinished: a folder on the same disk, for what is not whole yet.

    Raises:
        OSError: it cannot be written.
    """
    with TemporaryDirectory(dir=unfinished, ignore_cleanup_errors=True) as here:
        files = [(Path(here) / table, schema) for table, schema in _SCHEMAS.items()]
        with opened_tables(*files) as write:
            yield Part(write)
        for table in TABLES:
            settle(Path(here) / table, folder / table / part_name(number))


def write_failures(errors: Iterable[InputError], place: Path, unfinished: Path) -> None:
    """Write a table of what could not be read, as those of the parts are.

    Args:
        errors: what went wrong.
        place: where it is to be.
        unfinished: a folder on the same disk, for what is not whole yet.
    """
    write_table([_failure_row(error) for error in errors], FAILURE_SCHEMA, place, unfinished)


def write_table(found: Rows, schema: Any, place: Path, unfinished: Path) -> None:
    """Write a table that is small enough to be held; it appears whole or not at all."""
    # In a folder of one's own: a temporary file of one's own would be nobody else's to read.
    with TemporaryDirectory(dir=unfinished, ignore_cleanup_errors=True) as here:
        written = Path(here) / place.name
        pq.write_table(pa.Table.from_pylist(found, schema=schema), written, compression="zstd")
        settle(written, place)


def settle(written: Path, place: Path) -> None:
    """Move a file to its place, so that it is there, whole, even if the power fails."""
    with open(written, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(written, place)
    # Windows cannot open folders, and needs no such thing.
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(place.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _failure_row(error: InputError) -> dict[str, Any]:
    told = {"place": error.source, "problem": error.problem, "remedy": error.remedy or None}
    row: dict[str, Any] = encoded(told)
    return row


def speaker_rows(article: dict[str, Any], quotations: Rows) -> Rows:
    """Return a row for each speaker of an article, in the order of their first quotations.

    Args:
        article, quotations: as `quoth.export.parquet.rows` returns them.
    """
    named = {(one["name"], one["kind"]): one for one in article["named"]}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in quotations:
        if row["speaker"] is None:
            continue
        who = (row["speaker"], row["speaker_kind"])
        if who not in found:
            told = named.get(who, {"forms": [], "roles": []})
            found[who] = {
                "article_key": article["article_key"],
                "speaker": who[0],
                "speaker_kind": who[1],
                "forms": told["forms"],
                "roles": list(dict.fromkeys(role["text"] for role in told["roles"])),
                **dict.fromkeys(("quotations", "direct", "mixed", "indirect", "words"), 0),
                "confidence": 0.0,
            }
        held = found[who]
        held["quotations"] += 1
        held[row["type"]] += 1
        held["words"] += len(row["text"].split())
        held["confidence"] = max(held["confidence"], row["speaker_confidence"])
    return list(found.values())
