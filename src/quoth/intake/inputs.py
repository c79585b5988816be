"""What the user names (paths, folders, patterns, a pipe, addresses) to articles, one by one."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

from quoth.article import Article
from quoth.errors import InputError, QuothError
from quoth.intake.archives import Form, Passed
from quoth.intake.files import begun, bytes_of, told_plainly, unpacking
from quoth.intake.folders import files_of
from quoth.intake.forms import ARCHIVES, form_of, is_packed_whole, is_web_archive, sniffed
from quoth.intake.limits import Limits
from quoth.intake.opening import holdings_of
from quoth.intake.receiving import Item, Received, in_archive, in_language, json_lines, received
from quoth.intake.way import Language, Way

__all__ = [
    "Form",
    "Language",
    "Received",
    "bytes_in",
    "count_inputs",
    "is_address",
    "read_inputs",
    "receive",
]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SNIFFED = 65536
_COUNTED = 200_000_000


def read_inputs(
    inputs: Iterable[str],
    *,
    limits: Limits | None = None,
    language: Language | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Article | InputError]:
    """Yield the article of each input, or the error that stands in its place.

    The arguments and the order are those of `receive`; what is passed over is left out.
    """
    for item in receive(inputs, limits=limits, language=language, columns=columns):
        if isinstance(item, Received):
            yield item.article
        elif isinstance(item, InputError):
            yield item


def receive(
    inputs: Iterable[str],
    *,
    limits: Limits | None = None,
    language: Language | None = None,
    columns: Mapping[str, str] | None = None,
    watch: Callable[[int], None] | None = None,
) -> Iterator[Received | Passed | InputError]:
    """Yield the article of each input with its bytes, or what stands in its place.

    Args:
        inputs: paths, folders (read through, in the order of their names), glob patterns,
            `-` for standard input, and addresses (`https://...`), in any mixture. The form is
            told by the file's ending, or else by how it begins; each may be gzipped.
        limits: bounds on one article.
        language: `en` keeps what is in English, `any` all; by default archives and tables are
            read for what is in English, and all else whole.
        columns: what the columns of tables are called, by what they hold: `{"text": "BODY"}`.
        watch: told how many bytes of files were read since it was told last.

    Yields:
        In order and one at a time, whatever the size of an archive. What cannot be read yields
        its `InputError`, what is rightly not read (another language, a picture) is `Passed`,
        and the next one follows.
    """
    way = Way(limits or Limits(), language, columns or {}, watch)
    for name in inputs:
        if name == "-":
            yield from guarded(_stream(sys.stdin.buffer, "-", None, way), "-")
        elif is_address(name):
            yield from guarded(_address(name, way), name)
        else:
            for path in files_of(name):
                if isinstance(path, InputError):
                    yield path
                else:
                    yield from read_file(path, replace(way, found=path != name))


def count_inputs(inputs: Iterable[str]) -> int | None:
    """Return how many articles `read_inputs` will yield, or None where that is not cheap to tell.

    Lines of JSON Lines files are counted without being read as JSON; standard input, gzipped
    JSON Lines, archives, tables and very large files are not counted.
    """
    total = 0
    for name in inputs:
        if name == "-":
            return None
        if is_address(name):
            total += 1
            continue
        for path in files_of(name):
            form = None if isinstance(path, InputError) else form_of(path)
            if isinstance(path, InputError) or form in ("text", "html"):
                total += 1
                continue
            lines = _lines_in(path) if form == "jsonl" else None
            if lines is None:
                return None
            total += lines
    return total


def bytes_in(inputs: Iterable[str]) -> int | None:
    """Return how many bytes the files of inputs have; None where there is more than files."""
    total = 0
    for name in inputs:
        if name == "-" or is_address(name):
            return None
        for path in files_of(name):
            try:
                total += 0 if isinstance(path, InputError) else os.path.getsize(path)
            except OSError:
                continue
    return total


def is_address(name: str) -> bool:
    """Return whether what the user names is fetched, and no file."""
    return _ADDRESS.match(name) is not None


def _lines_in(path: str) -> int | None:
    try:
        if path.lower().endswith(".gz") or os.path.getsize(path) > _COUNTED:
            return None
        with open(path, "rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1


def guarded(items: Iterator[Item], source: str) -> Iterator[Item]:
    """Turn what goes wrong in one input into what it yields last."""
    try:
        with told_plainly(source):
            yield from items
    except InputError as error:
        yield error
    except QuothError as error:
        # A library that is needed for it is missing.
        yield InputError(source, str(error))


def opened(path: str) -> BinaryIO:
    """Open a file or a named pipe, and nothing else.

    Raises:
        InputError: it is something else.
        OSError: it cannot be read.
    """
    if not Path(path).is_file() and not Path(path).is_fifo():
        Path(path).stat()
        raise InputError(path, "not a file", "name a file or a folder")
    return open(path, "rb")


def read_file(path: str, way: Way) -> Iterator[Item]:
    """Yield what is in one file."""
    yield from guarded(_file(path, way), path)


def _file(path: str, way: Way) -> Iterator[Item]:
    with opened(path) as file:
        items = _stream(file, path, form_of(path), way)
        yield from items if way.watch is None else _watched(items, file, way.watch)


def _watched(items: Iterator[Item], file: BinaryIO, watch: Callable[[int], None]) -> Iterator[Item]:
    """Tell after each item how much further the file was read."""
    told, size = 0, os.fstat(file.fileno()).st_size
    for item in items:
        at = file.tell() if file.seekable() else 0
        if at > told:
            watch(at - told)
            told = at
        yield item
    if size > told:
        watch(size - told)


def _stream(file: BinaryIO | IO[bytes], source: str, form: Form | None, way: Way) -> Iterator[Item]:
    head, file = begun(file, _SNIFFED)
    if form is None and is_web_archive(head):
        form = "warc"
    if is_packed_whole(head, form):
        head, file = begun(unpacking(file, source), _SNIFFED)
    form = form or sniffed(head, way.columns)
    if form == "jsonl" and not is_wide(head):
        yield from in_language(json_lines(file, source, way), way)
    elif form in ARCHIVES:
        yield from in_archive(holdings_of(file, source, form, way), way)
    else:
        data = bytes_of(file, source, _most(form, way.limits), _way_out(form))
        yield from in_language(received(data, source, form, way), way)


def is_wide(head: bytes) -> bool:
    """Return whether bytes begin as text in UTF-16 or UTF-32 does."""
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]


def _address(url: str, way: Way) -> Iterator[Item]:
    from quoth.intake.fetching import fetch

    page = fetch(url, limits=way.limits)
    form: Form = "html"
    if page.media_type in ("text/plain", "text/markdown"):
        form = "text"
    elif page.media_type not in ("text/html", "application/xhtml+xml"):
        form = sniffed(page.data[:_SNIFFED])
    if form in ARCHIVES:
        raise InputError(url, "an archive or a table, and no article", "download it first")
    data = bytes_of(BytesIO(page.data), url, _most(form, way.limits), _way_out(form))
    found = received(data, url, form, way, declared=page.charset, url=page.url)
    yield from in_language(found, way)


def _most(form: Form, limits: Limits) -> int:
    return limits.html_bytes if form == "html" else limits.text_bytes


def _way_out(form: Form) -> str:
    if form == "html":
        return "save the article alone, or raise the limit"
    return "split it into articles, as JSON Lines, or raise the limit"
