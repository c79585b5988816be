"""What the card of a quotation shows: words cut at what was found, where it stands, its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.article import Span
from quoth.record.placing import Placed, Who

_PLACES = {
    "headline": "in the headline",
    "standfirst": "in the standfirst",
    "block_quote": "in a block quote",
    "caption": "in a caption",
    "embed": "in a post",
    "question": "in a question",
}


def pieces(words: str, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Cut words into stretches, each with whether it is a mark.

    Args:
        words: of a quotation.
        marks: spans of it, ascending, in code points.
    """
    at = 0
    for begin, end in marks:
        if at < begin:
            yield words[at:begin], False
        yield words[begin:end], True
        at = end
    if at < len(words):
        yield words[at:], False


def stands(quotation: Placed) -> str:
    """Return where in its article a quotation stands, where that is not just a paragraph."""
    return _PLACES.get(quotation.place, "")


def article_address(quotation: Placed) -> str:
    """Return the address of a quotation's article, at the quotation where its text is shown."""
    address = f"/articles/{quotation.article_id}"
    number = str(quotation.detail.get("id", ""))[1:]
    return f"{address}#am{number}" if quotation.current and number.isdigit() else address


def spoken_of(quotation: Placed) -> list[Who]:
    """Return of whom a quotation speaks, but for its speaker."""
    own = quotation.speaker.id if quotation.speaker else None
    return [who for who in quotation.about if who.id != own]
