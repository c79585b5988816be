"""How much of an input is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input; what is over them becomes an error for that input alone.

    Attributes:
        text_bytes: most bytes of one article of plain text or of one JSON line.
        html_bytes: most bytes of one page, as saved or as fetched.
        html_elements: most elements of one page; a bound on the time that a page can take.
        fetch_seconds: longest time for one address, redirects included.
        redirects: how often an address may send on to another.
        allow_private: whether addresses of this machine and its network may be fetched.
    """

    text_bytes: int = 5 * _MB
    html_bytes: int = 10 * _MB
    html_elements: int = 100_000
    fetch_seconds: float = 20.0
    redirects: int = 5
    allow_private: bool = False
