"""Web archives give the pages that servers answered; what is damaged costs itself alone."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crates import GERMAN, answer, page, put, record, warc
from fastwarc.stream_io import BrotliWriter

from quoth.errors import EmptyInput, InputError, Malformed, TooLarge
from quoth.intake import Limits, Passed, Received, receive
from quoth.intake.warc import pages

THINGS = ("crane", "slipway", "bell", "lamp")
BOTH = pytest.mark.parametrize("packed", [True, False], ids=["gzipped", "plain"])


def told(*inputs: str, **more: object) -> list[str]:
    """What was received, in short: the thing that a page is about, a reason, or an error."""
    return [short(item) for item in receive(inputs, **more)]  # type: ignore[arg-type]


def short(item: Received | Passed | InputError) -> str:
    if isinstance(item, Received):
        return (item.article.headline or "").removeprefix("Board keeps ")
    return item.reason if isinstance(item, Passed) else type(item).__name__


def news(thing: str, **more: str) -> bytes:
    return record(answer(page(thing), more=more))


def crawl(tmp_path: Path, records: list[bytes], packed: bool) -> str:
    return put(tmp_path / ("a.warc.gz" if packed else "a.warc"), warc(records, packed=packed))


@BOTH
def test_each_answer_gives_its_page_with_its_address_and_when_it_was_fetched(
    tmp_path: Path, packed: bool
) -> None:
    about = record(b"software: us\r\n", kind="warcinfo")
    asked = record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
    path = crawl(tmp_path, [about, asked, news("crane"), asked, news("bell")], packed)
    first, second = receive([path])
    assert isinstance(first, Received) and isinstance(second, Received)
    begin = len(warc([about, asked], packed=packed))
    assert first.place == first.article.id == f"{path}@{begin}"
    assert first.article.url == "https://skarvness.example/news"
    assert first.fetched == "2026-03-02T18:04:11Z"
    assert first.raw == page("crane")
    assert short(second) == "bell"


def test_what_is_no_page_is_passed_over_and_why_is_told(tmp_path: Path) -> None:
    records = [
        record(answer(b"gone", status="404 Not Found")),
        record(answer(b"\x89PNG", kind="image/png")),
        record(answer(b"<p>x</p>", kind=None, more={"Server": "x"})),
        record(b"", kind="revisit"),
        record(b"what is this"),
        record(answer(page("crane")), more={"WARC-Truncated": "length"}),
        record(answer(b"<html><body></body></html>")),
        record(answer(b"")),
        record(answer(GERMAN.encode())),
        news("bell"),
    ]
    assert told(crawl(tmp_path, records, True)) == [
        "not a page (status 404)",
        "not a page (image/png)",
        "not a page (no media type)",
        "stored elsewhere (revisit)",
        "not a page (no HTTP answer)",
        "cut off when fetched (length)",
        "without an article (no article text found on the page)",
        "without an article (there is nothing to read in it)",
        "not English (de)",
        "bell",
    ]


def test_any_language_is_read_where_that_is_wanted(tmp_path: Path) -> None:
    path = crawl(tmp_path, [record(answer(GERMAN.encode()))], True)
    assert told(path, language="any") == ["Der Kran bleibt stehen"]


def chunked(data: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in (data[:7], data[7:])) + b"0\r\n\r\n"


def brotli(data: bytes) -> bytes:
    held = io.BytesIO()
    with BrotliWriter(held) as writer:
        writer.write(data)
    return held.getvalue()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(page("crane")), {"Transfer-Encoding": "chunked"}),
        (gzip.compress(page("crane")), {"Content-Encoding": "gzip"}),
        (zlib.compress(page("crane")), {"Content-Encoding": "deflate"}),
        (brotli(page("crane")), {"Content-Encoding": "br"}),
        (
            chunked(gzip.compress(page("crane"))),
            {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
        ),
        (page("crane"), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
    ],
    ids=["chunked", "gzip", "deflate", "brotli", "both", "unpacked by the crawler"],
)
def test_bodies_are_unpacked(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    path = crawl(tmp_path, [record(answer(body, more=headers))], True)
    assert told(path) == ["crane"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(page("crane"))[:-60], {"Transfer-Encoding": "chunked"}),
        (gzip.compress(page("crane"))[:-60], {"Content-Encoding": "gzip"}),
        (brotli(page("crane"))[:-60], {"Content-Encoding": "br"}),
    ],
    ids=["chunked", "gzip", "brotli"],
)
def test_half_a_body_is_no_page(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    path = crawl(tmp_path, [record(answer(body, more=headers)), news("bell")], True)
    assert told(path) == ["Malformed", "bell"]


def test_the_encoding_of_the_header_is_followed(tmp_path: Path) -> None:
    body = page("crane").decode().replace("Ebba", "Zoë").encode("iso-8859-15", "replace")
    path = crawl(tmp_path, [record(answer(body, kind="text/html; charset=ISO-8859-15"))], True)
    (found,) = receive([path])
    assert isinstance(found, Received)
    assert "Zoë Lindqvist" in found.article.text


@BOTH
@pytest.mark.parametrize("change", [-100, -1, 5, 100, 700, 10**6, 10**15])
def test_a_record_of_a_wrong_length_gives_no_page_and_the_others_do(
    tmp_path: Path, packed: bool, change: int
) -> None:
    block = answer(page("slipway"))
    wrong = record(block, length=len(block) + change)
    path = crawl(tmp_path, [news("crane"), wrong, news("bell"), news("lamp")], packed)
    found = list(receive([path]))
    assert [short(item) for item in found if isinstance(item, Received)] == [
        "crane",
        "bell",
        "lamp",
    ]
    (error,) = (item for item in found if isinstance(item, InputError))
    assert error.source == f"{path}@{len(warc([news('crane')], packed=packed))}"


def test_a_record_that_says_it_has_the_next_one_in_it_gives_no_page(tmp_path: Path) -> None:
    block = answer(page("slipway"))
    wrong = record(block, length=len(block) + 4 + len(news("bell")))
    for packed in (True, False):
        path = crawl(tmp_path, [news("crane"), wrong, news("bell"), news("lamp")], packed)
        assert told(path) == ["crane", "Malformed", "bell", "lamp"]


@BOTH
def test_a_file_that_is_cut_off_tells_it_once(tmp_path: Path, packed: bool) -> None:
    whole = warc([news(thing) for thing in THINGS], packed=packed)
    last = len(warc([news(thing) for thing in THINGS[:-1]], packed=packed))
    for cut in (last + 5, last + 30, last + 300, len(whole) - 20):
        path = put(tmp_path / ("c.warc.gz" if packed else "c.warc"), whole[:cut])
        found = list(receive([path]))
        assert [short(item) for item in found] == [*THINGS[:-1], "Malformed"]
        assert isinstance(found[-1], Malformed) and found[-1].source == f"{path}@{last}"


@BOTH
@pytest.mark.parametrize("where", [0, 200])
def test_damaged_bytes_cost_the_record_they_are_in(
    tmp_path: Path, packed: bool, where: int
) -> None:
    data = bytearray(warc([news(thing) for thing in THINGS], packed=packed))
    at = len(warc([news("crane")], packed=packed)) + where
    data[at : at + 30] = b"\xff" * 30
    path = put(tmp_path / ("d.warc.gz" if packed else "d.warc"), bytes(data))
    found = told(path)
    assert [one for one in found if one not in ("Malformed", "slipway")] == [
        "crane",
        "bell",
        "lamp",
    ]
    assert found[1] in ("Malformed", "slipway")


@BOTH
def test_padding_and_empty_members_are_nothing_to_tell(tmp_path: Path, packed: bool) -> None:
    first, second = (warc([news(thing)], packed=packed) for thing in ("crane", "bell"))
    for between in (b"\0" * 700, b"\r\n" * 9, gzip.compress(b"") if packed else b"\n"):
        path = put(
            tmp_path / ("p.warc.gz" if packed else "p.warc"), first + between + second + between
        )
        assert told(path) == ["crane", "bell"]


def test_an_archive_gzipped_as_a_whole_is_read_too(tmp_path: Path) -> None:
    data = gzip.compress(b"".join(news(thing) for thing in THINGS))
    path = put(tmp_path / "whole.warc.gz", data)
    assert told(path) == list(THINGS)
    assert len({item.place for item in receive([path]) if isinstance(item, Received)}) == 4


@pytest.mark.parametrize(("ending", "pack"), [("bz2", bz2.compress), ("xz", lzma.compress)])
def test_an_archive_may_be_packed_otherwise_too(
    ending: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    data = pack(b"".join(news(thing) for thing in THINGS))
    assert told(put(tmp_path / f"a.warc.{ending}", data)) == list(THINGS)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x12\x34" * 900,
        b"hello",
        gzip.compress(b"hello", mtime=0),
        b"<html><p>A page.</p></html>",
    ],
)
def test_what_is_no_web_archive_is_one_plain_error(tmp_path: Path, data: bytes) -> None:
    assert told(put(tmp_path / "x.warc.gz", data)) == ["Malformed"]
    assert told(put(tmp_path / "e.warc", b"")) == ["EmptyInput"]


def test_any_damage_leaves_pages_and_plain_errors(tmp_path: Path) -> None:
    chance = random.Random(6)
    sound = warc([news(thing) for thing in THINGS], packed=True)
    plain = warc([news(thing) for thing in THINGS], packed=False)
    for number in range(120):
        data = bytearray(sound if number % 2 else plain)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            how = chance.randrange(4)
            if how == 0:
                data[at] = chance.randrange(256)
            elif how == 1:
                del data[at : at + chance.randrange(1, 400)]
            elif how == 2:
                data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 80)))
            else:
                data[at : at + 8] = b"\r\n\r\nWARC"
        path = put(tmp_path / "chance.warc", bytes(data))
        for item in receive([path], language="any"):
            assert isinstance(item, Received | Passed | InputError)


def test_a_crawl_folder_is_read_in_the_order_of_names_and_from_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, thing in (("CC-NEWS-2.warc.gz", "bell"), ("CC-NEWS-1.warc.gz", "crane")):
        put(tmp_path / name, warc([news(thing)], packed=True))
    assert told(str(tmp_path)) == ["crane", "bell"]
    reader, writer = os.pipe()
    os.write(writer, warc([news("crane"), news("bell")], packed=True))
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(pipe))
        found = list(receive(["-"]))
    places = [item.place for item in found if isinstance(item, Received)]
    assert places == ["-@0", f"-@{len(warc([news('crane')], packed=True))}"]


class Endless(io.RawIOBase):
    """A file with one record in the middle that claims to be of 2 GB, and is."""

    SIZE = 2_000_000_000

    def __init__(self) -> None:
        block = answer(b"")
        self._parts = (
            news("crane"),
            record(block, length=len(block) + self.SIZE)[:-4],
            b"\r\n\r\n" + news("bell"),
        )
        self._at = 0
        self._zeros = bytes(1 << 20)
        self.most = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    @property
    def _begins(self) -> tuple[int, int]:
        first = len(self._parts[0]) + len(self._parts[1])
        return first, first + self.SIZE

    def seek(self, offset: int, whence: int = 0) -> int:
        size = self._begins[1] + len(self._parts[2])
        self._at = offset + (0, self._at, size)[whence]
        return self._at

    def read(self, size: int = -1) -> bytes:
        zeros, rest = self._begins
        if self._at < zeros:
            piece = (self._parts[0] + self._parts[1])[self._at :]
        elif self._at < rest:
            piece = self._zeros[: rest - self._at]
        else:
            piece = self._parts[2][self._at - rest :]
        piece = piece[:size] if size >= 0 else piece
        self._at += len(piece)
        self.most = max(self.most, len(piece))
        return piece


@pytest.fixture
def memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


def test_a_record_of_two_gigabytes_is_refused_in_flat_memory(memory: None) -> None:
    found = list(pages(Endless(), "big.warc", Limits()))  # type: ignore[arg-type]
    assert [type(item).__name__ for item in found] == ["Page", "TooLarge", "Page"]
    assert tracemalloc.get_traced_memory()[1] < 50_000_000


def bomb(size: int) -> bytes:
    """A gzipped record of a page of so many zeros, which takes a thousandth of that."""
    head = answer(b"")
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(record(head, length=len(head) + size)[:-4])]
    parts += [packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join([*parts, packer.compress(b"\r\n\r\n"), packer.flush()])


def test_bombs_are_stopped_at_the_bound(tmp_path: Path, memory: None) -> None:
    inside = gzip.compress(bytes(60_000_000))
    held = warc([record(answer(inside, more={"Content-Encoding": "gzip"}))], packed=True)
    data = warc([news("crane")], packed=True) + bomb(60_000_000) + held
    path = put(tmp_path / "bomb.warc.gz", data + warc([news("bell")], packed=True))
    tracemalloc.reset_peak()
    found = list(receive([path]))
    assert [short(item) for item in found] == ["crane", "TooLarge", "TooLarge", "bell"]
    assert tracemalloc.get_traced_memory()[1] < 50_000_000


def test_the_bound_on_a_page_holds_for_pages_in_archives(tmp_path: Path) -> None:
    path = crawl(tmp_path, [news("crane"), news("bell")], True)
    found = list(receive([path], limits=Limits(html_bytes=300)))
    assert [type(item) for item in found] == [TooLarge, TooLarge]


def test_nothing_but_other_records_is_nothing_to_read(tmp_path: Path) -> None:
    path = crawl(tmp_path, [record(b"software: us\r\n", kind="warcinfo")], True)
    (found,) = receive([path])
    assert isinstance(found, EmptyInput)


def test_headers_that_are_hostile_harm_nothing(tmp_path: Path) -> None:
    records = [
        record(answer(page("crane")), url="javascript:alert(1)"),
        record(answer(page("slipway")), url="https://a.example/\x00\x1b[31m"),
        record(answer(page("bell"), kind="text/html; charset=rot13")),
        record(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n<p>x"),
        record(answer(page("lamp")), more={"WARC-Date": "yesterday", "WARC-X": "a" * 9000}),
    ]
    found = list(receive([crawl(tmp_path, records, True)]))
    assert [short(item) for item in found] == ["crane", "slipway", "bell", "Malformed", "lamp"]
    urls = [item.article.url for item in found if isinstance(item, Received)]
    assert urls[:2] == [None, None]
    assert isinstance(found[-1], Received) and found[-1].fetched is None
