"""What the user names (paths, folders, patterns, a pipe, addresses) to articles, one by one."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, BinaryIO, Literal

from quoth.article import Article
from quoth.errors import EmptyInput, InputError, Malformed, NotText, QuothError, TooLarge
from quoth.intake.archives import Form, Page, Passed, Row
from quoth.intake.decoding import decode
from quoth.intake.files import begun, first_bytes, is_packed, megabytes, told_plainly, unpacking
from quoth.intake.folders import files_of
from quoth.intake.forms import ARCHIVES, form_of, sniffed
from quoth.intake.json_lines import article_from_json, articles_from_json
from quoth.intake.limits import Limits
from quoth.intake.plain import article_from_text

__all__ = ["Form", "Language", "Received", "Way", "count_inputs", "form_of", "is_address",
           "read_inputs", "receive"]  # fmt: skip

Language = Literal["en", "any"]
"""Which articles are kept: those in English, or those in any language."""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SNIFFED = 65536
_COUNTED = 200_000_000


@dataclass(frozen=True, slots=True)
class Received:
    """An article with where it came from.

    Attributes:
        article: what is to be read.
        place: the input as the user knows it: a path, `path:line`, an address, or `-`.
        raw: the bytes that it was made from, unpacked: a file, a line of JSON Lines, a page.
        fetched: when a crawler fetched it, ISO 8601 in UTC; None where it is read from its place.
    """

    article: Article
    place: str
    raw: bytes
    fetched: str | None = None


Item = Received | Passed | InputError
"""What one place of an input gives."""


@dataclass(frozen=True, slots=True)
class Way:
    """How inputs are to be read.

    Attributes:
        limits: bounds on one article.
        language: which articles are kept; None keeps those in English of what archives and
            tables hold, and all that is named by itself or is a line of JSON Lines.
        columns: what the columns of tables are called: `{"text": "BODY"}`.
        watch: told how many bytes of the inputs were read since it was told last.
    """

    limits: Limits = field(default_factory=Limits)
    language: Language | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    watch: Callable[[int], None] | None = None


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
                    yield from guarded(_file(path, way), path)


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
    if is_packed(head) and form != "warc":
        unpacked, whole = begun(unpacking(file, source), _SNIFFED)
        form = form or sniffed(unpacked)
        if form != "warc":
            head, file = unpacked, whole
        elif file.seekable():
            file.seek(0)
        else:
            file = whole
    form = form or sniffed(head)
    if form == "jsonl" and not _is_wide(head):
        for item in json_lines(file, source, way):
            yield kept(item, way) if way.language == "en" else item
    elif form in ARCHIVES:
        yield from in_archive(_holdings(file, source, form, way), way)
    else:
        limits = way.limits
        most = limits.html_bytes if form == "html" else limits.text_bytes
        data = first_bytes(file, most + 1)
        if len(data) > most:
            raise TooLarge(source, f"over {megabytes(most)}", _way_out(form))
        for item in _received(data, source, form, way):
            yield kept(item, way) if way.language == "en" else item


def _holdings(
    file: BinaryIO | IO[bytes], source: str, form: Form, way: Way
) -> Iterator[Page | Row | Passed | InputError]:
    """Yield what an archive holds."""
    found = False
    try:
        for held in _opened_up(file, source, form, way):
            found = True
            yield held
    except QuothError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(source, str(error)) from error
    if not found:
        raise EmptyInput(source, "there is nothing to read in it")


def _opened_up(
    file: BinaryIO | IO[bytes], source: str, form: Form, way: Way
) -> Iterator[Page | Row | Passed | InputError]:
    from quoth.intake import warc

    yield from warc.pages(file, source, way.limits)


def in_archive(holdings: Iterator[Page | Row | Passed | InputError], way: Way) -> Iterator[Item]:
    """Yield the articles of what an archive or table holds.

    What has no article in it is passed over: archives hold much that is none.
    """
    for held in holdings:
        if isinstance(held, Passed | InputError):
            yield held
            continue
        try:
            for item in _read(held, way):
                yield item if way.language == "any" else kept(item, way)
        except EmptyInput as error:
            yield Passed(held.place, f"no article in it ({error.problem})")
        except InputError as error:
            yield error


def kept(item: Item, way: Way) -> Item:
    """Return what was received, or that it is passed over for its language."""
    if not isinstance(item, Received):
        return item
    from quoth.intake.language import foreign

    try:
        code = foreign(item.article)
    except QuothError as error:
        raise InputError(item.place, str(error), "or read all with --language any") from error
    return item if code is None else Passed(item.place, f"not English ({code})")


def _read(held: Page | Row, way: Way) -> Iterator[Item]:
    if isinstance(held, Row):
        raise NotImplementedError
    for item in _received(
        held.data, held.place, held.form, way, declared=held.charset, url=held.url
    ):
        yield replace(item, fetched=held.fetched) if isinstance(item, Received) else item


def _received(
    data: bytes,
    source: str,
    form: Form,
    way: Way,
    *,
    declared: str | None = None,
    url: str | None = None,
) -> Iterator[Received | InputError]:
    """Yield what a whole input of this form holds.

    Args:
        data: its bytes, within the limits.
        source: the input as the user knows it; the id of its article.
        form: how to read them.
        way: its limits are passed on to the reading of pages.
        declared: the encoding that came with it.
        url: its address, where it has one.

    Raises:
        InputError: it holds no article.
    """
    if not data.strip():
        raise EmptyInput(source, "there is nothing to read in it")
    if form == "html":
        from quoth.intake.html import article_from_html

        page = article_from_html(data, id=source, url=url, limits=way.limits, declared=declared)
        yield Received(page, source, data)
        return
    text = decode(data, source, declared=declared)
    if form == "text":
        yield Received(article_from_text(text, id=source, url=url), source, data)
        return
    for item in articles_from_json(text, source):
        yield Received(item, source, data) if isinstance(item, Article) else item


def json_lines(
    file: BinaryIO | IO[bytes], source: str, way: Way, *, before: int = 0, size: int | None = None
) -> Iterator[Received | InputError]:
    """Yield the articles of JSON Lines.

    Args:
        file: read from where it stands.
        source: the input as the user knows it.
        way: its limits bound a line.
        before: how many lines are before that.
        size: of how many bytes; None reads to the end.
    """
    found = before > 0
    most = way.limits.text_bytes
    for number, line in enumerate(_lines(file, most, size), before + 1):
        place = f"{source}:{number}"
        if line is None:
            found = True
            yield TooLarge(place, f"the line is over {megabytes(most)}")
        elif line.strip():
            found = True
            try:
                yield Received(article_from_json(decode(line, place), place), place, line)
            except NotText as error:
                yield Malformed(place, error.problem, error.remedy)
            except InputError as error:
                yield error
    if not found and size is None:
        yield EmptyInput(source, "there is nothing to read in it")


def _lines(file: BinaryIO | IO[bytes], most: int, size: int | None) -> Iterator[bytes | None]:
    """Yield each line, or None for one that is too long, never holding more than one."""
    pending = b""
    skipping = False
    while True:
        more = file.read(_SNIFFED if size is None else min(size, _SNIFFED))
        if size is not None:
            size -= len(more)
        *whole, pending = (pending + more).split(b"\n") if more or pending else [b""]
        for line in whole:
            yield None if skipping or len(line) > most else line
            skipping = False
        if len(pending) > most:
            skipping, pending = True, b""
        if not more:
            if skipping or pending:
                yield None if skipping else pending
            return


def _is_wide(head: bytes) -> bool:
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]


def _address(url: str, way: Way) -> Iterator[Item]:
    from quoth.intake.fetching import fetch

    page = fetch(url, limits=way.limits)
    form: Form = "html"
    if page.media_type in ("text/plain", "text/markdown"):
        form = "text"
    elif page.media_type not in ("text/html", "application/xhtml+xml"):
        form = sniffed(page.data[:_SNIFFED])
    most = way.limits.html_bytes if form == "html" else way.limits.text_bytes
    if len(page.data) > most:
        raise TooLarge(url, f"over {megabytes(most)}", _way_out(form))
    for item in _received(page.data, url, form, way, declared=page.charset, url=page.url):
        yield kept(item, way) if way.language == "en" else item


def _way_out(form: Form) -> str:
    if form == "html":
        return "save the article alone, or raise the limit"
    return "split it into articles, as JSON Lines, or raise the limit"
