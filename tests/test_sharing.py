"""The record in the formats of others, and back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quoth import Article, InputError, Malformed, Quotation, Reading, Record, Span, Speaker
from quoth.cli import cli
from quoth.errors import QueryError
from quoth.export.document import to_dict, write_jsonl
from quoth.quotation import Named
from quoth.record.decisions import link, rename
from quoth.record.importing import Imported, read_readings
from quoth.record.opening import writing
from quoth.record.people import find_speakers

PIER = "“We will rebuild the pier,” said Odalys Quist."
LIGHT = "Odalys Quist said the light would burn again."


def said(text: str, words: str, **known: str) -> Reading:
    begin = text.index(words)
    who = text.index("Odalys Quist")
    quotation = Quotation(
        "q1",
        "direct" if words.startswith("“") else "indirect",
        (Span(begin, begin + len(words)),),
        source=(Span(who, who + 12),),
        speaker=Speaker("Odalys Quist", "person", 0.9),
    )
    named = (Named("Odalys Quist", "person", ("Odalys Quist",)),)
    return Reading(Article(text, **known), (quotation,), (), named)


READINGS = (
    said(PIER, "“We will rebuild the pier,”", id="pier", published="2026-03-02", outlet="Courier"),
    said(LIGHT, "the light would burn again", id="light", published="2026-04-01T09:00:00Z"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Record(tmp_path / "quoth.db") as record:
        for reading in READINGS:
            record.add_reading(reading)
    return tmp_path / "quoth.db"


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), input=given)


def test_what_is_exported_and_imported_is_the_same(path: Path, tmp_path: Path) -> None:
    exported = run("export", "--record", path).stdout
    assert [json.loads(line) for line in exported.splitlines()] == list(map(to_dict, READINGS))
    done = run("import", "-", "--record", tmp_path / "other.db", given=exported)
    assert done.exit_code == 0
    assert "2 added, 2 quotations" in done.stdout
    assert run("export", "--record", tmp_path / "other.db").stdout == exported


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (("--since", "2026-03-15"), ["light"]),
        (("--until", "2026-03"), ["pier"]),
        (("--until", "2026-04-01"), ["pier", "light"]),
        (("--since", "2027"), []),
        (("--outlet", "Courier"), ["pier"]),
    ],
)
def test_only_some_articles_are_exported(path: Path, options: list[str], ids: list[str]) -> None:
    exported = run("export", "--record", path, *options).stdout
    assert [json.loads(line)["id"] for line in exported.splitlines()] == ids


def test_an_outlet_is_known_in_small_letters_and_what_is_none_is_told(path: Path) -> None:
    exported = run("export", "--record", path, "--outlet", "courier").stdout
    assert [json.loads(line)["id"] for line in exported.splitlines()] == ["pier"]
    for wrong in (("--outlet", "bogus"), ("--since", "foo"), ("--until", "2026-13")):
        done = run("export", "--record", path, *wrong)
        assert isinstance(done.exception, QueryError), wrong


def test_an_array_of_readings_is_imported(path: Path, tmp_path: Path) -> None:
    run("export", "--record", path, "--to", "json", "-o", tmp_path / "all.json")
    done = run("import", tmp_path / "all.json", "--record", tmp_path / "other.db")
    assert done.exit_code == 0
    assert (
        run("export", "--record", tmp_path / "other.db").stdout
        == run("export", "--record", path).stdout
    )


def test_a_table_tells_what_the_record_knows_beyond_the_article(path: Path) -> None:
    with Record(path) as record, writing(record.engine) as connection:
        (person,) = find_speakers(connection, "Odalys Quist")
        rename(connection, person.id, "Odalys Verena Quist")
        link(connection, person.id, "Q90210")
    rows = list(csv.DictReader(io.StringIO(run("export", "--to", "csv", "--record", path).stdout)))
    assert [row["record_id"] for row in rows] == ["1", "2"]
    assert {row["speaker"] for row in rows} == {"Odalys Quist"}
    assert {row["known_as"] for row in rows} == {"Odalys Verena Quist"}
    assert {row["speaker_url"] for row in rows} == {"http://www.wikidata.org/entity/Q90210"}


def test_linked_data_has_the_addresses_of_the_pages(path: Path) -> None:
    exported = run("export", "--to", "jsonld", "--base", "https://q.example/", "--record", path)
    graph = json.loads(exported.stdout)["@graph"]
    quotations = [node for node in graph if node["@type"] == "Quotation"]
    assert [node["@id"] for node in quotations] == [
        "https://q.example/quotations/1",
        "https://q.example/quotations/2",
    ]


def test_what_is_no_reading_is_told_with_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    stream = io.StringIO()
    write_jsonl(READINGS[:1], stream)
    outside = to_dict(READINGS[1])
    outside["quotations"][0]["content"] = [[0, 4000]]
    lines = ["{", "[]", '{"id": 1}', json.dumps(outside), stream.getvalue().strip()]
    file = tmp_path / "mixed.jsonl"
    file.write_text("[1]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    found = list(read_readings(str(file)))
    errors = [item for item in found if isinstance(item, InputError)]
    assert [error.source for error in errors] == [f"{file}:{n}" for n in range(1, 6)]
    assert all(isinstance(error, Malformed) for error in errors)
    assert [item.reading for item in found if isinstance(item, Imported)] == [READINGS[0]]


def test_what_citron_found_is_imported(tmp_path: Path) -> None:
    quote = {
        "contents": [{"start": 0, "end": 27, "text": "“We will rebuild the pier,”"}],
        "cue": {"start": 28, "end": 32, "text": "said"},
        "sources": [{"start": 33, "end": 45, "text": "Odalys Quist"}],
    }
    file = tmp_path / "citron.json"
    file.write_text(json.dumps({"text": PIER, "quotes": [quote]}, indent=1), encoding="utf-8")
    (item,) = read_readings(str(file))
    assert isinstance(item, Imported)
    (quotation,) = item.reading.quotations
    assert quotation.text(item.reading.article) == "“We will rebuild the pier,”"
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Odalys Quist"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("import", tmp_path / "none.jsonl", "--record", tmp_path / "quoth.db")
    assert done.exit_code == 1
    assert "none.jsonl: cannot be read" in done.stderr
