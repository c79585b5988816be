"""The folder that `quoth batch` writes: where its files are, and reading it.

Each piece of the inputs has a part of its own in four folders, all by the same number:
`articles/part-00017.parquet`, `quotations/`, `speakers/` and `failures/`. A part of the articles
comes last: where it is, the others of its number are there, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.errors import InputError, Malformed

if TYPE_CHECKING:
    from quoth.export.parquet import Provenance
    from quoth.quotation import Reading

MANIFEST = "manifest.json"
FORMAT = "quoth.batch"
"""What a manifest names itself as, under `format`."""
TABLES = ("quotations", "speakers", "failures", "articles")
"""The folders of parts, in the order in which a part comes into them."""

_PART = re.compile(r"part-(\d+)\.parquet")


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading of such a folder, with where it is from and what read it."""

    reading: Reading
    provenance: Provenance


def part_name(number: int) -> str:
    """Return the name of a part's file, the same in all folders of parts."""
    return f"part-{number:05}.parquet"


def numbers_in(folder: Path) -> list[int]:
    """Return the numbers of the parts in one of the folders of parts, in order."""
    if not folder.is_dir():
        return []
    found = (_PART.fullmatch(path.name) for path in folder.iterdir())
    return sorted(int(match[1]) for match in found if match)


def is_parts(path: str | Path) -> bool:
    """Return whether a path is a folder that `quoth batch` wrote."""
    try:
        return _manifest(Path(path)).get("format") == FORMAT
    except (OSError, ValueError, AttributeError):
        return False


def is_unfinished(folder: str | Path) -> bool:
    """Return whether the batch that wrote such a folder was broken off, or is still going on."""
    return _manifest(Path(folder)).get("state") == "begun"


def count_parts(folder: Path) -> int:
    """Return how many articles are in such a folder, as its files say."""
    import quoth.export.parquet  # noqa: F401, I001  (it says what to install)
    import pyarrow.parquet as pq

    tables = folder / "articles"
    return sum(pq.read_metadata(tables / part_name(n)).num_rows for n in numbers_in(tables))


def read_parts(folder: Path) -> Iterator[Kept | InputError]:
    """Yield the readings in such a folder, in their order, a few at a time in memory.

    What is finished is read, whether or not all of it is. A part that cannot be read yields
    its error, and the next one follows.

    Raises:
        QuothError: pyarrow is not installed.
    """
    from quoth.export.parquet import read_tables

    for number in numbers_in(folder / "articles"):
        articles, quotations = (
            folder / table / part_name(number) for table in ("articles", "quotations")
        )
        try:
            for reading, provenance in read_tables(articles, quotations, str(articles)):
                yield Kept(reading, provenance)
        except InputError as error:
            yield error
        except OSError as error:
            yield Malformed(str(articles), f"cannot be read: {error.strerror or error}")


def _manifest(folder: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return held
