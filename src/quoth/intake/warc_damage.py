"""Where a WARC file is damaged, and where its next sound record is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from quoth.intake.files import first_bytes

_BEGINNING = re.compile(rb"WARC/1\.\d\r?\n(?:WARC-|Content-)[\w-]+:")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_GZIP = b"\x1f\x8b\x08"
_STEP = 1 << 20
_HEADER = 1 << 16
_SLACK = 64


def is_solid(file: BinaryIO | IO[bytes]) -> bool:
    """Return whether a WARC file is gzipped as a whole, so that no record stands for itself."""
    file.seek(0)
    head = first_bytes(file, _STEP)
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


def extent(file: BinaryIO | IO[bytes], start: int) -> tuple[bool, int]:
    """Return whether a record is as long as it says, and where it ends in the file."""
    file.seek(start)
    head = first_bytes(file, _HEADER)
    if head.startswith(_GZIP):
        file.seek(start)
        return _extent_packed(file, start)
    end = _end_of(head)
    size = file.seek(0, 2)
    if end is None or start + end > size:
        return False, start
    file.seek(start + end)
    behind = first_bytes(file, 4)
    return not behind.strip(b"\r\n"), start + end + len(behind)


def _extent_packed(file: BinaryIO | IO[bytes], start: int) -> tuple[bool, int]:
    unpacker = zlib.decompressobj(31)
    head = b""
    tail = b""
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
            tail = (tail + found)[-_SLACK:]
            if end is None:
                head += found
                end = _end_of(head)
            if count > (len(head) if end is None else end) + _SLACK:
                return False, start
    except zlib.error:
        return False, start
    if end is None or count < end:
        return False, start
    return not tail[len(tail) - (count - end) :].strip(b"\r\n"), start + used


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


def next_record(file: BinaryIO | IO[bytes], start: int) -> int | None:
    """Return where the next record begins at or behind an offset, as far as can be told."""
    file.seek(0)
    packed = file.read(3) == _GZIP
    while True:
        file.seek(start)
        piece = first_bytes(file, _STEP + _HEADER)
        for at in _candidates(piece, packed):
            if at > _STEP:
                break
            return start + at
        if len(piece) <= _STEP:
            return None
        start += _STEP


def _candidates(piece: bytes, packed: bool) -> Iterator[int]:
    magic = _GZIP if packed else b"WARC/1."
    at = piece.find(magic)
    while at >= 0:
        if _begins_packed(piece, at) if packed else _BEGINNING.match(piece, at):
            yield at
        at = piece.find(magic, at + 1)


def _begins_packed(piece: bytes, at: int) -> bool:
    try:
        return zlib.decompressobj(31).decompress(piece[at : at + _HEADER], 5) == b"WARC/"
    except zlib.error:
        return False


def past(file: BinaryIO | IO[bytes], start: int) -> int | None:
    """Return where the record behind a very large one begins, without unpacking that one."""
    file.seek(start)
    if first_bytes(file, 3) != _GZIP:
        whole, after = extent(file, start)
        if whole:
            return after
    return next_record(file, start + 1)


def behind(
    file: BinaryIO | IO[bytes], start: int, last: int | None, here: int
) -> tuple[int | None, int | None]:
    """Return where a damage is that ended a walk, if it is one, and where to go on.

    Args:
        file: the archive.
        start: where the walk began.
        last: the record that was met last, if any.
        here: the record that was being read; -1 between two.
    """
    whole, after = (True, start) if last is None else extent(file, last)
    if last is not None and (not whole or here == last):
        return last, next_record(file, last + 1)
    following = next_record(file, after)
    if following == after:
        if last is not None:
            return None, after
        return after, next_record(file, after + 1)
    return (None if _is_blank(file, after, following) else after), following
