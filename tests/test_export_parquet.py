"""Parquet files hold all that a reading holds, for whoever reads such files."""

from __future__ import annotations

import builtins
import re
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from export_readings import any_readings, shown
from hypothesis import given, settings

from quoth.article import Article, Span
from quoth.errors import Malformed, QuothError
from quoth.export import parquet
from quoth.export.identity import Identity
from quoth.export.parquet import article_key, read_parquet, write_parquet
from quoth.quotation import Quotation, Reading


def test_all_of_a_reading_comes_back(tmp_path: Path) -> None:
    silent = Reading(Article("Nothing was said.", id="x"))
    written = [shown(), silent, shown()]
    write_parquet(written, tmp_path)
    assert list(read_parquet(tmp_path)) == written


def test_duckdb_joins_the_files_and_finds_the_words(tmp_path: Path) -> None:
    write_parquet([shown(), Reading(Article("Nothing was said.", id="x"))], tmp_path)
    found = duckdb.sql(
        f"""
        select outlet, speaker, q.text, substring(a.text, content[1].begin + 1,
               content[1].end - content[1].begin), len(content), about[1]
        from '{tmp_path}/quotations.parquet' q join '{tmp_path}/articles.parquet' a
        using (article_key) where q.id = 'q1'
        """
    ).fetchall()
    assert found == [
        (
            "The Marle Gazette",
            "Ada Quist",
            "“I am not sorry,” “and I never\n\nwas.”",
            "“I am not sorry,”",
            2,
            "the mill",
        )
    ]


def test_the_query_in_the_documents_runs(tmp_path: Path) -> None:
    write_parquet([shown()], tmp_path)
    page = (Path(__file__).parent.parent / "docs" / "output.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"(?ms)^```sql\n(.+?)^```$", page)
    found = duckdb.sql(query.replace("'made/", f"'{tmp_path}/")).fetchall()
    assert ("The Marle Gazette", "Halcyon", 1) in found


def test_the_version_of_the_schema_stands_in_both_files(tmp_path: Path) -> None:
    write_parquet([], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "articles.parquet",
        "quotations.parquet",
    ]
    for path in tmp_path.iterdir():
        schema = pq.read_schema(path)
        assert schema.metadata[b"quoth.schema"] == b"1"
    assert list(read_parquet(tmp_path)) == []


def test_rows_are_written_group_by_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_MOST_ROWS", 8)
    written = [replace(shown(), article=replace(shown().article, id=str(n))) for n in range(7)]
    write_parquet(iter(written), tmp_path)
    held = pq.ParquetFile(tmp_path / "quotations.parquet").metadata
    assert [held.row_group(n).num_rows for n in range(held.num_row_groups)] == [8, 8, 8, 4]
    assert list(read_parquet(tmp_path)) == written


def test_what_is_known_beyond_the_reading_is_told(tmp_path: Path) -> None:
    known = Identity(
        "7", "https://record.example/q/7", "https://wikidata.example/Q7", "A. B. Quist"
    )
    write_parquet([shown()], tmp_path, identify=lambda *_: known)
    row = pq.read_table(tmp_path / "quotations.parquet").to_pylist()[0]
    told = [row[f"record_{name}"] for name in ("id", "url", "speaker")]
    assert [*told, row["speaker_url"]] == [known.id, known.url, known.speaker, known.speaker_url]
    assert list(read_parquet(tmp_path)) == [shown()]


def test_an_article_is_known_by_what_it_is_and_holds() -> None:
    one = shown()
    for key in ("id", "url", "text"):
        other = replace(one, article=replace(one.article, **{key: "other"}))
        assert article_key(other) != article_key(one)
    assert article_key(replace(one, quotations=())) == article_key(one)


def rewritten(path: Path, change: Any) -> None:
    pq.write_table(change(pq.read_table(path)), path)


def without_values(table: pa.Table, name: str) -> pa.Table:
    at, column = table.schema.get_field_index(name), table.schema.field(name)
    return table.set_column(at, column, pa.nulls(len(table), column.type))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda table: table.replace_schema_metadata({"quoth.schema": "0"}), "version 0"),
        (lambda table: table.replace_schema_metadata({}), "version none"),
        (lambda table: table.slice(1), "do not belong together"),
        (lambda table: table.drop_columns(["type"]), "not a reading"),
        (lambda table: without_values(table, "content"), "not the Parquet files"),
    ],
)
def test_files_that_are_not_ours_or_not_of_one_piece_are_refused(
    tmp_path: Path, change: Any, told: str
) -> None:
    write_parquet([shown()], tmp_path)
    rewritten(tmp_path / "quotations.parquet", change)
    with pytest.raises(Malformed, match=told):
        list(read_parquet(tmp_path))


def test_an_article_of_which_a_block_is_missing_is_refused(tmp_path: Path) -> None:
    def without_a_block(table: pa.Table) -> pa.Table:
        (row,) = table.to_pylist()
        return pa.Table.from_pylist([row | {"blocks": [None]}], schema=table.schema)

    write_parquet([shown()], tmp_path)
    rewritten(tmp_path / "articles.parquet", without_a_block)
    with pytest.raises(Malformed, match="not the Parquet files"):
        list(read_parquet(tmp_path))


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    for name in ("articles.parquet", "quotations.parquet"):
        (tmp_path / name).write_bytes(b"words")
    with pytest.raises(Malformed, match="not the Parquet files"):
        list(read_parquet(tmp_path))


def test_without_pyarrow_the_line_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    for module in ("quoth.export.parquet", "quoth.export.columns"):
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", without)
    from quoth.export.formats import writer

    with pytest.raises(QuothError, match=r"pip install 'quoth\[parquet\]'"):
        writer("parquet")


def test_halves_of_characters_are_replaced_and_offsets_stay(tmp_path: Path) -> None:
    text = "\ud800𝔐 yes"
    write_parquet([Reading(Article(text), (Quotation("q1", "direct", (Span(3, 6),)),))], tmp_path)
    (found,) = read_parquet(tmp_path)
    assert found.article.text == "\ufffd𝔐 yes"
    assert found.quotations[0].text(found.article) == "yes"


@settings(max_examples=40)
@given(any_readings())
def test_any_reading_comes_back(reading: Reading) -> None:
    with TemporaryDirectory() as made:
        write_parquet([reading], Path(made))
        assert list(read_parquet(Path(made))) == [reading]


def test_the_columns_are_those_of_the_documented_object() -> None:
    assert isinstance(parquet.QUOTATION_SCHEMA, pa.Schema)
    from quoth.export.document import schema

    held = schema()
    assert set(held["properties"]) <= set(parquet.ARTICLE_SCHEMA.names)
    assert set(held["$defs"]["quotation"]["properties"]) <= set(parquet.QUOTATION_SCHEMA.names)
    speaker = {
        "speaker" if key == "name" else f"speaker_{key}"
        for key in held["$defs"]["speaker"]["properties"]
    }
    assert speaker <= set(parquet.QUOTATION_SCHEMA.names)
