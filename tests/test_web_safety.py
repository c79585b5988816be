"""Who is let in, what may be sent, what is told to browsers, and that nothing hostile runs."""

from __future__ import annotations

import io
import logging
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from newsroom import Says, printed
from port_ellery import client, port_ellery
from starlette.testclient import TestClient

from quoth.article import Block
from quoth.errors import QuothError
from quoth.quotation import Reading
from quoth.reading.reader import Reader
from quoth.record.opening import open_record, writing
from quoth.web.app import create_app
from quoth.web.settings import Settings

TOKEN = "a long and secret token"
OUTSIDE = {"host": "0.0.0.0", "base": "http://quoth.example:8765", "asking": "192.0.2.7"}
BEARER = {"authorization": f"Bearer {TOKEN}"}
RENAME = ("/api/v1/speakers/1/rename", {"name": "Ines A. Okafor"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return port_ellery(tmp_path_factory.mktemp("made") / "quoth.db")


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


def renamed(served: TestClient, **headers: str) -> int:
    """Return the status of the answer to a request that changes the record."""
    address, body = RENAME
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return int(served.post(address, json=body, headers=names).status_code)


# -- who is let in --------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.1:9000", "[::1]:8765"])
def test_this_machine_is_let_in_by_its_own_names(path: Path, host: str) -> None:
    with client(path) as served:
        assert served.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.5",
        "0.0.0.0",
        "[::1",
        "",
        "evil.example#127.0.0.1",
        "127.0.0.1@evil.example",
    ],
)
def test_no_other_name_is_taken_for_this_machine(path: Path, host: str) -> None:
    with client(path) as served:
        for address in ("/", "/api/v1/search", "/static/quoth.css", "/enter"):
            assert served.get(address, headers={"host": host}).status_code == 421
        assert renamed(served, host=host) == 421


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-forwarded-host"])
def test_a_server_without_a_token_does_not_stand_behind_another_unnoticed(
    path: Path, header: str
) -> None:
    with client(path) as served:
        answer = served.get("/", headers={header: "203.0.113.9"})
        assert answer.status_code == 403
        assert "token" in answer.text
    with client(path, token=TOKEN, base="https://quoth.example") as served:
        assert served.get("/", headers={header: "203.0.113.9", **BEARER}).status_code == 200


def test_a_server_that_would_let_everybody_in_does_not_start(path: Path) -> None:
    with pytest.raises(QuothError, match="everybody who reaches this address"):
        create_app(Settings(path, host="0.0.0.0"))
    create_app(Settings(path, host="127.0.0.1"))
    create_app(Settings(path, host="::1"))


@pytest.mark.parametrize(
    "address", ["/", "/speakers", "/articles/1", "/feed", "/search.csv", "/api/v1/search"]
)
def test_elsewhere_reading_needs_the_token(path: Path, address: str) -> None:
    with client(path, token=TOKEN, **OUTSIDE) as served:
        refused = served.get(address)
        if address.startswith("/api/"):
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"] == "Bearer"
        else:
            assert refused.status_code == 303
            assert refused.headers["location"].startswith("/enter?to=")
        assert served.get(address, headers=BEARER).status_code == 200
        wrong = {"authorization": "Bearer a long and secret tokem"}
        assert served.get(address, headers=wrong).status_code in (303, 401)


def test_the_token_is_not_taken_from_an_address(path: Path) -> None:
    with client(path, token=TOKEN, **OUTSIDE) as served:
        assert served.get("/api/v1/search", params={"token": TOKEN}).status_code == 401


def test_the_token_is_shown_once_and_kept_in_a_cookie(path: Path) -> None:
    with client(path, token=TOKEN, **OUTSIDE) as served:
        assert served.get("/enter").status_code == 200
        assert served.post("/enter", data={"token": "wrong"}).status_code == 401
        entered = served.post("/enter", data={"token": TOKEN, "to": "/speakers?q=oka"})
        assert entered.status_code == 303
        assert entered.headers["location"] == "/speakers?q=oka"
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert served.get("/speakers").status_code == 200
        assert renamed(served, sec_fetch_site="same-origin") == 200


def test_where_no_token_is_asked_for_none_is_kept(path: Path) -> None:
    with client(path) as served:
        entered = served.post("/enter", data={"token": " ", "to": "/speakers"})
        assert entered.status_code == 303
        assert entered.headers["location"] == "/speakers"
        assert "set-cookie" not in entered.headers


