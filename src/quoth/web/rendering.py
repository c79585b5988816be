"""Pages from templates: what every page is given, and how dates and numbers read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.templating import Jinja2Templates
from starlette.responses import JSONResponse, Response

from quoth.export import wording
from quoth.intake.transcripts import clock
from quoth.version import __version__
from quoth.web import cards, differing

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
PAGE_STYLE = _HERE.parent / "export" / "page.css"
_TITLES = {
    400: "That cannot be answered",
    403: "Not allowed",
    404: "There is no such page",
    429: "Too much at once",
    500: "Something went wrong",
    503: "Busy just now",
}

templates = Jinja2Templates(directory=_HERE / "templates")
templates.env.trim_blocks = templates.env.lstrip_blocks = True
templates.env.filters["day"] = lambda date: wording.day(date) if date else ""
templates.env.filters["counted"] = wording.counted
templates.env.filters["line"] = lambda text: wording.on_one_line(text or "")
templates.env.filters["query"] = lambda held: urlencode({k: v for k, v in held.items() if v})
templates.env.filters["stands"] = cards.stands
templates.env.filters["article_address"] = cards.article_address
templates.env.filters["clock"] = clock
templates.env.filters["compared"] = differing.compared
templates.env.filters["verdict"] = differing.verdict
templates.env.filters["spoken_of"] = cards.spoken_of
templates.env.globals["unsure"] = wording.UNSURE
templates.env.globals["version"] = __version__


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **held: Any,
) -> Response:
    """Return a page.

    Args:
        request: that it answers.
        template: its name in `templates`, without ".html".
        status: of the answer.
        headers: of the answer.
        held: what the template is given.
    """
    settings = request.app.state.settings
    return templates.TemplateResponse(
        request,
        f"{template}.html",
        {"may_add": settings.may_add, **held},
        status_code=status,
        headers=dict(headers or {}),
    )


def told(
    request: Request, status: int, problem: str, *, headers: Mapping[str, str] | None = None
) -> Response:
    """Return that something cannot be done, and why: a page to people, JSON to programs."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": problem}, status_code=status, headers=dict(headers or {}))
    title = _TITLES.get(status, "That did not work")
    return page(request, "problem", status=status, headers=headers, title=title, problem=problem)
