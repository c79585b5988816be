"""Tables give an article a row, by the names that their columns have; bad rows fail alone."""

from __future__ import annotations

import csv
import datetime
import io
import json
import random
import tracemalloc
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from crates import TEXT, page, put, zipped

from quoth.article import Article
from quoth.cli.read import read
from quoth.errors import InputError, Malformed
from quoth.intake import Limits, Passed, Received, read_inputs, receive

Rows = Sequence[Mapping[str, object]]
ROW = {
    "title": "Board keeps crane",
    "BODY": TEXT.partition("\n\n")[2],
    "URL": "https://skarvness.example/crane",
    "Publish Date": "March 2, 2026",
    "source": "Skarvness Herald",
    "authors": "Una Brekke",
    "likes": "12",
}


def csv_of(rows: Rows, mark: str = ",") -> bytes:
    held = io.StringIO(newline="")
    table = csv.DictWriter(held, rows[0].keys(), delimiter=mark)
    table.writeheader()
    table.writerows(rows)
    return held.getvalue().encode()


def parquet_of(path: Path, rows: Rows, group: int = 100) -> str:
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), path, row_group_size=group)
    return str(path)


def told(path: str, **more: object) -> list[str]:
    found = []
    for item in receive([path], **more):  # type: ignore[arg-type]
        place = item.source if isinstance(item, InputError) else item.place
        what = item.reason if isinstance(item, Passed) else type(item).__name__
        found.append(f"{place.removeprefix(path)} {what}")
    return found


def only(path: str, **more: object) -> Article:
    (found,) = read_inputs([path], **more)  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_columns_are_known_by_their_usual_names(tmp_path: Path, name: str, mark: str) -> None:
    article = only(put(tmp_path / name, csv_of([ROW], mark)))
    assert article.text == TEXT
    assert article.headline == "Board keeps crane"
    assert article.url == "https://skarvness.example/crane"
    assert article.published == "2026-03-02"
    assert (article.outlet, article.byline) == ("Skarvness Herald", "Una Brekke")
    assert article.id == f"{tmp_path / name}:2"


def test_a_table_is_told_by_its_first_line_too(tmp_path: Path) -> None:
    table = put(tmp_path / "a", csv_of([{"id": "k", "title": "Board keeps crane", "text": TEXT}]))
    assert only(table).id == "k"
    prose = put(tmp_path / "b", b"Text, sound and light\n\nThe harbour board met.\n")
    assert only(prose).text.startswith("Text, sound and light")


def test_parquet_says_the_same_as_csv(tmp_path: Path) -> None:
    one = only(put(tmp_path / "a.csv", csv_of([ROW])))
    other = only(parquet_of(tmp_path / "a.parquet", [ROW]))
    assert other.id == f"{tmp_path / 'a.parquet'}:1"
    assert other.text == one.text and other.published == one.published


def test_parquet_columns_of_other_kinds_are_understood(tmp_path: Path) -> None:
    row = {
        "text": TEXT,
        "date": datetime.datetime(2026, 3, 2, 18, 4, tzinfo=datetime.UTC),
        "authors": ["Una Brekke", "Ola Vik"],
        "id": 17,
    }
    article = only(parquet_of(tmp_path / "a.parquet", [row]))
    assert article.published == "2026-03-02T18:04:00+00:00"
    assert article.byline == "Una Brekke, Ola Vik"
    assert article.id == "17"


