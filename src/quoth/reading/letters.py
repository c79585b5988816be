"""Letters to the editor: each is said by who signs it below, with name and town.

Only on a page that says that it prints letters, or where a letter greets the editor: a name may
stand alone below other paragraphs for many reasons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quoth.article import Article, Span
from quoth.reading.marks import stripped_end
from quoth.reading.word_shapes import CAPITAL

_PAGE = re.compile(
    r"\W*(?:(?:more |your |readers[’'] )?letters?(?: to the editor| page|s? of the (?:day|week))?"
    r"|to the editor|readers write|(?:from )?(?:the|our) (?:mailbag|postbag|inbox))"
    r"\W*(?:$|[:|–—-]\s)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:(?:Dear )?(?:Sir|Madam|Sirs|Editor)(?: or Madam|/Madam)?|To the [Ee]ditor"
    r"|Dear (?:the )?[A-Z]\w+)\s*(?:[,:–—-]+)\s*"
)
_NAME = (
    rf"(?:{CAPITAL}(?:\.|[\w’'-]+\.?) (?:(?:de|van|von|bin|al|da|di|la) )?){{1,4}}"
    rf"{CAPITAL}[\w’'-]+"
)
# Compiled when first asked for: few pages hold letters.
_SIGNED = (
    r"\s*(?:[—–-]+\s*)?(?P<name>(?:(?:Prof|Professor|Dr|Mr|Mrs|Ms|Miss|Rev|Sir|Dame|Cllr)\.? )?"
    rf"{_NAME})(?:,? \([^)\n]{{1,40}}\))?(?:,? [^.?!\n]{{1,80}})?\s*"
)
_ENDS = re.compile(r"[.?!…][\"”’'»)\]]*\s*\Z")
_WORD = re.compile(r"\w+")
_HEAD = 3
_LONGEST = 160
_LEAST_WORDS, _LEAST_LINE = 12, 4


class Letter(NamedTuple):
    """A letter, a span a paragraph, and the name that signs it."""

    content: tuple[Span, ...]
    source: Span


def letters(article: Article, paragraphs: Sequence[Span]) -> list[Letter]:
    """Return the signed letters of a page of them, in order.

    Args:
        article: what was read.
        paragraphs: ascending spans of its paragraphs, none of them empty.
    """
    text = article.text
    heads = [text[b:e].strip() for b, e in paragraphs[:_HEAD]]
    page = any(_PAGE.match(words) for words in heads)
    if not page and not any(_GREETING.match(words) for words in heads):
        return []
    found: list[Letter] = []
    words: list[Span] = []
    for span in paragraphs:
        greeting = _GREETING.match(text, *span)
        begin = greeting.end() if greeting else span.begin
        signed = (
            re.compile(_SIGNED).fullmatch(text, *span) if span.end - span.begin < _LONGEST else None
        )
        if _ENDS.search(text, begin, span.end) and _count(text, begin, span.end) >= _LEAST_LINE:
            words = [] if greeting else words
            words.append(Span(begin, stripped_end(text, begin, span.end)))
        elif signed and words:
            if sum(_count(text, *s) for s in words) >= _LEAST_WORDS:
                found.append(Letter(tuple(words), Span(*signed.span("name"))))
            words = []
        else:
            words = []
    return found


def _count(text: str, begin: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, begin, end))
