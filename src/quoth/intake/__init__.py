"""Anything to an article: text, JSON Lines, saved pages, addresses; files, folders, pipes.

What reads pages, and with it trafilatura and lxml, is imported when the first page comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoth.intake.archives import Page, Passed
from quoth.intake.inputs import Received, count_inputs, read_inputs, receive
from quoth.intake.json_lines import article_from_json
from quoth.intake.limits import Limits
from quoth.intake.plain import article_from_text
from quoth.intake.way import Language

if TYPE_CHECKING:
    from quoth.intake.fetching import fetch
    from quoth.intake.html import article_from_html

__all__ = [
    "Language",
    "Limits",
    "Page",
    "Passed",
    "Received",
    "article_from_html",
    "article_from_json",
    "article_from_text",
    "count_inputs",
    "fetch",
    "read_inputs",
    "receive",
]

_LAZY = {"article_from_html": "quoth.intake.html", "fetch": "quoth.intake.fetching"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
