"""Readings as a folder of two Parquet files, and back.

`articles.parquet` has a row an article, `quotations.parquet` a row a quotation; `article_key`
joins them. It is made from what the article is and holds, so that the files of several runs can
be read together. Spans are lists of `{begin, end}`, in code points of the article's text. The
version of the schema stands in the files' metadata, as `quoth.schema`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
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
except ImportError as error:
    raise QuothError("Parquet needs pyarrow: pip install 'quoth[parquet]'") from error

VERSION = "1"
"""Version of the schema: raised when a column goes or changes its meaning, not when one comes."""

ARTICLES, QUOTATIONS = "articles.parquet", "quotations.parquet"

_MOST_ROWS = 10_000
_MOST_TEXT = 8_000_000
_METADATA = {b"quoth.schema": VERSION.encode()}

_SPAN = pa.struct([("begin", pa.int32()), ("end", pa.int32())])
_SPANS = pa.list_(_SPAN)
_WORDS = pa.string()
_NAMES = pa.list_(_WORDS)

ARTICLE_SCHEMA = pa.schema(
    [
        pa.field("article_key", _WORDS, nullable=False),
        pa.field("id", _WORDS, nullable=False),
        ("url", _WORDS),
        ("outlet", _WORDS),
        ("headline", _WORDS),
        ("byline", _WORDS),
        ("published", _WORDS),
        ("language", _WORDS),
        pa.field("text", _WORDS, nullable=False),
        (
            "blocks",
            pa.list_(
                pa.struct(
                    [
                        ("kind", _WORDS),
                        ("begin", pa.int32()),
                        ("end", pa.int32()),
                        ("author", _WORDS),
                        ("handle", _WORDS),
                        ("date", _WORDS),
                        ("platform", _WORDS),
                    ]
                )
            ),
        ),
        (
            "headline_check",
            pa.list_(
                pa.struct(
                    [
                        ("quoted", _WORDS),
                        ("begin", pa.int32()),
                        ("end", pa.int32()),
                        ("verdict", _WORDS),
                        ("closest", _WORDS),
                        ("closest_span", _SPAN),
                        (
                            "differences",
                            pa.list_(
                                pa.struct(
                                    [("kind", _WORDS), ("headline", _WORDS), ("body", _WORDS)]
                                )
                            ),
                        ),
                    ]
                )
            ),
        ),
        (
            "named",
            pa.list_(
                pa.struct(
                    [
                        ("name", _WORDS),
                        ("kind", _WORDS),
                        ("forms", _NAMES),
                        (
                            "roles",
                            pa.list_(
                                pa.struct(
                                    [("begin", pa.int32()), ("end", pa.int32()), ("text", _WORDS)]
                                )
                            ),
                        ),
                    ]
                )
            ),
        ),
        pa.field("quotations", pa.int32(), nullable=False),
    ],
    metadata=_METADATA,
)
"""The columns of `articles.parquet`: those of the JSON object, the key, and how many quotations."""

QUOTATION_SCHEMA = pa.schema(
    [
        pa.field("article_key", _WORDS, nullable=False),
        pa.field("id", _WORDS, nullable=False),
        ("record_id", _WORDS),
        ("record_url", _WORDS),
        ("record_speaker", _WORDS),
        pa.field("type", _WORDS, nullable=False),
        pa.field("text", _WORDS, nullable=False),
        ("content", _SPANS),
        ("cue_text", _WORDS),
        ("cue", _SPANS),
        ("source_text", _WORDS),
        ("source", _SPANS),
        ("speaker", _WORDS),
        ("speaker_kind", _WORDS),
        ("speaker_confidence", pa.float64()),
        ("speaker_url", _WORDS),
        ("speaker_members", _NAMES),
        (
            "speaker_mentions",
            pa.list_(
                pa.struct(
                    [
                        ("begin", pa.int32()),
                        ("end", pa.int32()),
                        ("reason", _WORDS),
                        ("score", pa.float64()),
                    ]
                )
            ),
        ),
        ("about", _NAMES),
        ("addressee", _WORDS),
        ("addressee_span", _SPAN),
        ("when", _WORDS),
        ("when_span", _SPAN),
        ("channel", _WORDS),
        ("channel_span", _SPAN),
        ("occasion", _WORDS),
        ("occasion_span", _SPAN),
        ("question", pa.bool_()),
        ("relayed_by", _WORDS),
        ("block", pa.int32()),
        ("confidence", pa.float64()),
    ],
    metadata=_METADATA,
)
"""The columns of `quotations.parquet`: those of the JSON object with the speaker's flattened."""

_SPAN_COLUMNS = ("addressee_span", "when_span", "channel_span", "occasion_span")
_ARTICLE_COLUMNS = [n for n in ARTICLE_SCHEMA.names if n not in ("article_key", "quotations")]


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
    with ExitStack() as closing:
        articles, quotations = (
            closing.enter_context(pq.ParquetWriter(folder / name, schema, compression="zstd"))
            for name, schema in ((ARTICLES, ARTICLE_SCHEMA), (QUOTATIONS, QUOTATION_SCHEMA))
        )
        pending: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
        size = 0
        for reading in readings:
            article, found = rows(reading, identify)
            pending[0].append(article)
            pending[1].extend(found)
            size += len(reading.article.text)
            if size > _MOST_TEXT or max(map(len, pending)) >= _MOST_ROWS:
                _flush(articles, quotations, pending)
                size = 0
        _flush(articles, quotations, pending)


def rows(
    reading: Reading, identify: Identify = unknown
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the row of an article, and those of its quotations."""
    held = _encodable(to_dict(reading))
    key = article_key(reading)
    found = [
        _quotation_row(given, key, held["text"], identify(reading, quotation))
        for given, quotation in zip(held["quotations"], reading.quotations, strict=True)
    ]
    row = {name: held[name] for name in _ARTICLE_COLUMNS}
    row["headline_check"] = [
        check | {"closest_span": _struct(check["closest_span"])} for check in row["headline_check"]
    ]
    return row | {"article_key": key, "quotations": len(found)}, found


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
    try:
        with ExitStack() as closing:
            files = [
                closing.enter_context(pq.ParquetFile(folder / name))
                for name in (ARTICLES, QUOTATIONS)
            ]
            for file, name in zip(files, (ARTICLES, QUOTATIONS), strict=True):
                _check_version(file, str(folder / name))
            articles, quotations = (_rows_of(file) for file in files)
            for article in articles:
                found = [next(quotations, None) for _ in range(article["quotations"])]
                yield _reading(article, found, str(folder))
    except (pa.ArrowInvalid, KeyError, TypeError) as error:
        raise Malformed(str(folder), f"not the Parquet files of readings: {error}") from error


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


def _flush(
    articles: pq.ParquetWriter,
    quotations: pq.ParquetWriter,
    pending: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    for writer, held in zip((articles, quotations), pending, strict=True):
        if held:
            writer.write_table(pa.Table.from_pylist(held, schema=writer.schema))
            held.clear()


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


def _encodable(held: Any) -> Any:
    if isinstance(held, str):
        return encodable(held)
    if isinstance(held, list):
        return [_encodable(one) for one in held]
    if isinstance(held, dict):
        return {key: _encodable(value) for key, value in held.items()}
    return held
