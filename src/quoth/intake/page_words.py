"""The words of an element, as a reader sees them: lines where the page has them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_BREAKING = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "lb",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset({"script", "style", "svg", "template", "noscript", "iframe"})
_WORD = re.compile(r"\w+")


def flat(words: str) -> str:
    """Return the words with each run of white space as one blank."""
    return _SPACE.sub(" ", words).strip()


def words_of(element: HtmlElement) -> str:
    """Return the text of an element: its blocks and breaks as lines, other space as one blank."""
    parts: list[str] = []
    walked: list[tuple[HtmlElement, bool]] = [(element, False)]
    while walked:  # not recursive: pages nest as deep as they like
        node, done = walked.pop()
        breaks = node.tag in _BREAKING
        if done:
            parts.append("\n" if breaks else "")
            if node is not element:
                parts.append(_SPACE.sub(" ", node.tail or ""))
            continue
        if breaks:
            parts.append("\n")
        walked.append((node, True))
        if isinstance(node.tag, str) and node.tag not in _UNSEEN:
            parts.append(_SPACE.sub(" ", node.text or ""))
            walked.extend((child, False) for child in reversed(node))
    lines = (flat(line) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def key(words: str) -> str:
    """Return what is compared of a stretch: its words without case, marks and spacing."""
    return " ".join(_WORD.findall(words.casefold()))
