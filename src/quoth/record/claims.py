"""What a draft puts in quotation marks: the words to be checked, and whose they are said to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from quoth.article import Article, Span
from quoth.quotation import Quotation, Reading
from quoth.reading.marks import QuotedStretch, quoted_stretches
from quoth.record.wordings import GAP

SCARE = 2
"""Up to so many words in marks are a term or scare quotes, and not worth a verdict."""

_LONG = 6
_NAMED = ("person", "organization")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that are said to be somebody's.

    Attributes:
        stretches: the words, as printed; several where the attribution stands between them.
        speakers: the names of who is said to have said them, any of whom will do; none where
            nobody is named.
        line: where they stand in the draft, counted from 1, where that is known.
    """

    stretches: tuple[str, ...]
    speakers: tuple[str, ...] = ()
    line: int | None = None

    @property
    def words(self) -> str:
        """The stretches, joined by an ellipsis."""
        return GAP.join(self.stretches)

    def pieces(self) -> Iterator[Claim]:
        """Yield each stretch that is long enough as a claim of its own."""
        for stretch in self.stretches:
            if _long(stretch) > SCARE:
                yield Claim((stretch,), self.speakers, self.line)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found in a draft.

    Attributes:
        claims: in the order of the text.
        scare: how many stretches of one or two words in marks were passed over.
        indirect: how many statements give no words in marks.
    """

    claims: tuple[Claim, ...]
    scare: int = 0
    indirect: int = 0


def claims_of(reading: Reading, line: Callable[[int], int | None]) -> Draft:
    """Return what a draft puts in quotation marks.

    These are the marked stretches of each quotation that the reader found, with its speaker;
    stretches of six words or more that it took for no quotation; and block quotes of that
    length, which stand without marks.

    Args:
        reading: of the draft.
        line: tells the line on which a code point of the article's text stands.
    """
    article = reading.article
    stretches = _stretches(article)
    found: list[tuple[int, Claim]] = []
    scare = indirect = 0
    taken: list[Span] = []
    for quotation in reading.quotations:
        own = [s for s in stretches if _within(s, quotation.content)]
        speakers = _speakers(quotation)
        if quotation.type == "direct":
            words = [article.text[slice(*s)] for s in _runs(article, quotation, own)]
            claims = [Claim(tuple(words), speakers)] if words else []
        else:
            claims = [Claim((article.text[slice(*s.inner)],), speakers) for s in own]
        taken += [s.inner for s in own] or (quotation.content if claims else ())
        long = [claim for claim in claims if sum(map(_long, claim.stretches)) > SCARE]
        scare += len(claims) - len(long)
        indirect += not claims
        at = own[0].begin if own else quotation.content[0].begin
        found += [(at, Claim(c.stretches, c.speakers, line(at))) for c in long]
    for span, speakers in [*_left(stretches, taken), *_blocks(reading, stretches, taken)]:
        words_ = " ".join(article.text[slice(*span)].split()).lstrip("> ")
        if _long(words_) >= _LONG:
            found.append((span.begin, Claim((words_,), speakers, line(span.begin))))
    return Draft(tuple(claim for _, claim in sorted(found, key=lambda f: f[0])), scare, indirect)


def _stretches(article: Article) -> list[QuotedStretch]:
    paragraphs = [Span(b.begin, b.end) for b in article.blocks] or None
    return [s for s in quoted_stretches(article.text, paragraphs) if s.depth == 0]


def _within(stretch: QuotedStretch, content: Iterable[Span]) -> bool:
    begin, end = stretch.inner
    return any((b <= begin and end <= e) or (begin <= b and e <= end) for b, e in content)


def _runs(article: Article, quotation: Quotation, own: Sequence[QuotedStretch]) -> list[Span]:
    """The words of a direct quotation, in as few runs as the attribution leaves."""
    spans = [s.inner for s in own] or list(quotation.content)
    runs: list[Span] = []
    for span in spans:
        between = article.text[runs[-1].end : span.begin] if runs else "-"
        if not _WORD.search(between) and runs:
            runs[-1] = Span(runs[-1].begin, span.end)
        else:
            runs.append(span)
    return runs


def _speakers(quotation: Quotation) -> tuple[str, ...]:
    speaker = quotation.speaker
    if speaker is None:
        return ()
    return (speaker.name,) if speaker.kind in _NAMED else speaker.members


def _left(
    stretches: Iterable[QuotedStretch], taken: Sequence[Span]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    for stretch in stretches:
        if not any(b < stretch.inner.end and stretch.inner.begin < e for b, e in taken):
            yield stretch.inner, ()


def _blocks(
    reading: Reading, stretches: Sequence[QuotedStretch], taken: Sequence[Span]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Block quotes without marks, and who speaks in them."""
    for block in reading.article.blocks:
        if block.kind != "block_quote":
            continue
        inside = [s.inner for s in stretches] + list(taken)
        if any(block.begin <= b and e <= block.end for b, e in inside):
            continue
        span = Span(block.begin, block.end)
        said = (q for q in reading.quotations if _overlap(q.content, span))
        yield span, next((_speakers(q) for q in said), ())


def _overlap(content: Iterable[Span], span: Span) -> bool:
    return any(b < span.end and span.begin < e for b, e in content)


def _long(words: str) -> int:
    return len(_WORD.findall(words))
