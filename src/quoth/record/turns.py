"""What two say about each other, as objects for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quoth.record.exchange import Turn


def turn_to_dict(turn: Turn, names: Sequence[str]) -> dict[str, Any]:
    """Return an utterance of one about the other as one object.

    Args:
        turn: the utterance.
        names: of the one and of the other.
    """
    printed = [
        {
            "quotation_id": one.id,
            "words": one.words,
            "outlet": one.outlet,
            "published": one.published,
            "title": one.title,
            "url": one.url,
        }
        for one in turn.printed
    ]
    return turn_to_row(turn, names) | {"printed": printed}


def turn_to_row(turn: Turn, names: Sequence[str]) -> dict[str, Any]:
    """Return an utterance in its fullest wording, without its other printings."""
    shown = turn.quotation
    by, about = names if turn.by == "one" else reversed(names)
    return {
        "said": turn.said,
        "by": by,
        "about": about,
        "words": shown.words,
        "type": shown.type,
        "prints": len(turn.printed),
        "outlets": list(turn.outlets),
        "published": shown.published,
        "title": shown.title,
        "url": shown.url,
        "quotation_id": shown.id,
        "article_id": shown.article_id,
    }
