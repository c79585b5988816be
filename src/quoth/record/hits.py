"""Quotations that a search found, as objects for programs and as rows of a table."""

from __future__ import annotations

from typing import Any

from quoth.record.placing import Placed, Who
from quoth.record.search import Found, Hit

COLUMNS = (
    "id",
    "speaker_id",
    "speaker",
    "text",
    "type",
    "said",
    "channel",
    "place",
    "about",
    "outlet",
    "published",
    "title",
    "url",
    "article_id",
    "confidence",
    "score",
)


def found_to_dict(found: Found) -> dict[str, Any]:
    """Return what a search found as one object."""
    return {
        "total": found.total,
        "exact": found.exact,
        "order": found.order,
        "hits": [hit_to_dict(hit) for hit in found.hits],
    }


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """Return a quotation with its place as one object.

    `marks` are spans of code points of `text`; `content`, `cue` and `source` are spans of code
    points of the article's text.
    """
    marks = [[begin, end] for begin, end in hit.marks]
    return quotation_to_dict(hit.quotation) | {"score": hit.score, "marks": marks}


def quotation_to_dict(said: Placed) -> dict[str, Any]:
    """Return a quotation with its place as one object."""
    return {
        "id": said.id,
        "text": said.words,
        "type": said.type,
        "speaker": _who(said.speaker) if said.speaker else None,
        "about": [_who(one) for one in said.about],
        "said": said.said,
        "channel": said.channel,
        "place": said.place,
        "confidence": said.confidence,
        "content": said.detail["content"],
        "cue": said.detail["cue"],
        "source": said.detail["source"],
        "article": {
            "id": said.article_id,
            "revision_id": said.revision_id,
            "current": said.current,
            "title": said.title,
            "outlet": said.outlet,
            "published": said.published,
            "url": said.url,
            "also_printed_by": list(said.also),
        },
    }


def hit_to_row(hit: Hit) -> list[object]:
    """Return a quotation as a row of the table with `COLUMNS`."""
    said = hit.quotation
    return [
        said.id,
        said.speaker.id if said.speaker else None,
        said.speaker.name if said.speaker else None,
        said.words,
        said.type,
        said.said,
        said.channel,
        said.place,
        "; ".join(one.name for one in said.about),
        said.outlet,
        said.published,
        said.title,
        said.url,
        said.article_id,
        said.confidence,
        hit.score,
    ]


def _who(one: Who) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "kind": one.kind, "printed": one.printed}