def test_over_https_the_cookie_is_for_https_only(path: Path) -> None:
    outside = OUTSIDE | {"base": "https://quoth.example"}
    with client(path, token=TOKEN, **outside) as served:
        entered = served.post("/enter", data={"token": TOKEN})
        assert "secure" in entered.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_entering_leads_to_no_other_site(path: Path, to: str) -> None:
    with client(path, token=TOKEN, **OUTSIDE) as served:
        entered = served.post("/enter", data={"token": TOKEN, "to": to})
        assert entered.headers["location"] == "/"
        assert "evil" not in served.get("/enter", params={"to": to}).text


def test_tokens_cannot_be_tried_without_end(path: Path) -> None:
    with client(path, token=TOKEN, requests=5, **OUTSIDE) as served:
        tried = [served.post("/enter", data={"token": str(n)}).status_code for n in range(7)]
        assert tried == [401] * 5 + [429] * 2
        assert served.post("/enter", data={"token": TOKEN}).status_code == 429


def test_writing_needs_the_token_also_where_everybody_may_read(path: Path) -> None:
    with client(path, token=TOKEN, public_read=True, **OUTSIDE) as served:
        assert served.get("/").status_code == 200
        assert served.post("/api/v1/check", json={"words": "a ruin"}).status_code == 200
        assert renamed(served) == 401
        assert served.post("/speakers/1/rename", data={"name": "X"}).status_code == 401
        assert renamed(served, authorization=BEARER["authorization"]) == 200


def test_without_a_token_nothing_is_written_from_elsewhere(path: Path) -> None:
    with client(path, public_read=True, **OUTSIDE) as served:
        assert served.get("/").status_code == 200
        assert renamed(served) == 403
        assert renamed(served, authorization="Bearer ") == 403


def test_on_this_machine_no_token_is_needed_unless_one_is_set(path: Path) -> None:
    with client(path) as served:
        assert renamed(served) == 200
    with client(path, token=TOKEN) as served:
        assert renamed(served) == 401


# -- other sites ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:8765", "sec_fetch_site": "cross-site"},
    ],
)
def test_a_page_of_another_site_cannot_write(path: Path, headers: dict[str, str]) -> None:
    with client(path) as served:
        assert renamed(served, **headers) == 403
    with client(path, token=TOKEN) as served:
        served.cookies.set("quoth_token", TOKEN)
        assert renamed(served, **headers) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec_fetch_site": "same-origin", "origin": "http://127.0.0.1:8765"},
        {"sec_fetch_site": "none"},
        {"origin": "http://127.0.0.1:8765"},
    ],
)
def test_the_servers_own_pages_and_programs_can_write(path: Path, headers: dict[str, str]) -> None:
    with client(path) as served:
        assert renamed(served, **headers) == 200


@pytest.mark.parametrize(
    "address", ["/add", "/check", "/enter", "/speakers/1/merge", "/decisions/1/undo", "/api/v1/add"]
)
def test_no_form_takes_what_another_site_sends(path: Path, address: str) -> None:
    with client(path) as served:
        sent = served.post(address, data={"text": "x"}, headers={"sec-fetch-site": "cross-site"})
        assert sent.status_code == 403


def test_what_another_site_asks_for_changes_nothing(path: Path) -> None:
    """Links of other sites lead here by GET; whatever changes something must not answer to it."""
    with client(path) as served:
        for address in ("/speakers/1/merge", "/speakers/1/rename", "/decisions/1/undo"):
            assert served.get(address).status_code == 405
            assert served.get(f"/api/v1{address}").status_code == 405


# -- how much -------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/add", "/check", "/api/v1/add", "/api/v1/check", "/enter"])
def test_more_than_may_be_sent_is_refused_as_soon_as_it_is_declared(
    path: Path, address: str
) -> None:
    with client(path, upload_bytes=10_000) as served:
        assert served.post(address, data={"text": "x" * 20_000}).status_code == 413


@pytest.mark.parametrize("address", ["/add", "/check", "/api/v1/add", "/api/v1/check"])
def test_more_than_may_be_sent_is_refused_where_it_was_not_declared(
    path: Path, address: str
) -> None:
    read: list[int] = []

    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
        for n in range(1_000):
            read.append(n)
            yield b"x" * 1_000

    kind = "application/json" if address.endswith("v1/check") else "multipart/form-data; boundary=x"
    with client(path, upload_bytes=10_000) as served:
        answer = served.post(address, content=endless(), headers={"content-type": kind})
    assert answer.status_code == 413


