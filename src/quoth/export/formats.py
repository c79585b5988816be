"""The formats by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from quoth.export.identity import Identify
from quoth.export.output import opened, opened_folder
from quoth.quotation import Reading

Place = TextIO | Path
"""Where a format is written: a stream of text, or a folder."""
Write = Callable[[Iterable[Reading], Any], None]
"""Writes readings to a place."""

_STREAM_WRITERS = {
    "text": ("quoth.export.statements", "write_text"),
    "jsonl": ("quoth.export.document", "write_jsonl"),
    "json": ("quoth.export.document", "write_json"),
    "csv": ("quoth.export.table", "write_csv"),
    "html": ("quoth.export.page", "write_html"),
    "jsonld": ("quoth.export.linked", "write_jsonld"),
    "webannotation": ("quoth.export.annotations", "write_annotations"),
    "tei": ("quoth.export.tei", "write_tei"),
}
_FOLDER_WRITERS = {
    "brat": ("quoth.export.brat", "write_brat"),
    "parquet": ("quoth.export.parquet", "write_parquet"),
}
_WRITERS = _STREAM_WRITERS | _FOLDER_WRITERS
_IDENTIFYING = frozenset({"csv", "jsonld", "webannotation", "tei", "parquet"})

TELLING_WHY = frozenset({"text", "html", "jsonl", "json", "parquet"})
"""Names of the formats that tell, or can tell, what led to each speaker's name."""
STREAM_FORMATS = tuple(_STREAM_WRITERS)
"""Names of the formats that are one stream of text: a file, a pipe, a terminal."""
FOLDER_FORMATS = tuple(_FOLDER_WRITERS)
"""Names of the formats that are a folder of files."""
FORMATS = STREAM_FORMATS + FOLDER_FORMATS
"""Names of the formats that readings can be written in."""


def writer(name: str, *, why: bool = False, identify: Identify | None = None) -> Write:
    """Return what writes readings in one of `FORMATS`; its module is loaded only now.

    Args:
        name: the format.
        why: have the text tell what led to each speaker's name. The others of `TELLING_WHY`
            always do.
        identify: tells by what a quotation is known beyond its reading. CSV, JSON-LD,
            Web Annotation, TEI and Parquet have room for that; the others pass it over.

    Raises:
        QuothError: a package that the format needs is not installed.
    """
    module, function = _WRITERS[name]
    write: Any = getattr(import_module(module), function)
    if why and name == "text":
        write = partial(write, why=True)
    if identify is not None and name in _IDENTIFYING:
        write = partial(write, identify=identify)
    found: Write = write
    return found


def place(name: str, output: Path | None) -> AbstractContextManager[Place]:
    """Open the place that a format is written to; it appears whole or not at all.

    Args:
        name: the format.
        output: a file, or, for one of `FOLDER_FORMATS`, a folder that is empty or yet to be
            made. None for standard output, which only takes a stream.

    Raises:
        OSError: the place cannot be written.
        ValueError: a folder is needed and none is given.
    """
    if name not in FOLDER_FORMATS:
        # Spreadsheets take a file for UTF-8 only when it begins with a byte order mark.
        return opened(output, signed=name == "csv")
    if output is None:
        raise ValueError(f"{name} is written into a folder")
    return opened_folder(output)
