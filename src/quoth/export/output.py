"""Where output goes: standard output, or a file or folder that appears whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

_ERRORS = "backslashreplace"


@contextmanager
def opened(path: Path | None, *, signed: bool = False) -> Iterator[TextIO]:
    """Open the place that output is written to, in UTF-8 whatever the locale says.

    Args:
        path: a file, or None for standard output. A file is written beside its place under
            another name and moved there when the block ends well; when it raises, what stood
            there before stays. Where something stands that is no file (a device, a pipe), it
            is written to as it is.
        signed: begin a file with a byte order mark. Standard output never gets one.

    Raises:
        OSError: the file cannot be written.
        SystemExit: with 0, when whoever reads standard output has stopped to listen.
    """
    if path is None:
        with _standard_output() as stream:
            yield stream
        return
    encoding = "utf-8-sig" if signed else "utf-8"
    if path.exists() and not path.is_file():
        with open(path, "w", encoding=encoding, errors=_ERRORS, newline="") as stream:
            yield stream
        return
    # A link stays, and what it leads to is replaced.
    place = Path(os.path.realpath(path))
    if not place.parent.is_dir():
        raise FileNotFoundError(0, "there is no such folder", str(path))
    with _beside(place) as unfinished:
        with open(unfinished, "w", encoding=encoding, errors=_ERRORS, newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(unfinished, _mode(place))


@contextmanager
def opened_folder(path: Path) -> Iterator[Path]:
    """Yield a folder to write into, which takes its place when the block ends well.

    Args:
        path: the folder to come; where it is there already, it must be empty, so that nothing
            is ever lost to what is written.

    Raises:
        OSError: there is something at the place, or the folder cannot be made.
    """
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "it is a file, and a folder is needed", str(path))
    if path.exists() and any(path.iterdir()):
        raise FileExistsError(errno.EEXIST, "the folder is not empty", str(path))
    place = Path(os.path.realpath(path))
    if not place.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(path))
    import shutil
    import tempfile

    unfinished = Path(tempfile.mkdtemp(prefix=".quoth-", dir=place.parent))
    try:
        yield unfinished
        os.chmod(unfinished, _mode(place, 0o777))
        if place.exists():
            place.rmdir()
        os.replace(unfinished, place)
    except BaseException:
        shutil.rmtree(unfinished)
        raise


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors=_ERRORS, newline="")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads any more; without this Python complains while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@contextmanager
def _beside(place: Path) -> Iterator[str]:
    import tempfile

    try:
        descriptor, unfinished = tempfile.mkstemp(prefix=".quoth-", dir=place.parent)
    except OSError as error:
        # Whoever asked for this place knows nothing of the unfinished file.
        raise OSError(error.errno, error.strerror, str(place)) from error
    os.close(descriptor)
    try:
        yield unfinished
        os.replace(unfinished, place)
    except BaseException:
        os.unlink(unfinished)
        raise


def _mode(place: Path, most: int = 0o666) -> int:
    """The permissions of what is replaced, or those of anything new."""
    try:
        return place.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return most & ~mask
