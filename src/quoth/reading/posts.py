"""Embedded posts: who signs one has said it, whether or not the encoder saw it.

A post may pass on what somebody else said: a line that begins with their name or role, then
their words in lines marked with ">".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quoth.article import Article, Block, Span

_BEFORE_NAME = re.compile(r"(?:\s*(?:—|–|―|--?|\bA \w+ (?:shared|posted) by))\s*$")
_HANDLE = re.compile(r"\s*\(@[^)\s]{1,120}\)")
_WORD = re.compile(r"\w")
_LINE = re.compile(r"[^\r\n]+")
_MARKED = re.compile(r"[ \t]*>[ \t]*(?=\S)")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
# What stands on lines of its own in a copied card and is no words of the post's.
_FURNITURE = (
    r"View all [\d.,]+ comments?|[\d.,]+ ?[KkMm]? (?:[Ll]ikes?|[Cc]omments?|[Vv]iews?|[Ss]hares?"
    r"|[Rr]epl(?:y|ies)|[Rr]eposts?|[Rr]etweets?|[Qq]uotes?|[Bb]ookmarks?|[Ff]ollowers?)"
    r"|\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
    r"|(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
    r"(?: \d{1,2}\b)?(?:,? \d{4})?|\d{4}-\d\d-\d\d|\d+ ?(?:min|hrs?|[smhdw])\b|@[\w.-]+|\bat\b"
    r"|Follow(?:ing)?|Verified|Edited|Yesterday|Translate post"
)
_DATED = re.compile(r"\s*(?:—|–|--?)\s*[\w ,.]{4,20}\s*$")
_NAMED = re.compile(r"\W*([^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3})(?=:| [a-z])")
_NOBODY = frozenset("the a an this that breaking update watch new exclusive just what".split())


class Post(NamedTuple):
    """An embedded post: its block, the words of it, and the signature."""

    block: int
    words: Span
    author: Span


def posts(article: Article) -> Iterator[Post]:
    """Yield the signed posts of an article, in order.

    Only those that are signed at their end ("… — Name (@handle) date"), or that begin with who
    wrote them, on a line of its own or before a colon ("@handle: … — date"), are certain.
    """
    for index, block in enumerate(article.blocks):
        if block.kind == "embed" and (found := _post(article.text, index, block)):
            yield found


def _post(text: str, index: int, block: Block) -> Post | None:
    name = block.author or block.handle
    at = text.rfind(name, block.begin, block.end) if name else -1
    if name is None:
        return None
    if at < 0:
        return _card(text, index, block)
    before = _BEFORE_NAME.search(text, block.begin, at)
    if not before:
        return _card(text, index, block)
    begin = block.begin
    while begin < at and (text[begin].isspace() or text[begin] == ">"):
        begin += 1
    if not _WORD.search(text, begin, before.start()):
        return None
    end = at + len(name)
    handle = _HANDLE.match(text, end, block.end)
    return Post(index, Span(begin, before.start()), Span(at, handle.end() if handle else end))


def _card(text: str, index: int, block: Block) -> Post | None:
    """A post that begins with who wrote it, as a copied card does."""
    lines = [Span(*m.span()) for m in _LINE.finditer(text, block.begin, block.end) if m[0].strip()]
    names = [name for name in (block.author, block.handle) if name and name.strip("@ ")]
    if not lines or not names:
        return None
    head = lines[0]
    name = next((n for n in names if text.startswith(n.lstrip("@"), _bare(text, head.begin))), "")
    begin = _bare(text, head.begin)
    end = begin + len(name.lstrip("@"))
    if not name:
        return None
    if text.startswith(":", end):
        dated = _DATED.search(text, end, head.end)
        words = Span(end + 1, dated.start() if dated else head.end)
        lines = [words, *lines[1:]] if not dated else [words]
    elif text[end : head.end].strip() and not _is_furniture(text, Span(end, head.end)):
        return None
    else:
        lines = lines[1:]
    while lines and _is_furniture(text, lines[0]):
        lines = lines[1:]
    while lines and _is_furniture(text, lines[-1]):
        lines = lines[:-1]
    if not lines:
        return None
    first, last = lines[0].begin, lines[-1].end
    while first < last and text[first].isspace():
        first += 1
    return Post(index, Span(first, last), Span(head.begin, end)) if first < last else None


def _bare(text: str, begin: int) -> int:
    """Where a name begins, behind blanks and the sign of a handle."""
    while text[begin : begin + 1] in (" ", "\t", "@"):
        begin += 1
    return begin


def _is_furniture(text: str, line: Span) -> bool:
    """Whether a line tells only when a post was written, by which handle, and who liked it."""
    return _WORD.search(re.compile(_FURNITURE).sub("", text[slice(*line)])) is None


class Relayed(NamedTuple):
    """Somebody's words in a post that is signed by another.

    Attributes:
        post: the post that passes them on.
        source: the words that name whose they are.
        content: the words, a span a line.
    """

    post: Post
    source: Span
    content: tuple[Span, ...]


def relayed(text: str, post: Post) -> Relayed | None:
    """Return the words of somebody else that a post passes on, if it does.

    Args:
        text: the article's text.
        post: a signed post of it.
    """
    heading: re.Match[str] | None = None
    content: list[Span] = []
    for line in _LINE.finditer(text, *post.words):
        marked = _MARKED.match(text, *line.span())
        if not marked and not content:
            heading = line
        elif marked:
            begin = marked.end()
            quoted = _QUOTED.match(text, begin, line.end())
            content.append(Span(begin, quoted.end() if quoted else line.end()))
        else:
            break
    named = _NAMED.match(text, *heading.span()) if heading else None
    if not content or named is None or named[1].casefold() in _NOBODY:
        return None
    return Relayed(post, Span(*named.span(1)), tuple(content))