def test_what_needs_much_work_is_bounded_for_each_address(path: Path) -> None:
    with client(path, requests=3) as served:
        asked = [
            served.post("/api/v1/check", json={"words": "a ruin"}).status_code for _ in range(5)
        ]
        assert asked == [200, 200, 200, 429, 429]
        assert served.post("/check", data={"words": "a ruin"}).status_code == 429
        assert served.get("/api/v1/stats").headers["retry-after"] == "60"
        assert served.get("/api/v1/search").status_code == 200


def test_the_bound_is_lifted_with_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = 1_000.0
    monkeypatch.setattr("quoth.web.safety.time.monotonic", lambda: at)
    with client(path, requests=2) as served:
        assert [served.get("/api/v1/stats").status_code for _ in range(3)] == [200, 200, 429]
        at += 31
        assert [served.get("/api/v1/stats").status_code for _ in range(2)] == [200, 429]


# -- what is told ---------------------------------------------------------------------------------


def test_what_breaks_is_not_told_to_who_asks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = io.StringIO()
    monkeypatch.setattr(logging.getLogger("quoth.web"), "handlers", [logging.StreamHandler(noted)])

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("quoth.web.articles.list_articles", broken)
    monkeypatch.setattr("quoth.web.api.list_articles", broken)
    with client(path) as served:
        page = served.get("/articles")
        answer = served.get("/api/v1/articles")
    assert (page.status_code, answer.status_code) == (500, 500)
    assert page.headers["content-type"].startswith("text/html")
    assert list(answer.json()) == ["detail"]
    for told in (page.text, answer.text):
        assert "secret" not in told
        assert "Traceback" not in told
        assert str(path) not in told
    assert "secret of the house" in noted.getvalue()


def test_a_page_that_breaks_is_as_safe_as_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quoth.web.articles.list_articles", None)
    with client(path) as served:
        broken = served.get("/articles")
        missing = served.get("/nowhere")
        barred = served.get("/", headers={"host": "evil.example"})
    for answer in (broken, missing, barred):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_browsers_are_told_to_run_and_load_nothing_from_elsewhere(path: Path) -> None:
    with client(path) as served:
        headers = served.get("/").headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("place", ["speakers", "articles", "quotations", "api/v1/speakers"])
def test_a_number_without_end_is_no_page(path: Path, place: str) -> None:
    with client(path) as served:
        assert served.get(f"/{place}/{'9' * 5000}").status_code == 404


def test_the_description_of_the_api_stands_alone(path: Path) -> None:
    with client(path) as served:
        assert served.get("/docs").status_code == 404
        assert served.get("/redoc").status_code == 404


@pytest.mark.parametrize(
    "name", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "%2e%2e%2fsafety.py"]
)
def test_no_file_but_the_pages_own_is_given_out(path: Path, name: str) -> None:
    with client(path) as served:
        assert served.get(f"/static/{name}").status_code == 404


# -- hostile articles -----------------------------------------------------------------------------

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</textarea></title></style><script>alert(1)</script>",
    "{{ 7 * 191 }}${7 * 191}{% raw %}",
    "<!--<script>",
    "&lt;script&gt;",
    "\u202e<b>gnp.exe",
)
MARK = "zqx"
"""Is in every hostile string, so that one can be told where it comes out."""


def hostile(attack: str, n: int) -> Reading:
    """Return an article in which everything that can be is an attack."""
    words = f"{MARK} {attack} was said on the pier by the sea that day"
    read = printed(
        f"{MARK} outlet {attack}",
        "2026-05-01",
        Says(f"{MARK} Name{n} {attack}", words, (f"{MARK} Other{n} {attack}",), channel=attack),
        Says(f"{MARK} Other{n} {attack}", f"{words} again", (f"{MARK} Name{n} {attack}",)),
        headline=f"{MARK} headline {attack}",
    )
    blocks = read.article.blocks
    post = Block("embed", blocks[-1].begin, blocks[-1].end, author=attack, handle=attack)
    article = replace(
        read.article,
        url=attack if n % 2 else f"https://x.example/{attack}",
        blocks=(*blocks[:-1], post),
        byline=attack,
    )
    return replace(read, article=article)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    readings = [hostile(attack, n) for n, attack in enumerate(ATTACKS)]
    path = port_ellery(tmp_path_factory.mktemp("attacked") / "quoth.db", *readings)
    with client(path, requests=1_000_000) as served:
        for n in (4, 5, 6):
            served.post(f"/api/v1/speakers/{n}/rename", json={"name": f"{MARK} {ATTACKS[0]}"})
        yield served


