"""Whose a quotation is that fills a paragraph without a word of who says it.

So articles go on with somebody who has just been heard: "He added that the roof was gone.", and
below it, in marks, his very words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quoth.article import Article
from quoth.quotation import Mention, Named, Quotation, Speaker

_NOBODY_ELSE = frozenset("i we me us they you".split())
_TEXT_BLOCKS = frozenset({"paragraph", "block_quote"})
_BESIDE = re.compile(r"[\W_]*")
# How sure it is that they go on.
_GOES_ON = 0.6


def going_on(
    article: Article, quotations: Sequence[Quotation], named: Sequence[Named]
) -> tuple[Quotation, ...]:
    """Give what fills a paragraph and names no speaker to who was heard last in the one before.

    Nobody goes on after a question, after words of the reporter's own, or where somebody else
    was named since.

    Args:
        article: what was read.
        quotations: its quotations, in the order of the text, with speakers where they are known.
        named: whom it names.
    """
    text = article.text
    starts = [m.start() for m in re.finditer(r"(?<![^\n])[^\n]", text)]
    last: Quotation | None = None
    ended = 0
    found: list[Quotation] = []
    for quotation in quotations:
        begin, end = quotation.content[0].begin, quotation.content[-1].end
        here = bisect_right(starts, begin) - 1
        if (
            last is not None
            and last.speaker is not None
            and _is_open(article, quotation)
            and bisect_right(starts, ended - 1) == here
            and _fills(text, starts, begin, end)
            and not _is_asked(text, last)
            and not _others(text[ended:begin], last.speaker, named)
        ):
            on = Mention(begin, quotation.content[0].end, "quotation", _GOES_ON)
            mentions = (on, *last.speaker.mentions)
            heard = replace(last.speaker, confidence=_GOES_ON, mentions=mentions)
            quotation = replace(quotation, speaker=heard)
        found.append(quotation)
        spans = (*quotation.content, *quotation.cue, *quotation.source)
        if last is None or max(s.end for s in spans) > ended:
            last, ended = quotation, max(s.end for s in spans)
    return tuple(found)


def _is_open(article: Article, quotation: Quotation) -> bool:
    """Whether nothing tells whose a quotation is, and it stands in the text proper."""
    told = quotation.speaker or quotation.source or quotation.cue
    kind = article.blocks[quotation.block].kind if article.blocks else "paragraph"
    return not told and quotation.type == "direct" and kind in _TEXT_BLOCKS


def _fills(text: str, starts: Sequence[int], begin: int, end: int) -> bool:
    """Whether nothing but marks stands beside a stretch in its paragraphs."""
    first = starts[bisect_right(starts, begin) - 1]
    after = text.find("\n", end)
    return all(
        _BESIDE.fullmatch(text, *beside) is not None
        for beside in ((first, begin), (end, after if after >= 0 else len(text)))
    )


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
