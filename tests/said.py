"""Short articles for tests of how things were said: <content>, [cue] and {source} are marked.

The marks are taken away before reading. Each content is a quotation, with the cue and the source
that stand closest to it in its paragraph. A content in quotation marks is direct.
"""

from __future__ import annotations

import re
from itertools import pairwise

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation
from quoth.reading.people import name_speakers

_MARK = re.compile(r"[<>\[\]{}]")
_OPENS = {">": "<", "]": "[", "}": "{"}
PUBLISHED = "2024-05-23"  # a Thursday

Told = tuple[str | None, str | None, str | None]


def told(marked: str, outlet: str = "Quay Gazette", byline: str | None = None) -> list[Told]:
    """To whom, by what channel and when each content of an article was said."""
    return [(q.addressee, q.channel, q.when) for q in heard(marked, outlet, byline)]


def heard(
    marked: str, outlet: str = "Quay Gazette", byline: str | None = None
) -> tuple[Quotation, ...]:
    """The quotations of an article with all that it tells of them."""
    text, blocks = _text_and_blocks(marked)
    article = Article(text, blocks, published=PUBLISHED, outlet=outlet, byline=byline)
    return name_speakers(article, _quotations(marked))


def _text_and_blocks(marked: str) -> tuple[str, tuple[Block, ...]]:
    text = _MARK.sub("", marked)
    begins = [0, *(m.end() for m in re.finditer("\n\n", text)), len(text)]
    return text, tuple(Block("paragraph", begin, end) for begin, end in pairwise(begins))


def _quotations(marked: str) -> list[Quotation]:
    text, blocks = _text_and_blocks(marked)
    spans: dict[str, list[Span]] = {"<": [], "[": [], "{": []}
    begin = 0
    for number, match in enumerate(_MARK.finditer(marked)):
        place = match.start() - number
        if match[0] in _OPENS:
            spans[_OPENS[match[0]]].append(Span(begin, place))
        begin = place
    found = []
    for number, content in enumerate(spans["<"], 1):
        block = next(i for i, b in enumerate(blocks) if b.begin <= content.begin < b.end)
        cue, source = (
            _closest([s for s in spans[kind] if _within(blocks[block], s)], content)
            for kind in "[{"
        )
        direct = text[content.begin] in "“‘"
        kind = "direct" if direct else "mixed" if "“" in text[slice(*content)] else "indirect"
        found.append(Quotation(f"q{number}", kind, (content,), cue, source, block=block))
    return found


def _within(block: Block, span: Span) -> bool:
    return block.begin <= span.begin < block.end


def _closest(spans: list[Span], to: Span) -> tuple[Span, ...]:
    away = [(max(s.begin - to.end, to.begin - s.end), s) for s in spans]
    return (min(away)[1],) if away else ()