def addresses(served: TestClient) -> Iterator[str]:
    """Yield the addresses of all pages, and of what is linked from them here."""
    seen: set[str] = set()
    waiting = ["/", f"/?q={MARK}", "/speakers", "/articles", "/exchange", "/check", "/add"]
    waiting += ["/enter", "/decisions", "/nowhere", f"/speakers?q={MARK}"]
    waiting += [f"/quotations/{n}" for n in range(1, 20)] + [f"/articles/{n}" for n in range(1, 14)]
    waiting += [f"/speakers/{n}" for n in range(1, 20)]
    while waiting and len(seen) < 300:
        address = waiting.pop(0).partition("#")[0]
        if address in seen or not address.startswith("/") or address.startswith("/static/"):
            continue
        seen.add(address)
        yield address
        answer = served.get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            links = re.findall(r'(?:href|src)="([^"]*)"', answer.text)
            waiting += [link.replace("&amp;", "&") for link in links]


class Harm(Exception):
    """A page has what it must not have."""


def harmless(page: str) -> None:
    """Look through a page as a browser does; raise `Harm` for what would run or load."""
    from lxml import html

    tree = html.document_fromstring(page)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        told = html.tostring(element, encoding="unicode")[:200]
        if element.tag == "script" and (
            (element.text or "").strip() or not element.get("src", "").startswith("/static/")
        ):
            raise Harm(told)
        if element.tag in ("style", "iframe", "object", "embed", "base"):
            raise Harm(told)
        if element.tag == "svg" and element.get("onload"):
            raise Harm(told)
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                raise Harm(told)
            place = value.strip().lower()
            if name in ("src", "action", "formaction", "srcset", "poster", "data") and (
                not place.startswith("/") or place.startswith("//")
            ):
                raise Harm(told)
            if name == "href" and not place.startswith(("/", "#", "http://", "https://", "?")):
                raise Harm(told)
            if name == "href" and place.startswith("//"):
                raise Harm(told)
            loaded = element.tag != "a" and element.get("rel") not in ("canonical", "alternate")
            if name == "href" and loaded and place.startswith("http"):
                raise Harm(told)


def test_the_look_out_for_harm_finds_it() -> None:
    for bad in (
        "<p onclick=x>a</p>",
        "<script>x</script>",
        "<script src=//evil.example></script>",
        "<p style='x'>a</p>",
        "<a href='javascript:x'>a</a>",
        "<img src=https://evil.example/x.png>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
    ):
        with pytest.raises(Harm):
            harmless(f"<html><body>{bad}</body></html>")


def test_nothing_in_an_article_runs_on_any_page(attacked: TestClient) -> None:
    met = 0
    kinds: set[str] = set()
    for address in addresses(attacked):
        answer = attacked.get(address)
        assert answer.status_code < 500, address
        kind = answer.headers.get("content-type", "").partition(";")[0]
        kinds.add(kind)
        if kind == "text/html":
            harmless(answer.text)
            met += MARK in answer.text
            assert "1337" not in re.sub(r"[0-9a-f]{64}", "", answer.text), address
        else:
            assert answer.headers["x-content-type-options"] == "nosniff"
        if kind == "application/atom+xml":
            ElementTree.fromstring(answer.content)
    assert met > 60
    assert {"text/html", "application/atom+xml", "text/csv", "application/json"} <= kinds


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_an_address_or_a_form_runs(attacked: TestClient, attack: str) -> None:
    asked = {"q": attack, "by": attack, "about": attack, "outlet": attack, "a": attack, "b": attack}
    asked |= {"words": attack, "to": f"/{attack}", "page": attack, "since": attack, "done": attack}
    for address in ("/", "/speakers", "/articles", "/exchange", "/check", "/enter", "/feed"):
        answer = attacked.get(address, params=asked)
        assert answer.status_code < 500, address
        if answer.headers["content-type"].startswith("text/html"):
            harmless(answer.text)
    for name in ("q", "by", "outlet", "like"):
        answer = attacked.get("/", params={name: attack})
        assert answer.status_code < 500
        harmless(answer.text)
    sent = attacked.post("/check", data={"words": f"{attack} on the pier", "by": attack})
    harmless(sent.text)
    harmless(attacked.post("/enter", data={"token": attack, "to": f"/{attack}"}).text)
    harmless(attacked.post("/speakers/1/merge", data={"other": attack}).text)


