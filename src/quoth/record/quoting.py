"""One quotation of the record by itself: in its place, with what led to its speaker's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from quoth.quotation import Quotation, Reading
from quoth.record.loading import Stored, load
from quoth.record.placing import Placed, placed_one

_AROUND = 400


@dataclass(frozen=True, slots=True)
class InPlace:
    """A quotation with the text that it stands in.

    Attributes:
        placed: what the record says of it.
        stored: the article.
        quotation: as it was read.
    """

    placed: Placed
    stored: Stored
    quotation: Quotation

    def around(self) -> Iterator[tuple[str, bool]]:
        """Yield the words about it in pieces, each with whether it is of the quotation.

        Dots stand where a paragraph is cut.
        """
        text = self.stored.reading.article.text
        spans = self.quotation.content
        first, last = spans[0].begin, spans[-1].end
        begin, end = _start(text, first), _stop(text, last)
        if begin > 0 and text[begin - 1] != "\n":
            yield "…", False
        at = begin
        for span in spans:
            yield text[at : span.begin], False
            yield text[span.begin : span.end], True
            at = span.end
        yield text[at:end], False
        if end < len(text) and text[end] != "\n":
            yield "…", False

    def alone(self) -> Reading:
        """Return the article's reading with nothing in it but this quotation."""
        return replace(self.stored.reading, quotations=(self.quotation,))


def quotation(connection: Connection, quotation_id: int) -> InPlace:
    """Return a quotation by its number; raises `RecordError` where there is none."""
    one = placed_one(connection, quotation_id)
    stored = load(connection, one.revision_id)
    read = stored.reading.quotations[stored.ids.index(quotation_id)]
    return InPlace(one, stored, read)


def _start(text: str, at: int) -> int:
    """The beginning of the paragraph, or of a sentence or word not too far before."""
    begin = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
    if begin and text[begin - 1] != "\n":
        begin = text.find(" ", begin, at) + 1 or begin
    return begin


def _stop(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    if end > at + _AROUND:
        end = text.rfind(" ", at, at + _AROUND)
        end = at + _AROUND if end < 0 else end
    return end
