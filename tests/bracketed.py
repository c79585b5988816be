"""Short articles for tests of naming, whose sources stand in square brackets.

The brackets are taken away before reading. A source says the words in marks of its line or,
where there are none, what follows it in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Article, Span
from quoth.quotation import Quotation, QuotationType, Speaker
from quoth.reading.people import name_speakers

_SOURCE = re.compile(r"\[([^\]]*)\]")
_MARKED = re.compile("“[^”]*”")
_REST = re.compile(r"[^.?!\n]*[.?!\n]?")


def read(marked: str, byline: str | None = None) -> tuple[Quotation, ...]:
    """Name the sources in brackets; each says the words in marks of its line, or what follows."""
    text = _SOURCE.sub(r"\1", marked)
    quotations = []
    for number, match in enumerate(_SOURCE.finditer(marked)):
        begin = match.start() - 2 * number
        end = begin + len(match[1])
        kind, content = _content(text, begin, end)
        quotations.append(Quotation(f"q{number + 1}", kind, (content,), source=(Span(begin, end),)))
    return name_speakers(Article(text, byline=byline), quotations)


def _content(text: str, begin: int, end: int) -> tuple[QuotationType, Span]:
    low, high = text.rfind("\n", 0, begin) + 1, text.find("\n", end)
    marked = _MARKED.search(text, low, high if high >= 0 else len(text))
    if marked and not marked.start() < begin < marked.end():
        return "direct", Span(*marked.span())
    rest = _REST.match(text, end)
    return "indirect", Span(end, max(end + 1, rest.end() if rest else end))


def names(marked: str, byline: str | None = None) -> list[str | None]:
    """The names given to the sources in brackets."""
    return [q.speaker and q.speaker.name for q in read(marked, byline)]


def speakers(marked: str) -> Sequence[Speaker]:
    """The speakers of the sources in brackets."""
    return [q.speaker for q in read(marked) if q.speaker is not None]
