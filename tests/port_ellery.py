"""The record of an invented town, and servers of it that are asked in process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsroom import Says, printed, record
from starlette.testclient import TestClient

from quoth.quotation import Reading
from quoth.web.app import create_app
from quoth.web.settings import Settings

LOCAL = "http://127.0.0.1:8765"


def client(
    path: Path, *, base: str = LOCAL, asking: str = "127.0.0.1", **settings: Any
) -> TestClient:
    """Return a client of a server over a record; as a context, it ends the server too.

    Args:
        path: of the record.
        base: how the client addresses the server.
        asking: the address that the client asks from.
        settings: of the server.
    """
    return TestClient(
        create_app(Settings(path, **settings)),
        base_url=base,
        client=(asking, 50_000),
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def port_ellery(path: Path, *more: Reading) -> Path:
    """Make a record of a few articles, and return its path."""
    record(
        path,
        printed(
            "Harbour Daily",
            "2026-03-02",
            Says("Ines Okafor", "We will rebuild the old pier by next summer", ("Rowan Tait",)),
            Says("Rowan Tait", "The pier is a ruin and she knows it", ("Ines Okafor",)),
            headline="Council splits over the pier",
        ),
        printed(
            "Ellery Post",
            "2026-03-03",
            Says("Ines Okafor", "We will rebuild the pier by next summer", ("Rowan Tait",)),
            Says("Kestrel Grid", "Power will be back on Friday", kind="organization"),
            Says(None, "Nobody has asked us about any of this", type="indirect"),
            headline="Mayor promises a pier",
        ),
        printed(
            "Harbour Daily",
            "2026-04-01",
            Says("Rowan Tait", "I will vote against the budget", channel="interview"),
            headline="Tait against the budget",
        ),
        *more,
    ).dispose()
    return path
