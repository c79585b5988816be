"""The standfirst of a page, where it plainly has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from quoth.intake.page_metadata import PageMetadata
from quoth.intake.page_words import flat, key

_NAMED = re.compile(
    r"(?:^|[-_ ])(?:stand-?first|dek|deck|sub-?title|sub-?head(?:line|ing)?|sub-?deck|strap-?line"
    r"|article-?(?:summary|intro|lead)|teaser-?text|excerpt|summary)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 20, 500
_NEAR = 120


def standfirst_of(tree: HtmlElement, metadata: PageMetadata) -> str | None:
    """Return the standfirst: words shown near the headline that are named or described as such.

    Either an element of a fitting name ("standfirst", "dek", "subtitle"), or a short element
    whose words are the page's own description of itself.
    """
    headline = key(metadata.headline or "")
    described = key(metadata.description or "")
    heads = [h for h in tree.iter("h1") if key(h.text_content())]
    if not heads:
        return None
    start = next((h for h in heads if key(h.text_content()) == headline), heads[0])
    for element in islice(_following(start), _NEAR):
        if element.tag == "h1":
            return None
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "figure", "nav"):
            continue
        words = flat(element.text_content())
        if not _SHORTEST <= len(words) <= _LONGEST or key(words) == headline:
            continue
        names = " ".join(element.get(a) or "" for a in ("class", "id", "itemprop", "data-testid"))
        if key(words) == described and element.tag != "li":
            return words
        if _NAMED.search(names) and not element.xpath(".//time|.//ul|.//button|.//img"):
            return words
    return None


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands behind an element, in the order of the page, without what it holds."""
    while element is not None:
        for sibling in element.itersiblings():
            yield from sibling.iter()
        element = element.getparent()
