"""Words without marks below a line that leads on to them: "Osei said:", and her words below it.

Governments, firms and newsletters set statements and letters so. The paragraph below is taken for
what is said only where it speaks in the first or the second person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quoth.article import Article, Span
from quoth.reading.marks import Marks, parted, stripped_end
from quoth.reading.sentences import sentence_begin, sentence_starts
from quoth.reading.word_shapes import CAPITALISED, IN_TALK

_SAYS = (
    r"(?:said|says|added|adds|wrote(?: back)?|writes|replied|replies|responded|answered"
    r"|commented|told|e-?mailed(?: back)?|posted|tweeted|continued|continues|concluded|concludes"
    r"|reads?|begins|ends|explained|recalled|declared|stated|announced|went on|intoned|cried"
    r"|asked)"
)
# Compiled when first asked for: few articles have such lines.
_LEADING = (
    r"\W*(?:(?:But|And|Yet|Then|Later|Meanwhile|Still|So),? )?"
    r"(?P<source>(?P<who>(?!(?:As|In|On|At|For|To|From|By|With|When|While|After|Before|If|Here|There"
    r"|This|That|These|Those|What|Which|It|Asked|According|Of|Like|Among|Both|All|Some)\b)"
    rf"(?:(?:[Tt]he|An?|His|Her|Their|My|Our|One|Another)(?: [\w’'-]+){{1,6}}?|{CAPITALISED}"
    rf"(?: (?:{CAPITALISED}|of|the|de|da|van|von|bin|al|and)){{0,6}}?))"
    r"(?:, [^:;\n]{2,160},)?)"
    rf"(?: (?:later|then|also|only|\w+ly))? (?P<cue>(?:(?:has|had) )?{_SAYS})"
    r"(?: [^:;?!“”\"\n]{1,80})?:\s*"
)
_TO_SOMEBODY = re.compile(rf"\b{IN_TALK}")
_NO_SPEECH = re.compile(r"\s*(?:[\"“”„‟«»‘'`*•·<>#\d–—―-]|[^\W_][^:\n]{0,40}:\s)")
_ENDS = re.compile(r"[.?!…][)\]]?\s*\Z")
_LONGEST = 1500


class Led(NamedTuple):
    """A paragraph that is somebody's words, and the words before it that say whose."""

    content: Span
    cue: Span
    source: Span


def leading(text: str, paragraph: Span) -> tuple[Span, Span] | None:
    """The source and the cue of what follows a paragraph, where its end leads on to that."""
    end = stripped_end(text, *paragraph)
    if end == paragraph.begin or text[end - 1] != ":":
        return None
    begin = max(paragraph.begin, sentence_begin(sentence_starts(text), end - 1))
    found = re.compile(_LEADING).fullmatch(text, begin, end)
    if found is None:
        return None
    first, last = found.span("source")
    return Span(first, last - (text[last - 1] == ",")), Span(*found.span("cue"))


def led_on_to(article: Article, marks: Marks, paragraphs: Sequence[Span]) -> Iterator[Led]:
    """Yield the paragraphs without marks that are what the line before them leads on to.

    Args:
        article: what was read.
        marks: its quotation marks.
        paragraphs: ascending spans of its paragraphs, none of them empty.
    """
    text = article.text
    outside: str | None = None
    for before, here in pairwise(paragraphs):
        told = leading(text, before)
        if told is None or here.end - here.begin > _LONGEST or _NO_SPEECH.match(text, *here):
            continue
        outside = outside or parted(text, marks)[1]
        if _ENDS.search(text, *here) and _TO_SOMEBODY.search(outside, *here):
            source, cue = told
            yield Led(Span(here.begin, stripped_end(text, *here)), cue, source)
