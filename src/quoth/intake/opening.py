"""Archives, tables and mailboxes, opened: what each of them holds, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, BinaryIO

from quoth.errors import EmptyInput
from quoth.intake.archives import Form, Found, NotArticles, Passed
from quoth.intake.way import Way


def holdings_of(file: BinaryIO | IO[bytes], source: str, form: Form, way: Way) -> Iterator[Found]:
    """Yield what an archive or a table holds.

    Raises:
        InputError: it cannot be opened, or holds nothing at all.
    """
    found = False
    try:
        for held in stretch_of(file, source, form, way):
            found = True
            yield held
    except NotArticles as error:
        if not way.found:
            raise
        yield Passed(source, error.kind)
        return
    if not found:
        raise EmptyInput(source, "there is nothing to read in it")


def stretch_of(
    file: BinaryIO | IO[bytes],
    source: str,
    form: Form,
    way: Way,
    *,
    begin: int = 0,
    end: int | None = None,
    before: int = 0,
) -> Iterator[Found]:
    """Yield what a stretch of an archive or a table holds; by default the whole.

    Args:
        begin, end, before: the stretch, as a `quoth.intake.cutting.Piece` has it.
    """
    limits = way.limits
    if form == "warc":
        from quoth.intake.warc import pages

        yield from pages(file, source, limits, begin=begin, end=end)
    elif form in ("zip", "wacz"):
        from quoth.intake.packed import zip_members

        yield from zip_members(file, source, limits, begin=begin, end=end)
    elif form == "tar":
        from quoth.intake.packed import tar_members

        yield from tar_members(file, source, limits, begin=begin, end=end)
    elif form == "parquet":
        from quoth.intake.tables import parquet_rows

        yield from parquet_rows(file, source, way.columns, limits, begin=begin, end=end)
    elif form in ("csv", "tsv"):
        from quoth.intake.tables import csv_rows

        yield from csv_rows(
            file, source, form, way.columns, limits, begin=begin, end=end, before=before
        )
    elif form == "mbox":
        from quoth.intake.mail import messages

        if begin:
            file.seek(begin)
        yield from messages(file, source, limits, begin=begin, end=end)
    else:
        from quoth.intake.mail import one_message

        yield from one_message(file, source, limits)
