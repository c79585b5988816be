"""Readings that were made elsewhere: our own JSON Lines, and what Citron found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from quoth.errors import InputError, Malformed, TooLarge
from quoth.export.document import from_dict
from quoth.intake import Limits
from quoth.intake.citron import reading_from_citron
from quoth.quotation import Reading
from quoth.record.soundness import fault

_WAY_OUT = "give what `quoth export`, `quoth read --to jsonl` or Citron wrote"


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
