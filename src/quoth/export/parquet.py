"""Readings as a folder of two Parquet files, and back.

`articles.parquet` has a row an article, `quotations.parquet` a row a quotation; `article_key`
joins them. It is made from what the article is and holds, so that the files of several runs can
be read together. Spans are lists of `{begin, end}`, in code points of the article's text. The
version of the schema stands in the files' metadata, as `quoth.schema`.

Files of the same two kinds, in parts, are what `quoth.export.part_files` writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quoth.article import Span
from quoth.errors import Malformed, QuothError
from quoth.export.characters import encodable
from quoth.export.document import from_dict, to_dict
from quoth.export.identity import Identify, Identity, unknown
from quoth.quotation import Reading

try:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from quoth.export.columns import ARTICLE_SCHEMA, PROVENANCE, QUOTATION_SCHEMA, VERSION
except ImportError as error:
    raise QuothError("Parquet needs pyarrow: pip install 'quoth[parquet]'") from error

ARTICLES, QUOTATIONS = "articles.parquet", "quotations.parquet"

_MOST_ROWS = 10_000
_MOST_TEXT = 8_000_000

_SPAN_COLUMNS = ("addressee_span", "when_span", "channel_span", "occasion_span")
_ARTICLE_COLUMNS = [
    n for n in ARTICLE_SCHEMA.names if n not in ("article_key", "quotations", *PROVENANCE)
]

Rows = Sequence[dict[str, Any]]
"""Rows of a table, by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article is from and what read it, as far as that is told.

    Attributes:
        place: the input as the user knows it: a path, `crawl.warc.gz@48213`.
        fetched: when it was fetched, ISO 8601 in UTC.
        program, model: the versions that read it.
    """

    place: str | None = None
    fetched: str | None = None
    program: str | None = None
    model: str | None = None


_UNTOLD = Provenance()


def write_parquet(
    readings: Iterable[Reading], folder: Path, *, identify: Identify = unknown
) -> None:
    """Write both files, group of rows by group of rows.

    Halves of characters, which Parquet's UTF-8 cannot hold, are replaced by U+FFFD each.

    Args:
        readings: what to write.
        folder: where to; it must be there.
        identify: tells the lasting number and address of a quotation, and of its speaker.
    """
    files = ((folder / ARTICLES, ARTICLE_SCHEMA), (folder / QUOTATIONS, QUOTATION_SCHEMA))
    with opened_tables(*files) as write:
        for reading in readings:
            article, found = rows(reading, identify)
            write([article], found)


@contextmanager
def opened_tables(*files: tuple[Path, pa.Schema]) -> Iterator[Callable[..., None]]:
    """Yield what writes rows to several Parquet files, held back until there is a group of them.

    Args:
        files: where each is written, and its columns.

    Yields:
        A function that takes rows of each file, in the order of the files; those of the first
        with their `text` decide how much is held back.
    """
    with ExitStack() as closing:
        tables = [
            closing.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
            for path, schema in files
        ]
        pending: list[list[dict[str, Any]]] = [[] for _ in tables]
        size = 0

        def flush() -> None:
            nonlocal size
            size = 0
            for table, held in zip(tables, pending, strict=True):
                if held:
                    table.write_table(pa.Table.from_pylist(held, schema=table.schema))
                    held.clear()

        def write(*rows: Rows) -> None:
            nonlocal size
            for held, more in zip(pending, rows, strict=True):
                held.extend(more)
            size += sum(len(row["text"]) for row in rows[0])
            if size > _MOST_TEXT or max(map(len, pending)) >= _MOST_ROWS:
                flush()

        yield write
        flush()


def rows(
    reading: Reading, identify: Identify = unknown, provenance: Provenance = _UNTOLD
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the row of an article, and those of its quotations.

    Args:
        reading: the article and what was found in it.
        identify: tells the lasting number and address of a quotation, and of its speaker.
        provenance: where the article is from and what read it.
    """
    held = encoded(to_dict(reading))
    key = article_key(reading)
    found = [
        _quotation_row(given, key, held["text"], identify(reading, quotation))
        for given, quotation in zip(held["quotations"], reading.quotations, strict=True)
    ]
    row = {name: held[name] for name in _ARTICLE_COLUMNS}
    row["headline_check"] = [
        check | {"closest_span": _struct(check["closest_span"])} for check in row["headline_check"]
    ]
    told = encoded(asdict(provenance))
    return row | told | {"article_key": key, "quotations": len(found)}, found


def article_key(reading: Reading) -> str:
    """Return what an article is known by in the files: a digest of its id, address and text."""
    article = reading.article
    held = json.dumps([article.id, article.url, article.text]).encode()
    return hashlib.sha256(held).hexdigest()[:32]


