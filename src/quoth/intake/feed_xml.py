"""XML from strangers: decoded, perhaps broken, perhaps a trap, to a tree or bytes that are sound.

Declarations of entities are cut off, so that none can be expanded; libxml2 mends what is broken,
within its bounds on depth; and what its parsers take more than linear time for is counted first.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from lxml import etree

from quoth.errors import Malformed, TooLarge

NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold, and no text needs."""

_MOST_ELEMENTS = 200_000
_MOST_ATTRIBUTES = 200
_MOST_PREFIXES = 100
# A reference that every reader of XML knows stays; one to HTML's names becomes its character.
_AMPERSAND = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,40});)?")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BEGIN = re.compile(r"<(?![?!])")
# A tag, its quoted values whole; possessive, so that no feed makes the search go back.
_TAG = re.compile(r"<[^\W\d](?:[^\"'<>]++|\"[^\"<]*+\"|'[^'<]*+')*+")
_PREFIX = re.compile(r"\bxmlns:([^\s=]{1,100})")
_LONG = 2_000
_KNOWN = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "atom": "http://www.w3.org/2005/Atom",
}


def parsed(text: str, source: str) -> Any:
    """Return the root of an XML document that may be broken; no entity in it is expanded.

    Args:
        text: the document, decoded.
        source: the input as the user knows it.

    Raises:
        Malformed: there is no XML in it, or it is nested too deeply or oddly.
        TooLarge: it has too many elements.
    """
    # Before the first element stand but the declarations of encoding and entities.
    begin = _BEGIN.search(text)
    if begin is None:
        raise Malformed(source, "no feed in it", "check the address")
    text = "".join(_mended(text[begin.start() :], source))
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Malformed(source, "no feed in it", "check the address") from error
    if root is None:
        raise Malformed(source, "no feed in it", "check the address")
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise Malformed(source, "it is nested too deeply")
    return root


def _mended(text: str, source: str) -> Iterator[str]:
    """Yield a document's stretches without what no XML may hold, its ampersands put right."""
    text = NO_CHARACTER.sub("", text)
    at = elements = references = 0
    prefixes: set[str] = set()
    while at < len(text):
        begin = text.find("<![CDATA[", at)
        begin = len(text) if begin < 0 else begin
        markup = text[at:begin]
        elements += markup.count("<")
        references += markup.count("&")
        prefixes.update(_PREFIX.findall(markup))
        for tag in _TAG.finditer(markup):
            # The parser compares each attribute of an element with all before it.
            if len(tag[0]) > _LONG and tag[0].count("=") > _MOST_ATTRIBUTES:
                raise Malformed(source, f"a tag with over {_MOST_ATTRIBUTES} attributes")
        if elements > _MOST_ELEMENTS or references > 2 * _MOST_ELEMENTS:
            raise TooLarge(source, f"over {_MOST_ELEMENTS} tags, or twice as many references")
        if len(prefixes) > _MOST_PREFIXES:
            raise Malformed(source, f"over {_MOST_PREFIXES} namespaces")
        yield _AMPERSAND.sub(_reference, markup)
        end = text.find("]]>", begin)
        at = len(text) if end < 0 else end + 3
        yield text[begin:at]


def _reference(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _PREDEFINED:
        return found[0]
    character = html.unescape(found[0])
    if name.startswith("#"):
        # One that stands for no character would end the parsing.
        return "" if NO_CHARACTER.search(character) else found[0]
    return character if character != found[0] else f"&amp;{name};"


def sound(root: Any, source: str) -> bytes:
    """Return a tree as XML in UTF-8 that every parser takes, its prefixes all declared.

    Raises:
        Malformed: it cannot be written so.
    """
    data: bytes = etree.tostring(root, encoding="utf-8")
    loose = {
        str(name).split(":", 1)[0]
        for element in root.iter(etree.Element)
        for name in (element.tag, *element.attrib)
        if ":" in str(name) and not str(name).startswith("{")
    }
    if loose:
        declared = "".join(
            f' xmlns:{prefix}="{_KNOWN.get(prefix, "urn:undeclared:" + prefix)}"'
            for prefix in sorted(loose)[:_MOST_PREFIXES]
        )
        name = re.search(rb"<[^\s/>?!]+", data)
        at = name.end() if name else 0
        data = data[:at] + declared.encode() + data[at:]
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)
    except expat.ExpatError as error:
        raise Malformed(source, "it is no XML", "check the address") from error
    return data


def local(element: Any) -> str:
    """Return an element's name without its namespace or prefix."""
    return str(element.tag).rsplit("}", 1)[-1].rsplit(":", 1)[-1]
