"""Batches: archives into parts of Parquet files, by workers that may die at any moment."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("ray")
pytest.importorskip("fastwarc")

import duckdb
import pyarrow.parquet as pq
import ray
from batch_doubles import TinyReader
from click.testing import CliRunner

from quoth.batch import running
from quoth.batch.cluster import connected
from quoth.batch.folder import FolderError, locked
from quoth.batch.plan import Settings
from quoth.batch.running import Sum, from_anywhere, run
from quoth.batch.worker import Work, Worker
from quoth.errors import QuothError
from quoth.export.parts import TABLES, numbers_in, part_name
from quoth.reading.reader import Reader

ROOT = Path(__file__).parent.parent
PAGES = ROOT.parent / "shared" / "data" / "pages"
FOUR = Settings(size=4)
PATH = os.pathsep.join(map(str, (ROOT / "src", ROOT / "tests")))


@pytest.fixture(scope="module", autouse=True)
def two_workers() -> Iterator[None]:
    """One Ray with two cores for all of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", PATH)
        ray.init(
            "local",
            num_cpus=2,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="ERROR",
            object_store_memory=128 * 2**20,
        )
    yield
    ray.shutdown()


def article(number: int, more: str = "") -> str:
    return f"Ada{number} said a thing number {number}.\n\nThe mill stood still. {more}"


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty articles, a line each, and one line that is none."""
    path = tmp_path_factory.mktemp("inputs") / "articles.jsonl"
    held = [json.dumps({"id": f"a{n}", "text": article(n)}) for n in range(40)]
    held.insert(13, "no JSON")
    path.write_text("\n".join(held) + "\n", encoding="utf-8")
    return path


def rows(folder: Path) -> dict[str, list[list[dict[str, Any]]]]:
    """All rows of all parts of all tables, and the near copies."""
    found = {
        table: [
            pq.read_table(folder / table / part_name(n)).to_pylist()
            for n in numbers_in(folder / table)
        ]
        for table in TABLES
    }
    return found | {"copies": [pq.read_table(folder / "copies.parquet").to_pylist()]}


@pytest.fixture(scope="module")
def whole(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a batch of those lines that nothing disturbed, by one worker."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    held = run([str(lines)], out, FOUR, make=TinyReader, workers=1)
    assert held.pieces == 11
    return out


@pytest.fixture(scope="module")
def undisturbed(whole: Path) -> dict[str, Any]:
    """What is in that folder."""
    return rows(whole)


def test_what_is_found_stands_in_tables_by_pieces(undisturbed: dict[str, Any]) -> None:
    articles = [row for part in undisturbed["articles"] for row in part]
    assert [row["id"] for row in articles] == [f"a{n}" for n in range(40)]
    assert {row["model"] for row in articles} == {"tiny-1"}
    assert articles[20]["place"].endswith("articles.jsonl:22")
    assert [len(part) for part in undisturbed["quotations"]] == [
        len(part) for part in undisturbed["articles"]
    ]
    speaker = undisturbed["speakers"][0][0]
    assert (speaker["speaker"], speaker["quotations"], speaker["words"]) == ("Ada0", 1, 6)
    (failure,) = [row for part in undisturbed["failures"] for row in part]
    assert failure["place"].endswith("articles.jsonl:14")


def test_a_worker_that_is_killed_changes_nothing(
    lines: Path, undisturbed: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Inputs so large that workers cut them.
    monkeypatch.setattr(running, "_SMALL", 0)
    diary = tmp_path / "diary"
    diary.mkdir()
    killed: list[int] = []

    def kill() -> None:
        """Kill whoever is in the middle of a piece, twice."""
        for entries in (7, 19):
            while len(list(diary.iterdir())) < entries:
                time.sleep(0.01)
            last = max(diary.iterdir(), key=lambda path: path.name.partition("-")[2])
            killed.append(int(last.name.partition("-")[0]))
            os.kill(killed[-1], signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    make = partial(TinyReader, pause=0.1, diary=str(diary))
    held = run([str(lines)], tmp_path / "out", FOUR, make=make, workers=2)
    killer.join()
    assert len(set(killed)) == 2
    assert len(list(diary.iterdir())) > 40
    assert (len(held.done), held.faults) == (11, [])
    assert rows(tmp_path / "out") == undisturbed


def test_a_batch_that_is_killed_goes_on_where_it_was(
    lines: Path, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    program = (
        "from functools import partial; from pathlib import Path\n"
        "from batch_doubles import TinyReader\n"
        "from quoth.batch.plan import Settings; from quoth.batch.running import run\n"
        f"run([{str(lines)!r}], Path({str(out)!r}), Settings(size=4), workers=2,\n"
        "    make=partial(TinyReader, pause=0.2))"
    )
    environment = os.environ | {"PYTHONPATH": PATH}
    process = subprocess.Popen([sys.executable, "-c", program], env=environment)
    notes = out / ".batch" / "done"
    until = time.monotonic() + 60
    while time.monotonic() < until and len(list(notes.glob("*.json"))) < 3:
        time.sleep(0.05)
    process.kill()
    process.wait()
    before = {path.name: path.stat().st_mtime_ns for path in notes.glob("*.json")}
    assert 3 <= len(before) < 11
    (out / ".batch" / "unfinished" / "half").write_bytes(b"half")
    (out / "articles" / "part-00010.parquet").write_bytes(b"half")
    diary = tmp_path / "diary"
    diary.mkdir()
    held = run([str(lines)], out, FOUR, make=partial(TinyReader, diary=str(diary)), workers=2)
    after = {path.name: path.stat().st_mtime_ns for path in notes.glob("*.json")}
    assert held.before >= len(before)
    assert {name: after[name] for name in before} == before
    assert len(list(diary.iterdir())) <= 40 - 3 * len(before)
    assert rows(out) == undisturbed
    assert list((out / ".batch" / "unfinished").iterdir()) == []


def test_pieces_that_kill_or_fail_what_reads_them_are_told_once_and_the_rest_is_whole(
    lines: Path, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    diary = tmp_path / "diary"
    diary.mkdir()
    make = partial(TinyReader, deadly="number 22.", faulty="number 3.")
    held = run([str(lines)], out, FOUR, make=make, workers=2)
    assert [number for number, _, _ in held.faults] == [0, 5]
    assert held.faults[0][2] == "RuntimeError: a fault"
    assert "dies of it" in held.faults[1][2]
    assert "articles.jsonl@" in held.first_failures[1]
    found = rows(out)
    assert found["articles"] == [
        p for n, p in enumerate(undisturbed["articles"]) if n not in (0, 5)
    ]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["state"] == "broken"
    run([str(lines)], out, FOUR, make=partial(TinyReader, diary=str(diary)), workers=2)
    assert len(list(diary.iterdir())) == 8
    assert rows(out) == undisturbed


def test_what_is_whole_is_not_read_again(lines: Path, whole: Path, tmp_path: Path) -> None:
    make = partial(TinyReader, diary=str(tmp_path))
    held = run([str(lines)], whole, FOUR, make=make)
    assert (held.before, held.pieces, held.total("articles")) == (11, 11, 40)
    assert held.failures == 1
    assert list(tmp_path.iterdir()) == []


def test_another_batch_is_not_mixed_into_a_folder(
    lines: Path, whole: Path, undisturbed: dict[str, Any]
) -> None:
    with pytest.raises(FolderError, match=r"differs in --size .*--again"):
        run([str(lines)], whole, Settings(size=5), make=TinyReader)
    with pytest.raises(FolderError, match="differs in the model"):
        run([str(lines)], whole, FOUR, make=partial(TinyReader, version="tiny-2"))
    with pytest.raises(FolderError, match="differs in the inputs"):
        run([str(lines), str(lines)], whole, FOUR, make=TinyReader)
    stand = lines.stat()
    os.utime(lines, ns=(stand.st_atime_ns, stand.st_mtime_ns + 1))
    with pytest.raises(FolderError, match=r"differs in the input .*articles\.jsonl"):
        run([str(lines)], whole, FOUR, make=TinyReader)
    os.utime(lines, ns=(stand.st_atime_ns, stand.st_mtime_ns))
    assert rows(whole) == undisturbed


def test_how_fast_it_reads_leaves_out_what_comes_before(lines: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    make = partial(TinyReader, pause=0.05)
    held = run([str(lines)], tmp_path / "out", Settings(size=50), make=make, workers=1)
    (done,) = held.done.values()
    assert 40 * 0.05 <= done.seconds <= held.reading < done.seconds + 0.5
    assert held.reading < time.monotonic() - began


def test_what_is_there_is_taken_away_when_that_is_wanted(whole: Path, tmp_path: Path) -> None:
    page, out = tmp_path / "a.txt", tmp_path / "out"
    page.write_text(article(1), encoding="utf-8")
    shutil.copytree(whole, out)
    (out / "notes.txt").write_text("dear to somebody", encoding="utf-8")
    run([str(page)], out, FOUR, make=TinyReader, again=True)
    assert [len(part) for part in rows(out)["articles"]] == [1]
    assert (out / "notes.txt").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(lines: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("dear to somebody", encoding="utf-8")
    with pytest.raises(FolderError, match=r"holds other things \(thesis\.txt\)"):
        run([str(lines)], tmp_path, FOUR, make=TinyReader, again=True)
    with pytest.raises(FolderError, match="it is a file"):
        run([str(lines)], tmp_path / "thesis.txt", FOUR, make=TinyReader)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_two_batches_do_not_write_one_folder(lines: Path, tmp_path: Path) -> None:
    with (
        locked(tmp_path / "out"),
        pytest.raises(FolderError, match="another batch is writing it"),
    ):
        run([str(lines)], tmp_path / "out", FOUR, make=TinyReader)


def test_near_copies_are_linked_and_inputs_that_are_not_there_told(tmp_path: Path) -> None:
    body = " ".join(
        f"The council of Port Ellery heard on day {n} that the bridge at mile {n * 7} was closed."
        for n in range(12)
    )
    held = [
        {"id": "late", "text": body, "published": "2026-03-02"},
        {"id": "first", "text": body + " More was not said.", "published": "2026-03-01"},
        {"id": "other", "text": article(1)},
    ]
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(map(json.dumps, held)), encoding="utf-8")
    names = ["-", str(tmp_path / "none.warc.gz"), str(tmp_path / "*.nothing"), str(path)]
    found = run(names, tmp_path / "out", Settings(size=1), make=TinyReader)
    assert (found.copies, found.failures) == (1, 3)
    failures = pq.read_table(tmp_path / "out" / "failures").to_pylist()
    assert sorted(row["place"] for row in failures) == sorted(names[:3])
    keys = {
        part[0]["article_key"]: part[0]["id"] for part in rows(tmp_path / "out")["articles"] if part
    }
    (copy,) = rows(tmp_path / "out")["copies"][0]
    assert (keys[copy["article_key"]], keys[copy["of"]]) == ("late", "first")
    assert copy["share"] > 0.9


def test_the_queries_in_the_documents_run(whole: Path) -> None:
    page = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8").replace("found/", f"{whole}/")
    quoted, by_month = re.findall(r"(?ms)^```sql\n(.+?)^```$", page)
    assert ("Ada0", 1, 6) in duckdb.sql(quoted).fetchall()
    assert duckdb.sql(by_month).fetchall() == [(None, None, 40)]
    program, *_ = re.findall(r"(?ms)^```python\n(.+?)^```$", page)
    held: dict[str, Any] = {}
    exec(program, held)
    assert len(held["said"]) == 40


def test_a_worker_that_cannot_work_says_why(tmp_path: Path) -> None:
    work = Work(str(tmp_path / "elsewhere"), FOUR, "tiny-1", TinyReader, str(tmp_path))
    told = Worker(work)({"number": 0, "piece": "{}"})
    assert "name one that all machines share" in told["unfit"]
    with locked(tmp_path / "out") as folder:
        folder.write_manifest({})
    work = Work(str(tmp_path / "out"), FOUR, "tiny-2", TinyReader, str(tmp_path))
    told = Worker(work)({"number": 0, "piece": "{}"})
    assert "has another model (tiny-1)" in told["unfit"]


def test_what_cannot_be_written_ends_the_batch_with_a_plain_word(
    lines: Path, tmp_path: Path
) -> None:
    def spoil(doing: str, held: Sum) -> None:
        if doing == "reading" and not held.done:
            (tmp_path / "out" / "speakers").rmdir()

    with pytest.raises(QuothError, match="cannot be written"):
        run([str(lines)], tmp_path / "out", FOUR, make=TinyReader, tell=spoil)


def test_the_command_tells_what_it_found_and_what_not(tmp_path: Path, reader: Reader) -> None:
    from quoth.cli import cli

    page = tmp_path / "a.txt"
    page.write_text('"I am not sorry," Ada Quist told reporters.\n', encoding="utf-8")
    command = ["batch", str(page), str(tmp_path / "none.txt"), "--out", str(tmp_path / "out")]
    told = CliRunner().invoke(cli, [*command, "--workers", "1"])
    assert told.exit_code == 1
    assert "1 article, 1 quotation, 1 failure; " in told.stdout
    assert "none.txt" in told.stderr
    again = CliRunner().invoke(cli, command)
    assert "all of this was done before" in again.stderr
    assert "a second" not in again.stdout
    differs = CliRunner().invoke(cli, [*command, "--language", "any"])
    assert "differs in --language" in str(differs.exception)


def test_ctrl_c_leaves_things_whole_and_says_how_to_go_on(lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "quoth", "batch", str(lines), "--out", str(out)]
    environment = os.environ | {"PYTHONPATH": PATH}
    process = subprocess.Popen(
        [*command, "--size", "1", "--workers", "1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not list((out / "articles").glob("*.parquet")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert list(filter(None, told.splitlines())) == [
        f"quoth: {out} holds what was done: the same command goes on with it",
        "quoth: interrupted",
    ]


def test_what_an_interruption_leaves_of_ray_ends_before_ray() -> None:
    ended = []

    class Begun:
        def __del__(self) -> None:
            ended.append(ray.is_initialized())

    def interrupted() -> None:
        begun = Begun()
        raise KeyboardInterrupt(id(begun))

    with pytest.raises(KeyboardInterrupt) as held, connected(None, 1):
        interrupted()
    assert held.tb
    assert ended == [True]


def test_without_ray_the_line_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from quoth.batch.cluster import session

    monkeypatch.setitem(sys.modules, "ray", None)
    told = pytest.raises(QuothError, match=r"pip install 'quoth\[cluster\]'")
    with told, session(None, 1):
        pass


def test_help_does_not_load_ray() -> None:
    program = (
        "import sys; from quoth.cli import cli; cli(['batch', '--help'], standalone_mode=False);"
        "assert not {'ray', 'pyarrow', 'numpy'} & set(sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "quoth batch crawl.warc.gz" in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= 80


def test_broken_archives_are_told_once_and_the_rest_is_read(tmp_path: Path) -> None:
    pages = {
        f"{n}.html": f"<html><body><article><p>{article(n)}</p></article></body></html>".encode()
        for n in range(12)
    }
    sound, cut_off = tmp_path / "sound.warc.gz", tmp_path / "cut-off.warc.gz"
    write_warc(sound, pages)
    cut_off.write_bytes(sound.read_bytes()[:-40])
    (tmp_path / "empty.warc").write_bytes(b"")
    (tmp_path / "none.warc.gz").write_bytes(b"no archive")
    with zipfile.ZipFile(tmp_path / "tricks.zip", "w") as archive:
        archive.writestr("../../outside.html", pages["0.html"])
        archive.writestr("inside.html", pages["1.html"])
    with gzip.open(tmp_path / "half.jsonl.gz", "wb") as packed:
        packed.write(json.dumps({"text": article(3)}).encode() + b"\n{\n")
    names = [str(path) for path in sorted(tmp_path.iterdir())]
    settings = Settings(size=5, language="any")
    held = run(names, tmp_path / "out", settings, make=TinyReader, workers=2)
    assert held.faults == []
    failures = pq.read_table(tmp_path / "out" / "failures").to_pylist()
    places = [row["place"] for row in failures]
    assert len(places) == len(set(places)) == held.failures
    for name in ("cut-off.warc.gz", "empty.warc", "none.warc.gz", "half.jsonl.gz"):
        assert len([place for place in places if name in place]) == 1, (name, failures)
    found = [row["place"] for part in rows(tmp_path / "out")["articles"] for row in part]
    assert len([place for place in found if "sound.warc.gz@" in place]) == 12
    assert len([place for place in found if "cut-off.warc.gz@" in place]) == 11
    assert not list(tmp_path.parent.rglob("outside.html"))


@pytest.mark.skipif(not PAGES.is_dir(), reason="the real pages are not here")
def test_real_pages_in_an_archive_say_what_they_say_as_files(
    tmp_path: Path, reader: Reader
) -> None:
    from quoth.intake import article_from_html

    paths = sorted(PAGES.glob("*/*.html.gz"))[::3]
    pages = {path.name: gzip.decompress(path.read_bytes()) for path in paths}
    assert len(pages) > 40
    archive = tmp_path / "pages.warc.gz"
    write_warc(archive, pages)
    held = run([str(archive)], tmp_path / "out", Settings(size=20), workers=2)
    found = [row for part in rows(tmp_path / "out")["articles"] for row in part]
    assert len(found) + held.failures + sum(held.passed.values()) == len(pages)
    quoted: dict[str, list[Any]] = {row["article_key"]: [] for row in found}
    for part in rows(tmp_path / "out")["quotations"]:
        for row in part:
            quoted[row["article_key"]].append((row["type"], row["text"], row["speaker"]))
    names = [row["url"].rsplit("/", 1)[1] for row in found]
    articles = [
        article_from_html(pages[name], id=name, url=f"https://pages.example/{name}")
        for name in names
    ]
    for row, read in zip(found, reader.read_many(articles), strict=True):
        assert row["text"] == read.article.text
        assert quoted[row["article_key"]] == [
            (q.type, q.text(read.article), q.speaker.name if q.speaker else None)
            for q in read.quotations
        ]


def write_warc(archive: Path, pages: dict[str, bytes]) -> None:
    """Write pages as a crawler does that was answered with them."""
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with archive.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name, data in pages.items():
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"
            )
            writer.write_record(
                writer.create_warc_record(
                    f"https://pages.example/{name}",
                    "response",
                    payload=BytesIO(data),
                    http_headers=headers,
                )
            )


def test_a_worker_finds_the_reader_from_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert from_anywhere(None) is None
    assert from_anywhere("en_fast") == "en_fast"
    assert from_anywhere("mine") == str(tmp_path / "mine")
