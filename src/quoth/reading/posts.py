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
_NAMED = re.compile(r"\W*([^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3})(?=:| [a-z])")
_NOBODY = frozenset("the a an this that breaking update watch new exclusive just what".split())


class Post(NamedTuple):
    """An embedded post: its block, the words of it, and the signature."""

    block: int
    words: Span
    author: Span


def posts(article: Article) -> Iterator[Post]:
    """Yield the signed posts of an article, in order.

    Only those that are signed at their end ("… — Name (@handle) date") are certain.
    """
    for index, block in enumerate(article.blocks):
        if block.kind == "embed" and (found := _post(article.text, index, block)):
            yield found


def _post(text: str, index: int, block: Block) -> Post | None:
    name = block.author or block.handle
    at = text.rfind(name, block.begin, block.end) if name else -1
    if name is None or at < 0:
        return None
    before = _BEFORE_NAME.search(text, block.begin, at)
    if not before:
        return None
    begin = block.begin
    while begin < at and (text[begin].isspace() or text[begin] == ">"):
        begin += 1
    if not _WORD.search(text, begin, before.start()):
        return None
    end = at + len(name)
    handle = _HANDLE.match(text, end, block.end)
    return Post(index, Span(begin, before.start()), Span(at, handle.end() if handle else end))


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
