"""What form an input has: by the ending of its name, or by how its bytes begin."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Mapping

from quoth.errors import NotText
from quoth.intake.archives import Form
from quoth.intake.decoding import decode
from quoth.intake.files import is_packed
from quoth.intake.tables import MARKS, columns_told

FORMS: dict[str, Form] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".warc": "warc",
    ".wacz": "wacz",
    ".zip": "zip",
    ".tar": "tar",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".mbox": "mbox",
    ".eml": "mail",
}
"""By ending, in lower case."""

ARCHIVES: frozenset[Form] = frozenset(
    {"warc", "wacz", "zip", "tar", "csv", "tsv", "parquet", "mbox", "mail"}
)
"""What holds many documents, and is told of by bytes where the number is not known."""

# A `.json` in a folder is mostly something else (settings, a listing): name it to have it read.
NOT_FROM_FOLDERS: frozenset[Form] = frozenset({"json"})

_PACKED = (".gz", ".bz2", ".xz")
_SHORT = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar"}
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/")
# Compiled, and kept by `re`, when the ending of a name tells nothing.
_MAILBOX = rb"From [^\r\n]{1,200}\r?\n(?:>?[\w-]+:|Return-Path)"
_NAME = re.compile(r"[\w.-]{1,40}")
_WORDS = re.compile(r"[\w.-]+(?: [\w.-]+){0,3}")
_TEXTS = {"text", "body", "content", "html"}
_MARKUP = (
    r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|article|div|meta)\b"
)


def form_of(path: str) -> Form | None:
    """Return the form that a file's ending tells, packed or not; None where it tells none."""
    name, ending = os.path.splitext(path.lower())
    if ending in _PACKED:
        ending = os.path.splitext(name)[1]
    return FORMS.get(_SHORT.get(ending, ending))


def sniffed(head: bytes, columns: Mapping[str, str] | None = None) -> Form:
    """Return the form that the first bytes of an input tell.

    Args:
        head: the bytes.
        columns: names of a table's columns that the user gives, by what they hold.
    """
    if is_web_archive(head):
        return "warc"
    if head.startswith(b"PK\x03\x04") and not any(name in head[:200] for name in _OFFICE):
        return "zip"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(b"PAR1"):
        return "parquet"
    if re.match(_MAILBOX, head):
        return "mbox"
    try:
        text = decode(head, "")
    except NotText:
        return "text"
    start = text.lstrip()
    if start.startswith("{"):
        # An object over several lines is one JSON document; else each line is one.
        return "jsonl" if re.match(r"\{[^\n]*\}\s*(?:\n|$)", start) or "\n" not in start else "json"
    if re.match(r"\[\s*\{", start):
        return "json"
    if re.match(_MARKUP, text):
        return "html"
    return table_form(text, columns or {}) or "text"


def is_packed_whole(head: bytes, form: Form | None) -> bool:
    """Return whether an input is to be unpacked before it is read.

    Web archives read what is gzipped themselves: mostly each of their records is by itself.
    """
    return is_packed(head) and not (form == "warc" and head.startswith(b"\x1f\x8b"))


def is_web_archive(head: bytes) -> bool:
    """Return whether bytes begin as a WARC file does, gzipped or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 5)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def table_form(text: str, columns: Mapping[str, str]) -> Form | None:
    """Return the form of a table whose first line names columns, and nothing else.

    One name is enough that the user gave, or that is hardly anything but a column's beside names
    of one word each; else two must be known.
    """
    line = text.lstrip("\ufeff").partition("\n")[0].strip()
    for mark in MARKS:
        names = [cell.strip('" ') for cell in line.split(mark)]
        known = columns_told(names, columns)
        if len(names) < 2 or not {"text", "html"} & {*known}:
            continue
        plain = all(map(_NAME.fullmatch, names)) and _TEXTS & {name.lower() for name in names}
        if {*columns} & {*known} or plain or (len(known) > 1 and all(map(_WORDS.fullmatch, names))):
            return "tsv" if mark == "\t" else "csv"
    return None
