"""The values that feeds carry, to words, addresses and dates that can be relied on."""

from __future__ import annotations

import hashlib
import html
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from quoth.intake.feed_xml import NO_CHARACTER

_MOST_WORDS = 1000
_MOST_KEY = 500
_MOST_ADDRESS = 4000
_MOST_CONTENT = 1_000_000
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
_YEARS = range(1970, 2200)


def words_of(value: Any) -> str | None:
    """Words without markup and references, on one line; None where there are none."""
    if not isinstance(value, str):
        return None
    plain = html.unescape(_TAG.sub(" ", html.unescape(value[: 10 * _MOST_WORDS])))
    return " ".join(NO_CHARACTER.sub("", plain).split())[:_MOST_WORDS].strip() or None


def address_of(value: Any, base: str) -> str | None:
    """A whole address of the web, without its fragment; None for anything else."""
    if not isinstance(value, str) or not value.strip() or len(value) > _MOST_ADDRESS:
        return None
    try:
        address = urljoin(base, NO_CHARACTER.sub("", value).strip())
        parts = urlsplit(address)
        found = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return None
    return re.sub(r"\s", "%20", address.partition("#")[0]) if found else None


def key_of(given: Any, address: str | None, title: str | None) -> str:
    """By what an entry is known again; "" where there is nothing."""
    held = NO_CHARACTER.sub("", given).strip() if isinstance(given, str) else ""
    key = held or address or title or ""
    return key if len(key) <= _MOST_KEY else hashlib.sha256(key.encode()).hexdigest()


def content_of(value: Any, kind: Any) -> str:
    """A text in HTML, of whichever type it was; "" where there is none, or too much."""
    words = NO_CHARACTER.sub("", value) if isinstance(value, str) else ""
    if len(words) > _MOST_CONTENT:
        return ""
    if kind == "text/plain":
        paragraphs = (part.strip() for part in re.split(r"\n\s*\n", words))
        return "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs if part)
    return words.strip()


def date_of(value: Any) -> str | None:
    """A date or time as feeds write them, in ISO 8601 with the zone that it was written in."""
    words = value.strip() if isinstance(value, str) and len(value) <= 100 else ""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        told = written(found)
        return told[:10] if told and re.fullmatch(r"\d{4}-\d\d-\d\d", words) else told
    return None


def written(found: datetime) -> str | None:
    """A time in ISO 8601, to the second; None for one at which there can be no feeds."""
    if found.year not in _YEARS:
        return None
    words = found.replace(microsecond=0).isoformat()
    return f"{words[:-6]}Z" if words.endswith("+00:00") else words
