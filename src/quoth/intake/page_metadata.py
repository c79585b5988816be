"""What a page says of itself: headline, date, author, outlet, address, language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml.html import HtmlElement

from quoth.intake.page_furniture import removed, without_markup
from quoth.intake.page_words import flat, key

if TYPE_CHECKING:
    from trafilatura.settings import Document

_ARTICLE_TYPE = re.compile(r"Article$|^(?:LiveBlogPosting|BlogPosting|Report|Review)$")
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?"
)
_PARTING = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")
_LONGEST_LD = 2_000_000
_LONGEST_SEARCHED = 50_000
_LONGEST_TITLE = 1000
_EARLIEST = "1500"


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """See the fields of `quoth.article.Article`; `description` is the page's own summary."""

    headline: str | None = None
    published: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    description: str | None = None


def metadata_of(tree: HtmlElement, url: str | None) -> PageMetadata:
    """Return what the page says of itself, by JSON-LD, OpenGraph and its own headline.

    Where these are silent, trafilatura's search for dates and authors fills in.

    Args:
        tree: the page, as parsed.
        url: its address, where known.
    """
    meta = _meta(tree)
    objects = list(_linked_objects(tree))
    linked = next((o for o in objects if _is_article(o)), {})
    outlet = meta.get("og:site_name") or _name(linked.get("publisher"))
    published = _published(linked, meta)
    byline = _name(_resolved(linked.get("author"), objects)) or _author(meta)
    address = url or _address(tree, meta)
    headline = _headline(tree, meta, linked, outlet)
    if not (outlet and published and byline and address and headline):
        guessed = _guessed(tree, url, dated=published is not None)
        outlet = outlet or guessed.sitename
        headline = _headline(tree, meta, linked, outlet) or guessed.title
        published = published or _found_date(guessed.date or "")
        byline = byline or guessed.author
        address = address or guessed.url
    return PageMetadata(
        headline=headline or None,
        published=published or None,
        byline=byline or None,
        outlet=outlet or None,
        url=address or None,
        language=(tree.get("lang") or "").strip() or None,
        description=meta.get("og:description") or meta.get("description") or None,
    )