def test_other_columns_are_named_by_the_user(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", csv_of([{"words": TEXT, "where": "https://a.example/1"}]))
    assert only(path, columns={"text": "words", "url": "where"}).url == "https://a.example/1"
    (error,) = receive([path])
    assert isinstance(error, Malformed)
    assert error.problem == "no column is known to hold texts; there are 'words', 'where'"
    assert "--column text=NAME" in error.remedy
    (error,) = receive([path], columns={"text": "story"})
    assert isinstance(error, Malformed) and "no column 'story'" in error.problem
    done = CliRunner().invoke(read, [path, "--column", "text=words", "--to", "jsonl"])
    assert json.loads(done.stdout)["text"] == TEXT
    wrong = CliRunner().invoke(read, [path, "--column", "colour=words"])
    assert wrong.exit_code == 2 and "keys are text, html, id" in wrong.output


def test_a_page_in_a_column_is_read_as_a_page(tmp_path: Path) -> None:
    row = {"html": page("crane").decode(), "publisher": "Skarvness Herald", "text": ""}
    article = only(put(tmp_path / "a.csv", csv_of([row])))
    assert article.headline == "Board keeps crane"
    assert article.outlet == "Skarvness Herald"
    assert "Ebba Lindqvist" in article.text and "<p>" not in article.text


def test_a_place_is_the_line_that_a_row_begins_on(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", csv_of([{"text": TEXT}, {"text": TEXT}]))
    assert told(path) == [":2 Received", ":8 Received"]


def test_ragged_rows_fail_alone(tmp_path: Path) -> None:
    good = '"It stays here, on the quay where it is," said Ebba Lindqvist, the harbour master.'
    quoted = '"' + good.replace('"', '""') + '"'
    data = f"id,text,url\n1,{quoted},u\n2,a,b,c,d\n3,{quoted}\n\n4\n5,{quoted},u\n"
    path = put(tmp_path / "a.csv", data.encode())
    assert told(path) == [
        ":2 Received", ":3 Malformed", ":4 Received", ":6 row without text", ":7 Received",
    ]  # fmt: skip


def test_giant_cells_lines_and_open_quotes_are_bounded(tmp_path: Path) -> None:
    limits = Limits(html_bytes=10_000, text_bytes=10_000)
    good = csv_of([{"id": "g", "text": TEXT}]).partition(b"\r\n")[2]
    for bad in (
        b"1," + b"x" * 200_000 + b"\r\n",
        b'1,"' + b"x\n" * 9_000 + b'"\r\n',
        b"," * 50_000 + b"\r\n",
    ):
        path = put(tmp_path / "a.csv", b"id,text\r\n" + good + bad + good)
        found = list(receive([path], limits=limits))
        assert isinstance(found[0], Received)
        assert any(isinstance(item, InputError) for item in found)
        assert isinstance(found[-1], Received)
    path = put(
        tmp_path / "open.csv", b'id,text\r\n1,"never closed\r\n' + b"word, word\r\n" * 90_000
    )
    tracemalloc.start()
    found = list(receive([path], limits=limits))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert [type(item).__name__ for item in found] == ["TooLarge"]


def test_a_cell_may_be_larger_than_the_csv_module_takes_by_itself(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", csv_of([{"text": TEXT + "The crane stays. " * 20_000}]))
    assert told(path) == [":2 Received"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_come_in_other_encodings_too(tmp_path: Path, encoding: str) -> None:
    data = csv_of([{"text": TEXT, "url": "https://a.example/1"}]).decode().encode(encoding)
    assert only(put(tmp_path / "a.csv", data)).text == TEXT


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n\n", b"text\n", bytes(range(256)) * 40, b'"', b"\0\0,\0", b"text,url\rA crane,u\r"],
)
def test_what_is_no_table_is_one_plain_error(tmp_path: Path, data: bytes) -> None:
    (found,) = receive([put(tmp_path / "a.csv", data)])
    assert isinstance(found, InputError)


def test_the_name_of_a_column_may_be_as_long_as_it_likes(tmp_path: Path) -> None:
    csv.field_size_limit(131_072)
    data = csv_of([{"text": TEXT, "x" * 200_000: "1"}])
    assert told(put(tmp_path / "a.csv", data)) == [":2 Received"]


def test_nul_bytes_in_rows_harm_nothing(tmp_path: Path) -> None:
    data = csv_of([{"text": TEXT, "url": "u"}] * 3)
    at = data.index(b"harbour")
    assert len(told(put(tmp_path / "a.csv", data[:at] + b"\0" * 9 + data[at:]))) == 3


def test_any_damage_leaves_articles_and_plain_errors(tmp_path: Path) -> None:
    chance = random.Random(8)
    rows = [{"text": TEXT * 3, "url": f"https://a.example/{n}", "id": n} for n in range(40)]
    parquet = Path(parquet_of(tmp_path / "s.parquet", rows, 10)).read_bytes()
    for number in range(80):
        data = bytearray(parquet if number % 2 else csv_of(rows))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            if chance.random() < 0.6:
                data[at : at + 3] = bytes(chance.randrange(256) for _ in range(3))
            else:
                del data[at : at + chance.randrange(1, 300)]
        name = "x.parquet" if number % 2 else "x.csv"
        for item in receive([put(tmp_path / name, bytes(data))], language="any"):
            assert isinstance(item, Received | Passed | InputError)


def test_damage_in_a_row_group_leaves_the_others(tmp_path: Path) -> None:
    rows = [{"text": random.Random(n).randbytes(800).hex() + " " + TEXT} for n in range(30)]
    data = bytearray(Path(parquet_of(tmp_path / "s.parquet", rows, 10)).read_bytes())
    where = pq.ParquetFile(tmp_path / "s.parquet").metadata.row_group(1).column(0)
    begin = where.dictionary_page_offset or where.data_page_offset
    data[begin : begin + 40] = b"\xff" * 40
    found = told(put(tmp_path / "d.parquet", bytes(data)), language="any")
    assert found == [
        *(f":{n} Received" for n in range(1, 11)),
        ":11 Malformed",
        *(f":{n} Received" for n in range(21, 31)),
    ]


def test_of_parquet_columns_of_one_name_the_first_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    columns = [pa.array([TEXT]), pa.array(["Another text."])]
    pq.write_table(pa.Table.from_arrays(columns, names=["text", "text"]), path)
    assert only(str(path)).text == TEXT


def test_giant_rows_of_parquet_are_refused_alone(tmp_path: Path) -> None:
    path = parquet_of(
        tmp_path / "a.parquet", [{"text": TEXT}, {"text": "x" * 50_000}, {"text": TEXT}]
    )
    found = told(path, limits=Limits(html_bytes=20_000))
    assert found == [":1 Received", ":2 TooLarge", ":3 Received"]


def test_what_quoth_wrote_is_told_from_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(
        read, [str(tmp_path / "a.txt"), "--to", "parquet", "--output", str(tmp_path / "out")]
    )
    assert done.exit_code == 0, done.output
    (error,) = receive([str(tmp_path / "out" / "articles.parquet")])
    assert isinstance(error, Malformed)
    assert "Quoth wrote" in error.problem and "quoth add" in error.remedy
    assert {i.reason for i in receive([str(tmp_path / "out")]) if isinstance(i, Passed)} == {
        "table that Quoth wrote"
    }


def test_a_table_of_other_things_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "sizes.csv", b"file,bytes\na.txt,12\n")
    put(tmp_path / "a.txt", TEXT.encode())
    found = list(receive([str(tmp_path)]))
    assert [type(item).__name__ for item in found] == ["Received", "Passed"]
    assert isinstance(found[1], Passed) and found[1].reason == "not a table of articles"


def test_tables_in_archives_are_read(tmp_path: Path) -> None:
    path = put(tmp_path / "a.zip", zipped({"deep/articles.csv": csv_of([ROW, ROW])}))
    assert told(path) == [":deep/articles.csv:2 Received", ":deep/articles.csv:6 Received"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_piped_table_is_known_by_the_usual_names_of_its_columns(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"Title": ROW["title"], "Full Text": ROW["BODY"], "Publish Date": "2026-03-02"}]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(csv_of(rows, mark))))
    article = only("-")
    assert article.headline == "Board keeps crane"
    assert article.published == "2026-03-02"


