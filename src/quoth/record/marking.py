"""Where the words of a search stand in the quotations that it found."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text

from quoth.article import Span
from quoth.record.schema import TOKENIZER

# A table of its own for the page that is shown: in the index of all quotations the search would
# be begun anew for each of them.
_PAGE = text(
    f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.page_index USING fts5(words, tokenize='{TOKENIZER}')"
)
_CLEAR = text("DELETE FROM temp.page_index")
_FILL = text("INSERT INTO temp.page_index(rowid, words) VALUES (:id, :words)")
_HIGHLIGHTED = text(
    "SELECT rowid, highlight(page_index, 0, :begin, :end) FROM temp.page_index"
    " WHERE page_index MATCH :match"
)
_SIGNS = "\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12\x13\x14\x15\x16"


def marked(
    connection: Connection, match: str, words: Mapping[int, str]
) -> dict[int, tuple[Span, ...]]:
    """Return where the words of a search stand in some quotations, in code points of their words.

    Args:
        connection: to the record.
        match: the words of the search, as the index takes them.
        words: of each quotation, by its number.
    """
    # Signs which none of the quotations has can be put into them.
    every = set().union(*words.values())
    free = [sign for sign in _SIGNS if sign not in every]
    if len(free) < 2:
        return {}
    begin, end = free[:2]
    connection.execute(_PAGE)
    connection.execute(_CLEAR)
    connection.execute(_FILL, [{"id": number, "words": said} for number, said in words.items()])
    asked = {"match": match, "begin": begin, "end": end}
    return {
        number: tuple(_spans(shown, begin, end))
        for number, shown in connection.execute(_HIGHLIGHTED, asked)
    }


def _spans(shown: str, begin: str, end: str) -> list[Span]:
    spans: list[Span] = []
    at = opened = 0
    for character in shown:
        if character == begin:
            opened = at
        elif character == end:
            spans.append(Span(opened, at))
        else:
            at += 1
    return spans
