"""Near copies among the articles of a batch, without anything that distributes them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("filelock")

import pyarrow.parquet as pq

from quoth.batch.copies import Sketches, write_copies
from quoth.batch.folder import Folder, locked
from quoth.export.part_files import opened_part
from quoth.export.parts import part_name

STORY = " ".join(
    f"The council of Port Ellery heard on day {n} that the bridge at mile {n * 7} was closed."
    for n in range(12)
)


def made(folder: Folder, *published: str | None) -> list[tuple[str, str]]:
    """The copies among pieces of one article each, printed at these times: a copy, of which."""
    for number, when in enumerate(published):
        with opened_part(folder.path, number, folder.unfinished):
            sketches = Sketches()
            sketches.add(f"a{number}", when, STORY)
            sketches.write(folder, number)
    assert write_copies(folder) == len(published) - 1
    found = pq.read_table(folder.copies).to_pylist()
    return [(row["article_key"], row["of"]) for row in found]


def test_the_first_one_published_stands_for_the_others_wherever_that_was(tmp_path: Path) -> None:
    with locked(tmp_path / "out") as folder:
        # Nine in the evening in New York is the next day in London.
        times = ("2026-03-02T23:30:00Z", None, "2026-03-02T21:00:00-05:00", "2026-03-02")
        assert made(folder, *times) == [("a0", "a3"), ("a2", "a3"), ("a1", "a3")]
    with locked(tmp_path / "west") as folder:
        assert made(folder, *times[:3]) == [("a2", "a0"), ("a1", "a0")]


def test_whoever_may_read_the_articles_may_read_which_are_copies(tmp_path: Path) -> None:
    with locked(tmp_path / "out") as folder:
        made(folder, "2026-03-02", "2026-03-03")
        articles = folder.path / "articles" / part_name(0)
        assert folder.copies.stat().st_mode == articles.stat().st_mode
        assert list(folder.unfinished.iterdir()) == []
