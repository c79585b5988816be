"""Following feeds of a server that behaves, and of one that does not."""

from __future__ import annotations

import gzip
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from newsstand import START, Hours, Nobody, Stand, page, standing

from quoth import Article, Record
from quoth.cli import cli
from quoth.follow.asking import AGENT, Asker, Trouble
from quoth.follow.looking import Looked, back_off, rest
from quoth.follow.rounds import go_round
from quoth.follow.taking import Taken, Taker
from quoth.intake.limits import Limits
from quoth.reading.reader import Reader
from quoth.record.feeds import Followed, follow, followed, forget
from quoth.record.opening import reading, writing

LIMITS = Limits(allow_private=True, fetch_seconds=5)


@pytest.fixture
def stand() -> Iterator[Stand]:
    with standing() as found:
        yield found


@dataclass
class Desk:
    """Somebody who follows feeds into a record of their own, in a time of their own."""

    record: Record
    hours: Hours = field(default_factory=Hours)
    nobody: Nobody = field(default_factory=Nobody)
    limits: Limits = LIMITS
    foreign: Callable[[Any], str | None] = lambda article: None
    from_feed: bool = False
    asker: Asker | None = None

    def follows(self, *urls: str) -> None:
        with writing(self.record.engine) as connection:
            for url in urls:
                follow(connection, url, self.hours.clock.told())

    def feeds(self) -> tuple[Followed, ...]:
        with reading(self.record.engine) as connection:
            return followed(connection)

    @property
    def feed(self) -> Followed:
        (only,) = self.feeds()
        return only

    def looks(self, *urls: str, afresh: bool = True, **more: Any) -> list[Looked | Taken]:
        """Follow feeds and go round once; return what was told."""
        self.follows(*urls)
        told: list[Looked | Taken] = []
        go_round(self.feeds(), self.taker(afresh=afresh), told.append, **more)
        return told

    def taker(self, *, afresh: bool = True) -> Taker:
        if afresh or self.asker is None:
            self.asker = Asker(self.hours.clock, self.limits)
        return Taker(
            self.record.engine,
            self.asker,
            lambda: self.nobody,  # type: ignore[arg-type,return-value]
            self.from_feed,
            self.foreign,
        )

    def states(self) -> dict[str, tuple[str, int]]:
        """State and tries of each entry, by its address."""
        with reading(self.record.engine) as connection:
            rows = connection.exec_driver_sql("SELECT url, state, tries FROM feed_entries").all()
        return {row[0]: (row[1], row[2]) for row in rows}

    def articles(self) -> list[Any]:
        return [stored.reading.article for stored in self.record.readings()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Record(tmp_path / "quoth.db") as record:
        yield Desk(record)
        assert list(record.verify()) == []


def looked(told: list[Looked | Taken]) -> Looked:
    (only,) = (event for event in told if isinstance(event, Looked))
    return only


def statuses(told: list[Looked | Taken]) -> list[str]:
    return [event.status for event in told if isinstance(event, Taken)]


# -- what is new ----------------------------------------------------------------------------------


def test_the_articles_of_a_feed_are_read_once(stand: Stand, desk: Desk) -> None:
    url = stand.feed("/b", "/a")
    told = desk.looks(url)
    assert looked(told).title == "Ellery Courier"
    assert statuses(told) == ["added", "added"]
    assert [article.url for article in desk.articles()] == [stand.url + "/b", stand.url + "/a"]
    stand.forget()
    stand.feed("/c", "/b", "/a")
    desk.hours.pass_by(minutes=15)
    told = desk.looks()
    assert [event.headline for event in told if isinstance(event, Taken)] == ["Crews wait at /c"]
    assert stand.paths() == ["/rss", "/c"]
    assert (desk.feed.articles, desk.feed.waiting) == (3, 0)


def test_what_the_page_does_not_tell_comes_from_the_feed(stand: Stand, desk: Desk) -> None:
    url = stand.feed(
        stand.item("/a")
        + "<author>Tom Reyes</author><pubDate>Mon, 02 Mar 2026 08:00:00 +0100</pubDate>",
        stand.item("/later") + "<pubDate>Mon, 02 Mar 2099 08:00:00 +0100</pubDate>",
    )
    desk.looks(url)
    told, later = desk.articles()
    assert (told.byline, told.published) == ("Tom Reyes", "2026-03-02T08:00:00+01:00")
    assert told.headline == "Crews wait at /a"
    assert later.published is None


def test_an_article_that_the_record_has_is_not_asked_for(stand: Stand, desk: Desk) -> None:
    desk.looks(stand.feed("/a", "/b"))
    stand.forget()
    told = desk.looks(stand.feed("/a", "/c", path="/other"), named=True)
    assert statuses(told) == ["known", "added"] or statuses(told) == ["added", "known"]
    assert stand.paths() == ["/rss", "/other", "/c"]


def test_an_article_that_was_changed_is_read_again(stand: Stand, desk: Desk) -> None:
    """Some feeds say that everything was changed each time: not every one is asked for always."""

    def changed(day: int) -> None:
        stand.feed(
            stand.item("/a") + f"<atom:updated>2026-03-{day:02}T09:00:00Z</atom:updated>",
            "/b",
            channel='<atom:link xmlns:atom="http://www.w3.org/2005/Atom"/>',
        )

    changed(1)
    desk.looks(stand.url + "/rss")
    stand.has["/a"] = page("/a", paragraphs=4)
    told: list[str] = []
    for day in range(2, 30):
        changed(day)
        desk.hours.pass_by(hours=6)
        told += statuses(desk.looks())
    assert told == ["revised"] + ["known"] * 4
    stand.has["/a"] = (404, {}, b"")
    assert stand.paths().count("/a") == 6
    assert [article.text.count("Ines Okafor") for article in desk.articles()] == [3, 4]
    assert desk.states()[stand.url + "/a"] == ("kept", 0)


def test_a_change_that_cannot_be_had_leaves_the_article(stand: Stand, desk: Desk) -> None:
    entry = '{{"id": "1", "url": "/a", "date_modified": "2026-03-0{}T09:00:00Z"}}'
    head = '{"version": "https://jsonfeed.org/version/1.1", "items": ['
    stand.item("/a")
    stand.has["/feed"] = head + entry.format(1) + "]}"
    desk.looks(stand.url + "/feed")
    stand.has["/feed"] = head + entry.format(2) + "]}"
    stand.has["/a"] = (403, {}, b"")
    desk.hours.pass_by(minutes=15)
    desk.looks()
    desk.hours.pass_by(minutes=15)
    assert statuses(desk.looks()) == ["failed"]
    assert desk.feed.articles == 1
    assert desk.states() == {stand.url + "/a": ("kept", 0)}


def test_only_so_many_articles_are_taken_in_a_round(stand: Stand, desk: Desk) -> None:
    url = stand.feed(*(f"/{n}" for n in range(7)), channel="<ttl>600</ttl>")
    told = desk.looks(url, most=3)
    assert [event.place for event in told if isinstance(event, Taken)] == [
        f"{stand.url}/{n}" for n in (0, 1, 2)
    ]
    assert desk.feed.waiting == 4
    desk.hours.pass_by(minutes=15)
    stand.forget()
    assert statuses(desk.looks(most=3)) == ["added"] * 3
    assert "/rss" not in stand.paths()


def test_what_is_not_english_is_passed_over(stand: Stand, desk: Desk) -> None:
    desk.foreign = lambda article: "de" if article.url.endswith("/b") else None
    told = desk.looks(stand.feed("/a", "/b"))
    assert statuses(told) == ["added", "passed"]
    assert told[-1].problem == "not English (de)"
    desk.hours.pass_by(minutes=15)
    assert statuses(desk.looks()) == []


def test_without_the_detector_what_a_page_declares_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    from quoth.errors import QuothError
    from quoth.follow import taking

    def missing(article: Article) -> str:
        raise QuothError("not installed")

    assert (
        taking.language_told(Article("Die Fähren fahren am Sonntag nicht aus, sagt sie.")) == "de"
    )
    monkeypatch.setattr(taking, "foreign", missing)
    assert taking.language_told(Article("Ja.", language="de-AT")) == "de"
    assert taking.language_told(Article("Yes.", language="en_GB")) is None
    assert taking.language_told(Article("Yes.")) is None


def test_a_text_in_a_feed_stands_in_for_a_page_that_cannot_be_had(stand: Stand, desk: Desk) -> None:
    body = page("whole").partition("</h1>")[2].partition("</article>")[0]
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>"
    stand.has["/a"] = (403, {}, b"")
    stand.has["/b"] = (403, {}, b"")
    url = stand.feed(
        stand.item("/a") + content,
        stand.item("/b") + "<content:encoded>&lt;p>A teaser only.&lt;/p></content:encoded>",
        "<title>No address</title><guid>n</guid>" + content.replace("harbour", "county"),
    )
    assert statuses(desk.looks(url)) == ["added", "failed", "added"]
    one, two = desk.articles()
    assert (one.url, one.headline, one.outlet) == (stand.url + "/a", "Story /a", "Ellery Courier")
    assert "“We will not sail on whole 1,” Ines Okafor said" in one.text
    assert (two.url, two.id) == (None, url + "#n")


def test_the_text_of_the_feed_is_read_if_that_is_wanted(stand: Stand, desk: Desk) -> None:
    body = page("whole").partition("</h1>")[2].partition("</article>")[0]
    desk.from_feed = True
    desk.looks(
        stand.feed(stand.item("/a") + f"<content:encoded><![CDATA[{body}]]></content:encoded>")
    )
    assert stand.paths() == ["/rss"]
    assert [article.url for article in desk.articles()] == [stand.url + "/a"]


def test_a_page_leads_to_its_feed(stand: Stand, desk: Desk) -> None:
    stand.feed("/a")
    stand.has["/"] = (
        '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" '
        'href="/rss"></head><body></body></html>'
    )
    told = desk.looks(stand.url + "/")
    assert (looked(told).moved, looked(told).url) == (stand.url + "/", stand.url + "/rss")
    assert desk.feed.url == stand.url + "/rss"
    assert statuses(told) == ["added"]


def test_a_page_in_the_place_of_a_known_feed_leads_nowhere(stand: Stand, desk: Desk) -> None:
    url = stand.feed("/a")
    desk.looks(url)
    stand.has["/rss"] = '<html><head><link rel="alternate" type="application/rss+xml" href="/x">'
    desk.hours.pass_by(minutes=15)
    assert looked(desk.looks()).problem == "a page stands there instead of the feed"
    assert desk.feed.url == url


# -- politeness -----------------------------------------------------------------------------------


def test_a_server_is_told_who_asks_and_what_is_known(stand: Stand, desk: Desk) -> None:
    url = stand.feed("/a")
    data = str(stand.has["/rss"]).encode()
    date = formatdate(START, usegmt=True)
    stand.has["/rss"] = (200, {"ETag": '"one"', "Last-Modified": date}, data)
    desk.looks(url)
    assert {headers["User-Agent"] for _, headers in stand.asked} == {AGENT}
    stand.forget()
    stand.has["/rss"] = (304, {}, b"")
    desk.hours.pass_by(minutes=15)
    told = desk.looks()
    assert looked(told) == Looked(1, url, "Ellery Courier")
    (_, headers) = stand.asked[-1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"one"', date)
    assert desk.feed.looked == desk.hours.clock.told()


@pytest.mark.parametrize("etag", ['"a"\r\n "b"', '"' + "x" * 5000 + '"'])
def test_an_etag_that_cannot_be_sent_back_is_none(stand: Stand, desk: Desk, etag: str) -> None:
    url = stand.feed("/a")
    stand.has["/rss"] = (200, {"ETag": etag}, str(stand.has["/rss"]).encode())
    desk.looks(url)
    assert desk.feed.etag is None
    desk.hours.pass_by(minutes=15)
    assert looked(desk.looks()).problem is None


def test_a_host_is_left_alone_for_a_while(stand: Stand, desk: Desk) -> None:
    desk.looks(stand.feed("/a", "/b"))
    assert len(stand.asked) == 4
    assert desk.hours.slept == [2.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("robots", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7", 7.0),
        ("User-agent: *\nCrawl-delay: 1", 2.0),
        ("User-agent: *\nCrawl-delay: 86400", 60.0),
        ("User-agent: quoth\nRequest-rate: 1/10s\n\nUser-agent: *\nCrawl-delay: 30", 10.0),
        ("User-agent: *\nCrawl-delay: nan", 2.0),
    ],
)
def test_robots_txt_says_for_how_long(stand: Stand, desk: Desk, robots: str, delay: float) -> None:
    stand.has["/robots.txt"] = robots
    desk.looks(stand.feed("/a"))
    assert desk.hours.slept[-1] == delay


def test_meanwhile_another_host_is_asked(stand: Stand, desk: Desk) -> None:
    with standing() as other:
        other.url = other.url.replace("127.0.0.1", "localhost")
        desk.looks(stand.feed("/a", "/b"), other.feed("/c", "/d"))
        assert len(stand.asked) == len(other.asked) == 4
    assert sum(desk.hours.slept) < 8


def test_robots_txt_is_followed_for_feeds_and_articles(stand: Stand, desk: Desk) -> None:
    stand.has["/robots.txt"] = "User-agent: *\nDisallow: /private\nDisallow: /*.php"
    told = desk.looks(
        stand.feed("/a", "/private/b", "/c.php"), stand.feed("/d", path="/private/rss")
    )
    assert sorted(stand.paths()) == ["/a", "/rss"]
    assert sorted(statuses(told)) == ["added", "passed", "passed"]
    assert {e.problem for e in told if e.problem} == {"robots.txt does not allow it"}
    assert [path for path, _ in stand.asked].count("/robots.txt") == 1


def test_robots_txt_may_speak_of_us_alone(stand: Stand, desk: Desk) -> None:
    stand.has["/robots.txt"] = "User-agent: *\nAllow: /\n\nUser-agent: Quoth\nDisallow: /"
    assert looked(desk.looks(stand.feed("/a"))).problem == "robots.txt does not allow it"


def test_robots_txt_holds_where_one_is_sent_on_to(stand: Stand, desk: Desk) -> None:
    stand.has["/robots.txt"] = "User-agent: *\nDisallow: /private"
    stand.has["/a"] = (302, {"Location": "/private/a"}, b"")
    assert statuses(desk.looks(stand.feed("/a"))) == ["passed"]
    assert "/private/a" not in stand.paths()


@pytest.mark.parametrize(
    "robots",
    [
        b"\xff\xfe\0\0garbage\x00\x01" * 50,
        b"User-agent: *\nDisallow\nCrawl-delay: : :\n<html>",
        b"<html><body>404</body></html>",
        b"# " + b"x" * 2_000_000,
        (404, {}, b""),
        (302, {"Location": "/robots.txt"}, b""),
    ],
    ids=["binary", "broken", "page", "huge", "none", "loop"],
)
def test_a_robots_txt_that_says_nothing_allows_all(stand: Stand, desk: Desk, robots: Any) -> None:
    stand.has["/robots.txt"] = robots
    assert statuses(desk.looks(stand.feed("/a"))) == ["added"]


def test_of_a_huge_robots_txt_the_beginning_holds(stand: Stand, desk: Desk) -> None:
    stand.has["/robots.txt"] = b"User-agent: *\nDisallow: /\n" + b"# much more\n" * 200_000
    assert looked(desk.looks(stand.feed("/a"))).problem == "robots.txt does not allow it"


def test_while_robots_txt_cannot_be_had_nothing_is_asked(stand: Stand, desk: Desk) -> None:
    stand.has["/robots.txt"] = (500, {}, b"")
    told = desk.looks(stand.feed("/a"))
    assert looked(told).problem == "its robots.txt cannot be had: the server answered 500"
    assert stand.paths() == []
    del stand.has["/robots.txt"]
    desk.hours.pass_by(minutes=10)
    assert statuses(desk.looks()) == ["added"]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("dated", [False, True])
def test_a_server_that_wants_to_be_left_alone_is(
    stand: Stand, desk: Desk, status: int, dated: bool
) -> None:
    url = stand.feed("/a")
    other = stand.feed("/b", path="/other")
    hour = formatdate(START + 3600, usegmt=True) if dated else "3600"
    held, stand.has["/rss"] = stand.has["/rss"], (status, {"Retry-After": hour}, b"")
    told = desk.looks(url, other)
    assert [bool(e.problem) for e in told if isinstance(e, Looked)] == [True, True]
    assert stand.paths() == ["/rss"]
    stand.forget()
    desk.hours.pass_by(minutes=50)
    told = desk.looks(named=True)
    assert {"does not want to be asked before 2026-03-02T10:00" in e.problem for e in told} == {
        True
    }
    assert stand.asked == []
    stand.has["/rss"] = held
    desk.hours.pass_by(minutes=15)
    assert statuses(desk.looks()) == ["added", "added"]


def test_an_article_whose_server_wants_to_be_left_alone_waits(stand: Stand, desk: Desk) -> None:
    url = stand.feed("/a", "/b")
    stand.has["/a"] = (429, {"Retry-After": "10"}, b"")
    told = desk.looks(url)
    assert statuses(told) == ["postponed", "postponed"]
    assert desk.states() == {stand.url + "/a": ("waiting", 1), stand.url + "/b": ("waiting", 0)}
    stand.has["/a"] = page("/a")
    desk.hours.pass_by(minutes=15)
    assert statuses(desk.looks()) == ["added", "added"]


@pytest.mark.parametrize("given", ["-5", "soon", "9" * 400, "Mon, 99 Foo 2026", ""])
def test_a_server_that_does_not_say_for_how_long_has_some_minutes(
    stand: Stand, desk: Desk, given: str
) -> None:
    url = stand.feed("/a")
    stand.has["/rss"] = (429, {"Retry-After": given}, b"")
    desk.looks(url)
    wait = desk.hours.clock.until(desk.feed.held)
    assert wait == pytest.approx(300 if len(given) < 400 else 7 * 86400, abs=1)


def test_a_feed_that_is_gone_is_not_asked_again_unless_named(stand: Stand, desk: Desk) -> None:
    url = stand.feed("/a")
    held, stand.has["/rss"] = stand.has["/rss"], (410, {}, b"")
    assert looked(desk.looks(url)).gone
    assert desk.feed.gone
    desk.hours.pass_by(days=30)
    assert desk.looks() == []
    stand.has["/rss"] = held
    assert statuses(desk.looks(named=True)) == ["added"]
    assert not desk.feed.gone


@pytest.mark.parametrize(
    ("status", "moves"), [(301, True), (308, True), (302, False), (307, False)]
)
def test_a_feed_that_has_moved_for_good_has_another_address(
    stand: Stand, desk: Desk, status: int, moves: bool
) -> None:
    stand.feed("/a", path="/new")
    stand.has["/rss"] = (status, {"Location": "/new"}, b"")
    told = desk.looks(stand.url + "/rss")
    assert looked(told).moved == (stand.url + "/rss" if moves else None)
    assert desk.feed.url == stand.url + ("/new" if moves else "/rss")
    assert statuses(told) == ["added"]


def test_a_feed_that_has_moved_for_good_and_from_there_for_now(stand: Stand, desk: Desk) -> None:
    stand.feed("/a", path="/now")
    stand.has["/rss"] = (301, {"Location": "/new"}, b"")
    stand.has["/new"] = (302, {"Location": "/now"}, b"")
    desk.looks(stand.url + "/rss")
    assert desk.feed.url == stand.url + "/new"


def test_a_feed_that_has_moved_to_another_that_is_followed_is_that_one(
    stand: Stand, desk: Desk
) -> None:
    new = stand.feed("/a", path="/new")
    stand.has["/rss"] = (301, {"Location": "/new"}, b"")
    told = desk.looks(new, stand.url + "/rss")
    assert [e.double for e in told if isinstance(e, Looked)] == [False, True]
    assert [feed.url for feed in desk.feeds()] == [new]
    assert statuses(told) == ["added"]


def test_a_page_whose_feed_is_followed_already_stands_for_it(stand: Stand, desk: Desk) -> None:
    rss = stand.feed("/a")
    desk.looks(rss)
    stand.feed("/b", "/a")
    stand.has["/"] = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss">'
    desk.follows(stand.url + "/")
    told: list[Looked | Taken] = []
    page_only = [feed for feed in desk.feeds() if feed.url != rss]
    assert len(page_only) == 1
    go_round(page_only, desk.taker(), told.append, named=True)
    first, second = (event for event in told if isinstance(event, Looked))
    assert (first.double, second.double) == (True, False)
    assert first.id == second.id == desk.feed.id
    assert statuses(told) == ["added"]


def test_a_move_to_something_that_is_no_feed_is_not_believed(stand: Stand, desk: Desk) -> None:
    stand.has["/rss"] = (301, {"Location": "/login"}, b"")
    stand.has["/login"] = "<html><body>Log in</body></html>"
    assert looked(desk.looks(stand.url + "/rss")).problem == "a page, and it names no feed"
    assert desk.feed.url == stand.url + "/rss"


def test_a_feed_is_looked_at_as_seldom_as_it_wants(stand: Stand, desk: Desk) -> None:
    desk.looks(stand.feed(channel="<ttl>90</ttl>"))
    stand.forget()
    desk.hours.pass_by(minutes=85)
    assert desk.looks() == []
    desk.hours.pass_by(minutes=10)
    assert looked(desk.looks()).problem is None


def test_when_a_feed_rests_is_reckoned() -> None:
    assert rest({}, START) == 0
    assert rest({"least": 3600}, START) == 3600
    assert rest({"least": 10**7}, START) == 24 * 3600
    assert rest({"hours": [9, 10]}, START + 60) == 2 * 3600 - 60
    assert rest({"days": [0]}, START) == 15 * 3600
    assert rest({"hours": list(range(24))}, START) == 0


# -- what goes wrong ------------------------------------------------------------------------------


def test_a_failing_feed_is_asked_more_and_more_seldom(stand: Stand, desk: Desk) -> None:
    stand.has["/rss"] = (500, {}, b"")
    asked = []
    for _ in range(24 * 3):
        desk.looks(stand.url + "/rss")
        asked.append(len(stand.paths()))
        desk.hours.pass_by(hours=1)
    assert desk.feed.failures == asked[-1] <= 10
    assert desk.feed.problem == "the server answered 500 Internal Server Error"
    stand.feed("/a")
    desk.hours.pass_by(days=1)
    assert statuses(desk.looks()) == ["added"]
    assert (desk.feed.failures, desk.feed.problem) == (0, None)
    assert [back_off(n) for n in (0, 1, 2, 99)] == [600, 1200, 2400, 86400]


def test_an_article_that_fails_is_tried_a_few_times(stand: Stand, desk: Desk) -> None:
    url = stand.feed("/a")
    stand.has["/a"] = (500, {}, b"")
    told = []
    for _ in range(4 * 7):
        told += statuses(desk.looks(url))
        desk.hours.pass_by(hours=6)
    assert told == ["postponed"] * 4 + ["failed"]
    assert stand.paths().count("/a") == 5
    assert desk.states() == {stand.url + "/a": ("failed", 4)}


def _drip(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for _ in range(200):
        handler.wfile.write(b"X")
        handler.wfile.flush()
        time.sleep(0.02)


def _slow(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"<rss>")
        handler.wfile.flush()
        time.sleep(0.02)


def _reset(handler: Any) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _cut_off(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "10000")
    handler.end_headers()
    handler.wfile.write(b"<rss><channel>")


def _cut_off_gzip(handler: Any) -> None:
    body = gzip.compress(os.urandom(5000))[:2000]
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def _nonsense(handler: Any) -> None:
    handler.wfile.write(b"\x00\xff nonsense\r\n\r\n")


BOMB = gzip.compress(b"<rss>" + b" " * 50_000_000)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (_drip, "no answer in 0.5 s"),
        (_slow, "no answer in 0.5 s"),
        (_reset, "cannot be fetched"),
        (_cut_off, "the answer was cut off"),
        (_cut_off_gzip, "the answer was cut off"),
        (_nonsense, "cannot be fetched"),
        ((200, {}, b"<rss>" + b"x" * 6_000_000), "over 5 MB"),
        ((200, {"Content-Encoding": "gzip"}, BOMB), "over 5 MB"),
        ((200, {"Content-Encoding": "gzip"}, b"not gzip"), "cannot be fetched"),
        ((200, {"Content-Encoding": "br"}, b"x"), "packed as br"),
        ((200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"), "a picture"),
        ((200, {}, b""), "nothing to read"),
        ((204, {}, b""), "the server answered 204"),
        ((302, {"Location": "/bad"}, b""), "sent on more than 5 times"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "no address of the web"),
        ((302, {"Location": "http://[/"}, b""), "cannot be fetched"),
        ((302, {}, b""), "the server answered 302"),
        ((404, {}, b""), "the server answered 404"),
        ((418, {}, b""), "the server answered 418"),
        ((599, {}, b""), "the server answered 599"),
    ],
)
def test_whatever_a_server_does_to_a_feed_is_one_problem_of_it(
    stand: Stand, desk: Desk, given: Any, problem: str
) -> None:
    stand.has["/bad"] = given
    if given in (_drip, _slow):
        desk.limits = Limits(allow_private=True, fetch_seconds=0.5)
    began = time.perf_counter()
    told = desk.looks(stand.url + "/bad", stand.feed("/a"))
    assert time.perf_counter() - began < 10
    assert [problem in (e.problem or "") for e in told if isinstance(e, Looked)] == [True, False]
    assert statuses(told) == ["added"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (_slow, "postponed"),
        (_reset, "postponed"),
        (_cut_off, "postponed"),
        ((404, {}, b""), "postponed"),
        ((200, {"Content-Encoding": "gzip"}, BOMB), "failed"),
        ((410, {}, b""), "failed"),
        ((302, {"Location": "/bad"}, b""), "failed"),
        ((200, {"Content-Type": "text/html"}, b"<html><body></body></html>"), "failed"),
        ((200, {"Content-Type": "text/html"}, b"<div>" * 200_000), "failed"),
        ((200, {"Content-Type": "text/html"}, b"\0\1\2" * 9000), "failed"),
        ((304, {}, b""), "postponed"),
        ((200, {}, b""), "failed"),
        ((200, {}, page("/bad").encode()), "added"),
        ((200, {"Content-Type": "video/mp4"}, b"\0"), "passed"),
        ((200, {"Content-Type": "text/plain"}, b"The crews of Port Ellery wait."), "added"),
    ],
)
def test_whatever_a_server_does_to_an_article_the_others_are_read(
    stand: Stand, desk: Desk, given: Any, status: str
) -> None:
    if given in (_drip, _slow):
        desk.limits = Limits(allow_private=True, fetch_seconds=0.5)
    url = stand.feed("/bad", "/a")
    stand.has["/bad"] = given
    assert statuses(desk.looks(url)) == [status, "added"]


def test_addresses_of_this_machine_are_refused(stand: Stand, desk: Desk) -> None:
    desk.limits = Limits()
    told = desk.looks(stand.feed("/a"))
    assert "an address of this machine or network" in str(looked(told).problem)
    assert "--private" in str(looked(told).problem)
    assert stand.asked == []


def test_nobody_is_sent_on_to_this_machine(
    stand: Stand, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host is taken for a public one; it sends on to one that is not."""
    from quoth.intake import fetching

    known = fetching._is_public
    monkeypatch.setattr(fetching, "_is_public", lambda a: a == "127.0.0.1" or known(a))
    desk.limits = Limits()
    secret = stand.url.replace("127.0.0.1", "127.0.0.2") + "/secret"
    url = stand.feed("/a", "/b")
    stand.has["/a"] = (302, {"Location": secret}, b"")
    stand.has["/bad"] = (301, {"Location": secret}, b"")
    told = desk.looks(url, stand.url + "/bad")
    assert sorted(statuses(told)) == ["added", "postponed"]
    assert "/secret" not in stand.paths()
    assert {f.url for f in desk.feeds()} == {url, stand.url + "/bad"}


def test_a_host_that_is_not_there_is_one_problem(desk: Desk) -> None:
    told = desk.looks("http://127.0.0.1:9/rss", "http://nowhere.invalid/rss")
    assert all("cannot be fetched" in str(event.problem) for event in told)
    assert len(told) == 2


def test_an_asker_can_be_asked_alone(stand: Stand) -> None:
    asker = Asker(Hours().clock, LIMITS)
    found = asker.ask(stand.url + "/none", accept="*/*")
    assert found == Trouble("the server answered 404 Not Found")


def test_an_article_that_breaks_off_every_run_is_given_up(
    stand: Stand, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(article: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(desk.nobody, "read", read)
    url = stand.feed("/a")
    for _ in range(5):
        with pytest.raises(MemoryError):
            desk.looks(url)
        desk.hours.pass_by(minutes=15)
    assert statuses(desk.looks()) == ["failed"]
    assert statuses(desk.looks()) == []


# -- the record -----------------------------------------------------------------------------------


def test_a_forgotten_feed_leaves_its_articles(stand: Stand, desk: Desk) -> None:
    desk.looks(stand.feed("/a", "/b"), most=1)
    with writing(desk.record.engine) as connection:
        forget(connection, desk.feed.id)
    assert desk.feeds() == ()
    assert desk.states() == {}
    assert len(desk.articles()) == 1


def test_an_earlier_record_learns_of_feeds(tmp_path: Path) -> None:
    import sqlite3

    from quoth.record.migrations.versions import v0001_first

    path = tmp_path / "old.db"
    with sqlite3.connect(path) as old:
        for statement in v0001_first.STATEMENTS:
            old.execute(statement)
        old.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        old.execute("INSERT INTO alembic_version VALUES ('0001')")
    with Record(path) as record, reading(record.engine) as connection:
        assert followed(connection) == ()


def test_an_end_is_made_after_the_step_at_hand(stand: Stand, desk: Desk) -> None:
    url = stand.feed("/a", "/b", "/c")
    told = desk.looks(url, stopped=lambda: len(desk.nobody.read_articles) >= 2)
    assert statuses(told) == ["added", "added"]
    desk.hours.pass_by(minutes=15)
    assert statuses(desk.looks()) == ["added"]


# -- the command ----------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Any]:
    def command(*arguments: str, input: str | None = None) -> Any:
        verb, *rest = arguments
        place = ["--record", str(tmp_path / "quoth.db")]
        if verb == "follow":
            place += ["--private", "--delay", "0.1"]
        return CliRunner().invoke(cli, [verb, *rest, *place], input=input)

    return command


def test_the_command_follows_and_tells_what_is_new(
    reader: Reader, stand: Stand, run: Callable[..., Any]
) -> None:
    done = run("follow", stand.feed("/a", "/b"))
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    told = r"Ellery Courier · “Crews wait at /a” · (\d) quotations · article 1"
    assert re.fullmatch(told, lines[0])
    assert re.match(r"1 feed looked at: 2 added; \d+ quotations: ", lines[-1])
    again = run("follow")
    assert again.stdout.startswith("1 feed looked at: nothing new: ")
    stand.feed("/c", "/none")
    stand.has["/none"] = (404, {}, b"")
    third = run("follow", "--to", "jsonl")
    assert third.exit_code == 1
    assert '"headline": "Crews wait at /c", "published": null, "quotations": ' in third.stdout
    assert "/none: the server answered 404 Not Found (will be tried again)" in third.stderr


def test_the_command_says_when_nothing_is_due(
    reader: Reader, stand: Stand, run: Callable[..., Any]
) -> None:
    run("follow", stand.feed("/a", channel="<ttl>90</ttl>"))
    done = run("follow")
    assert done.exit_code == 0
    assert re.match(r"no feed is due before \d{4}-\d\d-\d\d \d\d:\d\d UTC", done.stdout)


def test_the_command_goes_on_with_the_feed_of_a_page_that_is_followed_already(
    reader: Reader, stand: Stand, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def sleeping(ended: Callable[[], bool]) -> Callable[[float], None]:
        def sleep(seconds: float) -> None:
            if seconds > 10:
                if "/b" in stand.has:
                    os.kill(os.getpid(), signal.SIGINT)
                stand.feed("/a", "/b")

        return sleep

    run("follow", stand.feed("/a"))
    monkeypatch.setattr("quoth.cli.follow._sleeping", sleeping)
    stand.has["/"] = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss">'
    done = run("follow", stand.url + "/", "--every", "30")
    assert done.exit_code == 0, done.output
    assert f"{stand.url}/: followed already at {stand.url}/rss\n" in done.stderr
    assert "“Crews wait at /b”" in done.stdout


def test_the_command_says_what_it_cannot_follow(run: Callable[..., Any], tmp_path: Path) -> None:
    assert "no record there" in str(run("follow").exception)
    run("feeds", "add", "https://a.example/rss")
    run("feeds", "remove", "#1")
    empty = run("follow")
    assert (empty.exit_code, "no feeds are followed yet: name one" in empty.stderr) == (2, True)
    wrong = run("follow", "a.example/rss")
    assert "begin addresses with https://" in str(wrong.exception)
    (tmp_path / "text.txt").write_text("no list")
    assert "no feed in it" in str(run("follow", str(tmp_path / "text.txt")).exception)


def test_lists_of_feeds_go_in_and_out(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(
        """<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Local &amp; near"><outline text="Courier" type="rss"
 xmlUrl="https://courier.example/rss?a=1&b=2" htmlUrl="https://courier.example/"/>
<outline text="Again" xmlurl="https://courier.example/rss?a=1&amp;b=2"/></outline></outline>
<outline text="Empty"/><outline title="Wire" XMLURL="https://wire.example/feed"/>
<outline xmlUrl="javascript:alert(1)"/></body></opml>"""
    )
    done = run("feeds", "add", str(tmp_path / "mine.opml"), "https://wire.example/feed")
    assert done.stdout.startswith("2 feeds added: ")
    assert (
        "0 feeds added, 2 followed already"
        in run("feeds", "add", str(tmp_path / "mine.opml")).output
    )
    out = run("feeds", "export")
    assert 'xmlUrl="https://courier.example/rss?a=1&amp;b=2"' in out.output
    assert run("feeds", "remove", "https://wire.example/feed", "#1", "1").exit_code == 0
    assert run("feeds").output == "no feeds are followed yet\n"
    assert run("feeds", "add", "-", input=out.output).output.startswith("2 feeds added: ")
    run("feeds", "export", "-o", str(tmp_path / "out.opml"))
    assert "Courier" in (tmp_path / "out.opml").read_text()
    assert "no such feed: x" in str(run("feeds", "remove", "x").exception)


def test_of_feeds_that_are_named_the_good_ones_are_taken(
    reader: Reader, stand: Stand, run: Callable[..., Any], tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.opml", tmp_path / "bad.opml"
    good.write_text(
        '<opml><body><outline xmlUrl="https://a.example/rss"/></body></opml>', encoding="utf-8"
    )
    bad.write_text("<html><body></body></html>", encoding="utf-8")
    done = run("feeds", "add", str(good), str(bad), "b.example/rss")
    assert done.exit_code == 1
    assert done.stdout.startswith("1 feed added: ")
    assert f"{bad}: not a list of feeds (OPML)" in done.stderr
    assert "b.example/rss: neither an address nor a file" in done.stderr
    done = run("follow", str(bad), stand.feed("/a"))
    assert done.exit_code == 1
    assert f"{bad}: not a list of feeds (OPML)" in done.stderr
    assert "1 feed looked at: 1 added" in done.stdout
    none = run("feeds", "add", "b.example/rss", str(bad))
    assert "b.example/rss: neither" in none.stderr
    assert "not a list of feeds" in str(none.exception)


def test_a_list_tells_how_feeds_are(stand: Stand, desk: Desk, run: Callable[..., Any]) -> None:
    url = stand.feed("/a", "/b")
    stand.has["/bad"] = (500, {}, b"")
    desk.looks(url, stand.url + "/bad", "https://never.example/rss", most=1)
    desk.hours.pass_by(hours=1)
    desk.looks()
    told = run("feeds").output
    assert f"#1 Ellery Courier · {url}\n" in told
    assert "    2 articles\n    looked at 2026-03-02 10:00 UTC · due " in told
    assert "    the server answered 500 Internal Server Error (2 times)\n" in told
    assert '"failures": 2' in run("feeds", "list", "--to", "json").output


def test_the_command_goes_round_until_it_is_ended(
    reader: Reader, stand: Stand, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[float] = []

    def sleeping(ended: Callable[[], bool]) -> Callable[[float], None]:
        def sleep(seconds: float) -> None:
            if seconds > 10:
                rounds.append(seconds)
                stand.feed("/a", "/b")
                if len(rounds) == 2:
                    os.kill(os.getpid(), signal.SIGINT)

        return sleep

    monkeypatch.setattr("quoth.cli.follow._sleeping", sleeping)
    done = run("follow", stand.feed("/a"), "--every", "30")
    assert done.exit_code == 0
    assert [line.split(" · ")[1] for line in done.stdout.splitlines() if "·" in line] == [
        "“Crews wait at /a”",
        "“Crews wait at /b”",
    ]
    assert len(rounds) == 2
    assert all(1700 < seconds <= 1800 for seconds in rounds)


def _started(stand: Stand, place: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "quoth", "follow", stand.url + "/rss", "--private"]
    command += ["--record", str(place), "--delay", "0.1", *more]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )


@pytest.mark.parametrize(
    ("number", "more", "code"),
    [
        (signal.SIGINT, ("--every", "15"), 0),
        (signal.SIGTERM, (), 130),
    ],
)
def test_ctrl_c_ends_after_the_article_at_hand(
    reader: Reader, stand: Stand, tmp_path: Path, number: int, more: tuple[str, ...], code: int
) -> None:
    stand.feed(*(f"/{n}" for n in range(60)))
    running = _started(stand, tmp_path / "quoth.db", *more)
    assert running.stdout is not None
    first = running.stdout.readline()
    running.send_signal(number)
    out, err = running.communicate(timeout=20)
    assert running.returncode == code, err
    assert "ending after the article at hand" in err
    told = [line for line in (first + out).splitlines() if "article" in line and "“" in line]
    with Record(tmp_path / "quoth.db") as record:
        assert len(list(record.readings())) == len(told) < 50
        assert list(record.verify()) == []


def test_killed_at_any_moment_it_goes_on_where_it_was(
    reader: Reader, stand: Stand, tmp_path: Path
) -> None:
    paths = [f"/{n}" for n in range(8)]
    stand.feed(*paths)
    running = _started(stand, tmp_path / "quoth.db")
    assert running.stdout is not None
    running.stdout.readline()
    running.stdout.readline()
    running.kill()
    running.communicate(timeout=20)
    running = _started(stand, tmp_path / "quoth.db")
    running.communicate(timeout=60)
    with Record(tmp_path / "quoth.db") as record:
        urls = [stored.reading.article.url for stored in record.readings()]
        assert sorted(map(str, urls)) == sorted(stand.url + path for path in paths)
        assert list(record.verify()) == []
    # What was in the record was not asked for again; at most the article at hand was lost.
    assert len(stand.paths()) <= len(paths) + 1 + 2
