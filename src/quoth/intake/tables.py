"""CSV, TSV and Parquet with a row an article to those rows.

Columns are told by the names that they usually have; others are named by who reads the table.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from quoth.errors import EmptyInput, InputError, Malformed, QuothError, TooLarge
from quoth.intake.archives import KEYS, Form, NotArticles, OurTable, Passed, Row
from quoth.intake.files import begun, megabytes
from quoth.intake.limits import Limits

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

USUAL: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article_text", "full_text", "fulltext", "maintext",
        "main_text", "articlebody", "article_body", "article", "story",
    ),
    "html": ("html", "raw_html", "page_html", "content_html", "body_html"),
    "id": ("id", "article_id", "doc_id", "document_id", "uid", "guid"),
    "url": ("url", "link", "uri", "href", "web_url", "article_url"),
    "headline": ("headline", "title", "heading"),
    "standfirst": ("standfirst", "subtitle", "subheadline", "dek", "deck"),
    "published": (
        "published", "date", "published_at", "publish_date", "published_date", "date_published",
        "publication_date", "pub_date", "pubdate", "date_publish", "datetime", "timestamp",
    ),
    "outlet": (
        "outlet", "source", "publisher", "publication", "newspaper", "site", "sitename",
        "site_name", "source_name", "source_domain", "domain",
    ),
    "byline": ("byline", "author", "authors", "writer"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What columns are usually called, by what they hold; case and what parts words do not count."""

MARKS = (",", ";", "\t", "|")
"""What parts the cells of a table."""

_SNIFFED = 65536
_MOST_FAULTS = 100
_ROWS = 16
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_OURS = "article_key"


