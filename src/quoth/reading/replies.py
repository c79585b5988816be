"""Replies told in the sentence of the question: "asked if he was serious, to which he replied".

The encoder may take question and reply for one content; two speak there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from quoth.article import Span
from quoth.quotation import Quotation, QuotationType

_REPLY = re.compile(
    r",? to which (?P<source>he|she|they|the [a-z][\w -]{2,40}?"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})"
    r" (?P<cue>(?:\w+ly )?(?:responded|replied|answered|retorted|countered)(?: by saying| with)?)"
    r"(?:[,:]?\s+(?=[“\"‘«„])| (?=that ))"
)
_OPENED, _CLOSED = "“«„", "”»"


def with_replies(
    text: str, found: Iterable[Quotation], type_of: Callable[[Sequence[Span]], QuotationType]
) -> Iterator[Quotation]:
    """Yield quotations, those that hold a reply parted into what is asked and the reply.

    Args:
        text: of the article.
        found: its quotations.
        type_of: tells the type of a content.
    """
    for quotation in found:
        last = quotation.content[-1]
        told = None if quotation.type == "direct" else _REPLY.search(text, *last)
        if told is None or _inside_marks(text, last.begin, told):
            yield quotation
            continue
        asked, replied = in_two(quotation, told, type_of)
        yield asked
        yield replace(replied, source=(Span(*told.span("source")),))


def in_two(
    quotation: Quotation,
    told: re.Match[str],
    type_of: Callable[[Sequence[Span]], QuotationType],
) -> tuple[Quotation, Quotation]:
    """Part a quotation at words in its last fragment whose group `cue` tells of the second."""
    *before, last = quotation.content
    first, second = (*before, Span(last.begin, told.start())), (Span(told.end(), last.end),)
    return (
        replace(quotation, content=first, type=type_of(first)),
        replace(quotation, content=second, type=type_of(second), cue=(Span(*told.span("cue")),)),
    )


def _inside_marks(text: str, begin: int, told: re.Match[str]) -> bool:
    """Whether a mark is still open where the reply is told."""
    before = text[begin : told.start()]
    opened, closed = (sum(map(before.count, marks)) for marks in (_OPENED, _CLOSED))
    return opened > closed or before.count('"') % 2 == 1 or told.start() == begin
