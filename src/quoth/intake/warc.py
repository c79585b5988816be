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
from typing import IO, Any, BinaryIO, TypeVar

from quoth.errors import InputError, Malformed, QuothError, TooLarge
from quoth.intake.archives import Page, Passed
from quoth.intake.files import first_bytes, megabytes, unpacking
from quoth.intake.limits import Limits
from quoth.intake.warc_damage import behind, is_solid, past

try:
    from fastwarc.warc import ArchiveIterator, WarcRecordType
except ImportError as missing:
    raise QuothError("web archives need fastwarc: pip install 'quoth[archives]'") from missing
from quoth.intake.http_body import body_of

_T = TypeVar("_T")
_RESPONSE, _REVISIT, _UNKNOWN = (
    WarcRecordType.response,
    WarcRecordType.revisit,
    WarcRecordType.unknown,
)
_PAGES = ("text/html", "application/xhtml+xml")
_ADDRESS = re.compile(r"<?(https?://[^\s<>\x00-\x1f\x7f]+)>?$", re.IGNORECASE)
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z$", re.ASCII)
_MOST_DAMAGES = 100
_REMEDY = "download the archive again"
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
                start = past(file, here)
                continue
        damage, start = behind(file, start, last, here)
        if held is not None and damage != last:
            yield held
        if damage is None or (end is not None and damage >= end):
            continue
        damages += 1
        if damages > _MOST_DAMAGES:
            yield Malformed(source, f"given up after {_MOST_DAMAGES} damages in a row", _REMEDY)
            return
        yield Malformed(f"{source}@{damage}", "a damaged record, or a wrong length", _REMEDY)


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
    if not record.content_length and record.record_type == _UNKNOWN and record.headers.is_empty():
        raise _CutOff


def wanted(record: Any) -> str | None:
    """Return why an answer gives no page, or None where it does; reads its HTTP header."""
    record.parse_http()
    headers = record.http_headers
    status = None if headers is None else headers.status_code
    if status != 200:
        return f"not a page ({f'status {status}' if status else 'no HTTP answer'})"
    kind = record.http_content_type
    if kind is None:
        kind = record.headers.get("WARC-Identified-Payload-Type")
    if kind is None or kind.strip().lower() not in _PAGES:
        return f"not a page ({kind or 'no media type'})"
    if cut := record.headers.get("WARC-Truncated"):
        return f"cut off when fetched ({cut})"
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
    kind = record.record_type
    if kind != _RESPONSE:
        revisit = Passed(place, "stored elsewhere (revisit)")
        return revisit if kind == _REVISIT else None
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
    data = body_of(packed, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"), most)
    if data is None:
        return Malformed(place, "the page is cut off, or packed otherwise than its header says")
    if len(data) > most:
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