def _guessed(tree: HtmlElement, url: str | None, *, dated: bool) -> Document:
    """Return what trafilatura finds; where the date is known, without what only tells that."""
    from trafilatura.metadata import extract_metadata

    page = deepcopy(tree)
    for script in list(page.iter("script")):
        # Its search in linked data that it cannot parse takes a second on a megabyte.
        if len(script.text or "") > _LONGEST_SEARCHED and "ld+json" in (script.get("type") or ""):
            removed(script)
    if dated:
        without_markup(page)
    dates = {"original_date": True, "extensive_search": not dated}
    return extract_metadata(page, default_url=url, date_config=dates)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = flat(element.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_objects(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, in its order."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        source = script.text or ""
        if len(source) > _LONGEST_LD:
            continue
        try:
            waiting = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(1000):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                yield node
                for inner in ("@graph", "mainEntity", "mainEntityOfPage"):
                    if isinstance(node.get(inner), list | dict):
                        waiting.append(node[inner])


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and _ARTICLE_TYPE.search(k) for k in kinds)


def _resolved(value: Any, objects: list[dict[str, Any]]) -> Any:
    """Return a value with each mere reference ("@id") as the object that it leads to."""
    if isinstance(value, list):
        return [_resolved(entry, objects) for entry in value[:20] if not isinstance(entry, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return next((o for o in objects if o.get("@id") == value["@id"] and "name" in o), value)
    return value


def _author(meta: dict[str, str]) -> str | None:
    """Return a person's name from the page's tags; one word alone is the name of an account."""
    for tag in ("author", "article:author", "parsely-author"):
        name = _name(meta.get(tag))
        if name and " " in name:
            return name
    return None


def _name(value: Any, depth: int = 0) -> str | None:
    if depth > 3:
        return None
    if isinstance(value, list):
        names = [name for entry in value[:20] if (name := _name(entry, depth + 1))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _name(value.get("name"), depth + 1)
    if isinstance(value, str) and not re.match(r"https?:", value):
        return flat(html.unescape(value)) or None
    return None


def _published(linked: dict[str, Any], meta: dict[str, str]) -> str | None:
    candidates = [
        linked.get("datePublished"),
        meta.get("article:published_time"),
        meta.get("og:article:published_time"),
        meta.get("datepublished"),
        meta.get("parsely-pub-date"),
        meta.get("dc.date.issued"),
    ]
    for value in candidates:
        found = _DATE.match(value.strip()) if isinstance(value, str) else None
        plausible = _plausible(found[0]) if found else None
        if plausible:
            return plausible.replace(" ", "T", 1).replace(" ", "")
    return None


def _found_date(date: str) -> str | None:
    """Return a date found in a page's words; the first of January is what a mere year becomes."""
    return None if date.endswith("-01-01") else _plausible(date)


def _plausible(date: str) -> str | None:
    """Return a date, or None for one before print: what software writes for having none."""
    return date if date >= _EARLIEST else None


def _address(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and _is_web(link.get("href")):
            return str(link.get("href")).strip()
    found = meta.get("og:url")
    return found if _is_web(found) else None


def _is_web(address: str | None) -> bool:
    return re.match(r"https?://\S+$", (address or "").strip()) is not None


def _headline(
    tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any], outlet: str | None
) -> str | None:
    """Return the headline on which most of what the page offers agrees.

    A page names its headline up to five times (OpenGraph, `h1`, JSON-LD, Twitter card, `title`),
    and each may be a shortened or search-optimised one. OpenGraph counts double: it is written
    for readers elsewhere; only agreement of three others goes before it. (On the news pages
    that `benchmarks/pages.py` measures .86 come out right; the first `h1` alone is right on
    .71, OpenGraph as it stands on .67, JSON-LD on .50.)
    """
    printed = [flat(h.text_content()) for h in tree.iter("h1")]
    title = next((flat(t.text_content()) for t in tree.iter("title")), "")
    offered = [
        (_without_outlet(meta.get("og:title", ""), outlet, printed), 2.0),
        (_name(linked.get("headline")) or "", 1.0),
        (_without_outlet(meta.get("twitter:title", ""), outlet, printed), 0.9),
        (_without_outlet(title, outlet, printed), 0.6),
    ]
    keys = {key(words) for words, _ in offered if words}
    first = next((h for h in printed if key(h) in keys), "") or _nearest(printed, title)
    offered.insert(1, (first, 1.0))
    votes: dict[str, float] = {}
    for words, weight in offered:
        if key(words):
            votes[key(words)] = votes.get(key(words), 0.0) + weight
    if not votes:
        return None
    best = max(votes, key=lambda words: votes[words])
    return next(words for words in (first, *(w for w, _ in offered)) if key(words) == best)


def _nearest(printed: list[str], title: str) -> str:
    """Return the `h1` that shares the most words with the page's title."""
    named = set(key(title).split())
    shared = [len(named & set(key(h).split())) for h in printed]
    return printed[shared.index(max(shared))] if printed and max(shared) >= 2 else ""


def _without_outlet(words: str, outlet: str | None, printed: list[str]) -> str:
    """Return a title without the sections and outlet behind it ("... | Arts | The Post")."""
    words = flat(html.unescape(words))
    if len(words) > _LONGEST_TITLE:
        return words
    for h in printed:
        if len(h.split()) > 3 and f": {h.casefold()}" in words.casefold():
            return h
    cuts = list(_PARTING.finditer(words))
    keys = {key(h) for h in printed}
    for cut in cuts:
        if key(words[: cut.start()]) in keys:
            return words[: cut.start()]
    known = key(outlet or "")
    for cut in cuts:
        rest = key(words[cut.end() :])
        if rest and known and (rest == known or rest in known or known in rest):
            return words[: cut.start()] if len(words[: cut.start()].split()) > 2 else words
    bars = [cut for cut in cuts if "|" in cut[0]]
    if bars and len(words[: bars[0].start()].split()) > 3:
        return words[: bars[0].start()]
    return words
