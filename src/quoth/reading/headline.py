"""The headline check: what headline and standfirst put in quotation marks, sought in the body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from quoth.article import Article, Span
from quoth.quotation import Difference, HeadlineQuote, Mention, Quotation
from quoth.reading.marks import QuotedStretch, quoted_stretches
from quoth.reading.word_likeness import FUNCTION_WORDS, likeness

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
TITLE_BLOCKS = frozenset({"headline", "standfirst"})
"""Kinds of blocks that stand over an article and tell what is in it."""
_LIGHT = 0.3
_NEAR = 0.5
_SLACK = 3
_MOST_PLACES = 60
_LONGEST = 60
# How sure it is that who says the words in the body is whom the headline quotes.
_HEARD = 0.8


class _Word(NamedTuple):
    form: str
    begin: int
    end: int


def check_headline(article: Article) -> tuple[HeadlineQuote, ...]:
    """Look up each quoted stretch of headline and standfirst in the body.

    A stretch is `verbatim` where the body has its words in a row, but for case, marks and
    punctuation; `altered` where it has most of their weight nearby, alike or in another form;
    else `absent`.
    """
    titles = [b for b in article.blocks if b.kind in TITLE_BLOCKS]
    body = [b for b in article.blocks if b.kind not in TITLE_BLOCKS]
    stretches = quoted_stretches(article.text, (Span(b.begin, b.end) for b in titles))
    sought = [s for s in stretches if s.closed and s.depth == 0]
    if not sought or not body:
        return ()
    words = list(chain.from_iterable(_words(article.text, b.begin, b.end) for b in body))
    places = _places(words)
    checked = (_check(article.text, stretch, words, places) for stretch in sought)
    return tuple(quote for quote in checked if quote is not None)


def with_speakers(
    article: Article, quotations: Sequence[Quotation], checked: Sequence[HeadlineQuote]
) -> tuple[Quotation, ...]:
    """Give what a headline quotes without a source to who says it in the body.

    Args:
        article: what was read.
        quotations: its quotations, with speakers where they are known.
        checked: what `check_headline` found.
    """
    said = [(span, q.speaker) for q in quotations for span in q.content if q.speaker]
    found = list(quotations)
    for index, quotation in enumerate(quotations):
        kind = article.blocks[quotation.block].kind if article.blocks else "paragraph"
        if quotation.speaker or quotation.source or kind not in TITLE_BLOCKS:
            continue
        begin, end = quotation.content[0].begin, quotation.content[-1].end
        for quote in checked:
            if quote.closest is None or not begin <= quote.begin <= quote.end <= end:
                continue
            speaker = next((s for span, s in said if span.holds(quote.closest)), None)
            if speaker is not None:
                mention = Mention(*quote.closest, "quotation", _HEARD)
                mentions = (mention, *speaker.mentions)
                heard = replace(speaker, confidence=_HEARD, mentions=mentions)
                found[index] = replace(quotation, speaker=heard)
                break
    return tuple(found)


def _words(text: str, begin: int, end: int) -> list[_Word]:
    return [
        _Word(match[0].casefold().replace("’", "'"), *match.span())
        for match in _WORD.finditer(text, begin, end)
    ]


def _places(words: Sequence[_Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        found[word.form].append(index)
    return found


def _check(
    text: str, stretch: QuotedStretch, body: Sequence[_Word], places: dict[str, list[int]]
) -> HeadlineQuote | None:
    begin, end = stretch.inner
    quoted = _words(text, begin, end)[:_LONGEST]
    if not quoted:
        return None
    forms = [w.form for w in quoted]
    for start in places.get(forms[0], ()):
        if [w.form for w in body[start : start + len(forms)]] == forms:
            span = Span(body[start].begin, body[start + len(forms) - 1].end)
            return HeadlineQuote(begin, end, "verbatim", span)
    best, pairs = 0.0, []
    for low, high in _candidates(forms, body, places):
        score, matched = _aligned(forms, [w.form for w in body[low:high]])
        if score > best + 1e-9:
            best, pairs = score, [(i, j + low) for i, j in matched]
    if best <= _NEAR:
        return HeadlineQuote(begin, end, "absent")
    first, last = pairs[0][1], pairs[-1][1]
    near = body[first : last + 1]
    differences = tuple(_differences(text, quoted, near, [(i, j - first) for i, j in pairs]))
    return HeadlineQuote(begin, end, "altered", Span(near[0].begin, near[-1].end), differences)


def _candidates(
    forms: Sequence[str], body: Sequence[_Word], places: dict[str, list[int]]
) -> Iterator[tuple[int, int]]:
    """Stretches of the body around words like the quoted ones, the rarest words first."""
    hits: list[tuple[int, int, int]] = []
    for index, form in enumerate(forms):
        if form in FUNCTION_WORDS and len(forms) > 1:
            continue
        for other, found in places.items():
            if likeness(form, other):
                hits += [(len(found), place, index) for place in found[:_MOST_PLACES]]
    for _, place, index in sorted(hits)[:_MOST_PLACES]:
        low = max(0, place - index - _SLACK)
        yield low, min(len(body), place - index + len(forms) + _SLACK)


def _weight(form: str) -> float:
    return _LIGHT if form in FUNCTION_WORDS else 1.0


def _aligned(quoted: Sequence[str], body: Sequence[str]) -> tuple[float, list[tuple[int, int]]]:
    """Best order-keeping pairing of like words (Needleman and Wunsch 1970).

    Returns the share of the quoted words' weight that is paired, less a little for words of the
    body in between, and the pairs of indexes.
    """
    rows, columns = len(quoted) + 1, len(body) + 1
    best = [[0.0] * columns for _ in range(rows)]
    for i in range(1, rows):
        for j in range(1, columns):
            like = likeness(quoted[i - 1], body[j - 1]) * _weight(quoted[i - 1])
            paired = best[i - 1][j - 1] + like if like else 0.0
            best[i][j] = max(paired, best[i - 1][j], best[i][j - 1])
    pairs: list[tuple[int, int]] = []
    i, j = rows - 1, columns - 1
    while i and j:
        if best[i][j] == best[i][j - 1]:
            j -= 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
    pairs.reverse()
    total = sum(map(_weight, quoted))
    between = pairs[-1][1] - pairs[0][1] + 1 - len(pairs) if pairs else 0
    return best[-1][-1] / total - 0.02 * between, pairs


def _differences(
    text: str, quoted: Sequence[_Word], near: Sequence[_Word], pairs: Iterable[tuple[int, int]]
) -> Iterator[Difference]:
    """Where the two run apart between their paired words."""

    def said(words: Sequence[_Word]) -> str:
        return text[words[0].begin : words[-1].end] if words else ""

    at, there = 0, 0
    for i, j in [*pairs, (len(quoted), len(near))]:
        headline, body = said(quoted[at:i]), said(near[there:j])
        if headline and body:
            yield Difference("changed", headline, body)
        elif headline:
            yield Difference("put_in", headline, "")
        elif body:
            yield Difference("left_out", "", body)
        if i < len(quoted) and quoted[i].form != near[j].form:
            yield Difference("changed", said(quoted[i : i + 1]), said(near[j : j + 1]))
        at, there = i + 1, j + 1
