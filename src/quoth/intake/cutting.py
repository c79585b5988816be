"""Inputs cut into pieces that can be read by themselves, for many workers."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Literal

from quoth.errors import InputError, QuothError
from quoth.intake.archives import Form, Passed
from quoth.intake.files import begun, told_plainly
from quoth.intake.folders import files_of
from quoth.intake.forms import form_of, is_packed_whole, is_web_archive, sniffed
from quoth.intake.inputs import guarded, is_address, is_wide, opened, read_file, receive
from quoth.intake.limits import Limits
from quoth.intake.opening import stretch_of
from quoth.intake.receiving import Item, Received, in_archive, in_language, json_lines
from quoth.intake.way import Language, Way

_SNIFFED = 65536


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one input that can be read by itself.

    Attributes:
        path: the input; of loose files the first.
        form: how it is read; `files` for loose files and for inputs that are not cut.
        begin, end: what of it, in bytes for `warc`, `tar`, `csv`, `tsv`, `jsonl` and `mbox`, in
            members for `zip` and `wacz`, in rows for `parquet`; None reads to the end.
        before: how many lines are before it, where places tell lines.
        paths: the loose files.
        found: whether it was met in a folder.
    """

    path: str
    form: Form | Literal["files"]
    begin: int = 0
    end: int | None = None
    before: int = 0
    paths: tuple[str, ...] = ()
    found: bool = False


def cut(
    inputs: Iterable[str],
    *,
    size: int,
    limits: Limits | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Piece | InputError]:
    """Yield the pieces of inputs, in their order; the same ones each time.

    Archives are walked through for it, without their pages being read; what cannot be cut (what
    is packed as a whole, what is in UTF-16) is one piece.

    Args:
        inputs: as for `quoth.intake.receive`; but no standard input.
        size: about how many articles a piece is to hold.
        limits, columns: as for `receive`.
    """
    way = Way(limits or Limits(), columns=columns or {})
    loose: list[tuple[str, bool]] = []
    for name in inputs:
        if name == "-":
            yield InputError(name, "a batch reads no standard input", "save it to a file first")
            continue
        for path in (name,) if is_address(name) else files_of(name):
            found = path != name
            pieces = None
            if isinstance(path, str):
                pieces = _pieces(path, size, replace(way, found=found))
                if pieces is None:
                    if len(loose) >= size or (loose and loose[0][1] != found):
                        yield _loose(loose)
                        loose = []
                    loose.append((path, found))
                    continue
            if loose:
                yield _loose(loose)
                loose = []
            if isinstance(path, InputError):
                yield path
            elif pieces is not None:
                yield from pieces
    if loose:
        yield _loose(loose)


def receive_piece(
    piece: Piece,
    *,
    limits: Limits | None = None,
    language: Language | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Received | Passed | InputError]:
    """Yield what is in a piece.

    The pieces of an input, read one after another, yield what `quoth.intake.receive` yields of it.

    Args:
        piece: from `cut`.
        limits, language, columns: as for `receive`.
    """
    way = Way(limits or Limits(), language, columns or {}, found=piece.found)
    if piece.form == "files" or (piece.begin == 0 and piece.end is None):
        for path in piece.paths or (piece.path,):
            if is_address(path):
                yield from receive((path,), limits=limits, language=language)
            else:
                yield from read_file(path, way)
        return
    yield from guarded(_stretch(piece, way), piece.path)


def _loose(files: list[tuple[str, bool]]) -> Piece:
    paths = tuple(path for path, _ in files)
    return Piece(paths[0], "files", paths=paths, found=files[0][1])


def _pieces(path: str, size: int, way: Way) -> Iterator[Piece] | None:
    """Return the pieces of a file that holds many articles; None where it is one article."""
    if is_address(path):
        return None
    try:
        with told_plainly(path), opened(path) as file:
            if not file.seekable():
                return None
            head, _ = begun(file, _SNIFFED)
    except InputError:
        return None
    form = form_of(path) or ("warc" if is_web_archive(head) else None)
    if is_packed_whole(head, form):
        return None if form in ("text", "html", "json") else iter((_whole(path, way.found),))
    form = form or sniffed(head, way.columns)
    if form in ("text", "html", "json", "mail"):
        return None
    if form in ("jsonl", "csv", "tsv") and is_wide(head):
        return iter((_whole(path, way.found),))
    return _walked(path, form, size, way)


def _whole(path: str, found: bool) -> Piece:
    return Piece(path, "files", paths=(path,), found=found)


def _walked(path: str, form: Form, size: int, way: Way) -> Iterator[Piece]:
    """Yield the pieces of a file; one, where it cannot be walked through."""
    begin = before = count = 0
    with open(path, "rb") as file:
        try:
            for offset, lines in _beginnings(file, path, form, way):
                if count == size:
                    yield Piece(path, form, begin, offset, before, found=way.found)
                    begin, before, count = offset, lines, 0
                count += 1
        except (QuothError, OSError, EOFError, zlib.error):
            # Whatever it is, it is told by whoever reads the piece.
            pass
    yield Piece(path, form, begin, None, before, found=way.found)


def _beginnings(file: BinaryIO, path: str, form: Form, way: Way) -> Iterator[tuple[int, int]]:
    """Yield where each article of a file begins, and how many lines are before it."""
    if form == "warc":
        yield from _records(file, path)
    elif form == "tar":
        from quoth.intake.packed import tar_headers

        for _, info in tar_headers(file, path):
            if not isinstance(info, InputError) and info.isreg() and form_of(info.name):
                yield info.offset, 0
    elif form in ("zip", "wacz"):
        from quoth.intake.packed import how_many

        yield from ((number, 0) for number in range(how_many(file, path)))
    elif form == "parquet":
        from quoth.intake.tables import parquet

        yield from ((number, 0) for number in range(parquet(file, path).metadata.num_rows))
    elif form in ("csv", "tsv"):
        from quoth.intake.tables import walk_csv

        for offset, before, _ in walk_csv(file, path, form, way.columns, way.limits):
            yield offset, before
    elif form == "mbox":
        from quoth.intake.mail import walk

        yield from ((offset, 0) for offset, _ in walk(file, way.limits.html_bytes))
    else:
        yield from _lines(file)


def _records(file: BinaryIO, path: str) -> Iterator[tuple[int, int]]:
    from quoth.intake import warc
    from quoth.intake.warc_damage import is_solid

    def look(record: Any, offset: int) -> int | None:
        return offset if warc.is_page(record) else None

    if not is_solid(file):
        found: Iterator[int | InputError] = warc.walk(file, path, look)
        yield from ((offset, 0) for offset in found if not isinstance(offset, InputError))


def _lines(file: BinaryIO) -> Iterator[tuple[int, int]]:
    at = number = 0
    begins = True
    while line := file.readline(_SNIFFED):
        if begins and line.strip():
            yield at, number
        at += len(line)
        begins = line.endswith(b"\n")
        number += begins


def _stretch(piece: Piece, way: Way) -> Iterator[Item]:
    assert piece.form != "files"
    with opened(piece.path) as file:
        if piece.form == "jsonl":
            file.seek(piece.begin)
            size = None if piece.end is None else piece.end - piece.begin
            lines = json_lines(file, piece.path, way, before=piece.before, size=size)
            yield from in_language(lines, way)
        else:
            held = stretch_of(
                file,
                piece.path,
                piece.form,
                way,
                begin=piece.begin,
                end=piece.end,
                before=piece.before,
            )
            yield from in_archive(held, way)
