"""The bytes of a file or a pipe within a bound, and what goes wrong with them in plain words."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol

from quoth.errors import InputError, Malformed, TooLarge

_UNPACKERS: dict[bytes, Any] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_FREE = 100_000_000
_MOST_RATIO = 200


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


def read_bytes(path: str | Path, most: int, remedy: str = "") -> bytes:
    """Return all bytes of a file.

    Args:
        path: the file as the user knows it.
        most: how many bytes it may have.
        remedy: what the user can do about one that has more.

    Raises:
        InputError: it cannot be read, or has more.
    """
    with told_plainly(str(path)), open(path, "rb") as file:
        return bytes_of(file, str(path), most, remedy)


def bytes_of(file: Readable, source: str, most: int, remedy: str = "") -> bytes:
    """Return all bytes of an open file or pipe; all else is as in `read_bytes`."""
    with told_plainly(source):
        data = first_bytes(file, most + 1)
    if len(data) > most:
        raise TooLarge(source, f"over {megabytes(most)}", remedy)
    return data


def first_bytes(file: Readable, size: int) -> bytes:
    """Read up to `size` bytes; a pipe may hand them over in pieces."""
    parts: list[bytes] = []
    while size > 0 and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def begun(file: BinaryIO | IO[bytes], size: int) -> tuple[bytes, BinaryIO | IO[bytes]]:
    """Return the first bytes of a file or pipe, and it as if nothing had been read of it."""
    if file.seekable():
        at = file.tell()
        head = first_bytes(file, size)
        file.seek(at)
        return head, file
    head = first_bytes(file, size)
    return head, io.BufferedReader(_Behind(head, file), 65536)


class _Behind(io.RawIOBase):
    """What was read already, and then the rest of a pipe."""

    def __init__(self, head: bytes, file: BinaryIO | IO[bytes]) -> None:
        self._head = head
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._head[: len(buffer)] or self._file.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def is_packed(head: bytes) -> bool:
    """Return whether bytes begin as gzip, bzip2 or xz data do."""
    return head.startswith(tuple(_UNPACKERS))


def unpacking(file: BinaryIO | IO[bytes], source: str) -> BinaryIO:
    """Return a gzip, bzip2 or xz stream as what it unpacks to, read forward.

    Reading it raises `TooLarge` where so few bytes unpack to so many that it is no text.
    """
    head, file = begun(file, 6)
    opened = next(open_ for magic, open_ in _UNPACKERS.items() if head.startswith(magic))
    return io.BufferedReader(_Unpacking(file, opened, source), 65536)


def is_out_of_proportion(unpacked: int, packed: int) -> bool:
    """Return whether so few bytes unpack to so many that they are no texts."""
    return unpacked > max(_FREE, _MOST_RATIO * packed)


class _Unpacking(io.RawIOBase):
    def __init__(self, file: BinaryIO | IO[bytes], opened: Any, source: str) -> None:
        self._packed = _Counting(file)
        self._inner = opened(self._packed)
        self._source = source
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._inner.read1(len(buffer))
        self._count += len(piece)
        if is_out_of_proportion(self._count, self._packed.count):
            problem = f"unpacks to over {_MOST_RATIO} times its size"
            raise TooLarge(self._source, problem, "unpack it yourself, if you trust it")
        buffer[: len(piece)] = piece
        return len(piece)


class _Counting:
    """A file that counts the bytes which are read from it."""

    def __init__(self, file: BinaryIO | IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.count += len(piece)
        return piece

    def seekable(self) -> bool:
        return False


@contextmanager
def told_plainly(source: str) -> Iterator[None]:
    """Turn what the machine says of a file that cannot be read into an `InputError`."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(source, "no such file", "check the path") from error
    except PermissionError as error:
        raise InputError(source, "not allowed to read it", "check its permissions") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Malformed(source, "damaged gzip data", "pack or download it again") from error
    except lzma.LZMAError as error:
        raise Malformed(source, "damaged xz data", "pack or download it again") from error
    except OSError as error:
        raise InputError(source, f"cannot be read: {error.strerror or error}") from error


def megabytes(size: int) -> str:
    """Return a bound as it is told to users."""
    return f"{size / 1_000_000:g} MB" if size >= 100_000 else f"{size} bytes"
