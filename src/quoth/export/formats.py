"""The formats by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TextIO

from quoth.quotation import Reading

Write = Callable[[Iterable[Reading], TextIO], None]

_WRITERS = {
    "text": ("quoth.export.statements", "write_text"),
    "jsonl": ("quoth.export.document", "write_jsonl"),
    "json": ("quoth.export.document", "write_json"),
    "csv": ("quoth.export.table", "write_csv"),
    "html": ("quoth.export.page", "write_html"),
}
FORMATS = tuple(_WRITERS)
"""Names of the formats that readings can be written in."""


def writer(name: str) -> Write:
    """Return what writes readings in one of `FORMATS`; its module is loaded only now."""
    module, function = _WRITERS[name]
    found: Write = getattr(import_module(module), function)
    return found