def test_a_piped_table_is_known_by_a_column_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = csv_of([{"Nr": "7", "Printed": ROW["BODY"]}])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert "Nr,Printed" not in only("-", columns={"text": "printed"}).text


@pytest.mark.parametrize(
    "line", ["Story, by the sea", "Body, mind and soul", "The story | The article"]
)
def test_an_article_whose_first_line_has_commas_is_no_table(line: str, tmp_path: Path) -> None:
    path = put(tmp_path / "article", f"{line}\n\n{ROW['BODY']}".encode())
    assert line in only(path).text


def test_an_empty_table_is_said_to_be_empty(tmp_path: Path) -> None:
    (found,) = read_inputs([put(tmp_path / "empty.csv", b"")])
    assert "there is nothing to read in it" in str(found)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        ("2026-03-02 09:30:00", "2026-03-02 09:30:00"),
        ("2026-13-02", None),
        ("20260302", "2026-03-02T00:00:00"),
        ("Mon, 02 Mar 2026 09:30:00 GMT", "2026-03-02T09:30:00Z"),
        ("2 March 2026", "2026-03-02"),
        ("31 February 2026", None),
        ("5 pm, 12 March 2026", "2026-03-12"),
        ("10.45am, March 2, 2026", "2026-03-02"),
        ("March 2026, 10:30", None),
        ("2.3.2026", "2026-03-02"),
        ("25/03/2026", "2026-03-25"),
        ("3/25/2026", "2026-03-25"),
        ("03/03/2026", "2026-03-03"),
        ("02/03/2026", None),
        ("yesterday", None),
    ],
)
def test_dates_are_told_in_one_way_or_not_at_all(
    written: str, published: str | None, tmp_path: Path
) -> None:
    rows = [{"text": TEXT, "date": written}]
    assert only(put(tmp_path / "a.csv", csv_of(rows))).published == published
    line = json.dumps({"text": TEXT, "published": written})
    assert only(put(tmp_path / "a.jsonl", line.encode())).published == published
