"""Search through the API, a page at a time."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request

from quoth.quotation import QuotationType
from quoth.record.filters import Filters
from quoth.record.hits import found_to_dict
from quoth.record.opening import reading
from quoth.record.search import Query as Search
from quoth.web.answers import Found
from quoth.web.api import Limit, Served, api_router
from quoth.web.cursors import cursor as cursor_to
from quoth.web.cursors import offset_of
from quoth.web.searching import results

router = api_router("record")

_Words = Annotated[
    str, Query(max_length=1000, description="In the language of `quoth search`: AND, OR, NOT, ...")
]
_Like = Annotated[str, Query(max_length=1000, description="A sentence they are to be like")]
_By = Annotated[
    str | None, Query(max_length=200, description="Who said it: a name or a number, “#12”")
]
_About = Annotated[
    str | None, Query(max_length=200, description="Of whom it speaks: a name or a number")
]
_Outlet = Annotated[str | None, Query(max_length=200, description="Who printed it")]
_Since = Annotated[
    str | None, Query(max_length=20, description="Said then or later: 2026, 2026-03, 2026-03-02")
]
_Until = Annotated[str | None, Query(max_length=20, description="Said then or before")]
_Channel = Annotated[str | None, Query(max_length=200, description="interview, speech, ...")]
_Former = Annotated[bool, Query(description="Earlier texts of revised articles too")]
_Cursor = Annotated[
    str | None, Query(max_length=200, description="`next` of the page before, of the same search")
]


@router.get("/search")
def search(
    request: Request,
    record: Served,
    words: _Words = "",
    by: _By = None,
    about: _About = None,
    outlet: _Outlet = None,
    since: _Since = None,
    until: _Until = None,
    type: QuotationType | None = None,
    channel: _Channel = None,
    former: _Former = False,
    like: _Like = "",
    order: Literal["best", "newest"] = "best",
    limit: Limit = 20,
    cursor: _Cursor = None,
) -> Found:
    """Find quotations by their words, speakers, outlets, days, or meaning.

    Without any, all of them, the newest first.
    """
    filters = Filters(by, about, outlet, since, until, type, channel, former)
    asked = [words, by, about, outlet, since, until, type, channel, former, like, order]
    offset = offset_of(asked, cursor) if cursor else 0
    # One more than is shown tells whether there is another page.
    query = Search(words, filters, like, order == "newest", limit + 1, offset)
    with reading(record.engine) as connection:
        found = found_to_dict(results(request, connection, query))
    more = len(found["hits"]) > limit
    found["hits"] = found["hits"][:limit]
    return Found(**found, next=cursor_to(asked, offset + limit) if more else None)
