"""A web server for tests that gives, or does, whatever it is told; and a clock that can be set."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from quoth.article import Article
from quoth.follow.clock import Clock
from quoth.quotation import Reading

START = 1_772_442_000.0
"""Monday, 2 March 2026, 09:00 UTC."""

Given = bytes | str | tuple[int, dict[str, str], bytes] | Callable[[Any], None]


@dataclass
class Stand:
    """What the server has, by path, and what it was asked for."""

    url: str
    has: dict[str, Given] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self, *, robots: bool = False) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for path, _ in self.asked if robots or path != "/robots.txt"]

    def forget(self) -> None:
        self.asked.clear()

    def feed(self, *items: str, path: str = "/rss", channel: str = "") -> str:
        """Put a feed there; each item is the inside of an `item`, or a path with a page."""
        inside = "".join(
            f"<item>{item if item.startswith('<') else self.item(item)}</item>" for item in items
        )
        self.has[path] = (
            '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
            f"<title>Ellery Courier</title><link>{self.url}/</link>{channel}{inside}"
            "</channel></rss>"
        )
        return self.url + path

    def item(self, path: str) -> str:
        """The inside of an item that announces a page, which is put there as well."""
        self.has.setdefault(path, page(path))
        return f"<title>Story {path}</title><link>{self.url}{path}</link>"


def page(name: str, paragraphs: int = 3) -> str:
    """A page with an article of its own."""
    body = "".join(
        f"<p>The harbour board met about {name} for the {number}th time this spring, and the crews "
        f"of the ferries waited outside. “We will not sail on {name} {number},” Ines Okafor said "
        "after a long evening, and nobody on the quay disagreed with her about the weather.</p>"
        for number in range(1, paragraphs + 1)
    )
    return (
        f'<!doctype html><html lang="en"><head><title>Crews wait at {name}</title></head>'
        f"<body><article><h1>Crews wait at {name}</h1>{body}</article></body></html>"
    )


class _Handler(http.server.BaseHTTPRequestHandler):
    stand: Stand

    def do_GET(self) -> None:
        self.stand.asked.append((self.path, dict(self.headers.items())))
        given = self.stand.has.get(self.path, (404, {}, b""))
        if callable(given):
            given(self)
            return
        if isinstance(given, str):
            given = given.encode()
        if isinstance(given, bytes):
            kind = "text/html" if b"<html" in given[:200] else "application/rss+xml"
            given = (200, {"Content-Type": kind}, given)
        status, headers, body = given
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def standing() -> Iterator[Stand]:
    """Run a server while the block lasts."""
    handler = type("Handler", (_Handler,), {})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    stand = Stand(f"http://127.0.0.1:{server.server_port}")
    handler.stand = stand  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield stand
    server.shutdown()
    server.server_close()


class Hours:
    """Time that passes only when somebody sleeps, or when it is set."""

    def __init__(self) -> None:
        self.at = START
        self.slept: list[float] = []
        self.clock = Clock(lambda: self.at, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    def pass_by(self, *, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        self.at += 60 * (minutes + 60 * (hours + 24 * days))


class Nobody:
    """Reads nothing in any article, at once."""

    version = "nobody"

    def __init__(self) -> None:
        self.read_articles: list[Article] = []

    def read(self, article: Article) -> Reading:
        self.read_articles.append(article)
        return Reading(article, ())
