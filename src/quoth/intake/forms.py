"""What form an input has: by the ending of its name, or by how its bytes begin."""

from __future__ import annotations

import os
import re

from quoth.errors import NotText
from quoth.intake.archives import Form
from quoth.intake.decoding import decode

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
}
"""By ending, in lower case."""

ARCHIVES: frozenset[Form] = frozenset({"warc"})
"""What holds many documents, and is told of by bytes where the number is not known."""

# A `.json` in a folder is mostly something else (settings, a listing): name it to have it read.
NOT_FROM_FOLDERS: frozenset[Form] = frozenset({"json"})

_PACKED = (".gz",)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


def form_of(path: str) -> Form | None:
    """Return the form that a file's ending tells, gzipped or not; None where it tells none."""
    name = path.lower()
    for ending in _PACKED:
        name = name.removesuffix(ending)
    return FORMS.get(os.path.splitext(name)[1])


def sniffed(head: bytes) -> Form:
    """Return the form that the first bytes of an input tell."""
    if head.startswith(b"WARC/"):
        return "warc"
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
    return "html" if _MARKUP.match(text) else "text"
