"""What of a page cannot be its article: taken out before the main text is looked for.

The search for the main text tests each element of the page again and again, so what it would
drop in any case is dropped once, before. (On saved pages a third of the elements remain;
`benchmarks/RESULTS.md`, "Saved pages", has what this saves and what it changes.)
"""

from __future__ import annotations

from lxml.etree import strip_elements, strip_tags
from lxml.html import HtmlElement

# trafilatura drops these too, but for the linked data, by which it tells a forum.
_NEVER = (
    "applet",
    "area",
    "aside",
    "audio",
    "button",
    "canvas",
    "datalist",
    "dialog",
    "embed",
    "fieldset",
    "footer",
    "frame",
    "frameset",
    "iframe",
    "input",
    "label",
    "legend",
    "link",
    "map",
    "menu",
    "nav",
    "noscript",
    "object",
    "optgroup",
    "option",
    "picture",
    "script",
    "select",
    "source",
    "style",
    "svg",
    "textarea",
    "time",
    "track",
    "use",
    "video",
)
# The tag of what is about to be taken out: all at once, in time that grows with the page alone.
_GONE = "gone"
_KEPT_EMPTY = frozenset({"a", "br", "hr", "td", "th", "tr", "body", "html", "script"})
_TELLING = frozenset({"html", "head", "body", "meta", "link", "base", "time", "br"})
_INLINE = ("abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u")
_AROUND_INLINE = frozenset({"p", "li", "td", "h2", "h3", "a", *_INLINE})


def without_furniture(tree: HtmlElement) -> None:
    """Take out of a page what has no words of an article; what follows each stays in place.

    These are scripts, frames, forms' fields, navigation, footers and the like; elements without
    any words, but for links (how much of a part is links decides about it); and, within a
    paragraph, tags that only set a type.
    """
    _strip(tree, _NEVER)
    _strip_empty(tree, _KEPT_EMPTY)
    for element in tree.iter(*_INLINE):
        parent = element.getparent()
        plain = element.tag != "span" or not element.attrib
        if plain and parent is not None and parent.tag in _AROUND_INLINE:
            element.tag = _GONE
    strip_tags(tree, _GONE)
    _join_texts(tree)


def without_markup(tree: HtmlElement) -> None:
    """Take out of a page what says nothing to readers nor, as its head and linked data do, of it.

    So much as the search for the author's name needs is left.
    """
    _strip(tree, ("script", "style", "svg", "noscript", "iframe"))
    _strip_empty(tree, _TELLING)
    _join_texts(tree)


def removed(element: HtmlElement) -> None:
    """Take an element out of its page, but not the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _strip(tree: HtmlElement, tags: tuple[str, ...]) -> None:
    """Take out the elements of these tags, but for linked data."""
    linked = [s for s in tree.iter("script") if "ld+json" in (s.get("type") or "")]
    for script in linked:
        script.tag = "linked"
    strip_elements(tree, *tags, with_tail=False)
    for script in linked:
        script.tag = "script"


def _strip_empty(tree: HtmlElement, kept: frozenset[str]) -> None:
    """Take out the elements that hold neither words nor an element to be kept; blanks stay."""
    holding: set[HtmlElement] = set()
    for element in reversed(list(tree.iter())):
        empty = element not in holding and element.tag not in kept and _blank(element.text)
        if empty:
            element.tag = _GONE
        if not empty or not _blank(element.tail):
            holding.add(element.getparent())
    strip_tags(tree, _GONE)


def _join_texts(tree: HtmlElement) -> None:
    """Make one text of those that stood around what was taken out.

    A search for texts compares each with all before it: thousands of shreds take it minutes.
    """
    for element in tree.iter():
        if element.text:
            element.text = element.text
        if element.tail:
            element.tail = element.tail


def _blank(words: str | None) -> bool:
    return not words or words.isspace()
