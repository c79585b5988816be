"""Feeds: the bytes of RSS, Atom or JSON Feed to what they announce.

A feed is hostile until it is parsed: `feed_xml` makes it sound, and feedparser, which knows the
dialects, only ever sees what is well-formed.
"""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from quoth.errors import EmptyInput, InputError, Malformed
from quoth.intake.decoding import decode, xml_encoding
from quoth.intake.feed_values import address_of, content_of, date_of, key_of, words_of, written
from quoth.intake.feed_xml import NO_CHARACTER, local, parsed, sound
from quoth.intake.inputs import is_address

MOST_ENTRIES = 1000
"""So many entries of one feed are taken, from the first one on."""

_LONGEST_PACE = 7 * 24 * 60 * 60
_SNIFFED = 2048
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|opml)\b", re.IGNORECASE)
_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
)
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 24 * 7, "monthly": 24 * 30, "yearly": 24 * 365}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ITEMS = frozenset({"item", "entry"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed announces.

    Attributes:
        key: by which it is known again: its id in the feed, or else its address or title.
        url: its address, http or https.
        title: its headline, without markup.
        author: who wrote it.
        published, updated: dates or times of publication and of the last change, ISO 8601.
        content: the text in HTML, where the feed holds more of it than a summary.
    """

    key: str
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a feed wants to be looked at.

    Attributes:
        least: seconds between two looks.
        hours: at which hours of the day, UTC, it is not to be looked at.
        days: on which days of the week, Monday being 0.
    """

    least: int = 0
    hours: tuple[int, ...] = ()
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed tells: its entries in its own order, without doubles.

    Attributes:
        title: what it is called: mostly the outlet.
        page: the address of the page that it is the feed of.
        entries: what it announces.
        pace: how often it wants to be looked at.
    """

    title: str | None = None
    page: str | None = None
    entries: tuple[Entry, ...] = ()
    pace: Pace = Pace()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A page that stands where a feed was looked for, and the feeds it names, the first first."""

    feeds: tuple[str, ...]


def read_feed(
    data: bytes, url: str, *, media_type: str = "", charset: str | None = None
) -> Feed | Elsewhere:
    """Return what a feed tells, or the feeds that a page names.

    Args:
        data: the bytes, within a bound.
        url: where they stood: addresses in them are relative to it.
        media_type, charset: as what they were sent; the bytes themselves have the last word.

    Raises:
        EmptyInput: there is nothing in it.
        NotText: it is in no encoding that can be told.
        Malformed: it is no feed, or a page that names none.
    """
    if not data.strip():
        raise EmptyInput(url, "there is nothing to read in it")
    text = decode(data, url, declared=charset or xml_encoding(data[:_SNIFFED]))
    try:
        if media_type.endswith("json") or text.lstrip()[:1] == "{":
            return _json_feed(text, url)
        head = text[:_SNIFFED]
        if _PAGE.search(head) and not _FEED.search(head):
            return _elsewhere(text, url)
        return _xml_feed(text, url)
    except InputError:
        raise
    except Exception as error:
        # Parsers fail on hostile feeds in more ways than they document.
        problem = f"the feed cannot be read ({type(error).__name__})"
        raise Malformed(url, problem, "check the address") from error


# -- XML -------------------------------------------------------------------------------------------


def _xml_feed(text: str, url: str) -> Feed:
    import feedparser

    root = parsed(text, url)
    kind = local(root).lower()
    if kind in ("opml", "html"):
        what = "a list of feeds (OPML)" if kind == "opml" else "a page"
        raise Malformed(url, f"this is {what}, not a feed", "name the feed, or the list as a file")
    items = [element for element in root.iter(etree.Element) if local(element) in _ITEMS]
    for element in items[MOST_ENTRIES:]:
        element.getparent().remove(element)
    for element in root.iter("{*}guid"):
        # Many ids are no addresses, and do not say so.
        if not is_address((element.text or "").strip()):
            element.set("isPermaLink", "false")
    found = feedparser.parse(
        sound(root, url),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url,
        },
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.version and not found.entries:
        raise Malformed(url, "no feed in it", "check the address")
    about = found.feed
    return Feed(
        title=words_of(about.get("title")),
        page=address_of(about.get("link"), url),
        entries=_each_once(_xml_entry(entry, url) for entry in found.entries[:MOST_ENTRIES]),
        pace=_pace(root),
    )


def _xml_entry(entry: Any, url: str) -> Entry:
    address = address_of(entry.get("link"), url)
    title = words_of(entry.get("title"))
    date = next((entry[name] for name in ("published", "updated") if name in entry), None)
    return Entry(
        key=key_of(entry.get("id"), address, title),
        url=address,
        title=title,
        author=words_of(entry.get("author")),
        published=date_of(date) or _struct(entry),
        updated=date_of(entry["updated"]) if "updated" in entry else None,
        content=_content(entry),
    )


def _content(entry: Any) -> str | None:
    """The text in HTML, where the entry holds more than a summary."""
    held = [content_of(one.get("value"), one.get("type")) for one in entry.get("content", ())[:10]]
    return max(held, key=len, default="") or None


def _pace(root: Any) -> Pace:
    """How often a feed wants to be looked at, by RSS's own elements and the syndication module."""
    told: dict[str, str] = {}
    hours: set[int] = set()
    days: set[int] = set()
    channel = next((element for element in root if local(element) == "channel"), root)
    for element in channel.iterchildren(etree.Element):
        name = local(element)
        values = [(inner.text or "").strip() for inner in element]
        if name == "skipHours":
            # RSS 0.91 counted them from 1 to 24.
            hours.update(int(v) % 24 for v in values if v.isascii() and v.isdigit() and len(v) < 3)
        elif name == "skipDays":
            days.update(_DAYS.index(v.lower()) for v in values if v.lower() in _DAYS)
        elif name in ("ttl", "updatePeriod", "updateFrequency"):
            told.setdefault(name, (element.text or "").strip().lower())
    least = 60 * _number(told.get("ttl"))
    period = _PERIODS.get(told.get("updatePeriod", ""), 0) * 3600
    if period:
        least = max(least, period // max(1, _number(told.get("updateFrequency"))))
    return Pace(
        min(least, _LONGEST_PACE),
        tuple(sorted(hours)) if len(hours) < 24 else (),
        tuple(sorted(days)) if len(days) < 7 else (),
    )


def _number(words: str | None) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 10 else 0


# -- JSON -----------------------------------------------------------------------------------------


def _json_feed(text: str, url: str) -> Feed:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed(url, "the feed is no JSON", "check the address") from error
    version = held.get("version") if isinstance(held, dict) else None
    if not isinstance(version, str) or "jsonfeed.org" not in version:
        raise Malformed(url, "JSON, but no JSON Feed", "check the address")
    items = held.get("items")
    items = items if isinstance(items, list) else []
    return Feed(
        title=words_of(held.get("title")),
        page=address_of(held.get("home_page_url"), url),
        entries=_each_once(
            _json_entry(item, url) for item in items[:MOST_ENTRIES] if isinstance(item, dict)
        ),
    )


def _json_entry(item: dict[str, Any], url: str) -> Entry:
    address = address_of(item.get("url"), url) or address_of(item.get("external_url"), url)
    title = words_of(item.get("title"))
    authors = item.get("authors")
    authors = authors if isinstance(authors, list) else [item.get("author")]
    names = [words_of(one.get("name")) for one in authors[:20] if isinstance(one, dict)]
    content = content_of(item.get("content_html"), "text/html")
    content = content or content_of(item.get("content_text"), "text/plain")
    given = item.get("id")
    return Entry(
        key=key_of(str(given) if isinstance(given, str | int | float) else None, address, title),
        url=address,
        title=title,
        author=words_of(", ".join(filter(None, names))),
        published=date_of(item.get("date_published")) or date_of(item.get("date_modified")),
        updated=date_of(item.get("date_modified")),
        content=content or None,
    )


# -- pages ----------------------------------------------------------------------------------------


def _elsewhere(text: str, url: str) -> Elsewhere:
    """The feeds that a page names in its head."""
    from lxml.html import HTMLParser, document_fromstring

    from quoth.intake.html import check_tags

    check_tags(text, url)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = NO_CHARACTER.sub("", text).encode()
    tree = document_fromstring(data, parser=parser, ensure_head_body=True)
    base = next((b.get("href") for b in tree.iter("base") if b.get("href")), "")
    found: dict[str, None] = {}
    for link in tree.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        if "alternate" in rel and kind in _FEED_TYPES:
            address = address_of(link.get("href"), urljoin(url, base))
            if address:
                found[address] = None
    if not found:
        raise Malformed(url, "a page, and it names no feed", "name the feed itself")
    return Elsewhere(tuple(found)[:MOST_ENTRIES])


def _each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries that can be told from each other; of those with one key, the first."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.key:
            found.setdefault(entry.key, entry)
    return tuple(found.values())


def _struct(entry: Any) -> str | None:
    """The date that feedparser makes of a form that nobody else reads, in UTC."""
    for name in ("published_parsed", "updated_parsed"):
        # Asked for a key that is not there, feedparser warns that it gives another one.
        if name not in entry or not entry[name]:
            continue
        try:
            return written(datetime.fromtimestamp(timegm(entry[name]), UTC))
        except (ValueError, OverflowError):
            continue
    return None
