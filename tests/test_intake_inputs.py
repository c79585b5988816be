"""What the user names is read in order, one article at a time; what fails fails alone."""

from __future__ import annotations

import codecs
import gzip
import http.server
import io
import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import within

from quoth.article import Article
from quoth.errors import (
    FetchError,
    InputError,
    NotText,
    QuothError,
    TooLarge,
)
from quoth.intake import Limits, count_inputs, fetch, read_inputs
from quoth.intake.decoding import decode

PAGE = (Path(__file__).parent / "pages" / "ferry.html").read_bytes()
TEXT = "Board keeps crane\n\n“It stays,” said Ebba Lindqvist, the harbour master of Skarvness.\n"


def texts(*inputs: str | Path, limits: Limits | None = None) -> list[str]:
    found = read_inputs([str(i) for i in inputs], limits=limits)
    return [a.text if isinstance(a, Article) else type(a).__name__ for a in found]


def one(path: str | Path, limits: Limits | None = None) -> Article | InputError:
    (found,) = read_inputs([str(path)], limits=limits)
    return found


def line(text: str, **more: object) -> str:
    return json.dumps({"text": text, **more}) + "\n"


def test_a_folder_is_read_through_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.text", "sub/.hidden.txt", ".git/d.txt", "e.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.", encoding="utf-8")
    (tmp_path / "p_files").mkdir()
    (tmp_path / "p_files" / "frame.html").write_text("<p>An advertisement.</p>", encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"a": 1}', encoding="utf-8")
    assert texts(tmp_path) == ["This is a.md.", "This is b.txt.", "This is sub/c.text."]
    assert count_inputs([str(tmp_path)]) == 3


def test_the_id_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = one("a.txt")
    assert isinstance(found, Article)
    assert found.id == "a.txt"


def test_patterns_are_sorted_and_none_matching_is_an_error(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "3.md"):
        (tmp_path / name).write_text(f"This is {name}.", encoding="utf-8")
    assert texts(tmp_path / "*.txt") == ["This is 1.txt.", "This is 2.txt."]
    assert texts(tmp_path / "*.doc") == ["InputError"]


def test_a_bad_input_yields_its_error_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \r\n\t\n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 3)
    (tmp_path / "broken.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-9])
    (tmp_path / "large.txt").write_text("word " * 300, encoding="utf-8")
    (tmp_path / "nothing").mkdir()
    names = ["good", "empty", "blank", "binary", "broken.txt.gz", "large", "missing", "good"]
    inputs = [tmp_path / (n if "." in n else f"{n}.txt") for n in names]
    assert texts(*inputs, tmp_path / "nothing", "", limits=Limits(text_bytes=1000)) == [
        TEXT, "EmptyInput", "EmptyInput", "NotText", "Malformed", "TooLarge", "InputError", TEXT,
        "EmptyInput", "InputError",
    ]  # fmt: skip


def test_a_missing_file_says_so_with_its_path(tmp_path: Path) -> None:
    found = one(tmp_path / "missing.txt")
    assert str(found) == f"{tmp_path / 'missing.txt'}: no such file (check the path)"


def test_a_file_that_may_not_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def refuse(*_: object, **__: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    found = one(tmp_path / "a.txt")
    assert isinstance(found, InputError)
    assert found.problem == "not allowed to read it"


def test_json_lines_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        line(TEXT, id="a") + "\n" + "{oops\n" + line("") + line(TEXT) + line("x" * 2000),
        encoding="utf-8",
    )
    found = list(read_inputs([str(path)], limits=Limits(text_bytes=1000)))
    assert [getattr(f, "id", None) or type(f).__name__ for f in found] == [
        "a", "Malformed", "EmptyInput", f"{path}:5", "TooLarge",
    ]  # fmt: skip
    assert [f.source for f in found if isinstance(f, InputError)] == [
        f"{path}:{n}" for n in (3, 4, 6)
    ]
    assert count_inputs([str(path)]) == 5


def test_json_lines_are_not_read_ahead(tmp_path: Path) -> None:
    path = tmp_path / "endless.jsonl"
    os.mkfifo(path)

    def write() -> None:
        with path.open("w", encoding="utf-8") as pipe:
            pipe.write(line(TEXT, id="first") * 2000)
            pipe.flush()
            released.wait(20)

    released = threading.Event()
    thread = threading.Thread(target=write)
    thread.start()
    articles = read_inputs([str(path)])
    found = next(articles)
    released.set()
    assert isinstance(found, Article)
    assert found.id == "first"
    assert sum(1 for _ in articles) == 1999
    thread.join()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_come_in_other_encodings_too(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        (json.dumps({"text": TEXT}, ensure_ascii=False) + "\n").encode(encoding) * 1
    )
    assert texts(tmp_path / "a.jsonl") == [TEXT]


def test_json_files_hold_an_object_or_an_array(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"text": TEXT}, indent=1), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps([{"text": TEXT}, 3]), encoding="utf-8")
    (tmp_path / "bad.json").write_text("[{", encoding="utf-8")
    assert texts(tmp_path / "one.json", tmp_path / "two.json", tmp_path / "bad.json") == [
        TEXT, TEXT, "Malformed", "Malformed",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.html.gz"])
def test_gzipped_files_are_unpacked(tmp_path: Path, name: str) -> None:
    data = {"txt": TEXT.encode(), "jsonl": line(TEXT).encode(), "html": PAGE}[name.split(".")[1]]
    (tmp_path / name).write_bytes(gzip.compress(data))
    assert isinstance(one(tmp_path / name), Article)


def test_a_gzip_bomb_is_stopped_at_the_bound(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 50_000_000))
    with within(2):
        assert isinstance(one(tmp_path / "bomb.txt.gz"), TooLarge)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (TEXT.encode(), TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT),
        (TEXT.replace("\n", "\r\n").encode(), TEXT.replace("\n", "\r\n")),
        (line(TEXT).encode(), TEXT),
        (json.dumps([{"text": TEXT}], indent=1).encode(), TEXT),
        (json.dumps({"text": TEXT}, indent=1).encode(), TEXT),
        (b"<not a page, but a note in angle brackets>", None),
        (b"", "EmptyInput"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(
    monkeypatch: pytest.MonkeyPatch, data: bytes, wanted: str | None
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert texts("-") == [wanted if wanted is not None else data.decode()]


def test_a_page_on_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
    found = one("-")
    assert isinstance(found, Article)
    assert found.headline == "Ferry crews ‘will not sail’ on Sunday"


def test_comments_without_a_page_take_no_time(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("<!---->" * 5000 + "A crane.")
    with within(5):
        assert len(texts(tmp_path / "a")) == 1


def test_what_cannot_be_counted_cheaply_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line(TEXT).encode()))
    assert count_inputs(["-"]) is None
    assert count_inputs([str(tmp_path / "a.jsonl.gz")]) is None
    assert count_inputs(["https://a.example/", str(tmp_path / "missing.txt")]) == 2


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_told_without_being_declared(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x") == TEXT


def test_a_stray_byte_loses_nothing() -> None:
    mixed = TEXT.encode() + "‘cut off’ in another hand".encode("cp1252") + TEXT.encode()
    assert decode(mixed, "x") == TEXT + "‘cut off’ in another hand" + TEXT


def test_a_wrong_declaration_gives_way_to_the_bytes() -> None:
    assert decode(TEXT.encode(), "x", declared="iso-8859-1") == TEXT
    assert decode("“caf\u00e9”".encode("cp1252"), "x", declared="utf-8") == "“café”"
    assert decode("“café”".encode("cp1252"), "x", declared="no-such-thing") == "“café”"
    assert decode(b"abc\xe9", "x", declared="hex") == "abcé"


@settings(max_examples=300)
@given(st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "latin-1", "big5", "x"]))
def test_any_bytes_are_text_or_a_plain_error(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, "x", declared=declared)
    except NotText:
        return
    assert len(text) * 4 >= len(data) - 4


