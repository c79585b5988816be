"""Mailboxes and messages to what each message says: its page, or else its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import IO, Any, BinaryIO

from quoth.errors import InputError, Malformed, TooLarge
from quoth.intake.archives import Passed, Row
from quoth.intake.files import bytes_of, megabytes
from quoth.intake.limits import Limits

_STEP = 65536
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LONGEST_HEADER = 5_000
_HEADERS = HeaderRegistry()


def _understood(name: str, value: str) -> Any:
    """Return a header as it is understood: its beginning, since a long one takes minutes."""
    return _HEADERS(name, value[:_LONGEST_HEADER])


_PARSER = BytesParser(policy=EmailPolicy(header_factory=_understood))


def messages(
    file: BinaryIO | IO[bytes],
    source: str,
    limits: Limits,
    *,
    begin: int = 0,
    end: int | None = None,
) -> Iterator[Row | Passed | InputError]:
    """Yield the messages of a mailbox (mbox).

    Args:
        file: read forward from where it stands.
        source: the mailbox as the user knows it; a message's place is `box.mbox@OFFSET`.
        limits: `html_bytes` bounds a message.
        begin, end: where the file stands, and where no more messages begin, in bytes.
    """
    for offset, data in walk(file, limits.html_bytes, begin):
        if end is not None and offset >= end:
            return
        place = f"{source}@{offset}"
        if data is None:
            yield TooLarge(place, f"a message of over {megabytes(limits.html_bytes)}")
        else:
            # A mailbox quotes lines that begin as a message does, and parts messages by a blank.
            held = _QUOTED.sub(b"", data.partition(b"\n")[2])
            yield message(held.removesuffix(b"\n").removesuffix(b"\r"), place)


def walk(
    file: BinaryIO | IO[bytes], most: int, begin: int = 0
) -> Iterator[tuple[int, bytes | None]]:
    """Yield where each message begins, and its bytes; None for one of more than `most`.

    A message begins with a line "From " behind a blank one.
    """
    parts: list[bytes] = []
    size = 0
    start = at = begin
    blank = whole = True
    while line := file.readline(_STEP):
        if line.startswith(b"From ") and blank and whole and size:
            yield start, b"".join(parts) if size <= most else None
            parts, size, start = [], 0, at
        size += len(line)
        if size <= most:
            parts.append(line)
        else:
            parts = []
        at += len(line)
        blank = whole and not line.strip(b"\r\n")
        whole = line.endswith(b"\n")
    if size:
        yield start, b"".join(parts) if size <= most else None


def one_message(
    file: BinaryIO | IO[bytes], source: str, limits: Limits
) -> Iterator[Row | Passed | InputError]:
    """Yield the message that a file is (`.eml`)."""
    data = bytes_of(file, source, limits.html_bytes)
    if data.strip():
        yield message(data, source)


def message(data: bytes, place: str) -> Row | Passed | InputError:
    """Return what a message says, or why it says nothing."""
    try:
        return _read(_PARSER.parsebytes(data), data, place)
    except RecursionError:
        return Malformed(place, "the message is nested too deeply")
    except Exception as error:
        # The parser of headers fails on broken ones in more ways than it documents.
        return Malformed(place, f"the message cannot be read ({type(error).__name__})")


def _read(held: EmailMessage, data: bytes, place: str) -> Row | Passed:
    parts = {kind: held.get_body((kind,)) for kind in ("html", "plain")}
    part = parts["html"] or parts["plain"]
    if part is None:
        return Passed(place, "message without text")
    words = _content(part)
    if not words.strip():
        return Passed(place, "message without text")
    fields = {"html" if part is parts["html"] else "text": words}
    name, address = parseaddr(_header(held, "From"))
    told = {
        "headline": _header(held, "Subject"),
        "byline": name or address,
        "id": _header(held, "Message-ID").strip("<> "),
        "published": _date(_header(held, "Date")),
    }
    fields.update({key: value for key, value in told.items() if value.strip()})
    return Row(place, fields, data)


def _content(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    from quoth.intake.decoding import decode

    return decode(payload, "", declared=part.get_content_charset())


def _header(held: EmailMessage, name: str) -> str:
    value = " ".join(str(held.get(name, "")).split())
    return value.encode("utf-8", "replace").decode()


def _date(given: str) -> str:
    try:
        return parsedate_to_datetime(given).isoformat()
    except (ValueError, TypeError, OverflowError):
        return ""
