"""Web archives (WARC) to the pages in them: what servers answered, and no more.

A page is an answer of status 200 whose media type is that of HTML. Archives as large as Common
Crawl's are read record by record. Where one is damaged, the reading goes on with the next record
that can be found; a record whose length is wrong gives no page, since nobody can tell how much of
it is its own.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, Any, BinaryIO, TypeVar

from quoth.errors import InputError, Malformed, QuothError, TooLarge
from quoth.intake.archives import Page, Passed
from quoth.intake.files import first_bytes, megabytes, unpacking
from quoth.intake.limits import Limits

try:
    from fastwarc.stream_io import BrotliReader, ZstdReader
    from fastwarc.warc import ArchiveIterator, WarcRecordType
except ImportError as missing:
    raise QuothError("web archives need fastwarc: pip install 'quoth[archives]'") from missing

_T = TypeVar("_T")
_RESPONSE, _REVISIT, _UNKNOWN = (
    WarcRecordType.response,
    WarcRecordType.revisit,
    WarcRecordType.unknown,
)
_PAGES = ("text/html", "application/xhtml+xml")
_ADDRESS = re.compile(r"<?(https?://[^\s<>\x00-\x1f\x7f]+)>?$", re.IGNORECASE)
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z$", re.ASCII)
_BEGINNING = re.compile(rb"(?=WARC/1\.\d\r?\n(?:WARC-|Content-)[\w-]+:)")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_GZIP = b"\x1f\x8b\x08"
_STEP = 1 << 20
_HEADER = 1 << 16
_MOST_DAMAGES = 100
_REMEDY = "download the archive again"
_SLACK = 64
_NEVER_SKIPPED = 1_000_000_000
# Stands in a page whose record is said to be longer than it is.
_ANOTHER = re.compile(rb"\r\n\r\nWARC/1\.\d\r\n[\w-]+:")


class _CutOff(Exception):
    """A record ends before it should."""


def pages(
    file: BinaryIO | IO[bytes],
    source: str,
    limits: Limits,
    *,
    begin: int = 0,
    end: int | None = None,
) -> Iterator[Page | Passed | InputError]:
    """Yield the pages of a WARC file, gzipped record by record or not at all.

    Args:
        file: where only what is seekable is read on behind a damage.
        source: the file as the user knows it.
        limits: `html_bytes` bounds a page.
        begin, end: the stretch of the file, in bytes, in which the records begin.

    Yields:
        Of each answer its page, or why it gives none.
    """

    def look(record: Any, offset: int) -> Page | Passed | InputError | None:
        return _page(record, f"{source}@{offset}", limits)

    found: Iterator[Page | Passed | InputError] = walk(file, source, look, begin=begin, end=end)
    yield from found


def walk(
    file: BinaryIO | IO[bytes],
    source: str,
    look: Callable[[Any, int], _T | None],
    *,
    begin: int = 0,
    end: int | None = None,
) -> Iterator[_T | InputError]:
    """Yield what is made of each record of a WARC file, and an error for each damage.

    Args:
        file: the whole file.
        source: as the user knows it.
        look: takes fastwarc's record and where it begins; what it returns is yielded when the
            record is known to be whole.
        begin, end: as for `pages`.
    """
    if not file.seekable() or is_solid(file):
        stream = _Forward(unpacking(file, source) if file.seekable() else file)
        yield from _walk_once(stream, source, look)
        return
    start: int | None = begin
    damages = 0
    while start is not None:
        last: int | None = None
        held: _T | None = None
        here = -1
        file.seek(start)
        try:
            for record in ArchiveIterator(file, parse_http=False):
                offset = record.stream_pos
                if held is not None:
                    yield held
                    held, damages = None, 0
                if end is not None and offset >= end:
                    return
                _not_empty(record)
                last = here = offset
                size = record.content_length
                held = look(record, offset)
                if isinstance(held, Page) and _ANOTHER.search(held.data):
                    raise _CutOff
                if size > _NEVER_SKIPPED:
                    break
                here = -1
        except (_CutOff, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
        else:
            if here >= 0:
                # To be passed over, it would have to be unpacked first.
                if held is not None:
                    yield held
                start = _next(file, here + 1)
                continue
        damage, start = _behind(file, start, last, here)
        if held is not None and damage != last:
            yield held
        if damage is None or (end is not None and damage >= end):
            continue
        damages += 1
        if damages > _MOST_DAMAGES:
            yield Malformed(source, f"given up after {_MOST_DAMAGES} damages in a row", _REMEDY)
            return
        yield Malformed(f"{source}@{damage}", "a damaged record, or a wrong length", _REMEDY)


def _behind(
    file: BinaryIO | IO[bytes], start: int, last: int | None, here: int
) -> tuple[int | None, int | None]:
    """Return where a damage is that ended a walk, if it is one, and where to go on.

    Args:
        file: the archive.
        start: where the walk began.
        last: the record that was met last, if any.
        here: the record that was being read; -1 between two.
    """
    whole, after = (True, start) if last is None else _extent(file, last)
    if last is not None and (not whole or here == last):
        return last, _next(file, last + 1)
    following = _next(file, after)
    if following == after:
        if last is not None:
            return None, after
        return after, _next(file, after + 1)
    return (None if _is_blank(file, after, following) else after), following


def _walk_once(
    stream: Any, source: str, look: Callable[[Any, int], _T | None]
) -> Iterator[_T | InputError]:
    """Walk what cannot be gone back in: behind a damage nothing is read."""
    last = 0
    held: _T | None = None
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            if held is not None:
                yield held
                held = None
            _not_empty(record)
            last = record.stream_pos
            held = look(record, last)
    except (_CutOff, OSError, EOFError, zlib.error) as error:
        if getattr(error, "errno", None) is not None:
            raise
        problem = "damaged here, or its length is wrong; what is behind it is not read"
        yield Malformed(f"{source}@{last}", problem, _REMEDY)
    else:
        if held is not None:
            yield held


def _not_empty(record: Any) -> None:
    # So fastwarc has a header that ends too early.
    if record.record_type == _UNKNOWN and record.headers.is_empty():
        raise _CutOff


def wanted(record: Any) -> str | None:
    """Return why an answer gives no page, or None where it does; reads its HTTP header."""
    if record.record_type == _REVISIT:
        return "stored elsewhere (revisit)"
    record.parse_http()
    status = record.http_headers.status_code if record.http_headers else None
    if status != 200:
        return f"not a page ({f'status {status}' if status else 'no HTTP answer'})"
    kind = record.http_content_type
    if kind is None:
        kind = record.headers.get("WARC-Identified-Payload-Type")
    if kind is None or kind.strip().lower() not in _PAGES:
        return f"not a page ({kind or 'no media type'})"
    if cut := record.headers.get("WARC-Truncated"):
        return f"cut off when it was fetched ({cut})"
    return None


def is_page(record: Any) -> bool:
    """Return whether a record is an answer that gives a page."""
    try:
        return record.record_type == _RESPONSE and wanted(record) is None
    except OSError as error:
        if error.errno is not None:
            raise
        return False


def _page(record: Any, place: str, limits: Limits) -> Page | Passed | InputError | None:
    if record.record_type not in (_RESPONSE, _REVISIT):
        return None
    try:
        reason = wanted(record)
    except OSError as error:
        if error.errno is not None:
            raise
        return Malformed(place, "the header of the answer cannot be read")
    if reason is not None:
        return Passed(place, reason)
    most = limits.html_bytes
    size = record.content_length
    if size > most:
        return TooLarge(place, f"the page is over {megabytes(most)}")
    packed = first_bytes(record.reader, size)
    if len(packed) < size:
        raise _CutOff
    headers = record.http_headers
    data = _decoded(packed, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"), most)
    if data is None or len(data) > most:
        return TooLarge(place, f"the page is over {megabytes(most)}")
    address = _ADDRESS.match(record.headers.get("WARC-Target-URI") or "")
    time = _TIME.match(record.headers.get("WARC-Date") or "")
    return Page(
        place,
        data,
        "html",
        address[1] if address else None,
        record.http_charset,
        f"{time[1]}Z" if time else None,
    )


def _decoded(data: bytes, transfer: str | None, content: str | None, most: int) -> bytes:
    """Return what an answer's body holds, or more than `most` bytes of it.

    Crawlers leave the headers as they were even where they have unpacked the body: what does
    not fit its header is taken as it is.
    """
    if transfer and "chunked" in transfer.lower():
        data = _joined(data)
    for name in reversed((content or "").lower().split(",")):
        data = _unpacked(data, name.strip(), most)
    return data


def _joined(data: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(data, at):
        begin, size = chunk.end(), int(chunk[1], 16)
        if not size:
            return b"".join(parts)
        if begin + size > len(data):
            break
        parts.append(data[begin : begin + size])
        at = begin + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return data


def _unpacked(data: bytes, name: str, most: int) -> bytes:
    try:
        if name in ("gzip", "x-gzip") and data.startswith(_GZIP):
            return zlib.decompressobj(31).decompress(data, most + 1)
        if name == "deflate":
            return zlib.decompressobj(15).decompress(data, most + 1)
        if name == "br":
            return first_bytes(BrotliReader(BytesIO(data)), most + 1)
        if name == "zstd":
            return first_bytes(ZstdReader(BytesIO(data)), most + 1)
    except (zlib.error, OSError):
        pass
    return data


def is_solid(file: BinaryIO | IO[bytes]) -> bool:
    """Return whether a WARC file is gzipped as a whole, so that no record stands for itself."""
    file.seek(0)
    head = file.read(_STEP)
    file.seek(0)
    if not head.startswith(_GZIP):
        return False
    try:
        opening = zlib.decompressobj(31).decompress(head, _STEP)
    except zlib.error:
        return False
    end = _end_of(opening)
    return end is not None and opening[end:].lstrip(b"\r\n").startswith(b"WARC/")


def _end_of(head: bytes) -> int | None:
    """Return where the block of a record ends whose beginning is given; None without a length."""
    split = _HEADER_END.search(head, 0, _HEADER)
    length = _LENGTH.search(head, 0, split.start() + 1) if split else None
    return split.end() + int(length[1]) if split and length else None


def _extent(file: BinaryIO | IO[bytes], start: int) -> tuple[bool, int]:
    """Return whether a record is as long as it says, and where it ends in the file."""
    file.seek(start)
    head = file.read(_HEADER)
    if head.startswith(_GZIP):
        file.seek(start)
        return _extent_packed(file, start)
    end = _end_of(head)
    size = file.seek(0, 2)
    if end is None or start + end > size:
        return False, start
    file.seek(start + end)
    behind = file.read(4)
    return not behind.strip(b"\r\n"), start + end + len(behind)


def _extent_packed(file: BinaryIO | IO[bytes], start: int) -> tuple[bool, int]:
    unpacker = zlib.decompressobj(31)
    head = b""
    count = used = 0
    end: int | None = None
    try:
        while not unpacker.eof:
            piece = unpacker.unconsumed_tail or file.read(_HEADER)
            if not piece:
                return False, start
            found = unpacker.decompress(piece, _STEP)
            used += len(piece) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
            count += len(found)
            if end is None:
                head += found
                end = _end_of(head)
            if count > (len(head) if end is None else end) + _SLACK:
                return False, start
    except zlib.error:
        return False, start
    return end is not None and end <= count, start + used


def _is_blank(file: BinaryIO | IO[bytes], start: int, end: int | None) -> bool:
    """Return whether what stands between two records, or behind the last, is only padding."""
    file.seek(start)
    rest = file.read(_HEADER if end is None else min(end - start, _HEADER))
    if rest.startswith(_GZIP):
        try:
            unpacker = zlib.decompressobj(31)
            return not unpacker.decompress(rest, _HEADER).strip() and unpacker.eof
        except zlib.error:
            return False
    return not rest.strip(b"\0\r\n")


def _next(file: BinaryIO | IO[bytes], start: int) -> int | None:
    """Return where the next record begins at or behind an offset, as far as can be told."""
    file.seek(0)
    packed = file.read(3) == _GZIP
    while True:
        file.seek(start)
        piece = file.read(_STEP + _HEADER)
        for at in _candidates(piece, packed):
            if at > _STEP:
                break
            return start + at
        if len(piece) <= _STEP:
            return None
        start += _STEP


def _candidates(piece: bytes, packed: bool) -> Iterator[int]:
    if not packed:
        yield from (found.start() for found in _BEGINNING.finditer(piece))
        return
    at = piece.find(_GZIP)
    while at >= 0:
        try:
            head = zlib.decompressobj(31).decompress(piece[at : at + _HEADER], 5)
        except zlib.error:
            head = b""
        if head == b"WARC/":
            yield at
        at = piece.find(_GZIP, at + 1)


class _Forward:
    """A pipe that can say how far it was read, which fastwarc asks."""

    def __init__(self, file: BinaryIO | IO[bytes]) -> None:
        self._file = file
        self._read = getattr(file, "read1", file.read)
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        # What is there, so that a damage further on does not take it away.
        piece = self._read(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError("a pipe is read forward only")

    def close(self) -> None:
        self._file.close()
