"""What stands before every page: who is let in, how much they may send, what browsers are told."""

from __future__ import annotations

import hmac
import time
from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quoth.web.remembering import Memory
from quoth.web.settings import Settings, is_loopback

COOKIE = "quoth_token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Reached without a token: the page that asks for it, and what it is drawn with.
_OPEN = ("/enter", "/static/")
_LONGEST_PATH = 200
"""No page has a longer one; a number of some thousand digits is more than is ever reckoned with."""

# What a program adds that stands between the server and others.
_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "forwarded")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What browsers are told with every answer."""


class Guard:
    """Stands around the application and lets through what may pass.

    Args:
        app: the application.
        settings: of the server.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refusal(request)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        limited = _Limited(receive, self._settings.upload_bytes)
        answering = _with_headers(send)
        if _writes(request):
            answering = _forgetting(answering, request.app.state.memory)
        await self._app(scope, limited, answering)

    def _refusal(self, request: Request) -> Response | None:
        """What to answer instead, where a request may not pass."""
        settings, path = self._settings, request.url.path
        if settings.is_local and settings.token is None:
            # A page of another site can make a browser believe that its name is this machine.
            if not is_loopback(_host(request)):
                return refusal(request, 421, "this server answers to localhost only")
            if any(header in request.headers for header in _FORWARDED):
                problem = "this was passed on for somebody else: give the server a token"
                return refusal(request, 403, problem)
        if request.method == "OPTIONS":
            return None
        if len(path) > _LONGEST_PATH:
            return refusal(request, 404, "there is no such page")
        declared = request.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > settings.upload_bytes:
            return refusal(request, 413, _too_much(settings.upload_bytes))
        writes = _writes(request)
        asked = request.headers.get("origin") in settings.origins and path in READING_POSTS
        if request.method not in _SAFE and not asked and _is_from_elsewhere(request):
            return refusal(request, 403, "this was sent by a page of another site")
        if path.startswith(_OPEN):
            return None
        if writes and settings.token is None and not settings.is_local:
            return refusal(request, 403, "nothing can be changed here: the server has no token")
        needed = settings.token is not None and (writes or not settings.public_read)
        if needed and not shows(request, settings.token or ""):
            if request.method == "GET" and not path.startswith("/api/"):
                return RedirectResponse(f"/enter?to={_quoted(request)}", status_code=303)
            return refusal(request, 401, "a token is needed: Authorization: Bearer TOKEN")
        return None


READING_POSTS = frozenset({"/check", "/api/v1/check", "/api/v1/reconcile"})
"""Paths that are asked by POST, because the question is long, and change nothing."""


def _writes(request: Request) -> bool:
    return request.method not in _SAFE and request.url.path not in READING_POSTS


def shows(request: Request, token: str) -> bool:
    """Return whether a request comes with the token, as a header or as a cookie."""
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer":
        shown = request.cookies.get(COOKIE, "")
    return hmac.compare_digest(shown.strip().encode(), token.encode())


def refusal(request: Request, status: int, problem: str) -> Response:
    """Return the answer that something cannot be done: JSON to programs, plain text to people."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": problem}, status_code=status, headers=headers)
    return Response(
        f"{problem}\n", status_code=status, headers=headers, media_type="text/plain; charset=utf-8"
    )


def may_ask(request: Request) -> bool:
    """Return whether who sends this may ask once more now for what needs much work."""
    address = request.client.host if request.client else ""
    allowed: bool = request.app.state.bucket.take(address)
    return allowed


class Bucket:
    """How often each address may ask for what needs much work.

    Args:
        rate: how often a minute; after a quiet minute, as often at once.
    """

    _MOST = 10_000

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._held: dict[str, tuple[float, float]] = {}

    def take(self, address: str) -> bool:
        """Return whether an address may ask once more now."""
        at = time.monotonic()
        left, before = self._held.get(address, (float(self._rate), at))
        left = min(self._rate, left + (at - before) * self._rate / 60)
        if len(self._held) >= self._MOST:
            self._held = {a: h for a, h in self._held.items() if at - h[1] < 60}
        self._held[address] = (left - 1 if left >= 1 else left, at)
        return left >= 1


def _host(request: Request) -> str:
    """For which machine a request is meant; "" where that cannot be told."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def _is_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that another site's page sent this.

    Browsers name where a request comes from; other programs do not, and cannot be made to ask
    in somebody's name. (The rule of Go's `http.CrossOriginProtection`.)
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def _quoted(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return quote(f"{request.url.path}{query}", safe="")


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _forgetting(send: Send, memory: Memory) -> Send:
    async def sending(message: Message) -> None:
        # The record may have been changed, and who changed it looks at it next.
        memory.forget()
        await send(message)

    return sending


def _too_much(most: int) -> str:
    return f"more than {most / 1e6:g} MB were sent"


class _Limited:
    """Takes what is sent, up to a bound."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            # Whatever reads the form does not take this for a form that is badly made.
            raise HTTPException(413, _too_much(self._most))
        return message
