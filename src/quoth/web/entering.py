"""Showing the token: the page that asks for it once and remembers it in a cookie."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from quoth.web.rendering import page
from quoth.web.safety import COOKIE, may_ask

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def ask(request: Request, to: str = "/") -> Response:
    """Ask for the token."""
    return page(request, "enter", to=_inside(to), wrong=False)


@router.post("/enter")
def enter(
    request: Request, token: Annotated[str, Form()], to: Annotated[str, Form()] = "/"
) -> Response:
    """Let in whoever shows the token; how often somebody may try is bounded."""
    settings = request.app.state.settings
    if not may_ask(request):
        return page(request, "enter", status=429, to=_inside(to), wrong=True)
    if not hmac.compare_digest(token.strip().encode(), (settings.token or "").encode()):
        return page(request, "enter", status=401, to=_inside(to), wrong=True)
    answer = RedirectResponse(_inside(to), status_code=303)
    if settings.token:
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, settings.token, httponly=True, samesite="lax", secure=secure)
    return answer


def _inside(to: str) -> str:
    """A path of this server, whatever was asked for."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
