"""Whose a quotation is that fills a paragraph without a word of who says it.

So articles go on with somebody who has just been heard: "He added that the roof was gone.", and
below it, in marks, his very words. In dialogue behind dashes two take turns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quoth.article import Article
from quoth.quotation import Mention, Named, Quotation, Speaker
from quoth.reading.dashes import DASH
from quoth.reading.marks import lines

_NOBODY_ELSE = frozenset("i we me us they you".split())
_TEXT_BLOCKS = frozenset({"paragraph", "block_quote"})
_BESIDE = re.compile(r"[\W_]*")
_DASHED = re.compile(rf"\s*{DASH}\s?")
# How sure it is that they go on.
_GOES_ON = 0.6


def going_on(
    article: Article, quotations: Sequence[Quotation], named: Sequence[Named]
) -> tuple[Quotation, ...]:
    """Give what fills a paragraph and names no speaker to who was heard last in the one before.

    Nobody goes on after a question, after words of the reporter's own, or where somebody else
    was named since. A line behind a dash is answered by the next: it is whose the last but one was.

    Args:
        article: what was read.
        quotations: its quotations, in the order of the text, with speakers where they are known.
        named: whom it names.
    """
    text = article.text
    paragraphs = list(lines(text))
    starts = [span.begin for span in paragraphs]
    last: Quotation | None = None
    ended = 0
    dashed: list[Quotation] = []
    found: list[Quotation] = []
    for quotation in quotations:
        begin, end = quotation.content[0].begin, quotation.content[-1].end
        here, there = (bisect_right(starts, at) - 1 for at in (begin, end - 1))
        behind = _DASHED.fullmatch(text, paragraphs[here].begin, begin) is not None
        follows = bisect_right(starts, ended - 1) == here
        if behind:
            if follows and not quotation.source and not quotation.cue:
                quotation = _in_turn(quotation, dashed)
            dashed.append(quotation)
        elif (
            last is not None
            and last.speaker is not None
            and _is_open(article, quotation)
            and follows
            and _fills(text, paragraphs[here].begin, begin, end, paragraphs[there].end)
            and not _is_asked(text, last)
            and not _others(text[ended:begin], last.speaker, named)
        ):
            quotation = _said_by(quotation, last.speaker)
        found.append(quotation)
        spans = (*quotation.content, *quotation.cue, *quotation.source)
        until = max(s.end for s in spans)
        if last is None or until > ended:
            last, ended = quotation, until
    return tuple(found)


def _said_by(quotation: Quotation, speaker: Speaker) -> Quotation:
    """A quotation given to somebody who was heard before."""
    on = Mention(*quotation.content[0], "quotation", _GOES_ON)
    heard = replace(speaker, confidence=_GOES_ON, mentions=(on, *speaker.mentions))
    return replace(quotation, speaker=heard)


def _in_turn(quotation: Quotation, dashed: Sequence[Quotation]) -> Quotation:
    """A line behind a dash, given to whose the last such line but one was, where two talk.

    It is not the last one's in any case.
    """
    one, other = (line.speaker for line in dashed[-2:]) if len(dashed) > 1 else (None, None)
    if one is None or other is None or one.name == other.name:
        return replace(quotation, speaker=None) if dashed else quotation
    return _said_by(quotation, one)


def _is_open(article: Article, quotation: Quotation) -> bool:
    """Whether nothing tells whose a quotation is, and it stands in the text proper."""
    told = quotation.speaker or quotation.source or quotation.cue
    kind = article.blocks[quotation.block].kind if article.blocks else "paragraph"
    return not told and quotation.type == "direct" and kind in _TEXT_BLOCKS


def _fills(text: str, first: int, begin: int, end: int, last: int) -> bool:
    """Whether nothing but marks stands beside a stretch in the paragraphs `[first, last)`."""
    before, after = _BESIDE.fullmatch(text, first, begin), _BESIDE.fullmatch(text, end, last)
    return before is not None and after is not None


def _is_asked(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a question, or the reporter's own."""
    source = {text[b:e].casefold() for b, e in quotation.source}
    return bool(quotation.question or source & _NOBODY_ELSE)


def _others(words: str, speaker: Speaker, named: Sequence[Named]) -> bool:
    """Whether somebody else is named in some words."""
    return any(
        form in words
        for person in named
        if person.kind == "person" and person.name != speaker.name
        for form in person.forms
    )
