"""Drafts: a text that is being written, to an article and the lines it stands on.

A draft in Markdown is read without its marks, so that emphasis, links and ">" neither part nor
change the words; every other form is read as articles are.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.article import Article, Block, BlockKind
from quoth.errors import EmptyInput, InputError
from quoth.intake.decoding import decode
from quoth.intake.files import bytes_of, read_bytes
from quoth.intake.forms import form_of
from quoth.intake.inputs import is_address, read_inputs
from quoth.intake.limits import Limits

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKDOWN = frozenset({".md", ".markdown"})
_PAGE = ("<!doctype", "<html", "<?xml")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_BREAK = re.compile(r"\r\n?")
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is read.

    Attributes:
        article: its text and blocks; of Markdown, without the marks.
        lines: offsets of the article's text at which a line of the file begins, ascending, and
            the number of that line; empty where there are no lines to tell (a page).
    """

    article: Article
    lines: tuple[tuple[int, int], ...] = field(default=())

    def line(self, offset: int) -> int | None:
        """Return the line of the file on which a code point of the article's text stands."""
        at = bisect_right(self.lines, (offset, sys.maxsize)) - 1
        return self.lines[at][1] if at >= 0 else None


def read_draft(name: str, *, limits: Limits | None = None) -> Draft:
    """Read a draft: Markdown, text, a page, one JSON line, an address, or `-` for a pipe.

    Raises:
        InputError: it cannot be read, is empty, too large, or holds several articles.
    """
    limits = limits or Limits()
    address = is_address(name)
    if name == "-" or (Path(name).suffix.lower() in _MARKDOWN and not address):
        most = limits.text_bytes
        data = bytes_of(sys.stdin.buffer, "-", most) if name == "-" else read_bytes(name, most)
        text = decode(data, name)
        if name != "-" or not text.lstrip().lower().startswith(_PAGE):
            return draft_from_markdown(text, id=name)
        from quoth.intake.html import article_from_html

        return Draft(article_from_html(text.encode(), id=name, limits=limits, declared="utf-8"))
    found = list(read_inputs([name], limits=limits))
    if len(found) != 1:
        raise InputError(name, f"holds {len(found)} articles", "check one draft at a time")
    if isinstance(found[0], InputError):
        raise found[0]
    if form_of(name) in ("text", None) and not address:
        return Draft(found[0], tuple(_line_starts(found[0].text)))
    return Draft(found[0])


def draft_from_markdown(text: str, *, id: str) -> Draft:
    """Return the draft that a text in Markdown is; plain paragraphs are Markdown, too.

    Raises:
        EmptyInput: there are no words in it.
    """
    from markdown_it import MarkdownIt

    text = _BREAK.sub("\n", text)
    # What a site's generator is told stands before the text; its lines are counted.
    front = _FRONT_MATTER.match(text)
    skipped = text.count("\n", 0, front.end()) if front else 0
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    pieces: list[str] = []
    blocks: list[tuple[BlockKind, int]] = []
    lines: list[tuple[int, int]] = []
    size = 0
    for kind, rows, first in _paragraphs(tokens.parse(text[front.end() :] if front else text)):
        if not any(row.strip() for row in rows):
            continue
        if pieces:
            pieces.append(_GAP)
            size += len(_GAP)
        blocks.append(("headline" if kind == "heading" and not blocks else kind, size))
        for number, row in enumerate(rows):
            piece = row if number == len(rows) - 1 else row + " "
            lines.append((size, skipped + first + number + 1))
            pieces.append(piece)
            size += len(piece)
    if not blocks:
        raise EmptyInput(id, "there is nothing to read in it")
    ends = [begin for _, begin in blocks[1:]] + [size]
    whole = "".join(pieces)
    article = Article(
        whole,
        tuple(Block(kind, begin, end) for (kind, begin), end in zip(blocks, ends, strict=True)),
        id=id,
        headline=whole[: ends[0]].strip() if blocks[0][0] == "headline" else None,
    )
    return Draft(article, tuple(lines))


def _line_starts(text: str) -> Iterator[tuple[int, int]]:
    yield 0, 1
    for number, match in enumerate(re.finditer(r"\r\n|\r|\n", text), 2):
        yield match.end(), number


def _paragraphs(tokens: Sequence[Token]) -> Iterator[tuple[BlockKind, list[str], int]]:
    """Yield what each paragraph is, its lines without marks, and its first line, from 0."""
    within: list[str] = []
    first = 0
    for token in tokens:
        first = token.map[0] if token.map else first
        if token.nesting > 0:
            within.append(token.type)
        elif token.nesting < 0:
            within.pop()
        elif token.type == "inline":
            yield _kind(within), _rows(token.children or ()), first
        elif token.type in ("code_block", "fence"):
            # An indented paragraph is code to Markdown, and hardly ever to a journalist.
            rows = [row.strip() for row in token.content.splitlines()]
            yield _kind(within), rows, first + (token.type == "fence")
        elif token.type == "html_block":
            rows = [_TAG.sub("", row).strip() for row in token.content.splitlines()]
            yield _kind(within), rows, first


def _kind(within: Sequence[str]) -> BlockKind:
    if "heading_open" in within:
        return "heading"
    if "blockquote_open" in within:
        return "block_quote"
    return "list_item" if "list_item_open" in within else "paragraph"


def _rows(children: Sequence[Token]) -> list[str]:
    rows = [""]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            rows.append("")
        elif child.type in ("text", "code_inline"):
            rows[-1] += child.content
    return rows
