"""Readings as a table of comma-separated values, one row a quotation (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import TextIO

from quoth.article import Article, Span
from quoth.export.identity import Identify
from quoth.quotation import Quotation, Reading

COLUMNS = (
    "article",
    "url",
    "outlet",
    "published",
    "headline",
    "id",
    "type",
    "speaker",
    "speaker_kind",
    "source",
    "cue",
    "text",
    "begin",
    "end",
    "block",
    "confidence",
    "about",
    "addressee",
    "when",
    "channel",
    "occasion",
    "question",
    "relayed_by",
)

IDENTITY_COLUMNS = ("record_id", "known_as", "speaker_url")
"""What is known of a quotation beyond its reading, where somebody can tell."""

# What OWASP's page on CSV injection lists; the wide forms count in East Asian settings.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def begun(stream: TextIO, columns: Iterable[str]) -> Callable[[Iterable[object]], object]:
    """Write the header of a table; return what writes a row of it.

    A cell that a spreadsheet would run as a formula is given a leading apostrophe, which
    spreadsheets take as "this is text".
    """
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(columns)
    return lambda cells: table.writerow([safe(cell) for cell in cells])


def write_csv(
    readings: Iterable[Reading], stream: TextIO, *, identify: Identify | None = None
) -> None:
    """Write the header, then a row for each quotation.

    Args:
        readings: what to write.
        stream: where to.
        identify: tells of each quotation what is known beyond its reading: more columns.
    """
    write = begun(stream, COLUMNS + IDENTITY_COLUMNS if identify else COLUMNS)
    for reading in readings:
        for quotation in reading.quotations:
            row = _row(quotation, reading.article)
            if identify:
                known = identify(reading, quotation)
                row += [known.id, known.speaker, known.speaker_url]
            write(row)
        stream.flush()


def _row(quotation: Quotation, article: Article) -> list[object]:
    speaker = quotation.speaker
    return [
        article.id,
        article.url,
        article.outlet,
        article.published,
        article.headline,
        quotation.id,
        quotation.type,
        speaker.name if speaker else None,
        speaker.kind if speaker else None,
        _words(article, quotation.source),
        _words(article, quotation.cue),
        quotation.text(article),
        quotation.content[0].begin,
        quotation.content[-1].end,
        article.blocks[quotation.block].kind if article.blocks else "paragraph",
        quotation.confidence,
        "; ".join(quotation.about),
        quotation.addressee,
        quotation.when,
        quotation.channel,
        _words(article, (quotation.occasion,) if quotation.occasion else ()),
        None if quotation.question is None else str(quotation.question).lower(),
        quotation.relayed_by,
    ]


def _words(article: Article, spans: Iterable[Span]) -> str:
    return " ".join(article.text[b:e] for b, e in spans)


def safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell
