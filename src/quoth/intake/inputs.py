"""What the user names (paths, folders, patterns, a pipe, addresses) to articles, one by one."""

from __future__ import annotations

import glob
import gzip
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Literal, cast

from quoth.article import Article
from quoth.errors import EmptyInput, InputError, Malformed, NotText, TooLarge
from quoth.intake.decoding import decode
from quoth.intake.files import first_bytes, megabytes, told_plainly
from quoth.intake.json_lines import article_from_json, articles_from_json
from quoth.intake.limits import Limits
from quoth.intake.plain import article_from_text

Form = Literal["text", "html", "jsonl", "json"]

_FORMS: dict[str, Form] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
# A `.json` in a folder is mostly something else (settings, a listing): name it to have it read.
_NOT_FROM_FOLDERS = {"json"}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_SNIFFED = 65536
_COUNTED = 200_000_000


@dataclass(frozen=True, slots=True)
class Received:
    """An article with where it came from.

    Attributes:
        article: what is to be read.
        place: the input as the user knows it: a path, `path:line`, an address, or `-`.
        raw: the bytes that it was made from, unpacked: a file, a line of JSON Lines, a page.
    """

    article: Article
    place: str
    raw: bytes


def read_inputs(
    inputs: Iterable[str], *, limits: Limits | None = None
) -> Iterator[Article | InputError]:
    """Yield the article of each input, or the error that stands in its place.

    The arguments and the order are those of `receive`.
    """
    for item in receive(inputs, limits=limits):
        yield item.article if isinstance(item, Received) else item


def receive(
    inputs: Iterable[str], *, limits: Limits | None = None
) -> Iterator[Received | InputError]:
    """Yield the article of each input with its bytes, or the error that stands in its place.

    Args:
        inputs: paths, folders (read through, in the order of their names), glob patterns,
            `-` for standard input, and addresses (`https://...`), in any mixture. Text, HTML
            and JSON Lines are told by the file's ending, or else by how it begins; each may
            be gzipped.
        limits: bounds on one input.

    Yields:
        In order and one at a time: JSON Lines are read line by line. An input that cannot be
        read yields its `InputError`, and the next one follows.
    """
    limits = limits or Limits()
    for name in inputs:
        if name == "-":
            yield from _guarded(_stream(sys.stdin.buffer, "-", None, limits), "-")
        elif is_address(name):
            yield from _guarded(_address(name, limits), name)
        else:
            for path in _files(name):
                if isinstance(path, InputError):
                    yield path
                else:
                    yield from _guarded(_file(path, limits), path)


def count_inputs(inputs: Iterable[str]) -> int | None:
    """Return how many articles `read_inputs` will yield, or None where that is not cheap to tell.

    Lines of JSON Lines files are counted without being read as JSON; standard input, gzipped
    JSON Lines and very large ones are not counted.
    """
    total = 0
    for name in inputs:
        if name == "-":
            return None
        if is_address(name):
            total += 1
            continue
        for path in _files(name):
            form = None if isinstance(path, InputError) else form_of(path)
            if isinstance(path, InputError) or form in ("text", "html"):
                total += 1
                continue
            lines = _lines_in(path) if form == "jsonl" else None
            if lines is None:
                return None
            total += lines
    return total


def is_address(name: str) -> bool:
    """Return whether what the user names is fetched, and no file."""
    return _ADDRESS.match(name) is not None


def form_of(path: str) -> Form | None:
    """Return the form that a file's ending tells, gzipped or not; None where it tells none."""
    name = path.lower().removesuffix(".gz")
    return _FORMS.get(os.path.splitext(name)[1])


def _lines_in(path: str) -> int | None:
    try:
        if path.lower().endswith(".gz") or os.path.getsize(path) > _COUNTED:
            return None
        with open(path, "rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1


def _guarded(
    articles: Iterator[Received | InputError], source: str
) -> Iterator[Received | InputError]:
    """Turn what goes wrong in one input into what it yields last."""
    try:
        with told_plainly(source):
            yield from articles
    except InputError as error:
        yield error


def _files(name: str) -> Iterator[str | InputError]:
    if not name or "\0" in name:
        yield InputError(name.replace("\0", "�"), "not a path", "name a file or a folder")
    elif os.path.isdir(name):
        yield from _folder(name)
    elif not os.path.lexists(name) and _PATTERN.search(name):
        matched = sorted(glob.glob(name, recursive=True))
        if not matched:
            yield InputError(name, "no file matches this pattern", "put it in quotation marks")
        for path in matched:
            if os.path.isdir(path):
                if "**" not in name:
                    yield from _folder(path)
            else:
                yield path
    else:
        yield name


def _folder(top: str) -> Iterator[str | InputError]:
    found = False
    for here, folders, files in os.walk(top):
        # "page_files" holds the scripts and frames of a page saved as "page.html".
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and not f.endswith("_files")
        )
        for file in sorted(files):
            form = form_of(file)
            if form and form not in _NOT_FROM_FOLDERS and not file.startswith("."):
                found = True
                yield os.path.join(here, file)
    if not found:
        try:
            os.listdir(top)
        except OSError as error:
            yield InputError(top, f"cannot be read: {error.strerror}", "check its permissions")
        else:
            endings = ", ".join(end for end, form in _FORMS.items() if form != "json")
            yield EmptyInput(top, "no articles in this folder", f"files read are {endings}")


def _file(path: str, limits: Limits) -> Iterator[Received | InputError]:
    if not Path(path).is_file() and not Path(path).is_fifo():
        Path(path).stat()
        raise InputError(path, "not a file", "name a file or a folder")
    with open(path, "rb") as file:
        opened: IO[bytes] = file
        if path.lower().endswith(".gz"):
            opened = cast(IO[bytes], gzip.GzipFile(fileobj=file))
        yield from _stream(opened, path, form_of(path), limits)


def _stream(
    file: BinaryIO | IO[bytes], source: str, form: Form | None, limits: Limits
) -> Iterator[Received | InputError]:
    head = b""
    if form is None or form == "jsonl":
        head = first_bytes(file, _SNIFFED)
        form = form or _sniffed(head)
    if form == "jsonl" and not _is_wide(head):
        yield from _json_lines(head, file, source, limits)
        return
    most = limits.html_bytes if form == "html" else limits.text_bytes
    data = head + first_bytes(file, most + 1 - len(head))
    if len(data) > most:
        raise TooLarge(source, f"over {megabytes(most)}", _way_out(form))
    yield from _received(data, source, form, limits)


def _received(
    data: bytes,
    source: str,
    form: Form,
    limits: Limits,
    *,
    declared: str | None = None,
    url: str | None = None,
) -> Iterator[Received | InputError]:
    """Yield what a whole input of this form holds.

    Args:
        data: its bytes, within the limits.
        source: the input as the user knows it; the id of its article.
        form: how to read them.
        limits: passed on to the reading of pages.
        declared: the encoding that came with it.
        url: its address, where it has one.

    Raises:
        InputError: it holds no article.
    """
    if not data.strip():
        raise EmptyInput(source, "there is nothing to read in it")
    if form == "html":
        from quoth.intake.html import article_from_html

        page = article_from_html(data, id=source, url=url, limits=limits, declared=declared)
        yield Received(page, source, data)
        return
    text = decode(data, source, declared=declared)
    if form == "text":
        yield Received(article_from_text(text, id=source, url=url), source, data)
        return
    for item in articles_from_json(text, source):
        yield Received(item, source, data) if isinstance(item, Article) else item


def _json_lines(
    head: bytes, file: BinaryIO | IO[bytes], source: str, limits: Limits
) -> Iterator[Received | InputError]:
    number = 0
    found = False
    for number, line in enumerate(_lines(head, file, limits.text_bytes), 1):
        place = f"{source}:{number}"
        if line is None:
            found = True
            yield TooLarge(place, f"the line is over {megabytes(limits.text_bytes)}")
        elif line.strip():
            found = True
            try:
                yield Received(article_from_json(decode(line, place), place), place, line)
            except NotText as error:
                yield Malformed(place, error.problem, error.remedy)
            except InputError as error:
                yield error
    if not found:
        yield EmptyInput(source, "there is nothing to read in it")


def _lines(head: bytes, file: BinaryIO | IO[bytes], most: int) -> Iterator[bytes | None]:
    """Yield each line, or None for one that is too long, never holding more than one."""
    pending = head
    skipping = False
    while True:
        more = file.read(_SNIFFED)
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


def _sniffed(head: bytes) -> Form:
    try:
        text = decode(head, "")
    except NotText:
        return "text"
    start = text.lstrip()
    if start.startswith("{"):
        # An object over several lines is one JSON document; else each line is one.
        return "jsonl" if re.match(r"\{[^\n]*\}\s*(?:\n|$)", start) or "\n" not in start else "json"
    if re.match(r"\[\s*\{", start):
        return "json"
    return "html" if _MARKUP.match(text) else "text"


def _address(url: str, limits: Limits) -> Iterator[Received | InputError]:
    from quoth.intake.fetching import fetch

    page = fetch(url, limits=limits)
    form: Form = "html"
    if page.media_type in ("text/plain", "text/markdown"):
        form = "text"
    elif page.media_type not in ("text/html", "application/xhtml+xml"):
        form = _sniffed(page.data[:_SNIFFED])
    most = limits.html_bytes if form == "html" else limits.text_bytes
    if len(page.data) > most:
        raise TooLarge(url, f"over {megabytes(most)}", _way_out(form))
    yield from _received(page.data, url, form, limits, declared=page.charset, url=page.url)


def _way_out(form: Form) -> str:
    if form == "html":
        return "save the article alone, or raise the limit"
    return "split it into articles, as JSON Lines, or raise the limit"
