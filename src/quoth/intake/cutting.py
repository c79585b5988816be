"""Inputs cut into pieces that can be read by themselves, for many workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quoth.errors import InputError, QuothError
from quoth.intake.archives import Form, Passed
from quoth.intake.files import begun, is_packed, told_plainly
from quoth.intake.folders import files_of
from quoth.intake.forms import form_of, sniffed
from quoth.intake.inputs import (
    Item,
    Language,
    Received,
    Way,
    guarded,
    in_archive,
    is_address,
    json_lines,
    kept,
    opened,
    receive,
)
from quoth.intake.limits import Limits

_SNIFFED = 65536


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one input that can be read by itself.

    Attributes:
        path: the input; of loose files the first.
        form: how it is read; `files` for loose files and for inputs that are not cut.
        begin, end: what of it: bytes for `warc` and `jsonl`; None reads to the end.
        before: how many lines are before it, where places tell lines.
        paths: the loose files.
    """

    path: str
    form: str
    begin: int = 0
    end: int | None = None
    before: int = 0
    paths: tuple[str, ...] = ()


def cut(inputs: Iterable[str], *, size: int) -> Iterator[Piece | InputError]:
    """Yield the pieces of inputs, in their order; the same ones each time.

    Archives are walked through for it, without their pages being read; what cannot be cut (a
    TAR that is packed as a whole, gzipped JSON Lines) is one piece.

    Args:
        inputs: as for `quoth.intake.receive`; but no standard input.
        size: about how many articles a piece is to hold.
    """
    loose: list[str] = []
    for name in inputs:
        if name == "-":
            yield InputError(name, "standard input cannot be cut", "save it to a file first")
            continue
        for path in (name,) if is_address(name) else files_of(name):
            pieces = _pieces(path, size) if isinstance(path, str) else None
            if isinstance(path, str) and pieces is None:
                loose.append(path)
                if len(loose) >= size:
                    yield _loose(loose)
                    loose = []
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
    if piece.form == "files" or (piece.begin == 0 and piece.end is None):
        paths = piece.paths or (piece.path,)
        yield from receive(paths, limits=limits, language=language, columns=columns)
        return
    way = Way(limits or Limits(), language, columns or {})
    yield from guarded(_stretch(piece, way), piece.path)


def _loose(paths: list[str]) -> Piece:
    return Piece(paths[0], "files", paths=tuple(paths))


def _pieces(path: str, size: int) -> Iterator[Piece] | None:
    """Return the pieces of a file; None where it is read whole."""
    if is_address(path):
        return None
    try:
        with told_plainly(path), opened(path) as file:
            if not file.seekable():
                return None
            head, _ = begun(file, _SNIFFED)
            form: Form = form_of(path) or sniffed(head)
            packed = is_packed(head)
    except InputError:
        return None
    if form == "jsonl" and not packed and b"\0" not in head[:4]:
        return _by_lines(path, size)
    if form == "warc":
        return _by_records(path, size)
    if form in ("text", "html"):
        return None
    return iter((Piece(path, "files", paths=(path,)),))


def _by_lines(path: str, size: int) -> Iterator[Piece]:
    begin = at = count = before = lines = 0
    with open(path, "rb") as file:
        while line := file.readline(_SNIFFED):
            if count == size:
                yield Piece(path, "jsonl", begin, at, before)
                begin, before, count = at, lines, 0
            at += len(line)
            if line.endswith(b"\n"):
                lines += 1
                count += 1
    yield Piece(path, "jsonl", begin, None, before)


def _by_records(path: str, size: int) -> Iterator[Piece]:
    from quoth.intake import warc

    begin = count = 0

    def look(record: Any, offset: int) -> int | None:
        return offset if warc.is_page(record) else None

    with open(path, "rb") as file:
        if not warc.is_solid(file):
            for found in warc.walk(file, path, look):
                if isinstance(found, InputError):
                    continue
                if count == size:
                    yield Piece(path, "warc", begin, found)
                    begin, count = found, 0
                count += 1
    yield Piece(path, "warc", begin)


def _stretch(piece: Piece, way: Way) -> Iterator[Item]:
    with opened(piece.path) as file:
        file.seek(piece.begin)
        if piece.form == "jsonl":
            size = None if piece.end is None else piece.end - piece.begin
            for item in json_lines(file, piece.path, way, before=piece.before, size=size):
                yield kept(item, way) if way.language == "en" else item
        elif piece.form == "warc":
            from quoth.intake.warc import pages

            found = pages(file, piece.path, way.limits, begin=piece.begin, end=piece.end)
            yield from in_archive(found, way)
        else:
            raise QuothError(f"no piece of this form: {piece.form}")
