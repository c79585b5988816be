"""Readings that were made elsewhere: JSON Lines of ours, a batch's folder, what Citron found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine

from quoth.errors import InputError, Malformed, TooLarge
from quoth.export.document import from_dict
from quoth.export.parts import Kept, read_parts
from quoth.intake import Limits
from quoth.intake.citron import reading_from_citron
from quoth.quotation import Reading
from quoth.record.adding import PROGRAM, Origin, add
from quoth.record.clock import now
from quoth.record.gathering import Outcome
from quoth.record.opening import writing
from quoth.record.soundness import fault

_WAY_OUT = "give what `quoth export`, `quoth read --to jsonl` or Citron wrote"
_AT_ONCE = 50
"""So many articles of a batch are put into the record in one go."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A reading with where it was found: a file, or `file:line`."""

    reading: Reading
    place: str


def read_readings(file: str, *, limits: Limits | None = None) -> Iterator[Imported | InputError]:
    """Yield the readings of a file, one a line or one in all; what is wrong yields its error.

    Args:
        file: JSON Lines that `write_jsonl` wrote, an array that `write_json` wrote, or one JSON
            object, of ours or of Citron; `-` for standard input.
        limits: bounds on one line.
    """
    most = (limits or Limits()).html_bytes
    try:
        if file == "-":
            yield from _lines(sys.stdin.buffer, file, most)
            return
        with open(file, "rb") as stream:
            yield from _lines(stream, file, most)
    except OSError as error:
        yield InputError(file, f"cannot be read: {error.strerror or error}")


def take_parts(engine: Engine, folder: Path, tell: Callable[[Outcome], None]) -> None:
    """Put what is in a batch's folder into a record; what is there already is passed over.

    Args:
        engine: of the record.
        folder: that `quoth batch` wrote.
        tell: called with what became of each article, when it is in the record for good.

    Raises:
        QuothError: pyarrow is not installed.
        RecordError: the record cannot be written. What was told of before is in it.
    """
    found = read_parts(folder)
    while group := list(islice(found, _AT_ONCE)):
        for outcome in _taken(engine, group):
            tell(outcome)


def _taken(engine: Engine, group: Iterable[Kept | InputError]) -> list[Outcome]:
    outcomes = []
    with writing(engine) as connection:
        for item in group:
            if isinstance(item, InputError):
                outcomes.append(Outcome(item.source, "refused", error=item))
                continue
            read, told = item.reading, item.provenance
            place = told.place or read.article.id
            if wrong := fault(read):
                error = Malformed(place, f"not a reading: {wrong}")
                outcomes.append(Outcome(place, "refused", error=error))
                continue
            raw = read.article.text.encode()
            origin = Origin(
                place, told.fetched or now(), raw, told.program or PROGRAM, told.model or ""
            )
            added = add(connection, read, origin)
            outcomes.append(Outcome(place, added.status, added.article_id, added.quotations))
    return outcomes


def _lines(stream: IO[bytes], file: str, most: int) -> Iterator[Imported | InputError]:
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        place = f"{file}:{number}"
        if len(line) > most:
            yield TooLarge(place, f"over {most / 1e6:g} MB")
            return
        if not line.strip():
            continue
        held = _object(line)
        if held is None and number == 1:
            # An object, or an array of them, that is written over several lines.
            line += stream.read(most + 1 - len(line))
            held, place = _object(line), file
        for one in held if isinstance(held, list) and held else [held]:
            try:
                yield Imported(_reading(one, place), place)
            except InputError as error:
                yield error
    if not number:
        yield Malformed(file, "there is nothing in it", _WAY_OUT)


def _object(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _reading(held: Any, place: str) -> Reading:
    if not isinstance(held, dict):
        raise Malformed(place, "no JSON object", _WAY_OUT)
    if "quotes" in held:
        return reading_from_citron(held, place)
    if "quotations" not in held:
        raise Malformed(place, "not a reading: it has no `quotations`", _WAY_OUT)
    read = from_dict(held)
    if wrong := fault(read):
        raise Malformed(place, f"not a reading: {wrong}")
    return read