def test_tables_do_not_reckon_when_they_are_opened(tmp_path: Path) -> None:
    bad = printed("=1+1", "2026-05-01", Says("@Sum Name", "=HYPERLINK(0) of the pier"))
    with client(port_ellery(tmp_path / "quoth.db", bad)) as served:
        rows = served.get("/search.csv").text.splitlines()
    assert not [cell for row in rows for cell in row.split(",") if re.match(r'"?[=@+]', cell)]


# -- adding ---------------------------------------------------------------------------------------


@pytest.fixture
def adding(path: Path, reader: Reader) -> Iterator[TestClient]:
    with client(path) as served:
        served.app.state.jobs.__dict__["_reader"] = reader  # type: ignore[attr-defined]
        yield served


def settled(served: TestClient, sent: Any) -> dict[str, Any]:
    """Return a batch when it is done; it was begun by this answer."""
    assert sent.status_code in (202, 303), sent.text
    job = sent.headers["location"].rpartition("/")[2]
    for _ in range(600):
        batch: dict[str, Any] = served.get(f"/api/v1/add/{job}").json()
        if batch["done"]:
            return batch
        time.sleep(0.05)
    raise AssertionError("the batch does not end")


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "<script>alert(1)</script>.txt",
        "a\x00b.txt",
        "/etc/x.txt",
        "..",
        "x" * 300,
    ],
)
def test_the_name_of_a_file_is_neither_a_path_nor_markup(adding: TestClient, name: str) -> None:
    text = "“It rained on the pier,” said Leonie Marsh.".encode()
    sent = adding.post("/add", files=[("files", (name, text, "text/plain"))])
    batch = settled(adding, sent)
    assert [one["status"] for one in batch["outcomes"]] == ["added"]
    assert "/" not in batch["outcomes"][0]["name"]
    page = adding.get(sent.headers["location"])
    harmless(page.text)
    assert "quoth-add-" not in page.text
    assert "quoth-add-" not in adding.get(f"/articles/{batch['outcomes'][0]['article_id']}").text


def test_what_was_sent_is_not_left_behind(
    adding: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    settled(adding, adding.post("/add", data={"text": "“It rained,” said Leonie Marsh."}))
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_was_sent_is_not_left_behind_where_it_cannot_be_read(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    begun, enough = threading.Event(), threading.Event()

    class Slow:
        version = "slow"

        def read_many(self, articles: Any) -> Iterator[Any]:
            begun.set()
            enough.wait(20)
            return iter(())

    with client(path) as served:
        jobs = served.app.state.jobs  # type: ignore[attr-defined]
        jobs.__dict__["_reader"] = Slow()
        sent = [served.post("/add", data={"text": "“It rained,” she said."}) for _ in range(22)]
        assert [one.status_code for one in sent] == [303] * 20 + [400] * 2
        assert len(list((tmp_path / "temporary").iterdir())) == 20
        waiting = jobs.job(sent[19].headers["location"].rpartition("/")[2])
        begun.wait(20)
        threading.Timer(0.2, enough.set).start()
    assert list((tmp_path / "temporary").iterdir()) == []
    assert waiting.done and waiting.problem == "the server was stopped"


class Local(BaseHTTPRequestHandler):
    """A server of this machine that must never be asked."""

    asked: list[str]
    sends_to: str | None

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.sends_to:
            self.send_response(302)
            self.send_header("Location", self.sends_to)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
        self.end_headers()
        if not self.sends_to:
            self.wfile.write("“A secret of the house,” said Leonie Marsh.".encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def local() -> Iterator[HTTPServer]:
    class Handler(Local):
        """One that notes what it alone was asked."""

    Handler.asked, Handler.sends_to = [], None
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def refused_address(served: TestClient, address: str) -> str:
    """Return why an address is refused, by the page and by the API."""
    for form in ("/add", "/api/v1/add"):
        batch = settled(served, served.post(form, data={"address": address}))
        [outcome] = batch["outcomes"]
        assert outcome["status"] == "refused"
    return str(outcome["problem"])


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "0.0.0.0", "[::ffff:127.0.0.1]"],
)
def test_addresses_of_this_machine_are_not_asked(
    adding: TestClient, local: HTTPServer, host: str
) -> None:
    problem = refused_address(adding, f"http://{host}:{local.server_port}/secret")
    assert local.RequestHandlerClass.asked == []  # type: ignore[attr-defined]
    assert "secret" not in problem


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.168.1.1", "172.16.0.9", "169.254.169.254", "[fd00::1]", "[fe80::1]"]
)
def test_addresses_of_this_network_are_not_asked(adding: TestClient, host: str) -> None:
    problem = refused_address(adding, f"http://{host}/latest/meta-data/")
    assert "address of this machine or network" in problem


