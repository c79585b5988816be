"""The pieces of an input, read one after another, yield what the whole does."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from crates import GERMAN, TEXT, answer, page, put, record, tarred, warc, zipped

from quoth.errors import InputError
from quoth.intake import Passed, Received, receive
from quoth.intake.cutting import Piece, cut, receive_piece

Item = Received | Passed | InputError


def seen(item: Item) -> tuple[object, ...]:
    if isinstance(item, Received):
        return item.article, item.place, item.raw, item.fetched
    if isinstance(item, Passed):
        return (item,)
    return type(item), item.source, item.problem, item.remedy


def pieces(path: str, size: int) -> list[Piece]:
    found = list(cut([path], size=size))
    assert found == list(cut([path], size=size))
    return [piece for piece in found if isinstance(piece, Piece)]


def records() -> list[bytes]:
    made = [record(answer(page(f"{n}th crane"))) for n in range(7)]
    made.insert(3, record(answer(b"gone", status="404 Not Found")))
    made.insert(5, record(answer(GERMAN.encode())))
    made.insert(1, record(b"GET / HTTP/1.1\r\n\r\n", kind="request"))
    block = answer(page("lie"))
    made.insert(6, record(block, length=len(block) + 700))
    return made


def damaged(data: bytes) -> bytes:
    held = bytearray(data)
    for at in random.Random(3).sample(range(len(data)), 4):
        held[at : at + 12] = b"\xff" * 12
    return bytes(held)


LINES = "".join(
    json.dumps({"text": TEXT, "id": f"n{n}"}) + "\n\n" * (n % 2) + "\n" for n in range(7)
)
QUOTED = '"' + TEXT.replace('"', '""') + '"'
CSV = "id,text\n" + "".join(f"{n},{QUOTED}\n" for n in range(7)) + "8,a,b,c\n" + f"9,{QUOTED}"
MAIL = b"From a@b Mon Mar  2\nSubject: Crane\n\n" + TEXT.encode() + b"\n"
MEMBERS = {f"{n}/{'long' * 60}.txt": f"{n}: {TEXT}".encode() for n in range(6)} | {
    "x.jpg": b"\xff",
    "l.jsonl": LINES.encode(),
}


def table(path: Path) -> str:
    rows = [{"text": f"{n}: {TEXT}", "id": n} for n in range(20)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=7)
    return str(path)


INPUTS: dict[str, Callable[[Path], str]] = {
    "warc.gz": lambda here: put(here / "a.warc.gz", warc(records(), packed=True)),
    "warc": lambda here: put(here / "a.warc", warc(records(), packed=False)),
    "damaged warc.gz": lambda here: put(here / "a.warc.gz", damaged(warc(records(), packed=True))),
    "damaged warc": lambda here: put(here / "a.warc", damaged(warc(records(), packed=False))),
    "zip": lambda here: put(here / "a.zip", zipped(MEMBERS)),
    "tar": lambda here: put(here / "a.tar", tarred(MEMBERS)),
    "damaged tar": lambda here: put(here / "a.tar", damaged(tarred(MEMBERS))),
    "tar.gz": lambda here: put(here / "a.tar.gz", tarred(MEMBERS, "gz")),
    "jsonl": lambda here: put(here / "a.jsonl", LINES.encode()),
    "csv": lambda here: put(here / "a.csv", CSV.encode()),
    "utf-16 csv": lambda here: put(here / "a.csv", CSV.encode("utf-16")),
    "parquet": lambda here: table(here / "a.parquet"),
    "mbox": lambda here: put(here / "a.mbox", MAIL * 7),
    "no warc": lambda here: put(here / "a.warc", b"hello"),
    "no parquet": lambda here: put(here / "a.parquet", b"hello"),
    "empty": lambda here: put(here / "a.csv", b""),
    "missing": lambda here: str(here / "missing.warc.gz"),
}


@pytest.mark.parametrize("kind", INPUTS)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_pieces_of_an_input_are_the_input(tmp_path: Path, kind: str, size: int) -> None:
    path = INPUTS[kind](tmp_path)
    whole = [seen(item) for item in receive([path])]
    parts = pieces(path, size)
    assert [seen(item) for piece in parts for item in receive_piece(piece)] == whole
    if kind in ("warc.gz", "warc", "zip", "tar", "jsonl", "csv", "parquet", "mbox"):
        assert (len(parts) > 4) if size == 1 else (len(parts) == 1) if size == 1000 else True


def test_loose_files_are_bundled_and_keep_their_order(tmp_path: Path) -> None:
    for n in range(5):
        put(tmp_path / f"{n}.txt", f"{n}: {TEXT}".encode())
    put(tmp_path / "2b.jsonl", LINES.encode())
    put(tmp_path / "sizes.csv", b"file,bytes\n")
    found = pieces(str(tmp_path), 2)
    forms = [piece.form for piece in found]
    assert forms == ["files", "files", *["jsonl"] * 4, "files", "csv"]
    whole = [seen(item) for item in receive([str(tmp_path)])]
    assert [seen(item) for piece in found for item in receive_piece(piece)] == whole


def test_what_cannot_be_cut_says_so(tmp_path: Path) -> None:
    (found,) = cut(["-"], size=9)
    assert isinstance(found, InputError)
    (found,) = cut([str(tmp_path / "*.warc")], size=9)
    assert isinstance(found, InputError)
    (found,) = cut(["https://skarvness.example/news"], size=9)
    assert isinstance(found, Piece) and found.form == "files"
