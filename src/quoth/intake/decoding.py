"""Bytes to text, without losing any of it.

The order of evidence is that of the WHATWG Encoding Standard (byte order mark, then what was
declared, then the bytes), but that valid UTF-8 with non-ASCII characters wins over a declared
other encoding: such a sequence hardly ever arises by chance, and wrong labels are common.
"""

from __future__ import annotations

import codecs
import re

from quoth.errors import NotText

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "gzip data"),
    (b"{\\rtf", "a rich text document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{1,100}encoding\s*=\s*[\"']([\w:.-]{2,40})")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_MOST_CONTROLS = 0.02
_FOREIGN_SHARE = 0.25
_LATIN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso8859-1", "iso_8859-1"}
_REMEDY = "save it as text in UTF-8"


def decode(data: bytes, source: str, *, declared: str | None = None) -> str:
    """Return the text that the bytes hold, without a byte order mark.

    Args:
        data: the whole input.
        source: the input as the user knows it, for the error.
        declared: an encoding that a header or the page itself names; followed where the
            bytes bear it out.

    Raises:
        NotText: the bytes are binary, or in no encoding that can be told.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _plausible(_strict(data[len(mark) :], encoding), source)
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise NotText(source, f"this is {what}, not text", _REMEDY)
    wide = _wide_encoding(data)
    if wide is not None:
        return _plausible(_strict(data, wide), source)
    text = _strict(data, "utf-8")
    if text is None and declared:
        text = _strict(data, _known(declared))
    if text is None:
        text = _from_bytes_alone(data)
    return _plausible(text, source)


def xml_encoding(head: bytes) -> str | None:
    """Return the encoding that an XML declaration names, if the bytes begin with one."""
    found = _XML_DECLARED.search(head)
    return found[1].decode("ascii") if found else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _known(declared: str) -> str:
    name = declared.strip().strip("\"'").lower()
    # Browsers read these labels as Windows-1252, and so pages that carry them are written.
    if name in _LATIN:
        return "cp1252"
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return "cp1252"
    # hex, rot13 and their like are codecs, but none of texts.
    return info.name if getattr(info, "_is_text_encoding", True) else "cp1252"


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16's name where the zeros of Latin letters stand on one side only."""
    head = data[:4096]
    if len(data) % 2 or len(head) < 4 or b"\0" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _from_bytes_alone(data: bytes) -> str:
    high = sum(byte > 0x7F for byte in data[:65536])
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data[:65536]))
    if good * 4 > high:
        # UTF-8 with a few bytes of another hand: keep both.
        return data.decode("utf-8", errors="quoth-cp1252")
    if high > _FOREIGN_SHARE * min(len(data), 65536):
        from charset_normalizer import from_bytes

        best = from_bytes(data[:262144]).best()
        text = _strict(data, best.encoding) if best is not None else None
        if text is not None:
            return text
    return data.decode("cp1252", errors="quoth-cp1252")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Take each byte that does not fit as Windows-1252, its five holes as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    text = "".join(_strict(bytes([byte]), "cp1252") or chr(byte) for byte in bad)
    return text, error.end


codecs.register_error("quoth-cp1252", _as_cp1252)


def _plausible(text: str | None, source: str) -> str:
    if text is None:
        raise NotText(source, "the bytes do not fit the encoding that they announce", _REMEDY)
    sample = text[:1_000_000]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise NotText(source, "this is binary data, or text in an unknown encoding", _REMEDY)
    return text
