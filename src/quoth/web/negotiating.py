"""Which form of a thing is wanted: what the Accept header says (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def preferred(accept: str, offers: Sequence[str]) -> str:
    """Return which of some media types a client likes best; among equals, and without a header,
    the first.

    Args:
        accept: the header.
        offers: media types, without parameters.
    """
    ranges = list(_ranges(accept))
    return max(offers, key=lambda offer: _weight(ranges, offer)) if ranges else offers[0]


def _weight(ranges: Sequence[tuple[str, float]], offer: str) -> float:
    """What the most exact range that holds a type says of it."""
    exact = dict(ranges)
    for media in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        if media in exact:
            return exact[media]
    return 0.0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if media:
            yield media, next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)


def _number(given: str) -> float:
    try:
        return min(1.0, max(0.0, float(given)))
    except ValueError:
        return 0.0
