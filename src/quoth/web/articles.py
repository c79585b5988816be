"""Articles as pages: the list, one to read with its quotations marked, two texts compared."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from quoth.export.page import Links, markup
from quoth.record.browsing import copies_of, list_articles, printings_of, said_by, size, text_of
from quoth.record.opening import reading
from quoth.record.revising import compared
from quoth.web.api import missing
from quoth.web.choosing import LARGEST, Numbered
from quoth.web.rendering import page

router = APIRouter(include_in_schema=False)

_PAGE = 50
After = Annotated[int | None, Query(ge=1, le=LARGEST)]
TextNumber = Annotated[int, Query(ge=1)]


@router.get("/articles")
def articles(request: Request, after: After = None, outlet: str | None = None) -> Response:
    """List the articles, those added last first."""
    with reading(request.app.state.record.engine) as connection:
        found = list_articles(connection, after=after, outlet=outlet or None, limit=_PAGE + 1)
        total, _ = size(connection)
    more = found[_PAGE - 1].article_id if len(found) > _PAGE else None
    return page(
        request,
        "articles",
        here="articles",
        articles=found[:_PAGE],
        more=more,
        outlet=outlet,
        total=total,
    )


@router.get("/articles/{article_id:int}")
def article(request: Request, article_id: Numbered, text: int | None = None) -> Response:
    """Show an article to read: its present text, or another by its number."""
    engine = request.app.state.record.engine
    with reading(engine) as connection, missing("The record has no such article."):
        stored, texts = text_of(connection, article_id, text)
        printed = printings_of(connection, article_id)
        copies = copies_of(connection, article_id)
        speakers = said_by(connection, stored.ids)
    links = []
    for n in stored.ids:
        number, name = speakers.get(n, (0, ""))
        links.append(Links(f"/quotations/{n}", f"/speakers/{number}" if number else "", name))
    return page(
        request,
        "article",
        here="articles",
        stored=stored,
        # The markup is escaped where it is made, for the pages that are written to files too.
        body=Markup("".join(markup(stored.reading, "a", links))),
        texts=texts,
        printings=printed,
        copies=copies,
    )


@router.get("/articles/{article_id:int}/compare")
def compare(
    request: Request, article_id: Numbered, first: TextNumber, second: TextNumber
) -> Response:
    """Show two texts of an article beside each other, paragraph by paragraph."""
    engine = request.app.state.record.engine
    with reading(engine) as connection, missing("The record has no such text of this article."):
        one, other = (text_of(connection, article_id, number)[0] for number in (first, second))
    return page(
        request,
        "compare",
        here="articles",
        article_id=article_id,
        one=one,
        other=other,
        rows=compared(one.reading.article.text, other.reading.article.text),
    )
