"""How inputs of a batch are told apart and cut, without anything that distributes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

from batch_doubles import TinyReader

from quoth.batch import running
from quoth.batch.folder import differences, locked
from quoth.batch.plan import (
    Settings,
    Stretch,
    cut_up,
    look_at,
    piece_from_json,
    piece_to_json,
    place_of,
    unreadable,
)
from quoth.batch.sending import Board, is_far
from quoth.errors import QuothError
from quoth.intake.cutting import cut
from quoth.quotation import Known

OUT = Path("out")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with articles in files and in tables."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "d.txt"):
        (folder / name).write_text("It was said.", encoding="utf-8")
    lines = [json.dumps({"text": f"It was said {n} times."}) for n in range(5)]
    (folder / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_archives_and_tables_are_cut_by_themselves_and_loose_files_together(desk: Path) -> None:
    (desk / "e.txt").write_text("It was said.", encoding="utf-8")
    inputs, stretches = look_at(["news", "e.txt"], OUT)
    assert [(one.name, one.files) for one in inputs] == [("news", 4), ("e.txt", 1)]
    assert stretches == [
        Stretch(("news/a.txt", "news/b.txt"), True),
        Stretch(("news/c.jsonl",), True),
        Stretch(("news/d.txt",), True),
        Stretch(("e.txt",), False),
    ]


def test_what_is_named_twice_is_read_once(desk: Path) -> None:
    once, stretches = look_at(["news"], OUT)
    again = ["news/a.txt", "./news/c.jsonl", str(desk / "news")]
    inputs, found = look_at(["news", *again], OUT)
    assert found == stretches
    assert inputs[0] == once[0]
    assert [(one.name, one.files) for one in inputs[1:]] == list(zip(again, (1, 1, 4), strict=True))
    addresses = ["https://news.example/a/b", "https://news.example/a//b"]
    assert look_at(addresses * 2, OUT)[1] == [Stretch(tuple(addresses), False)]


def test_a_folder_without_articles_under_a_pattern_is_told_and_the_rest_read_once(
    desk: Path,
) -> None:
    (desk / "news" / "empty").mkdir()
    _, stretches = look_at(["news/*"], OUT)
    cut_ones = [cut_up(stretch, Settings()) for stretch in stretches]
    paths = [path for pieces, _ in cut_ones for piece in pieces for path in piece.paths]
    assert sorted(paths) == ["news/a.txt", "news/b.txt", "news/d.txt"]
    assert [error.source for _, errors in cut_ones for error in errors] == ["news/empty"]


def test_what_cannot_be_opened_is_told_where_there_is_nothing_else(desk: Path) -> None:
    (desk / "empty").mkdir()
    names = ["-", "gone.warc.gz", "gone/*.txt", "empty", ""]
    told = unreadable(look_at(names, OUT)[1])
    assert [error.source for error in told] == names
    assert [error.problem for error in told][:3] == [
        "a batch reads no standard input",
        "no such file",
        "no file matches this pattern",
    ]
    for more in ("news/a.txt", "https://news.example/a"):
        assert unreadable(look_at([*names, more], OUT)[1]) == []


def test_the_pieces_are_those_of_the_inputs(desk: Path) -> None:
    _, stretches = look_at(["news"], OUT)
    pieces = [p for stretch in stretches for p in cut_up(stretch, Settings(size=2))[0]]
    assert pieces == list(cut(["news"], size=2))
    assert [piece_from_json(piece_to_json(piece)) for piece in pieces] == pieces


def test_a_piece_is_called_so_that_it_is_found_again(desk: Path) -> None:
    _, stretches = look_at(["news"], OUT)
    called = [place_of(p) for one in stretches for p in cut_up(one, Settings(size=2))[0]]
    assert called[:2] == ["news/a.txt to news/b.txt", "news/c.jsonl@0-66"]
    assert called[-2:] == ["news/c.jsonl@132-", "news/d.txt"]


def test_inputs_are_others_when_any_file_of_theirs_is(desk: Path) -> None:
    (before,), _ = look_at(["news"], OUT)
    assert look_at(["news"], OUT)[0] == [before]
    stand = (desk / "news" / "d.txt").stat()
    os.utime(desk / "news" / "d.txt", ns=(stand.st_atime_ns, stand.st_mtime_ns + 1))
    (touched,), _ = look_at(["news"], OUT)
    (desk / "news" / "e.txt").write_text("More.", encoding="utf-8")
    (more,), _ = look_at(["news"], OUT)
    assert len({before.fingerprint, touched.fingerprint, more.fingerprint}) == 3


def test_what_a_batch_writes_is_no_input_of_it(desk: Path) -> None:
    before, _ = look_at(["."], OUT)
    (desk / "out").mkdir()
    (desk / "out" / "part-00000.parquet").write_bytes(b"PAR1")
    assert look_at(["."], OUT)[0] == before
    assert look_at(["."], Path("elsewhere"))[0] != before


def test_what_is_not_there_is_left_to_cutting_to_tell(desk: Path) -> None:
    (one, other), stretches = look_at(["gone.warc.gz", "gone/*.txt"], OUT)
    assert (one.files, one.bytes, other.bytes) == (1, 0, 0)
    _, errors = cut_up(stretches[-1], Settings())
    assert [error.source for error in errors] == ["gone/*.txt"]


def test_what_cannot_be_read_at_all_is_told_before_anything_is_begun(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "session", None)
    with pytest.raises(QuothError, match=r"gone\.txt: no such file .*; -: a batch reads no"):
        running.run(["gone.txt", "-"], OUT, Settings(), make=TinyReader)
    assert not OUT.exists()


@pytest.mark.parametrize("needed", ["pyarrow", "filelock"])
def test_what_is_missing_is_told_with_the_line_that_installs_it(needed: str) -> None:
    program = (
        f"import sys; sys.modules[{needed!r}] = None\n"
        "from quoth.cli import main\n"
        "sys.argv = ['quoth', 'batch', 'a.txt', '--out', 'out']\n"
        "main()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ended.returncode == 1
    line = f"quoth: quoth batch needs {needed}: pip install 'quoth[cluster]'\n"
    assert ended.stderr == line


def test_what_is_there_stays_until_a_new_beginning_can_be_made(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_cluster(address: str | None, workers: int | None) -> None:
        raise QuothError("no Ray cluster there")

    monkeypatch.setattr(running, "session", no_cluster)
    with locked(OUT) as folder:
        folder.write_manifest({"state": "whole"})
        (OUT / "articles" / "part-00000.parquet").write_bytes(b"PAR1")
    with pytest.raises(QuothError, match="no Ray cluster there"):
        running.run(["news"], OUT, Settings(), make=TinyReader, again=True)
    assert folder.manifest() == {"format": "quoth.batch", "state": "whole"}
    assert (OUT / "articles" / "part-00000.parquet").exists()


def test_names_that_are_no_utf_8_are_cut_like_others(desk: Path) -> None:
    name = os.fsdecode(b"news/\xff.txt")
    Path(name).write_text("It was said.", encoding="utf-8")
    _, stretches = look_at([name], OUT)
    (piece,), _ = cut_up(stretches[0], Settings())
    assert piece_from_json(piece_to_json(piece)).paths == (name,)


def test_what_differs_is_told_in_words() -> None:
    known = (Known("Ada Quist"),)

    def manifest(settings: Settings, inputs: tuple[str, ...], model: str) -> dict[str, object]:
        listed = [{"name": name, "fingerprint": "f"} for name in inputs]
        told = {"version": 1, "program": "quoth 1", "model": model}
        return told | {"settings": settings.told(), "inputs": listed}

    one = manifest(Settings(), ("a",), "en-1")
    assert differences(one, one) == []
    other = manifest(Settings(7, "any", {"text": "BODY"}, known), ("a", "b"), "en-2")
    assert differences(one, other) == [
        "the model",
        "--size",
        "--language",
        "--column",
        "--people",
        "the inputs",
    ]
    assert differences(one | {"version": 2}, one) == ["the version of the folder"]


def test_a_batch_is_sent_away_only_by_the_address_of_rays_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    assert [is_far(a) for a in (None, "auto", "head:6379", "ray://head:10001")] == [
        False,
        False,
        False,
        True,
    ]
    monkeypatch.setenv("RAY_ADDRESS", "ray://head:10001")
    assert is_far(None)
    assert not is_far("auto")


def test_what_is_shown_from_afar_is_shown_once() -> None:
    board = Board()
    assert board.shown() is None
    board.show("cutting", 1)
    board.show("reading", 2)
    assert (board.shown(), board.shown()) == (("reading", 2), None)
