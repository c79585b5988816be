"""What the card of a quotation shows: where it stands, of whom it speaks, its address."""

from __future__ import annotations

from quoth.record.placing import Placed, Who

_PLACES = {
    "headline": "in the headline",
    "standfirst": "in the standfirst",
    "block_quote": "in a block quote",
    "caption": "in a caption",
    "embed": "in a post",
    "question": "in a question",
}


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
