"""The body of an HTTP answer as a crawler kept it, to what the server meant by it."""

from __future__ import annotations

import re
import zlib
from io import BytesIO

from fastwarc.stream_io import BrotliReader, ZstdReader

from quoth.intake.files import first_bytes

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")


def body_of(data: bytes, transfer: str | None, content: str | None, most: int) -> bytes | None:
    """Return what an answer's body holds, or more than `most` bytes of it; None if it is cut off.

    Crawlers leave the headers as they were even where they have unpacked the body: what does
    not begin as its header says is taken as it is.

    Args:
        data: the body as it was kept.
        transfer, content: the answer's `Transfer-Encoding` and `Content-Encoding`.
        most: how many bytes are wanted.
    """
    found: bytes | None = data
    if transfer and "chunked" in transfer.lower() and _CHUNK.match(data):
        found = _joined(data)
    for name in reversed((content or "").lower().split(",")):
        found = None if found is None else _unpacked(found, name.strip(), most)
    return found


def _joined(data: bytes) -> bytes | None:
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(data, at):
        begin, size = chunk.end(), int(chunk[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(data[begin : begin + size])
        at = begin + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return None


def _unpacked(data: bytes, name: str, most: int) -> bytes | None:
    if name in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
        return _inflated(data, 31, most)
    if name == "deflate" and data[:1] == b"\x78":
        return _inflated(data, 15, most)
    if name in ("br", "zstd") and not data.lstrip().startswith(b"<"):
        reader = BrotliReader if name == "br" else ZstdReader
        try:
            return first_bytes(reader(BytesIO(data)), most + 1)
        except OSError:
            return None
    return data


def _inflated(data: bytes, form: int, most: int) -> bytes | None:
    unpacker = zlib.decompressobj(form)
    try:
        found = unpacker.decompress(data, most + 1)
    except zlib.error:
        return None
    return found if unpacker.eof or len(found) > most else None