@settings(max_examples=150)
@given(
    st.binary(max_size=300),
    st.sampled_from([".txt", ".jsonl", ".json", ".html", ".gz", ".txt.gz", ".jsonl.gz", ""]),
)
def test_any_file_yields_articles_and_input_errors(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(data)
    for found in read_inputs([str(path)]):
        assert isinstance(found, Article | InputError)


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", "/" + path.removeprefix("/to/"))
            self.end_headers()
        elif path == "/loop":
            self.send_response(301)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif path == "/file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif path == "/slow":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            for _ in range(50):
                time.sleep(0.05)
                self.wfile.write(b"drip ")
        elif path == "/page":
            self.answer("text/html; charset=utf-8", PAGE)
        elif path == "/packed":
            self.answer("text/html", gzip.compress(PAGE), packed=True)
        elif path == "/bomb":
            self.answer("text/html", gzip.compress(b"a" * 50_000_000), packed=True)
        elif path == "/text":
            self.answer(
                "text/plain; charset=iso-8859-2",
                "Pani Łucja: „Tak”.".encode("iso-8859-2", "replace"),
            )
        elif path == "/picture":
            self.answer("image/png", b"\x89PNG\r\n\x1a\n" + bytes(50))
        else:
            self.send_error(404)

    def answer(self, kind: str, data: bytes, *, packed: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


LOCAL = Limits(allow_private=True, fetch_seconds=5)


@pytest.mark.parametrize("path", ["/page", "/packed", "/to/page", "/to/to/page"])
def test_an_address_is_fetched_and_read(site: str, path: str) -> None:
    found = one(site + path, LOCAL)
    assert isinstance(found, Article)
    assert found.id == site + path
    assert found.url == site + "/page" if "to" in path else site + path
    assert found.headline == "Ferry crews ‘will not sail’ on Sunday"


def test_the_encoding_of_the_header_is_followed(site: str) -> None:
    found = one(site + "/text", LOCAL)
    assert isinstance(found, Article)
    assert found.text.startswith("Pani Łucja")


@pytest.mark.parametrize(
    ("path", "error", "problem"),
    [
        ("/none", FetchError, "the server answered 404 Not Found"),
        ("/loop", FetchError, "sent on more than 5 times"),
        ("/file", FetchError, "not an http or https address"),
        ("/bomb", TooLarge, "over 10 MB"),
        ("/picture", NotText, "this is a picture"),
    ],
)
def test_an_answer_that_is_no_page_is_a_plain_error(
    site: str, path: str, error: type[QuothError], problem: str
) -> None:
    found = one(site + path, LOCAL)
    assert isinstance(found, error)
    assert problem in str(found)


def test_a_slow_answer_is_given_up(site: str) -> None:
    began = time.perf_counter()
    with pytest.raises(FetchError, match=r"no answer in 0\.3 s"):
        fetch(site + "/slow", limits=Limits(allow_private=True, fetch_seconds=0.3))
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "2130706433"],
)
def test_addresses_of_this_machine_and_network_are_refused(host: str) -> None:
    with pytest.raises(FetchError):
        fetch(f"http://{host}:9/", limits=Limits(fetch_seconds=2))


@pytest.mark.parametrize(
    "url", ["http://", "http://a b/", "https://:x/", "http://[/", "HTTP://%00/"]
)
def test_what_is_no_address_is_a_plain_error(url: str) -> None:
    assert isinstance(one(url, Limits(fetch_seconds=2)), FetchError)
