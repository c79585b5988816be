"""Which of the articles of a batch are near copies: known by sketches that the workers make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from quoth.batch.folder import Folder
from quoth.export.columns import COPY_SCHEMA
from quoth.export.part_files import write_table
from quoth.export.parts import numbers_in, part_name
from quoth.record.clock import moment
from quoth.record.copies import copies_by_sketch
from quoth.record.sketches import pack, sketch

_SKETCH_SCHEMA = pa.schema(
    [("article_key", pa.string()), ("published", pa.string()), ("sketch", pa.binary())]
)
_LAST = "~"


class Sketches:
    """The sketches of a piece's articles: some of what `write_copies` needs."""

    def __init__(self) -> None:
        self._rows: list[dict[str, str | bytes | None]] = []

    def add(self, key: str, published: str | None, text: str) -> None:
        """Sketch an article's text."""
        self._rows.append(
            {"article_key": key, "published": published, "sketch": pack(sketch(text))}
        )

    def write(self, folder: Folder, number: int) -> None:
        """Keep the sketches of a piece."""
        write_table(
            self._rows, _SKETCH_SCHEMA, folder.sketches / part_name(number), folder.unfinished
        )


def write_copies(folder: Folder) -> int:
    """Write which articles are near copies of others, and of which; return how many there are.

    Of each group the article that was published first stands for the others. Held in memory
    are the sketches of all articles: about 1.3 kilobytes each.
    """
    ordered = sorted(_sketches(folder), key=lambda held: moment(held[0]) if held[0] else _LAST)
    found = copies_by_sketch((key, made) for _, key, made in ordered)
    rows = [{"article_key": key, "of": first, "share": share} for key, first, share in found]
    write_table(rows, COPY_SCHEMA, folder.copies, folder.unfinished)
    return len(rows)


def _sketches(folder: Folder) -> Iterator[tuple[str | None, str, bytes]]:
    for number in numbers_in(folder.path / "articles"):
        place: Path = folder.sketches / part_name(number)
        table = pq.read_table(place)
        columns = (table[name].to_pylist() for name in ("published", "article_key", "sketch"))
        yield from zip(*columns, strict=True)
