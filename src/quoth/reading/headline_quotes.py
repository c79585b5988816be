"""What a headline repeats from the body is a quotation there too, even where it says no more of it.

"Minister opens fund for ‘forgotten miles’ of canal": nobody is said to say so, and the encoder
passes such words over. The body tells that somebody did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quoth.article import Article, Span
from quoth.quotation import HeadlineQuote, Quotation
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.marks import Marks

_WORD = re.compile(r"\w[\w’'-]*")
_LEAST_WORDS = 2
_MOST_WORDS = 3
# No headline and standfirst put more than so many things in marks.
_MOST = 40
# Verbs of a headline whose subject says what stands in marks behind them.
_SPEAKING = re.compile(
    r"(?:says?|tells?|told|hears?|heard|finds?|shows?|learns?|notes?|calls?|slams?|blasts?|brands?|condemns?|hails?|warns?|vows?|claims?|admits?"
    r"|insists?|urges?|demands?|fears?|predicts?|denounces?|attacks?|critici[sz]es?|praises?|labels?"
    r"|dubs?|accuses?|blames?|laments?|rues?|decries|decry|pledges?|promises?|alleges?|hits?|lashes"
    r"|mocks?|thanks?|apologi[sz]es?|regrets?|reveals?|describes?|declares?|sees?|wants?|seeks?)\b",
    re.IGNORECASE,
)
# How sure it is that words in marks over an article are those which somebody says in it.
_QUOTED = 0.6


def with_quoted(
    article: Article, marks: Marks, found: Sequence[Quotation], checked: Sequence[HeadlineQuote]
) -> list[Quotation]:
    """Return quotations with those that headline and standfirst repeat from the body.

    Words in marks before a colon are a quotation of their own: "‘Never again’: mayor resigns".

    Args:
        article: what was read.
        marks: its quotation marks.
        found: its quotations.
        checked: what headline and standfirst put in marks, and where the body has it.
    """
    text = article.text
    whole = {s.inner: Span(s.begin, s.end) for s in marks.stretches}
    kept = list(found)
    for quote in checked[:_MOST]:
        stretch = whole.get(Span(quote.begin, quote.end))
        if stretch is None:
            continue
        if text.startswith(":", stretch.end):
            kept = [part for q in kept for part in _cut_behind(q, stretch)]
        kept = [_set_off(article, q, stretch, quote, found) for q in kept]
        spans = (s for q in kept for s in (*q.content, *q.cue, *q.source))
        taken = any(s.begin < stretch.end and stretch.begin < s.end for s in spans)
        long = len(_WORD.findall(text, *stretch)) >= _LEAST_WORDS
        if not taken and long and _is_said(article, marks, found, quote):
            block = article.block_at(quote.begin)
            kept.append(Quotation("", "direct", (stretch,), block=block, confidence=_QUOTED))
    return kept


def _cut_behind(quotation: Quotation, stretch: Span) -> Iterator[Quotation]:
    """A quotation, parted in two where it begins with a stretch in marks and goes on behind it."""
    first, *others = quotation.content
    if first.begin != stretch.begin or first.end <= stretch.end:
        yield quotation
        return
    yield replace(quotation, type="direct", content=(stretch,), cue=(), source=())
    if others:
        yield replace(quotation, content=tuple(others))


def _set_off(
    article: Article,
    quotation: Quotation,
    stretch: Span,
    quote: HeadlineQuote,
    found: Sequence[Quotation],
) -> Quotation:
    """The words in marks alone, where a headline does not say that its subject says them.

    "Council rejects ‘bonkers’ parking plan": somebody else may have called it so, in the body.
    """
    content, cue = quotation.content, quotation.cue
    within = len(content) == 1 and content[0].holds(stretch) and content[0].end - stretch.end > 1
    if not within or len(cue) != 1 or not quotation.source or cue[0].begin > stretch.begin:
        return quotation
    title = article.blocks[article.block_at(content[0].begin)].kind in TITLE_BLOCKS
    if not title or _SPEAKING.match(article.text, *cue[0]) or quote.verdict != "verbatim":
        return quotation
    if len(_WORD.findall(article.text, *stretch)) > _MOST_WORDS or not _holds(
        article, found, quote
    ):
        return quotation
    return replace(quotation, type="direct", content=(stretch,), cue=(), source=())


def _holds(article: Article, found: Sequence[Quotation], quote: HeadlineQuote) -> bool:
    """Whether what somebody says in the body, in marks at least in part, has a headline's words."""
    return quote.closest is not None and any(
        span.holds(quote.closest)
        for q in found
        if q.type != "indirect" and article.blocks[q.block].kind not in TITLE_BLOCKS
        for span in q.content
    )


def _is_said(
    article: Article, marks: Marks, found: Sequence[Quotation], quote: HeadlineQuote
) -> bool:
    """Whether the body has the words of a headline in marks, in what somebody says there."""
    closest = quote.closest
    if closest is None:
        return False
    in_marks = any(Span(s.begin, s.end).holds(closest) for s in marks.stretches)
    return in_marks and any(
        span.holds(closest)
        for q in found
        for span in q.content
        if article.blocks[q.block].kind not in TITLE_BLOCKS
    )
