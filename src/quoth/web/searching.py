"""Search: the page of what was found, and the same as a table and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response, StreamingResponse

from quoth.errors import QueryError
from quoth.export.table import safe
from quoth.record.browsing import size
from quoth.record.counting import Spread, spread
from quoth.record.hits import COLUMNS, hit_to_dict, hit_to_row
from quoth.record.opening import reading
from quoth.record.search import Found, Hit, Query, match_of, search
from quoth.web.api import bounded
from quoth.web.asking import Asked, asked
from quoth.web.meanings import meanings
from quoth.web.paging import page_number, turning
from quoth.web.rendering import page

if TYPE_CHECKING:
    from quoth.record.nearest import Meanings

router = APIRouter(include_in_schema=False)

MOST = 10_000
"""No more quotations than these are given as a file; the API has no such bound."""

_SHOWN = 20
_NEWEST = 8
_STEP = 500
_FACETS = 8


@router.get("/")
def found(request: Request) -> Response:
    """Show what a search finds; without any, the newest quotations and how to search."""
    given = request.query_params
    with reading(request.app.state.record.engine) as connection:
        wanted = asked(connection, given)
        if given.get("how") == "meaning" and "like" in wanted.held:
            return RedirectResponse(wanted.address(), status_code=303)
        articles, total = size(connection)
        shown = _SHOWN if wanted.is_anything else _NEWEST
        begin = (page_number(request, _SHOWN) - 1) * _SHOWN if wanted.is_anything else 0
        result: Found | None = None
        counted: Spread | None = None
        problem: QueryError | None = None
        if total and not wanted.is_open:
            try:
                query = wanted.query(shown + 1, begin)
                result = results(request, connection, query)
                numbers, exact = result.numbers, result.exact
                counted = request.app.state.memory.recall(
                    ("facets", query.words, query.filters),
                    lambda: spread(connection, numbers, exact, _FACETS),
                )
            except QueryError as error:
                problem = error
    hits = result.hits[:shown] if result else ()
    more = result is not None and len(result.hits) > shown and wanted.is_anything
    return page(
        request,
        "search",
        status=400 if problem else 200,
        here="search",
        wanted=wanted,
        found=result,
        hits=hits,
        spread=counted,
        problem=problem,
        articles=articles,
        total=total,
        most=MOST,
        turning=turning(request, _SHOWN, len(hits), more),
    )


@router.get("/search.csv")
def table(request: Request) -> Response:
    """Return what a search finds as comma-separated values."""
    _, hits = _all(request)
    return _file(_rows(hits), "csv", "text/csv; charset=utf-8")


@router.get("/search.json")
def objects(request: Request) -> Response:
    """Return what a search finds as one JSON object."""
    wanted, hits = _all(request)
    return _file(_objects(wanted, hits), "json", "application/json")


def results(request: Request, connection: Connection, query: Query) -> Found:
    """Return what a search finds; by meaning, only as often as one address may ask.

    Raises:
        QueryError: see `search`.
    """
    if not query.like:
        return search(connection, query)
    return search(connection, query, _meanings(request, connection))


def _meanings(request: Request, connection: Connection) -> Meanings:
    bounded(request)
    return meanings(request, connection)


def _all(request: Request) -> tuple[Asked, Iterator[Hit]]:
    """What is asked for, and what is found, some at a time, up to a bound."""
    engine = request.app.state.record.engine
    with reading(engine) as connection:
        wanted = asked(connection, request.query_params)
        query = wanted.query(_STEP)
        # What is wrong in it must be told before the answer begins.
        match_of(connection, query)
        held = _meanings(request, connection) if query.like else None

    def hits() -> Iterator[Hit]:
        with reading(engine) as connection:
            # By meaning everything is found, from near to far.
            for offset in range(0, _STEP if query.like else MOST, _STEP):
                part = search(connection, replace(query, offset=offset), held).hits
                yield from part
                if len(part) < _STEP:
                    return

    return wanted, hits()


def _rows(hits: Iterable[Hit]) -> Iterator[str]:
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for hit in hits:
        table.writerow([safe(cell) for cell in hit_to_row(hit)])
        yield _taken(stream)
    yield _taken(stream)


def _taken(stream: io.StringIO) -> str:
    text = stream.getvalue()
    stream.seek(0)
    stream.truncate()
    return text


def _objects(wanted: Asked, hits: Iterable[Hit]) -> Iterator[str]:
    yield f'{{"search": {json.dumps(wanted.held, ensure_ascii=False)}, "hits": ['
    before = "\n"
    for hit in hits:
        yield before + json.dumps(hit_to_dict(hit), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _file(parts: Iterator[str], ending: str, media_type: str) -> Response:
    disposition = f'attachment; filename="quotations.{ending}"'
    headers = {"Content-Disposition": disposition}
    return StreamingResponse(_encoded(parts), media_type=media_type, headers=headers)


def _encoded(parts: Iterator[str]) -> Iterator[bytes]:
    """Some rows at a time, in UTF-8; half of a pair of surrogates becomes a question mark."""
    while some := list(islice(parts, 100)):
        yield "".join(some).encode("utf-8", "replace")
