"""The formats by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import Any, TextIO

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


def writer(name: str, *, why: bool = False) -> Write:
    """Return what writes readings in one of `FORMATS`; its module is loaded only now.

    Args:
        name: the format.
        why: have the text tell what led to each speaker's name. Of the other formats, HTML
            and JSON always do, and a table has no room for it.
    """
    module, function = _WRITERS[name]
    found: Any = getattr(import_module(module), function)
    write: Write = partial(found, why=True) if why and name == "text" else found
    return write
