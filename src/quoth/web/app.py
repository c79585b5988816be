"""The application: the record behind pages and a JSON API."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from quoth.errors import QuothError, RecordBusy, RecordError
from quoth.record.opening import take_stock
from quoth.record.record import Record
from quoth.version import __version__
from quoth.web import (
    adding,
    api,
    api_adding,
    api_record,
    api_search,
    articles,
    checking,
    deciding,
    entering,
    exchange,
    feeds,
    quotations,
    reconciling,
    searching,
    speakers,
)
from quoth.web.jobs import Jobs
from quoth.web.remembering import Memory
from quoth.web.rendering import PAGE_STYLE, STATIC, told
from quoth.web.safety import HEADERS, Bucket, Guard
from quoth.web.settings import Settings

_log = logging.getLogger("quoth.web")
_AT_ONCE = 8
"""So many pages are made at a time, the others wait: no more than there are connections."""
_TURN = 0.0005
"""Seconds after which a page that is reckoned lets others go on, which wait for the database."""


def create_app(settings: Settings) -> FastAPI:
    """Return the application that serves one record.

    Args:
        settings: whose record, for whom.

    Raises:
        QuothError: the settings would let everybody in.
        RecordError: the record cannot be opened.
    """
    settings = settings.checked()
    record = Record(settings.record)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _AT_ONCE
        sys.setswitchinterval(_TURN)
        # Beside: whoever writes to the record meanwhile is not to keep the pages waiting.
        Thread(target=_take_stock, args=(record,), daemon=True).start()
        yield
        app.state.jobs.close()
        record.close()

    app = FastAPI(
        title="Quoth",
        summary="A record of who said what",
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        # Their pages load scripts from other sites.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.record = record
    app.state.settings = settings
    app.state.bucket = Bucket(settings.requests)
    app.state.memory = Memory()
    app.state.jobs = Jobs(record, app.state.memory.forget)
    # The style of marked articles is that of the pages that are written to files.
    app.add_route("/static/page.css", _page_style)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for room in (
        entering,
        searching,
        feeds,
        exchange,
        speakers,
        deciding,
        articles,
        quotations,
        checking,
        adding,
        api,
        api_search,
        api_record,
        api_adding,
        reconciling,
    ):
        app.include_router(room.router)
    app.include_router(checking.api)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(QuothError, _failed)
    app.add_exception_handler(Exception, _broken)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.origins),
            allow_methods=["GET", "POST"],
            allow_headers=["authorization", "content-type"],
        )
    app.add_middleware(Guard, settings=settings)
    return app


def _take_stock(record: Record) -> None:
    # If the record cannot be written now, there is time until the next start.
    with suppress(RecordError):
        take_stock(record.engine)


def _page_style(request: Request) -> Response:
    return FileResponse(PAGE_STYLE, media_type="text/css")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return told(request, error.status_code, str(error.detail), headers=error.headers)


async def _misunderstood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # What was sent is not sent back: it may be long, or not to be encoded.
    parts = [(part["loc"][0], str(part["loc"][-1]), part["msg"]) for part in error.errors()]
    if request.url.path.startswith("/api/"):
        return told(request, 422, "; ".join(f"{name}: {message}" for _, name, message in parts))
    if any(kind == "path" for kind, _, _ in parts):
        return told(request, 404, "The record has no such thing.")
    wrong = ", ".join(name for _, name, _ in parts)
    return told(request, 400, f"This address is not understood: look at {wrong}.")


async def _failed(request: Request, error: Exception) -> Response:
    # Where the record's file is, is nobody's business.
    problem = getattr(error, "problem", None) or str(error)
    remedy = getattr(error, "remedy", "")
    told_whole = f"{problem} ({remedy})" if remedy else problem
    if isinstance(error, RecordBusy):
        return told(request, 503, told_whole, headers={"Retry-After": "60"})
    return told(request, 400, told_whole)


async def _broken(request: Request, error: Exception) -> Response:
    # What went wrong is for whoever runs the server, not for whoever asks.
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    problem = "Something went wrong in Quoth itself; the record is as it was."
    # This answer is given outside of what stands before all others.
    return told(request, 500, problem, headers=HEADERS)
