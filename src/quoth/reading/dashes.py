"""Dialogue opened by dashes, as in much of Europe and Latin America: "— I never, said Okoro."

Dashes begin the items of lists as well, and signatures. They open speech where somebody is said
to speak in one of the paragraphs that begin with them, and where most of these tell who speaks,
ask, exclaim, or speak of I and you.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoth.article import Span
from quoth.reading.leading_on import leading
from quoth.reading.marks import stripped_end
from quoth.reading.word_shapes import CAPITALISED, IN_TALK

DASH = r"(?:[—–―]|--)"
"""A dash as it is printed or typed; a pattern."""
_OPENED = re.compile(rf"\s*{DASH}[ \u00a0]?(?=[¿¡(]?[^\W\d_])")
_SAY = (
    r"(?:said|says|asked|asks|replied|replies|answered|answers|added|adds|insisted|insists|cried"
    r"|shouted|whispered|murmured|muttered|continued|continues|repeated|explained|exclaimed"
    r"|responded|sighed|laughed|called|went on|interrupted|remarked|observed|snapped)"
)
_NAME = rf"{CAPITALISED}(?<!\.)(?: {CAPITALISED}(?<!\.)){{0,3}}"
_WHO = (
    rf"(?:he|she|they|I|we|{_NAME}"
    rf"|(?:the|an?|his|her|their|my|our|one|another)(?: [\w’'-]+){{1,5}}?(?: {_NAME})?)"
)
# Compiled when first asked for: few articles have such lines.
_TAG = (
    r"(?<=[,?!…—–])\s+(?:"
    rf"(?P<cue>{_SAY}) (?P<who>{_WHO})|(?P<before>{_WHO}) (?P<said>{_SAY})"
    r")(?=[,.;:?!…]|\s|$)(?P<rest>[^.?!…—–\n]{0,200})(?:[.?!…]+|(?=\s*[—–])|$)"
)
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_ENDS = re.compile(r"[.?!…,:;—–-][\"”’'»)*_]*\s*$")
_LIVELY = re.compile(rf"\b(?:{IN_TALK}|(?:[Mm]ine|[Ll]et’s)\b)|[?!]")
_AGAIN = re.compile(rf"\s*{DASH}\s*")


class Line(NamedTuple):
    """What somebody says in one paragraph of dialogue, and the words that say who.

    Attributes:
        whole: all that stands behind the dash.
        content, cue, source: the parts of it.
    """

    whole: Span
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


def spoken_lines(text: str, paragraphs: Sequence[Span]) -> list[Line]:
    """Return what is said in the paragraphs that a dash opens, in order.

    Args:
        text: of the article.
        paragraphs: ascending spans of its paragraphs, none of them empty.
    """
    found: list[Line] = []
    for number, span in enumerate(paragraphs):
        line = _line(text, span)
        if line is None:
            continue
        led = leading(text, paragraphs[number - 1]) if number and not line.cue else None
        if led is not None:
            source, cue = led
            line = line._replace(cue=(cue,), source=(source,))
        found.append(line)
    told = [bool(line.cue) for line in found]
    lively = [any(_LIVELY.search(text, *span) for span in line.content) for line in found]
    most = 2 * sum(map(max, told, lively)) > len(found)
    return found if any(told) and any(lively) and most else []


def _line(text: str, paragraph: Span) -> Line | None:
    opened = _OPENED.match(text, *paragraph)
    if opened is None:
        return None
    begin = opened.end()
    end = stripped_end(text, begin, paragraph.end)
    tag = re.compile(_TAG).search(text, begin, end)
    if tag is None:
        words = _WORDS.findall(text, begin, end)
        # "— Ada Quist, Marlow" signs what stands before it.
        named = all(word[0].isupper() for word in words) and text[end - 1] not in "?!"
        if named or not _ENDS.search(text, begin, end):
            return None
        return Line(Span(begin, end), (Span(begin, end),))
    cue, who = ("cue", "who") if tag["cue"] else ("said", "before")
    parts = [Span(begin, tag.start()), *_going_on(text, tag.end(), end)]
    return Line(Span(begin, end), tuple(parts), (Span(*tag.span(cue)),), (Span(*tag.span(who)),))


def _going_on(text: str, begin: int, end: int) -> Iterator[Span]:
    """What is said behind the words that tell who speaks."""
    again = _AGAIN.match(text, begin, end)
    begin = again.end() if again else begin
    while begin < end and text[begin].isspace():
        begin += 1
    if begin < end:
        yield Span(begin, end)
