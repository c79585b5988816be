"""Readings are written as they come, and not kept."""

from __future__ import annotations

import io
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from export_readings import shown

from quoth.export import parquet
from quoth.export.formats import FOLDER_FORMATS, STREAM_FORMATS, place, writer
from quoth.export.identity import Identity
from quoth.quotation import Quotation, Reading


@dataclass(frozen=True)
class Watched(Reading):
    """A reading of which one can see whether somebody still holds it."""


def coming(count: int, most_kept: int) -> Iterator[Reading]:
    """Yield readings and see that those before are let go."""
    alive: list[weakref.ref[Watched]] = []
    for number in range(count):
        article = replace(shown().article, id=f"number-{number}")
        held = Watched(article, shown().quotations)
        alive.append(weakref.ref(held))
        yield held
        del held
        assert sum(one() is not None for one in alive) <= most_kept


@pytest.mark.parametrize("form", [*STREAM_FORMATS, *FOLDER_FORMATS])
def test_no_format_keeps_the_readings_it_has_written(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_MOST_ROWS", 8)
    with place(form, tmp_path / "made") as where:
        # A TEI corpus is told from a document by its second article, so two wait at first.
        writer(form)(coming(12, most_kept=3), where)
    assert (tmp_path / "made").exists()


@pytest.mark.parametrize("form", ["csv", "jsonld", "webannotation", "tei", "parquet"])
def test_what_is_known_is_asked_for_before_the_next_reading_is_taken(
    form: str, tmp_path: Path
) -> None:
    given: list[Reading] = []
    asked: list[Reading] = []

    def noted() -> Iterator[Reading]:
        for number in range(4):
            given.append(replace(shown(), article=replace(shown().article, id=str(number))))
            yield given[-1]

    def identify(reading: Reading, quotation: Quotation) -> Identity:
        assert reading is given[-1]
        asked.append(reading)
        return Identity(f"{reading.article.id}-{quotation.id}")

    with place(form, tmp_path / "made") as where:
        writer(form, identify=identify)(noted(), where)
    assert len(asked) == sum(len(reading.quotations) for reading in given)


@pytest.mark.parametrize("form", ["jsonl", "jsonld", "webannotation", "tei", "csv"])
def test_what_is_read_is_written_before_the_next_but_one_comes(form: str) -> None:
    stream = io.StringIO()

    def slowly() -> Iterator[Reading]:
        for number in range(6):
            if number > 1:
                written = stream.getvalue()
                assert written.count("gazette.example/mill") > number - 2
            yield shown()

    writer(form)(slowly(), stream)
    assert stream.getvalue().count("gazette.example/mill") >= 6
