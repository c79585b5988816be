"""Lists of people: a table of names, other names, roles and Wikidata ids, given beforehand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from quoth.errors import EmptyInput, Malformed
from quoth.intake.decoding import decode
from quoth.intake.files import read_bytes
from quoth.intake.limits import Limits
from quoth.quotation import Known

COLUMNS = ("name", "aliases", "roles", "wikidata")
"""The columns of the table; only the first must be there."""

_BETWEEN = ";"
_HEADER = "begin the file with the line name,aliases,roles,wikidata"
_ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)", re.ASCII)

Row = tuple[int, list[str]]
"""A line's number, from 1, and its cells."""


def read_people(path: str | Path, *, limits: Limits | None = None) -> tuple[Known, ...]:
    """Return the people of a list in a file, in its order.

    The file is a table of comma-separated values with a header; several values in one cell
    are parted by `;`. Columns may stand in any order, and all but `name` may be left out:

        name,aliases,roles,wikidata
        Ines Okafor,I. A. Okafor;Nes Okafor,mayor of Port Ellery;mayor,Q90210

    Args:
        path: the file.
        limits: how large it may be.

    Raises:
        InputError: the file cannot be read, or is no such table; `source` tells the line.
    """
    source = str(path)
    data = read_bytes(path, (limits or Limits()).text_bytes, "give a shorter list")
    rows = _rows(decode(data, source), source)
    first = next(rows, None)
    if first is None:
        raise EmptyInput(source, "there is nothing to read in it", _HEADER)
    columns = _columns(first, source)
    people: list[Known] = []
    lines: dict[tuple[str, str | None], int] = {}
    for number, cells in rows:
        known = _known(columns, cells, f"{source}:{number}")
        before = lines.setdefault((known.name.casefold(), known.wikidata), number)
        if before != number:
            raise Malformed(
                f"{source}:{number}",
                f"{known.name} is already there in line {before}",
                "make one line of the two, or tell them apart by their Wikidata ids",
            )
        people.append(known)
    if not people:
        raise EmptyInput(source, "there are no people in it, only a header")
    return tuple(people)


def _rows(text: str, source: str) -> Iterator[Row]:
    """Yield the lines that have anything in them; a cell in quotation marks may hold several."""
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    begin = 1
    try:
        for row in table:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                yield begin, cells
            begin = table.line_num + 1
    except csv.Error as error:
        raise Malformed(
            f"{source}:{begin}",
            f"not a line of comma-separated values: {error}",
            'write a " inside of marks twice, and close what is opened',
        ) from error


def _columns(header: Row, source: str) -> list[str]:
    number, cells = header
    place = f"{source}:{number}"
    columns = [cell.casefold() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    if "name" not in columns:
        parted = len(cells) == 1 and re.match(r"name\s*[;\t ]", columns[0])
        problem = "the cells are not parted by commas" if parted else "there is no column `name`"
        raise Malformed(place, problem, _HEADER)
    for at, column in enumerate(columns):
        if column not in COLUMNS:
            raise Malformed(
                place, f"there is no column `{column}`", f"known are {', '.join(COLUMNS)}"
            )
        if column in columns[:at]:
            raise Malformed(place, f"the column `{column}` is there twice", "leave one out")
    return columns


def _known(columns: Sequence[str], cells: list[str], place: str) -> Known:
    if any(cells[len(columns) :]):
        raise Malformed(
            place,
            f"{len(cells)} cells, where the header has {len(columns)}",
            "put a cell with a comma in it in double quotation marks; part values by `;`",
        )
    held = dict(zip(columns, cells, strict=False))
    name = held.get("name", "")
    if not name:
        raise Malformed(place, "there is no name", "give the name, or take the line out")
    if _BETWEEN in name:
        raise Malformed(place, "there are several names", "put the others under `aliases`")
    return Known(
        name,
        _values(held.get("aliases", "")),
        _values(held.get("roles", "")),
        _item(held.get("wikidata", ""), place),
    )


def _values(cell: str) -> tuple[str, ...]:
    """The values of a cell, each once."""
    values = (value.strip() for value in cell.split(_BETWEEN))
    return tuple(dict.fromkeys(value for value in values if value))


def _item(cell: str, place: str) -> str | None:
    if not cell:
        return None
    item = _ITEM.fullmatch(cell)
    if not item:
        raise Malformed(place, f"“{cell}” is not the id of a Wikidata item", "an id looks like Q42")
    return item[1]
