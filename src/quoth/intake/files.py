"""The bytes of a file or a pipe within a bound, and what goes wrong with them in plain words."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from quoth.errors import InputError, Malformed, TooLarge


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


def bytes_of(file: BinaryIO, source: str, most: int, remedy: str = "") -> bytes:
    """Return all bytes of an open file or pipe; all else is as in `read_bytes`."""
    with told_plainly(source):
        data = first_bytes(file, most + 1)
    if len(data) > most:
        raise TooLarge(source, f"over {megabytes(most)}", remedy)
    return data


def first_bytes(file: BinaryIO | IO[bytes], size: int) -> bytes:
    """Read up to `size` bytes; a pipe may hand them over in pieces."""
    parts: list[bytes] = []
    while size > 0 and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


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
    except OSError as error:
        raise InputError(source, f"cannot be read: {error.strerror or error}") from error


def megabytes(size: int) -> str:
    """Return a bound as it is told to users."""
    return f"{size / 1_000_000:g} MB" if size >= 100_000 else f"{size} bytes"
