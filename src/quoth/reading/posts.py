"""Embedded posts: who signs one has said it, whether or not the encoder saw it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.article import Article, Block, Span

_BEFORE_NAME = re.compile(r"(?:\s*(?:—|–|―|--?|\bA \w+ (?:shared|posted) by))\s*$")
_HANDLE = re.compile(r"\s*\(@[^)\s]{1,120}\)")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Post:
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
    while begin < at and text[begin] in " \n\r\t>":
        begin += 1
    if not _WORD.search(text, begin, before.start()):
        return None
    end = at + len(name)
    handle = _HANDLE.match(text, end, block.end)
    return Post(index, Span(begin, before.start()), Span(at, handle.end() if handle else end))
