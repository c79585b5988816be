"""A small record behind the web application, for tests of its pages."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from newsroom import Says, printed, record
from starlette.testclient import TestClient

from quoth.quotation import Reading
from quoth.web.app import create_app
from quoth.web.settings import Settings

ATTACK = '<script>alert("x")</script>'
"""What a hostile article has for a name, a headline, an outlet and words."""


def served(path: Path, *readings: Reading, **settings: Any) -> TestClient:
    """Return a client of a new record with these readings."""
    record(path / "record.db", *readings).dispose()
    app = create_app(Settings(path / "record.db", **settings))
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


def quarrel() -> tuple[Reading, ...]:
    """Return four articles in which two quarrel and a third looks on."""
    return (
        printed(
            "Ellery Courier",
            "2026-03-02",
            Says("Leonie Marsh", "Rowan Tait is a very hungry landlord", ("Rowan Tait",)),
            Says("Rowan Tait", "Leonie Marsh left out the outages of February", ("Leonie Marsh",)),
            headline="Kestrel turns down the bid",
        ),
        printed(
            "Coast Wire",
            "2026-03-02",
            Says("Leonie Marsh", "Rowan Tait is a very hungry landlord", ("Rowan Tait",)),
            headline="A patient landlord",
        ),
        printed(
            "Marle Gazette",
            "2026-03-04",
            Says("Leonie Marsh", "He should build his own power lines", ("Rowan Tait",)),
            Says("Ines Dufresne", "The price of power is what matters", type="indirect"),
            headline="Marsh answers",
        ),
        printed(
            "Coast Wire",
            "2026-05-09",
            Says("Hugh Marsh", "I only sell umbrellas", channel="interview"),
            headline="Another Marsh",
        ),
    )


def hostile() -> Reading:
    """Return an article of which every word is an attack."""
    read = printed(
        f"Outlet {ATTACK}",
        "2026-03-05",
        Says(
            f"Mallory {ATTACK}",
            f"wire {ATTACK}\x0b\x1b[31m",
            (f"Target {ATTACK}",),
            channel=ATTACK,
        ),
        headline=f"Headline {ATTACK}",
    )
    return replace(read, article=replace(read.article, url="javascript:alert(1)"))


def seen(page: str) -> str:
    """Return the words of a page as a reader sees them, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


class _Elements(HTMLParser):
    """Notes what would run or lead somewhere it should not."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str | None] = []
        self.unsafe: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "script":
            self.scripts.append(held.get("src"))
        self.unsafe += [name for name in held if name == "style" or name.startswith("on")]
        for key in ("href", "src", "action"):
            if (held.get(key) or "").strip().lower().startswith(("javascript:", "data:")):
                self.unsafe.append(str(held[key]))


def is_harmless(page: str) -> bool:
    """Return whether a page runs nothing but the application's own script."""
    elements = _Elements()
    elements.feed(page)
    return elements.scripts == ["/static/quoth.js"] and not elements.unsafe
