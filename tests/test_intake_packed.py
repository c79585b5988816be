"""ZIP and TAR archives are read as folders are, and harm nothing."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import random
import stat
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from crates import GERMAN, TEXT, answer, page, put, record, tarred, warc, zipped

from quoth.cli.read import read
from quoth.errors import InputError, Malformed
from quoth.intake import Limits, Passed, Received, receive

MEMBERS = {
    "news/a.html": page("crane"),
    "news/b.txt": TEXT.encode(),
    "news/a_files/frame.html": page("advertisement"),
    "news/.hidden.txt": b"Hidden.",
    "__MACOSX/news/a.html": b"\0\5\x16\7",
    "news/photo.jpg": b"\xff\xd8\xff",
    "settings.json": b"{}",
    "more.jsonl": json.dumps({"text": TEXT, "id": "m1"}).encode() + b"\n{oops\n",
    "packed.txt.gz": gzip.compress(TEXT.encode()),
    "de.html": GERMAN.encode(),
    "inner.zip": zipped({"a.txt": b"Nested."}),
}
EXPECTED = [
    ("news/a.html", "Received"),
    ("news/b.txt", "Received"),
    ("news/photo.jpg", "not a page (.jpg)"),
    ("settings.json", "not a page (.json)"),
    ("more.jsonl:1", "Received"),
    ("more.jsonl:2", "Malformed"),
    ("packed.txt.gz", "Received"),
    ("de.html", "not English (de)"),
    ("inner.zip", "nested archive (unpack it to have it read)"),
]


def memory() -> None:
    """Begin to measure memory anew."""
    tracemalloc.stop()
    tracemalloc.start()


@pytest.fixture(autouse=True)
def _unmeasured() -> Iterator[None]:
    yield
    tracemalloc.stop()


def told(path: str, **more: object) -> list[tuple[str, str]]:
    """Where in an archive what was met."""
    found = []
    for item in receive([path], **more):  # type: ignore[arg-type]
        place = item.source if isinstance(item, InputError) else item.place
        what = item.reason if isinstance(item, Passed) else type(item).__name__
        found.append((place.removeprefix(f"{path}:"), what))
    return found


def whats(path: str) -> list[str]:
    return [what for _, what in told(path)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("n.zip", zipped(MEMBERS)),
        ("n.tar", tarred(MEMBERS)),
        ("n.tar.gz", tarred(MEMBERS, "gz")),
        ("n.tgz", tarred(MEMBERS, "gz")),
        ("n.tar.bz2", tarred(MEMBERS, "bz2")),
        ("n.txz", tarred(MEMBERS, "xz")),
        ("zip without ending", zipped(MEMBERS)),
        ("tar without ending", tarred(MEMBERS, "gz")),
    ],
)
def test_members_are_read_as_files_in_a_folder_are(tmp_path: Path, name: str, data: bytes) -> None:
    path = put(tmp_path / name, data)
    assert told(path) == EXPECTED
    first = next(iter(receive([path])))
    assert isinstance(first, Received)
    assert first.raw == page("crane")
    assert first.article.id == f"{path}:news/a.html"


def test_a_page_reads_the_same_in_an_archive_as_from_a_file(tmp_path: Path) -> None:
    loose = put(tmp_path / "a.html", page("crane"))
    packed = put(tmp_path / "a.zip", zipped({"a.html": page("crane")}))
    (one,), (other,) = receive([loose]), receive([packed])
    assert isinstance(one, Received) and isinstance(other, Received)
    assert one.article.text == other.article.text
    assert one.article.blocks == other.article.blocks


def test_a_tar_is_read_from_a_pipe_and_a_zip_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data, expected in ((tarred({"a.html": page("crane")}, "gz"), "Received"),
                           (zipped({"a.html": page("crane")}), "InputError")):  # fmt: skip
        reader, writer = os.pipe()
        os.write(writer, data)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(pipe))
            assert [what for _, what in told("-")] == [expected]


def test_a_wacz_gives_the_pages_of_its_crawl_alone(tmp_path: Path) -> None:
    crawl = warc([record(answer(page("crane"))), record(answer(page("bell")))], packed=True)
    members = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://a.example/"}\n',
        "archive/data.warc.gz": crawl,
        "indexes/index.cdx": b"",
    }
    path = put(tmp_path / "site.wacz", zipped(members))
    places = [(place, what) for place, what in told(path)]
    assert [what for _, what in places] == ["Received", "Received"]
    assert places[0][0] == "archive/data.warc.gz@0"


def test_an_office_document_is_still_no_text(tmp_path: Path) -> None:
    data = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    assert whats(put(tmp_path / "letter.docx", data)) == ["NotText"]


NAMES = ("../../outside.txt", "/etc/absolute.txt", "same.txt", "same.txt")


def hostile_tar() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in (
            "../../outside.txt",
            "/etc/absolute.txt",
            "same.txt",
            "same.txt",
            "a\udcff.txt",
        ):
            info = tarfile.TarInfo(name)
            info.size = len(TEXT.encode())
            archive.addfile(info, io.BytesIO(TEXT.encode()))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("link.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return held.getvalue()


def hostile_zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for name in (
            "../../outside.txt",
            "/etc/absolute.txt",
            "same.txt",
            "same.txt",
            "\x1b[31m.txt",
        ):
            archive.writestr(name, TEXT)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return held.getvalue()


@pytest.mark.parametrize("form", ["zip", "tar"])
def test_names_are_only_names(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "deep" / "inside"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    path = put(inside / f"h.{form}", hostile_zip() if form == "zip" else hostile_tar())
    found = told(path)
    assert tuple(place for place, what in found if what == "Received")[:4] == NAMES
    assert [what for _, what in found].count("Received") == 5
    assert {what for _, what in found} == {"Received", "not a page (a link or device)"}
    assert all(place.isprintable() for place, _ in found)
    before = sorted(tmp_path.rglob("*"))
    done = CliRunner().invoke(read, [path, "--to", "brat", "--output", "out"])
    assert done.exit_code == 0, done.output
    new = {file for file in tmp_path.rglob("*") if file not in before}
    assert new and all(file.is_relative_to(inside / "out") for file in new)


def test_a_cut_off_archive_tells_it_and_gives_what_it_has(tmp_path: Path) -> None:
    members = {f"{n}.html": page(f"{n}th crane") for n in range(4)}
    assert whats(put(tmp_path / "c.zip", zipped(members)[:-30])) == ["Malformed"]
    cut = tarred(members)[: 3 * 1536 - 700]
    assert whats(put(tmp_path / "c.tar", cut)) == ["Received", "Received", "Malformed"]
    whole = tarred({f"{n}.txt": random.Random(n).randbytes(9000).hex().encode() + TEXT.encode()
                    for n in range(9)}, "gz")  # fmt: skip
    found = [what for _, what in told(put(tmp_path / "c.tgz", whole[:-5000]), language="any")]
    assert found[:5] == ["Received"] * 5
    assert found[-1] == "Malformed" and found.count("Malformed") == 1


def test_damage_in_a_tar_is_told_once_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(tarred({f"{n}.txt": TEXT.encode() for n in range(5)}))
    data[1024:1100] = b"\xff" * 76
    path = put(tmp_path / "d.tar", bytes(data))
    found = told(path)
    assert [what for _, what in found] == ["Received", "Malformed", *["Received"] * 3]
    assert found[1][0] == f"{path}@1024"


def test_damage_in_a_zip_costs_the_member_it_is_in(tmp_path: Path) -> None:
    data = bytearray(zipped({f"{n}.txt": TEXT.encode() * 3 for n in range(3)}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.infolist()[1].header_offset
    data[at + 45 : at + 60] = b"\xff" * 15
    assert whats(put(tmp_path / "d.zip", bytes(data))) == ["Received", "Malformed", "Received"]


def test_a_packed_member_that_is_cut_off_costs_itself_alone(tmp_path: Path) -> None:
    members = {"a.txt.gz": gzip.compress(TEXT.encode())[:-20], "b.txt": TEXT.encode()}
    for path in (
        put(tmp_path / "a.zip", zipped(members)),
        put(tmp_path / "a.tar", tarred(members)),
    ):
        assert told(path) == [("a.txt.gz", "Malformed"), ("b.txt", "Received")]


def test_damage_in_a_list_is_told_once_and_costs_what_is_behind_it(tmp_path: Path) -> None:
    chance = random.Random(9)
    lines = [json.dumps({"text": TEXT, "id": chance.randbytes(400).hex()}) for _ in range(400)]
    members = {"a.txt": TEXT.encode(), "b.jsonl": "\n".join(lines).encode()}
    cut = told(put(tmp_path / "a.tar", tarred(members)[:200_000]))
    assert cut[:3] == [("a.txt", "Received"), ("b.jsonl:1", "Received"), ("b.jsonl:2", "Received")]
    assert [what for _, what in cut].count("Malformed") == 1
    data = bytearray(zipped({**members, "c.txt": TEXT.encode()}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.infolist()[2].header_offset
    data[at - 9] ^= 1
    found = told(put(tmp_path / "a.zip", bytes(data)))
    assert found[-2:] == [("b.jsonl", "Malformed"), ("c.txt", "Received")]


@pytest.mark.parametrize("form", ["zip", "tar"])
def test_any_damage_leaves_articles_and_plain_errors(tmp_path: Path, form: str) -> None:
    chance = random.Random(7)
    sound = zipped(MEMBERS) if form == "zip" else tarred(MEMBERS)
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(data))
            if chance.random() < 0.7:
                data[at : at + 4] = bytes(chance.randrange(256) for _ in range(4))
            else:
                del data[at : at + chance.randrange(1, 900)]
        for item in receive([put(tmp_path / f"x.{form}", bytes(data))], language="any"):
            assert isinstance(item, Received | Passed | InputError)


def test_bombs_are_stopped_in_flat_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.intake.files._FREE", 10_000_000)
    zeros = bytes(40_000_000)
    one = zipped({"a.txt": zeros, "b.txt": TEXT.encode()})
    many = zipped({f"{n}.txt": b" " * 4_000_000 for n in range(30)})
    tar = io.BytesIO()
    info = tarfile.TarInfo("z.bin")
    info.size = len(zeros)
    with tarfile.open(fileobj=tar, mode="w:xz") as archive:
        archive.addfile(info, io.BytesIO(zeros))
    text = lzma.compress(zeros)
    del zeros
    memory()
    assert whats(put(tmp_path / "one.zip", one)) == ["TooLarge", "Received"]
    found = [what for _, what in told(put(tmp_path / "many.zip", many), language="any")]
    assert found[-1] == "TooLarge" and found.count("TooLarge") == 1
    assert whats(put(tmp_path / "t.txz", tar.getvalue()))[-1] == "TooLarge"
    assert whats(put(tmp_path / "t.txt.xz", text)) == ["TooLarge"]
    assert tracemalloc.get_traced_memory()[1] < 40_000_000


def test_a_member_that_claims_to_be_small_is_bounded_all_the_same(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"word " * 400_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    (found,) = receive([put(tmp_path / "lie.zip", bytes(data))], limits=Limits(text_bytes=10_000))
    assert isinstance(found, InputError)


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + offset] |= 1
    found = list(receive([put(tmp_path / "secret.zip", bytes(data))]))
    assert isinstance(found[0], InputError) and "encrypted" in found[0].problem
    assert isinstance(found[1], Received)


def test_a_header_that_would_fill_memory_is_damage(tmp_path: Path) -> None:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 400_000_000
    good = tarred({"a.txt": TEXT.encode()})
    data = info.tobuf(tarfile.USTAR_FORMAT) + good
    memory()
    found = list(receive([put(tmp_path / "p.tar", data)]))
    assert [type(item) for item in found] == [Malformed, Received]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000


def test_thousands_of_tiny_members_take_no_more_memory(tmp_path: Path) -> None:
    members = {f"{n}.bin": b"x" for n in range(5_000)}
    path = put(tmp_path / "tiny.tar", tarred(members))
    del members
    memory()
    assert sum(1 for _ in receive([path])) == 5_000
    assert tracemalloc.get_traced_memory()[1] < 500_000