def columns_of(names: Sequence[str], source: str, given: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds what.

    Args:
        names: of the columns, in their order.
        source: the table as the user knows it, for the error.
        given: names that the user gives, by what the column holds.

    Raises:
        NotArticles: no column holds texts or pages, or one is not there that the user names.
    """
    if _OURS in names:
        problem = "this table is one that Quoth wrote, and holds what was read already"
        raise OurTable(source, problem, "give the folder that it is in to `quoth add`")
    found = columns_told(names, given)
    for key, name in given.items():
        if key not in found:
            raise NotArticles(source, f"there is no column {name!r}; there are {_listed(names)}")
    if "text" not in found and "html" not in found:
        problem = f"no column is known to hold texts; there are {_listed(names)}"
        raise NotArticles(source, problem, "name it: --column text=NAME")
    return found


def columns_told(names: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """Return what is known of columns by their names alone: which holds what.

    Args:
        names: of the columns, in their order.
        given: names that the user gives, by what the column holds; those there count alone.
    """
    plain = [_plain(name) for name in names]
    found: dict[str, int] = {}
    for key in KEYS:
        if key in given:
            places = [names.index(given[key])] if given[key] in names else []
            places = places or [at for at, name in enumerate(plain) if name == _plain(given[key])]
        else:
            places = [plain.index(name) for name in USUAL[key] if name in plain]
        if places:
            found[key] = places[0]
    return found


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.strip().casefold()).strip("_")


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:12])
    return shown + (", ..." if len(names) > 12 else "") if names else "none"


def csv_rows(
    file: BinaryIO | IO[bytes],
    source: str,
    form: Form,
    columns: Mapping[str, str],
    limits: Limits,
    *,
    begin: int = 0,
    end: int | None = None,
    before: int = 0,
) -> Iterator[Row | Passed | InputError]:
    """Yield the rows of a table of values parted by commas, semicolons, bars or tabs.

    Args:
        file: the table, read forward; where only a stretch is read, from its beginning.
        source: as the user knows it.
        form: `csv` or `tsv`.
        columns: names of columns that the user gives, by what they hold.
        limits: bounds on a row.
        begin, end: the stretch in bytes; 0 is the table's beginning.
        before: how many lines are before `begin`.
    """
    for offset, _, row in walk_csv(file, source, form, columns, limits, begin=begin, before=before):
        if end is not None and offset >= end:
            return
        yield row


def walk_csv(
    file: BinaryIO | IO[bytes],
    source: str,
    form: Form,
    columns: Mapping[str, str],
    limits: Limits,
    *,
    begin: int = 0,
    before: int = 0,
) -> Iterator[tuple[int, int, Row | Passed | InputError]]:
    """Yield where each row begins, in bytes and in lines before it, and what it is."""
    lines = _Lines(file, source, limits.html_bytes)
    # The bound is the process's: never below what others have set.
    csv.field_size_limit(max(csv.field_size_limit(), limits.html_bytes))
    head = next(lines, "")
    mark = "\t" if form == "tsv" else max(MARKS, key=head.count)
    try:
        names = next(csv.reader([head], delimiter=mark), [])
    except csv.Error as error:
        raise Malformed(source, f"its first line is not one of a table: {error}") from error
    if not head:
        raise EmptyInput(source, "there is nothing to read in it")
    known = columns_of(names, source, columns)
    if begin:
        lines.go_to(begin, before)
    table = csv.reader(lines, delimiter=mark)
    faults = 0
    while faults <= _MOST_FAULTS:
        offset, before, place = lines.row()
        found: Row | Passed | InputError
        try:
            cells = next(table)
            if lines.size > limits.html_bytes:
                found = TooLarge(place, f"a row of over {megabytes(limits.html_bytes)}")
            elif any(cells):
                found = _csv_row(cells, len(names), known, place, lines.data)
            else:
                continue
        except StopIteration:
            return
        except csv.Error as error:
            found = Malformed(place, f"not a row of a table: {error}")
        faults = faults + 1 if isinstance(found, InputError) else 0
        yield offset, before, found
    yield offset, before, Malformed(source, f"given up after {_MOST_FAULTS} rows that are none")


def _csv_row(
    cells: Sequence[str], width: int, known: Mapping[str, int], place: str, data: bytes
) -> Row | Passed | InputError:
    if len(cells) > width:
        problem = f"{len(cells)} cells where there are {width} columns"
        return Malformed(place, problem, "put cells that hold a separator in quotation marks")
    fields = {key: cells[at] for key, at in known.items() if at < len(cells) and cells[at].strip()}
    return _row(fields, place, data)


def _row(fields: Mapping[str, str], place: str, data: bytes) -> Row | Passed:
    if "text" not in fields and "html" not in fields:
        return Passed(place, "row without text")
    return Row(place, fields, data)


class _Lines:
    """The lines of a table as text, one after another, with where the present row began.

    Attributes:
        size: how many bytes the present row has so far.
    """

    def __init__(self, file: BinaryIO | IO[bytes], source: str, most: int) -> None:
        head, self._file = begun(file, 4)
        self._source = source
        self._most = most
        self._wide = "utf-16" if head[:2] in _WIDE else None
        if self._wide:
            self._text = TextIOWrapper(self._file, "utf-16", "replace", newline="")
        self._at = self._number = self._row_at = self._row_number = 0
        self._parts: list[bytes] = []
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def go_to(self, offset: int, before: int) -> None:
        """Go on from an offset that so many lines are before."""
        self._file.seek(offset)
        self._at, self._number = offset, before

    def row(self) -> tuple[int, int, str]:
        """Begin a row: return where it begins, how many lines are before it, and its place."""
        self._parts, self.size = [], 0
        return self._at, self._number, f"{self._source}:{self._number + 1}"

    @property
    def data(self) -> bytes:
        """The bytes of the row that was read last."""
        return b"".join(self._parts)

    def __next__(self) -> str:
        if self._wide:
            text = self._text.readline(self._most)
            line = text.encode()
            if not line:
                raise StopIteration
        else:
            line = self._file.readline(self._most + 1)
            if not line:
                raise StopIteration
            text = _decoded(line, first=self._at == 0)
        whole = len(line)
        if whole > self._most and not self._wide:
            while rest := self._file.readline(_SNIFFED):
                whole += len(rest)
                if rest.endswith(b"\n"):
                    break
        self._at += whole
        self._number += 1
        self.size += whole
        if self.size > self._most:
            # Nothing of it is kept but what tells where the row ends.
            self._parts = []
            return '"' * text.count('"')
        self._parts.append(line)
        return text


def _decoded(line: bytes, *, first: bool) -> str:
    if first:
        line = line.removeprefix(b"\xef\xbb\xbf")
    return line.decode("utf-8", errors="quoth-cp1252")


def parquet_rows(
    file: BinaryIO | IO[bytes],
    source: str,
    columns: Mapping[str, str],
    limits: Limits,
    *,
    begin: int = 0,
    end: int | None = None,
) -> Iterator[Row | Passed | InputError]:
    """Yield the rows of a Parquet file.

    Args:
        file: it must be seekable.
        source: as the user knows it.
        columns: names of columns that the user gives, by what they hold.
        limits: bounds on a row.
        begin, end: which rows, from 0.
    """
    table = parquet(file, source)
    names = table.schema_arrow.names
    known = columns_of(names, source, columns)
    wanted = [names[at] for at in known.values()]
    first = 0
    for number in range(table.num_row_groups):
        group = table.metadata.row_group(number)
        last = first + group.num_rows
        if last > begin and (end is None or first < end):
            try:
                yield from _group(table, number, first, wanted, known, source, limits, begin, end)
            except _faults() as error:
                place = f"{source}:{first + 1}"
                problem = f"damaged rows from here to {last}: {_told(error)}"
                yield Malformed(place, problem, "get the file again")
        first = last


def parquet(file: BinaryIO | IO[bytes], source: str) -> ParquetFile:
    """Open a Parquet file.

    Raises:
        InputError: it is none, or cannot be read.
        QuothError: pyarrow is not installed.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise QuothError("Parquet needs pyarrow: pip install 'quoth[archives]'") from error
    if not file.seekable():
        raise InputError(source, "Parquet is not read from a pipe", "save it to a file")
    try:
        return pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20)
    except _faults() as error:
        problem = f"a damaged or cut off Parquet file: {_told(error)}"
        raise Malformed(source, problem, "get it again") from error


