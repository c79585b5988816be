"""A saved page to an article: its main text by trafilatura, with the posts that it embeds."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from quoth.article import Article, Block
from quoth.errors import EmptyInput, InputError, Malformed, TooLarge
from quoth.intake.decoding import decode, xml_encoding
from quoth.intake.limits import Limits
from quoth.intake.page_blocks import PageBlock, body_blocks
from quoth.intake.page_metadata import PageMetadata, metadata_of
from quoth.intake.page_opening import standfirst_of
from quoth.intake.page_posts import take_posts
from quoth.intake.page_words import flat, key
from quoth.intake.posts import Post

_DECLARED = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_BETWEEN = "\n\n"
# A tag, its quoted values whole; possessive, so that no page makes the search go back.
_LONG_TAG = re.compile(r"<[A-Za-z](?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+'){0,100000}+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SCRIPT = re.compile(r"</?script\b", re.IGNORECASE)
_MOST_ATTRIBUTES = 1000
# One class for all elements: lxml's own choice of a class by tag costs each look at an element.
_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)

# trafilatura reports each page that it cannot read; here that is an error of its own.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def article_from_html(
    html: bytes | str,
    *,
    id: str,
    url: str | None = None,
    limits: Limits | None = None,
    declared: str | None = None,
) -> Article:
    """Return the article of a page: headline, standfirst, body, embedded posts, in their order.

    The blocks are parted by blank lines. Captions, pull quotes that repeat the body, and
    "read also" boxes are left out. Nothing is fetched.

    Args:
        html: the page as saved.
        id: what names it in outputs.
        url: its address, where known; else the one that the page gives.
        limits: bounds on its size.
        declared: the encoding that came with it; that of its `meta` counts when None.

    Raises:
        EmptyInput: there is no text in it.
        TooLarge: it is over the bounds.
        NotText: it is in no encoding that can be told.
        Malformed: no parser makes anything of it.
    """
    limits = limits or Limits()
    text = html if isinstance(html, str) else _decoded(html, id, limits, declared)
    if len(text) > limits.html_bytes:
        raise TooLarge(id, "the page is over the size bound", "save the article alone")
    if not text.strip():
        raise EmptyInput(id, "there is nothing to read in it")
    try:
        tree = _parsed(text, id, limits)
        metadata = metadata_of(tree, url)
        posts = take_posts(tree)
        standfirst = standfirst_of(tree, metadata)
        body = body_blocks(tree, posts, metadata, standfirst)
    except InputError:
        raise
    except RecursionError as error:
        raise Malformed(id, "the page is nested too deeply", "save its text") from error
    except Exception as error:
        # Parsers fail on hostile pages in more ways than they document.
        problem = f"the page cannot be read ({type(error).__name__})"
        raise Malformed(id, problem, "save its text") from error
    if not body:
        raise EmptyInput(id, "no article text found on the page", "save its text")
    return _assembled(id, metadata, standfirst, body)


def _decoded(data: bytes, id: str, limits: Limits, declared: str | None) -> str:
    if len(data) > limits.html_bytes:
        raise TooLarge(id, "the page is over the size bound", "save the article alone")
    head = data[:4096]
    found = _DECLARED.search(head)
    named = found[1].decode("ascii") if found else xml_encoding(head)
    return decode(data, id, declared=declared or named)


def _parsed(text: str, id: str, limits: Limits) -> HtmlElement:
    check_tags(text, id)
    # NUL ends the text for the parser, and no page means one; surrogates cannot be encoded.
    data = text.replace("\0", "").encode("utf-8", errors="replace")
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=False
    )
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        tree = document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Malformed(id, "no page in it", "save its text") from error
    if any("depth" in entry.message for entry in parser.error_log):
        # What stands deeper is not in the tree: rather no article than part of one.
        raise Malformed(id, "the page is nested too deeply", "save its text")
    if tree.xpath("count(//*)") > limits.html_elements:
        raise TooLarge(id, f"over {limits.html_elements} elements", "save the article alone")
    return tree


def check_tags(text: str, id: str) -> None:
    """Look for tags that would keep a parser for minutes.

    Raises:
        Malformed: there is one.
    """
    for part in _outside_scripts(text):
        for tag in _LONG_TAG.finditer(part):
            # The parser compares each attribute of an element with all before it.
            if len(tag[0]) > 10_000 and len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES:
                problem = f"a tag with over {_MOST_ATTRIBUTES} attributes"
                raise Malformed(id, problem, "save its text")


def _outside_scripts(text: str) -> Iterator[str]:
    """Yield the stretches of a page that no script stands in: there "<" may mean less."""
    begin = 0
    for tag in _SCRIPT.finditer(text):
        if tag[0].startswith("</"):
            begin = tag.start()
        elif begin <= tag.start():
            yield text[begin : tag.start()]
            begin = len(text)
    yield text[begin:]


def _assembled(
    id: str, metadata: PageMetadata, standfirst: str | None, body: Sequence[PageBlock]
) -> Article:
    blocks: list[PageBlock] = []
    if metadata.headline:
        blocks.append(PageBlock("headline", flat(metadata.headline)))
    if standfirst and key(standfirst) != key(metadata.headline or ""):
        blocks.append(PageBlock("standfirst", standfirst))
    blocks.extend(body)
    text = _BETWEEN.join(block.words for block in blocks)
    found: list[Block] = []
    begin = 0
    for number, block in enumerate(blocks):
        end = begin + len(block.words) + (len(_BETWEEN) if number + 1 < len(blocks) else 0)
        post = block.post or Post()
        found.append(
            Block(block.kind, begin, end, post.author, post.handle, post.date, post.platform)
        )
        begin = end
    return Article(
        text=text,
        blocks=tuple(found),
        id=id,
        url=metadata.url,
        outlet=metadata.outlet,
        headline=flat(metadata.headline) if metadata.headline else None,
        byline=metadata.byline,
        published=metadata.published,
        language=metadata.language,
    )
