"""What is read: an article, its blocks, and spans of its text.

Every offset in Quoth counts Unicode code points of `Article.text`, begin included, end not.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, NamedTuple

BlockKind = Literal[
    "headline",
    "standfirst",
    "paragraph",
    "heading",
    "list_item",
    "block_quote",
    "caption",
    "embed",
    "question",
]

_BEGIN = attrgetter("begin")


class Span(NamedTuple):
    """A stretch `[begin, end)` of an article's text, in Unicode code points."""

    begin: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether another stretch lies in this one."""
        return self.begin <= other.begin and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of an article and what it is.

    A block runs up to the beginning of the next one, so the white space that parts two
    blocks belongs to the first.

    Attributes:
        kind: what the stretch is.
        begin, end: its span in `Article.text`, in code points.
        author, handle, date, platform: of an embedded post, where the page tells; the date
            as ISO 8601 where it can be read, else as printed.
    """

    kind: BlockKind
    begin: int
    end: int
    author: str | None = None
    handle: str | None = None
    date: str | None = None
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One published text and what is known of it.

    Attributes:
        text: headline, standfirst, body and embeds, exactly as read; never rewritten.
        blocks: a partition of `text`: the first begins at 0, each begins where the one
            before it ends, the last ends at `len(text)`. Without any, the whole text is
            taken as one run of paragraphs.
        id: what names the article in outputs: given with it, or its path or address.
        url: its address, if known.
        outlet: who published it.
        headline: the words of the headline, or None.
        byline: who wrote it, as printed.
        published: date or time of publication, ISO 8601.
        language: BCP 47 tag.
    """

    text: str
    blocks: tuple[Block, ...] = field(default=())
    id: str = ""
    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds an offset of the text; 0 without blocks."""
        return max(0, bisect_right(self.blocks, offset, key=_BEGIN) - 1)
