"""Lists of feeds, as readers of feeds hand them to each other: OPML 2.0."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO
from xml.sax.saxutils import quoteattr

from quoth.errors import EmptyInput, InputError, Malformed
from quoth.intake.decoding import decode
from quoth.intake.feed_values import address_of, words_of
from quoth.intake.feed_xml import local, parsed
from quoth.intake.files import bytes_of, read_bytes
from quoth.intake.inputs import is_address
from quoth.record.feeds import Followed

MOST_BYTES = 10_000_000


def feeds_named(inputs: Iterable[str]) -> tuple[dict[str, str | None], list[InputError]]:
    """Return the feeds that a user names, as addresses or in lists: addresses to titles.

    Args:
        inputs: addresses of feeds, paths of OPML files, `-` for one on standard input.

    Returns:
        The feeds, and what is wrong with each input that is neither, or no list of feeds.
    """
    found: dict[str, str | None] = {}
    wrong: list[InputError] = []
    for name in inputs:
        try:
            listed = _feeds_by(name)
        except InputError as error:
            wrong.append(error)
            continue
        for address, title in listed.items():
            found.setdefault(address, title)
    return found, wrong


def _feeds_by(name: str) -> dict[str, str | None]:
    if name == "-":
        return feeds_in(bytes_of(sys.stdin.buffer, name, MOST_BYTES), name)
    if is_address(name):
        address = address_of(name, "")
        if address is None:
            raise InputError(name, "not an address", "name it as https://outlet.example/rss")
        return {address: None}
    if os.path.exists(name):
        return feeds_in(read_bytes(name, MOST_BYTES), name)
    raise InputError(name, "neither an address nor a file", "begin addresses with https://")


def feeds_in(data: bytes, source: str) -> dict[str, str | None]:
    """Return the feeds of a list, however deep its outlines are nested: addresses to titles.

    Args:
        data: the bytes of an OPML document.
        source: the input as the user knows it.

    Raises:
        EmptyInput: it names no feed.
        Malformed: it is no OPML.
        NotText: it is in no encoding that can be told.
    """
    root = parsed(decode(data, source), source)
    if local(root).lower() != "opml":
        raise Malformed(source, "not a list of feeds (OPML)", "name the address of a feed")
    found: dict[str, str | None] = {}
    for outline in root.iter("{*}outline"):
        given = {name.lower(): value for name, value in outline.attrib.items()}
        address = address_of(given.get("xmlurl"), "")
        if address:
            found.setdefault(address, words_of(given.get("title") or given.get("text")))
    if not found:
        raise EmptyInput(source, "no feed in this list")
    return found


def write_opml(feeds: Iterable[Followed], stream: TextIO) -> None:
    """Write feeds as a list.

    Args:
        feeds: as the record has them.
        stream: where to.
    """
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n')
    stream.write("<head><title>Feeds followed by Quoth</title></head>\n<body>\n")
    for feed in feeds:
        title = quoteattr(feed.title or feed.url)
        page = f" htmlUrl={quoteattr(feed.page)}" if feed.page else ""
        stream.write(
            f'<outline type="rss" text={title} title={title} xmlUrl={quoteattr(feed.url)}{page}/>\n'
        )
    stream.write("</body>\n</opml>\n")