def test_a_name_that_leads_to_this_machine_is_not_asked(
    adding: TestClient, local: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = socket.getaddrinfo

    def resolve(host: str, *args: Any, **more: Any) -> Any:
        return known("127.0.0.1" if host == "innocent.example" else host, *args, **more)

    monkeypatch.setattr("quoth.intake.fetching.socket.getaddrinfo", resolve)
    problem = refused_address(adding, f"http://innocent.example:{local.server_port}/")
    assert "address of this machine or network" in problem
    assert local.RequestHandlerClass.asked == []  # type: ignore[attr-defined]


def test_an_answer_cannot_send_on_to_this_machine(
    adding: TestClient, local: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host is taken for a public one; it sends on to one that is not."""
    from quoth.intake import fetching

    handler = local.RequestHandlerClass
    handler.sends_to = f"http://127.0.0.2:{local.server_port}/secret"  # type: ignore[attr-defined]
    known = fetching._is_public
    monkeypatch.setattr(fetching, "_is_public", lambda a: a == "127.0.0.1" or known(a))
    batch = settled(
        adding, adding.post("/add", data={"address": f"http://127.0.0.1:{local.server_port}/"})
    )
    assert [one["status"] for one in batch["outcomes"]] == ["refused"]
    assert "address of this machine or network" in batch["outcomes"][0]["problem"]
    assert handler.asked == ["/"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/", "/etc/passwd", "a"])
def test_an_address_is_of_the_web(adding: TestClient, address: str) -> None:
    assert adding.post("/add", data={"address": address}).status_code == 400
    assert adding.post("/api/v1/add", data={"address": address}).status_code == 400


# -- many at once ---------------------------------------------------------------------------------


def test_pages_answer_while_something_is_written(path: Path) -> None:
    engine, _ = open_record(path, create=False)
    begun, enough = threading.Event(), threading.Event()

    def write() -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("UPDATE speakers SET name = 'Somebody Else'")
            begun.set()
            assert enough.wait(60)

    writer = threading.Thread(target=write)
    with client(path) as served:
        writer.start()
        try:
            assert begun.wait(10)
            for address in ("/", "/?q=pier", "/articles/1", "/speakers/1", "/api/v1/stats"):
                before = time.monotonic()
                answer = served.get(address)
                assert answer.status_code == 200
                assert "Somebody Else" not in answer.text
                assert time.monotonic() - before < 5
        finally:
            enough.set()
            writer.join()
        assert "Somebody Else" in served.get("/speakers/1").text
    engine.dispose()


def test_what_cannot_be_written_just_now_can_be_sent_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quoth.record.opening._PATIENCE", 0.05)
    engine, _ = open_record(path, create=False)
    with client(path) as served, writing(engine):
        for form, sent in (
            ("/speakers/1/rename", {"data": {"name": "Nobody"}}),
            ("/api/v1/speakers/1/rename", {"json": {"name": "Nobody"}}),
        ):
            answer = served.post(form, **sent)  # type: ignore[arg-type]
            assert answer.status_code == 503
            assert "another program is writing" in answer.text
            assert int(answer.headers["retry-after"]) > 0
            assert str(path) not in answer.text
    engine.dispose()


def test_a_server_that_ends_finishes_the_article_that_it_reads(path: Path, reader: Reader) -> None:
    texts = [f"“It rained {n} times on the pier,” said Leonie Marsh." for n in range(200)]
    files = [("files", (f"{n}.txt", text.encode(), "text/plain")) for n, text in enumerate(texts)]
    with client(path) as served:
        served.app.state.jobs.__dict__["_reader"] = reader  # type: ignore[attr-defined]
        sent = served.post("/api/v1/add", files=files)
        jobs = served.app.state.jobs  # type: ignore[attr-defined]
        job = jobs.job(sent.json()["id"])
        while not job.outcomes and not job.done:
            time.sleep(0.01)
        before = time.monotonic()
    took = time.monotonic() - before
    assert job.done
    assert took < 20
    told = sum(outcome.status == "added" for outcome in job.outcomes)
    with client(path) as served:
        listed = served.get("/api/v1/articles", params={"limit": 100}).json()["articles"]
        held = [one for one in listed if "Council" not in one["title"]]
        assert served.get("/api/v1/stats").json()["whole"]["articles"] == 3 + told
        assert len(held) >= told > 0
    assert told == 200 or job.problem == "the server was stopped"
