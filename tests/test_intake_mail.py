"""Mailboxes give what each message says, whatever its MIME is like."""

from __future__ import annotations

import random
from email.message import EmailMessage
from pathlib import Path

import pytest
from crates import PAGE, TEXT, page, put
from timing import within

from quoth.errors import InputError
from quoth.intake import Limits, Passed, Received, receive


def letter(text: str | None = None, html: str | None = None) -> bytes:
    held = EmailMessage()
    held["Subject"] = "Board keeps crane"
    held["From"] = "Una Brekke <una@skarvness.example>"
    held["Date"] = "Mon, 02 Mar 2026 18:04:11 +0000"
    held["Message-ID"] = "<1@skarvness.example>"
    if text is not None:
        held.set_content(text)
    if html is not None:
        held.add_alternative(html, subtype="html")
    return held.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    mark = b"From una@skarvness.example Mon Mar  2 18:04:11 2026\n"
    return b"".join(mark + message + b"\n" for message in messages)


def told(path: str, **more: object) -> list[str]:
    return [
        item.reason if isinstance(item, Passed) else type(item).__name__
        for item in receive([path], **more)  # type: ignore[arg-type]
    ]


BODY = TEXT.partition("\n\n")[2]


def test_a_message_is_an_article_with_its_subject_sender_and_date(tmp_path: Path) -> None:
    for path in (
        put(tmp_path / "a.mbox", mailbox(letter(BODY))),
        put(tmp_path / "a.eml", letter(BODY)),
        put(tmp_path / "a mailbox", mailbox(letter(BODY))),
    ):
        (found,) = receive([path])
        assert isinstance(found, Received), found
        article = found.article
        assert article.text == TEXT
        assert article.headline == "Board keeps crane"
        assert (article.byline, article.id) == ("Una Brekke", "1@skarvness.example")
        assert article.published == "2026-03-02T18:04:11+00:00"


def test_a_page_in_a_message_is_read_rather_than_its_text(tmp_path: Path) -> None:
    html = PAGE.format(title="Board keeps crane", thing="crane")
    (found,) = receive([put(tmp_path / "a.mbox", mailbox(letter("See in browser", html)))])
    assert isinstance(found, Received)
    assert "Ebba Lindqvist" in found.article.text and "<p>" not in found.article.text


def test_places_lead_back_and_quoted_marks_are_unquoted(tmp_path: Path) -> None:
    first = letter(BODY)
    data = mailbox(first, letter(BODY + "\n>From the quay one sees the crane.\n"))
    path = put(tmp_path / "a.mbox", data)
    one, other = receive([path])
    assert isinstance(one, Received) and isinstance(other, Received)
    assert (one.place, other.place) == (f"{path}@0", f"{path}@{len(mailbox(first))}")
    assert "\nFrom the quay" in other.article.text


def test_bad_mime_fails_alone(tmp_path: Path) -> None:
    bad = [
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x\n--x\nContent-Type: text/html\n\n",
        b"Content-Type: text/html; charset=nonsense\nSubject: =?x?q?=ff?=\n\n"
        + page("bell")
        + b"\n",
        b"Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n!!!!not base64!!!!\n",
        b"Date: never\nFrom: \xff\xfe\nSubject: \xc3\x28\n\nShort.\n",
        b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: message/rfc822\n\n" * 90,
        b"",
    ]
    path = put(tmp_path / "bad.mbox", mailbox(*bad, letter(BODY)))
    found = list(receive([path], language="any"))
    assert len(found) == len(bad) + 1
    assert isinstance(found[-1], Received)
    assert "bell" in (found[1].article.text if isinstance(found[1], Received) else "")


def test_a_giant_message_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = put(tmp_path / "a.mbox", mailbox(letter("word " * 9_000), letter(BODY)))
    assert told(path, limits=Limits(html_bytes=20_000)) == ["TooLarge", "Received"]


def test_any_damage_leaves_articles_and_plain_errors(tmp_path: Path) -> None:
    chance = random.Random(9)
    sound = mailbox(letter(BODY), letter("x", PAGE), letter(BODY))
    for _ in range(100):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 9)):
            at = chance.randrange(len(data))
            data[at : at + 2] = bytes(chance.randrange(256) for _ in range(2))
        for item in receive([put(tmp_path / "x.mbox", bytes(data))], language="any"):
            assert isinstance(item, Received | Passed | InputError)


@pytest.mark.parametrize(
    "header", [b"From: " + b"a," * 50_000, b"Subject: " + b"=?u?q?x?= " * 50_000]
)
def test_a_header_without_end_takes_no_time(tmp_path: Path, header: bytes) -> None:
    with within(5):
        (found,) = receive([put(tmp_path / "a.eml", header + b"\n\n" + TEXT.encode())])
    assert isinstance(found, Received)
    assert found.article.text.endswith(TEXT)