def read_parquet(folder: Path) -> Iterator[Reading]:
    """Yield the readings that `write_parquet` wrote, in their order, a few at a time in memory.

    Raises:
        Malformed: the files are no such files, of another version, or do not fit together.
    """
    for reading, _ in read_tables(folder / ARTICLES, folder / QUOTATIONS, str(folder)):
        yield reading


def read_tables(
    articles: Path, quotations: Path, source: str
) -> Iterator[tuple[Reading, Provenance]]:
    """Yield the readings of two files that belong together, with their provenance.

    Args:
        articles, quotations: the files.
        source: what they are called in errors.

    Raises:
        Malformed: they are no such files, of another version, or do not fit together.
    """
    try:
        with ExitStack() as closing:
            files = [closing.enter_context(pq.ParquetFile(path)) for path in (articles, quotations)]
            for file, path in zip(files, (articles, quotations), strict=True):
                _check_version(file, str(path))
            held, found = (_rows_of(file) for file in files)
            for article in held:
                own = [next(found, None) for _ in range(article["quotations"])]
                told = Provenance(*(article.get(name) for name in PROVENANCE))
                yield _reading(article, own, source), told
    except (pa.ArrowInvalid, AttributeError, KeyError, TypeError) as error:
        raise Malformed(source, f"not the Parquet files of readings: {error}") from error


def _check_version(file: pq.ParquetFile, source: str) -> None:
    version = (file.schema_arrow.metadata or {}).get(b"quoth.schema", b"none").decode()
    if version != VERSION:
        raise Malformed(source, f"its schema is version {version}, and {VERSION} is read here")


def _rows_of(file: pq.ParquetFile) -> Iterator[dict[str, Any]]:
    for batch in file.iter_batches(batch_size=256):
        yield from batch.to_pylist()


def _reading(
    article: dict[str, Any], found: Sequence[dict[str, Any] | None], source: str
) -> Reading:
    quotations = []
    for row in found:
        if row is None or row["article_key"] != article["article_key"]:
            raise Malformed(source, "its articles and quotations do not belong together")
        quotations.append(_quotation_object(row))
    blocks = [
        {key: value for key, value in block.items() if value is not None}
        for block in article["blocks"]
    ]
    checks = [
        check | {"closest_span": _pair(check["closest_span"])}
        for check in article["headline_check"]
    ]
    return from_dict(
        {**article, "blocks": blocks, "headline_check": checks, "quotations": quotations}
    )


def _quotation_row(given: dict[str, Any], key: str, text: str, known: Identity) -> dict[str, Any]:
    speaker = given["speaker"] or {}
    row = {name: given.get(name) for name in QUOTATION_SCHEMA.names}
    return row | {
        "article_key": key,
        "record_id": known.id,
        "record_url": known.url,
        "record_speaker": known.speaker,
        **{role: [_struct(pair) for pair in given[role]] for role in ("content", "cue", "source")},
        **{f"{role}_text": _words(text, given[role]) for role in ("cue", "source")},
        **{column: _struct(given[column]) for column in _SPAN_COLUMNS},
        "speaker": speaker.get("name"),
        "speaker_kind": speaker.get("kind"),
        "speaker_confidence": speaker.get("confidence"),
        "speaker_url": known.speaker_url,
        "speaker_members": speaker.get("members"),
        "speaker_mentions": speaker.get("mentions"),
    }


def _quotation_object(row: dict[str, Any]) -> dict[str, Any]:
    speaker = None
    if row["speaker"] is not None:
        speaker = {
            "name": row["speaker"],
            **{part: row[f"speaker_{part}"] for part in ("kind", "confidence")},
            **{part: row[f"speaker_{part}"] for part in ("members", "mentions")},
        }
    spans = {role: [_pair(span) for span in row[role]] for role in ("content", "cue", "source")}
    single = {column: _pair(row[column]) for column in _SPAN_COLUMNS}
    return {**row, **spans, **single, "speaker": speaker}


def _struct(pair: Sequence[int] | None) -> dict[str, int] | None:
    return {"begin": pair[0], "end": pair[1]} if pair else None


def _pair(span: dict[str, int] | None) -> Span | None:
    return Span(span["begin"], span["end"]) if span else None


def _words(text: str, pairs: Sequence[Sequence[int]]) -> str | None:
    return " ".join(text[begin:end] for begin, end in pairs) or None


def encoded(held: Any) -> Any:
    """Return what is to be written with halves of characters replaced by U+FFFD."""
    if isinstance(held, str):
        return encodable(held)
    if isinstance(held, list):
        return [encoded(one) for one in held]
    if isinstance(held, dict):
        return {key: encoded(value) for key, value in held.items()}
    return held
