"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import URL
from starlette.requests import Request

FARTHEST = 5_000
"""Nobody turns so many entries over; whoever needs them all takes them as a file."""


@dataclass(frozen=True, slots=True)
class Turning:
    """Where somebody is in a list, and the addresses of the pages beside.

    Attributes:
        number: of this page, from 1.
        first, last: which entries are on it, from 1; `last` is 0 where there is none.
        before, after: addresses of the pages before and after it, or None.
    """

    number: int
    first: int
    last: int
    before: str | None
    after: str | None


def page_number(request: Request, size: int) -> int:
    """Return which page is asked for, from 1; whatever is no such number is the first one."""
    given = request.query_params.get("page", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 1
    return min(max(1, number), FARTHEST // size)


def turning(request: Request, size: int, shown: int, more: bool) -> Turning:
    """Return where a page of a list stands in it.

    Args:
        request: that it answers.
        size: how many entries a page has.
        shown: how many this one has.
        more: whether others follow.
    """
    number = page_number(request, size)
    first = (number - 1) * size + 1
    return Turning(
        number,
        first,
        first + shown - 1 if shown else 0,
        _address(request, number - 1) if number > 1 else None,
        _address(request, number + 1) if more and number < FARTHEST // size else None,
    )


def _address(request: Request, number: int) -> str:
    url = URL(scope=request.scope)
    url = url.remove_query_params("page")
    if number > 1:
        url = url.include_query_params(page=number)
    return f"{url.path}?{url.query}" if url.query else url.path
