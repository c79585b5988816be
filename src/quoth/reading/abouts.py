"""Of whom a quotation speaks: the people and organisations named or meant in its content."""

from __future__ import annotations

from bisect import bisect_left

from quoth.quotation import Quotation, Speaker
from quoth.reading.entities import Entity
from quoth.reading.name_words import COUNTRIES, ORIGINS
from quoth.reading.walking import Walk


def about(walk: Walk, quotation: Quotation, speaker: Speaker | None) -> tuple[str, ...]:
    """Name the people and organisations that a quotation's content speaks of.

    Args:
        walk: the walk, finished.
        quotation: whose content.
        speaker: who says it; "he" inside their own words in quotation marks is not they.

    Returns:
        Names in the order of the text, each once; countries and places left out. "I" and
        "we" are left out too, "he" that takes up the speaker in indirect speech is not.
    """
    own = speaker.name if speaker else ""
    names: list[str] = []
    for begin, end in quotation.content:
        for entity in meant_in(walk, begin, end, own):
            name = entity.name()
            if name not in names:
                names.append(name)
    return tuple(names)


def meant_in(walk: Walk, begin: int, end: int, own: str = "") -> list[Entity]:
    """The people and organisations that a span names or takes up by a pronoun, in order.

    Args:
        walk: a walk that has come past the span.
        begin, end: the span.
        own: the name of the one whose words in quotation marks the span holds, or "".
    """
    found = [(n.begin, n.entity) for n in walk.cast.between(begin, end) if _counts(n.entity)]
    low = bisect_left(walk.pronoun_begins, begin)
    for at, stop, _ in walk.pronouns[low:]:
        if stop > end:
            break
        entity = _taken_up(walk, at, own)
        if entity is not None:
            found.append((at, entity))
    found.sort(key=lambda f: f[0])
    return [entity for _, entity in found]


def _taken_up(walk: Walk, at: int, own: str) -> Entity | None:
    """Whom a pronoun of the span means."""
    known = walk.meant.get(at)
    if known is not None:
        return known[0]
    others = [e for e, _ in walk.heard.get(at, ()) if e.name() != own]
    return others[0] if others else None


def _counts(entity: Entity) -> bool:
    """Whether an entity is a person or an organisation rather than a place or mere word."""
    if entity.kind == "person":
        return True
    return (
        entity.kind == "organization"
        and not entity.unproven
        and entity.last not in COUNTRIES
        and entity.last not in ORIGINS
    )
