"""The folder that a batch writes: its parts, reading them, and taking them into a record."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

pytest.importorskip("pyarrow")

import pyarrow.parquet as pq
from click.testing import CliRunner
from export_readings import shown

from quoth.cli import cli
from quoth.errors import InputError
from quoth.export.parquet import Provenance
from quoth.export.part_files import opened_part
from quoth.export.parts import FORMAT, MANIFEST, TABLES, Kept, count_parts, is_parts, read_parts
from quoth.quotation import Reading
from quoth.record.record import Record

TOLD = Provenance("crawl.warc.gz@17", "2026-03-02T10:00:00Z", "quoth 9", "en-9")


def reading(number: int) -> Reading:
    one = shown()
    text = one.article.text + f" No {number}."
    blocks = (*one.article.blocks[:-1], replace(one.article.blocks[-1], end=len(text)))
    url = f"https://gazette.example/{number}"
    return replace(one, article=replace(one.article, text=text, blocks=blocks, url=url))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Two parts with three articles, and one thing that could not be read."""
    folder, unfinished = tmp_path / "made", tmp_path / "unfinished"
    for path in (*(folder / table for table in TABLES), unfinished):
        path.mkdir(parents=True)
    with opened_part(folder, 0, unfinished) as part:
        part.add(reading(0), TOLD)
        part.fail(InputError("b.html", "is broken", "mend it"))
        part.add(reading(1), TOLD)
    with opened_part(folder, 1, unfinished) as part:
        part.add(reading(2), Provenance())
    (folder / MANIFEST).write_text(json.dumps({"format": FORMAT}), encoding="utf-8")
    return folder


def test_what_is_written_in_parts_is_read_again_in_its_order(made: Path) -> None:
    told = (TOLD, TOLD, Provenance())
    assert list(read_parts(made)) == [Kept(reading(n), told[n]) for n in range(3)]
    assert count_parts(made) == 3


def test_only_the_folder_of_a_batch_is_one(made: Path, tmp_path: Path) -> None:
    assert is_parts(made)
    assert not is_parts(tmp_path)
    assert not is_parts(made / MANIFEST)
    for held in ("[]", "{}", "no JSON", json.dumps({"format": "of others"})):
        (tmp_path / MANIFEST).write_text(held, encoding="utf-8")
        assert not is_parts(tmp_path)


def test_a_part_that_is_broken_off_leaves_nothing(made: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError, match="broken off"),
        opened_part(made, 2, tmp_path / "unfinished") as part,
    ):
        part.add(reading(3), TOLD)
        raise RuntimeError("broken off")
    assert len(list(made.glob("*/part-00002.parquet"))) == 0
    assert list((tmp_path / "unfinished").iterdir()) == []


def test_speakers_have_a_row_for_each_article(made: Path) -> None:
    found = duckdb.sql(
        f"""
        select speaker, speaker_kind, quotations, direct, mixed, indirect, words, roles
        from read_parquet('{made}/speakers/*.parquet') order by all
        """
    ).fetchall()
    ada = ("Ada Quist", "person", 2, 1, 1, 0, 18, ["reporters"])
    halcyon = ("Halcyon", "organization", 1, 0, 0, 1, 1, [])
    assert found == [ada] * 3 + [halcyon] * 3


def test_failures_are_told_with_their_places(made: Path) -> None:
    assert pq.read_table(made / "failures").to_pylist() == [
        {"place": "b.html", "problem": "is broken", "remedy": "mend it"}
    ]


def test_a_part_that_cannot_be_read_does_not_hide_the_others(made: Path) -> None:
    (made / "quotations" / "part-00000.parquet").unlink()
    error, kept = read_parts(made)
    assert isinstance(error, InputError)
    assert "part-00000.parquet" in str(error)
    assert isinstance(kept, Kept)


def test_a_record_takes_parts_in_once_with_where_they_are_from(made: Path, tmp_path: Path) -> None:
    with Record(tmp_path / "kept.db") as record:
        assert record.import_parts(made) == {"added": 3}
        assert record.import_parts(made) == {"known": 3}
        assert list(record.verify()) == []
        columns = "name, source, fetched, program, model"
        with record.engine.connect() as connection:
            found = connection.exec_driver_sql(f"select {columns} from revisions order by id")
            first, *_ = found.all()
    assert first == ("news/mill.txt", "crawl.warc.gz@17", TOLD.fetched, "quoth 9", "en-9")


def test_what_is_no_reading_is_refused_with_its_place(made: Path, tmp_path: Path) -> None:
    path = made / "quotations" / "part-00001.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows[0]["content"] = [{"begin": 0, "end": 9_999}]
    pq.write_table(table.from_pylist(rows, schema=table.schema), path)
    told = []
    with Record(tmp_path / "kept.db") as record:
        assert record.import_parts(made, tell=told.append) == {"added": 2, "refused": 1}
    assert told[2].place == "news/mill.txt"


def test_the_folder_of_a_batch_is_added_with_other_inputs(made: Path, tmp_path: Path) -> None:
    page, kept = tmp_path / "a.txt", tmp_path / "kept.db"
    page.write_text('"I am not sorry," Ada Quist told reporters.\n', encoding="utf-8")
    told = CliRunner().invoke(cli, ["add", str(page), str(made), "--record", str(kept)])
    assert told.exit_code == 0, told.output
    assert "4 added" in told.stdout


def test_a_batch_that_is_not_finished_is_said_to_be_so(made: Path, tmp_path: Path) -> None:
    arguments = ["add", str(made), "--record", str(tmp_path / "kept.db")]
    manifest = {"format": FORMAT, "state": "begun"}
    (made / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    told = CliRunner().invoke(cli, arguments)
    assert told.exit_code == 0, told.output
    assert f"{made}: not finished: go on with `quoth batch`" in told.stderr
    (made / MANIFEST).write_text(json.dumps(manifest | {"state": "whole"}), encoding="utf-8")
    assert "not finished" not in CliRunner().invoke(cli, arguments).stderr
