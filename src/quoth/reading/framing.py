"""The words around a quotation: the sentence that tells of it, and not what is said in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.channels import channel_in, channel_of_document
from quoth.reading.word_shapes import CAPITAL

SAID = "\x01"
"""Stands in `Framing.words` for each character of a content."""
_NEAR = 400
NAMED = "\x02"
"""Stands for each character of a source, unless the source is a document."""

_NO_LETTER = SAID + NAMED + r" \u00a0\n.,;:?!“”\"‘’'«»()\[\]\-–—"
# A clause with fewer letters beside its cue than "me" tells nothing.
_TELLING = re.compile(rf"[^{_NO_LETTER}][{_NO_LETTER}]*[^{_NO_LETTER}]")

# What it may begin with is looked for first: that is quick to fail.
_SENTENCE_END = re.compile(
    rf"[.!?…\n](?:(?<=\n)\s*|(?<!\n)[\"”’'»“)\]`]*[ \u00a0]+(?=[\"“„‘'«`(\[]*{CAPITAL}))"
)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mrs?|Ms|Dr|Drs|Prof|Rev|Hon|Sen|Rep|Reps|Gov|Gen|Col|Capt|Lt|Sgt|Maj|Cllr|Coun"
    r"|Supt|Insp|Det|St|Jr|Sr|Messrs|Atty|Eng|Pte|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec|Inc|Ltd|Corp|Co|Bros|Mt|Ft|Pres|Rt)$"
)
# Where the words of a source pass from who speaks to how or when: "mayor Lind by telephone".
_TAIL = re.compile(
    r",? (?:(?:(?:was )?interviewed|speaking|talking|appearing|writing|addressing|testifying)\b"
    r"|in (?:an? |his |her |its |their )?(?:[\w-]+ )?(?:conversation|interview|statement"
    r"|letter|e-?mail|speech|post|message|column|report|note|memo|briefing|hearing|study|paper"
    r"|tweet|essay|release|filing|memoir|call|podcast)"
    r"|by (?:e-?mail|phone|telephone|text)|over the phone|on (?:X|Facebook|Twitter|Telegram|\w+day)"
    r"|at an? |before (?:some|about|around|an?) |when (?:I|we) |last (?:week|month|year|night)"
    r"|yesterday|an? \w+ channel"
    r"|in (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December))\b"
)
_LED_TAIL = re.compile(r" (?:in|on|at|during|via) ")
_LEAST_TAIL = 8
_TAIL_LEAD = 30
_SPEAKING = re.compile(
    r"\b(?:who|while)\s(?:was\s)?(?:spoke|speaking|addressed|addressing|talking)\b|, reached\b"
)


class Framing(NamedTuple):
    """An article seen as the sentences that tell of its quotations.

    Attributes:
        words: the article's text, as long as it, with contents and sources blanked out.
        sentences: where each sentence begins, ascending; none begins within a content.
        paragraphs: where each block (or line, where there are no blocks) begins.
    """

    words: str
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def sentence(self, at: int) -> Span:
        """The sentence in which a place lies, or as much of it as is near."""
        index = bisect_right(self.sentences, at)
        begin = self.sentences[index - 1] if index else 0
        end = self.sentences[index] if index < len(self.sentences) else len(self.words)
        return Span(max(begin, at - _NEAR), min(end, at + _NEAR))

    def leading(self, sentence: Span) -> Span | None:
        """The sentence before one in its paragraph, where that one tells of no quotation."""
        index = bisect_right(self.sentences, sentence.begin) - 2
        if index < 0 or self.paragraph(self.sentences[index]) != self.paragraph(sentence.begin):
            return None
        before = Span(max(self.sentences[index], sentence.begin - _NEAR), sentence.begin)
        words = self.words[slice(*before)]
        return None if SAID in words or NAMED in words else before

    def clause(self, quotations: Sequence[Quotation], index: int) -> Span:
        """The sentence of a quotation, but for what is about the ones before and after it."""
        quotation = quotations[index]
        at = anchor(quotation).begin
        begin, end = self.sentence(at)
        last = max([span.end for span in quotation.cue], default=at)
        for other in quotations[max(0, index - 1) : index + 2]:
            if other is quotation:
                continue
            same = other.source == quotation.source
            for span in (*other.cue, *other.source):
                if begin <= span.begin and span.end <= at and not same:
                    begin = max(begin, span.end)
                elif last <= span.begin < end:
                    end = span.begin
        return self._worded(Span(begin, end), quotation.cue)

    def _worded(self, clause: Span, cue: Sequence[Span]) -> Span:
        """A clause, or only the cue where hardly a letter of the clause is left beside it."""
        if len(cue) != 1 or not clause.begin <= cue[0].begin <= cue[0].end <= clause.end:
            return clause
        left = self.words[clause.begin : cue[0].begin] + self.words[cue[0].end : clause.end]
        return clause if _TELLING.search(left) else cue[0]

    def apart(self, before: Quotation, after: Quotation) -> int:
        """How many paragraphs lie from one quotation to a later one: 0 where it is the same."""
        ends = max((*before.content, *before.cue), default=anchor(before))
        return self.paragraph(_first(after)) - self.paragraph(ends.begin)

    def together(self, one: Quotation, other: Quotation) -> bool:
        """Whether the cues of two quotations stand in one sentence."""
        first, second = (bisect_right(self.sentences, anchor(q).begin) for q in (one, other))
        return first == second

    def paragraph(self, at: int) -> int:
        """The index of the paragraph in which a place lies."""
        return bisect_right(self.paragraphs, at) - 1

    def opens_paragraph(self, at: int) -> bool:
        """Whether a paragraph begins at a place."""
        return self.paragraphs[self.paragraph(at)] == at


def anchor(quotation: Quotation) -> Span:
    """The words by which a quotation hangs: its cue, or else its source, or its content."""
    spans = quotation.cue or quotation.source or quotation.content
    return spans[0] if spans else Span(0, 0)


def _first(quotation: Quotation) -> int:
    return min((*quotation.content, *quotation.cue, anchor(quotation))).begin


def frame(article: Article, quotations: Sequence[Quotation]) -> Framing:
    """Return the sentences of an article with contents and sources blanked out.

    Args:
        article: what was read.
        quotations: its quotations.
    """
    text = article.text
    contents = sorted(
        _spoken(text, span) if q.type == "mixed" else span for q in quotations for span in q.content
    )
    named = [_naming(text, s) for q in quotations for s in q.source if not _tells(text[slice(*s)])]
    words = _blanked(_blanked(text, named, NAMED), contents, SAID)
    if article.blocks:
        paragraphs = tuple(block.begin for block in article.blocks)
    else:
        paragraphs = (0, *(m.end() for m in re.finditer(r"\n\s*", text)))
    sentences = {0, *paragraphs}
    begins = [span.begin for span in contents]
    for match in _SENTENCE_END.finditer(text):
        index = bisect_right(begins, match.start()) - 1
        inside = index >= 0 and match.end() < contents[index].end
        if inside and "\n" not in match[0]:
            continue
        if not _ABBREVIATION.search(text, max(0, match.start() - 8), match.start()):
            sentences.add(match.end())
    return Framing(words, tuple(sorted(sentences)), paragraphs)


def _spoken(text: str, content: Span) -> Span:
    """A content without what tells, behind its last mark, where it was said.

    "called it [“a gift” in an interview with the Star]"
    """
    close = max(text.rfind(mark, content.begin, content.end - _LEAST_TAIL) for mark in '”"»')
    if close < 0 or not _LED_TAIL.match(text, close + 1, content.end):
        return content
    found = channel_in(text, close + 1, content.end, close + 1)
    near = found is not None and found[1].begin - close < _TAIL_LEAD
    return Span(content.begin, close + 1) if near else content


def _tells(source: str) -> bool:
    """Whether the words of a source tell circumstances: a document, or "who spoke at ..."."""
    return channel_of_document(source) is not None or _SPEAKING.search(source) is not None


def _naming(text: str, source: Span) -> Span:
    """The part of a source that names who speaks."""
    tail = _TAIL.search(text, *source)
    return Span(source.begin, tail.start()) if tail else source


def _blanked(text: str, spans: Sequence[Span], fill: str) -> str:
    parts: list[str] = []
    at = 0
    for begin, end in sorted(spans):
        if end > at:
            begin = max(begin, at)
            parts += [text[at:begin], fill * (end - begin)]
            at = end
    return "".join((*parts, text[at:]))