def _faults() -> tuple[type[Exception], ...]:
    import pyarrow

    return (pyarrow.ArrowException, OSError, ValueError, OverflowError)


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:160]


def _group(
    table: ParquetFile,
    number: int,
    first: int,
    wanted: Sequence[str],
    known: Mapping[str, int],
    source: str,
    limits: Limits,
    begin: int,
    end: int | None,
) -> Iterator[Row | Passed | InputError]:
    row = first
    for batch in table.iter_batches(_ROWS, row_groups=[number], columns=list(wanted)):
        if row + len(batch) > begin and (end is None or row < end):
            # Where several have a name, the first counts.
            places = [batch.schema.names.index(name) for name in wanted]
            held = {key: batch.column(at) for key, at in zip(known, places, strict=True)}
            for at in range(len(batch)):
                if begin <= row + at and (end is None or row + at < end):
                    place = f"{source}:{row + at + 1}"
                    yield _parquet_row({k: c[at] for k, c in held.items()}, place, limits)
        row += len(batch)


def _parquet_row(cells: Mapping[str, Any], place: str, limits: Limits) -> Row | Passed | InputError:
    fields: dict[str, str] = {}
    for key, cell in cells.items():
        held = cell.as_buffer() if hasattr(cell, "as_buffer") else None
        if held is not None and held.size > limits.html_bytes:
            return TooLarge(place, f"a cell of over {megabytes(limits.html_bytes)}")
        try:
            value = _words(cell.as_py())
        except (UnicodeDecodeError, ValueError, OverflowError) as error:
            return Malformed(place, f"`{key}` cannot be read: {_told(error)}")
        if value and value.strip():
            fields[key] = value
    return _row(fields, place, json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace"))


def _words(value: Any) -> str | None:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="quoth-cp1252")
    if isinstance(value, list):
        return ", ".join(word for entry in value if (word := _words(entry)))
    return None if value is None else str(value)
