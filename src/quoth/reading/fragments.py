"""Which fragments of a content are the speaker's, and which the reporter's own sentences.

The encoder links each fragment to a cue by itself. Beside words in marks it may take the
sentence of the reporter's that stands before or after them for one more fragment.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quoth.article import Span
from quoth.reading.sentences import next_begin, sentence_begin

# A short word with a capital is shortened: "Sens. Webb and Quist" is no end of a sentence.
_SENTENCE_END = re.compile(
    r"(?:(?<![\w’'.-])(?:[a-zß-ÿ][\w’'-]*|[^\W\d_][\w’'-]{5,})|\d|[)%])[.!]+\s+$|[.!][”\"’»']+\s+$"
)
_NEAR = 30
_OPENING = frozenset('“‘«„"')
_DOUBLE = re.compile(r"[“”„«»\"]|''|``")
_WORD = re.compile(r"\w[\w’'-]*")
# "It was shut because, she said, “the roof leaks”": what leads on to her words is the reporter's.
_LEADS_ON = re.compile(
    r"\b(?:because|where|which|who|when|while|although|though|since),\s*\Z"
    r"|\b(?:in|at|on|by|from|with|during|after|for) which\s*\Z"
)


def without_narration(
    text: str,
    parts: tuple[str, str],
    starts: Sequence[int],
    content: tuple[Span, ...],
    cue: Sequence[Span],
    source: Sequence[Span],
) -> tuple[Span, ...]:
    """Return the fragments of a content without the reporter's own.

    Where something is said in the sentence of the cue, a sentence outside of marks before or
    after it is no part of that, and nor is the clause that leads on to words in marks. What a
    colon leads on to may be of many sentences.

    Args:
        text: of the article.
        parts: the text inside of quotation marks and the text outside of them (`marks.parted`).
        starts: where its sentences begin, ascending.
        content: the fragments, ascending.
        cue, source: of the quotation.
    """
    ends = bisect_left(starts, content[0].end) > bisect_right(starts, content[0].begin)
    if not cue or (len(content) == 1 and not ends):
        return content
    told = Span(min(s.begin for s in (*cue, *source)), max(s.end for s in (*cue, *source)))
    shares = {s: _marked(parts, s) for s in content}
    marked = [s for s in content if shares[s] == 1]
    first, last = _sentence(text, starts, told, marked)
    here = [s for s in content if first <= s.begin < last]
    spoken = [s for s in here if s in marked]
    behind = next((s.begin for s in content if s.begin >= told.end), told.end)
    listed = ":" in text[told.end : behind]
    if not here or (listed and not spoken):
        return content
    kept = [
        fragment
        for fragment in content
        if shares[fragment] > 0.5
        or _is_half_marked(text, fragment)
        or (first <= fragment.begin < last and not _leads_on(text, fragment, told, spoken))
    ]
    if listed:
        return tuple(kept)
    return tuple(
        fragment if shares[fragment] > 0.5 else _within_sentence(text, parts, starts, fragment)
        for fragment in kept
    )


def _within_sentence(
    text: str, parts: tuple[str, str], starts: Sequence[int], fragment: Span
) -> Span:
    """A fragment outside of marks, up to where its sentence ends there."""
    if _is_half_marked(text, fragment):
        return fragment
    for start in starts[bisect_right(starts, fragment.begin) : bisect_left(starts, fragment.end)]:
        if ": " in text[fragment.begin : start]:
            break
        goes_on = parts[1][start] != text[start] or text[start].islower()
        if not goes_on and _SENTENCE_END.search(text, max(fragment.begin, start - _NEAR), start):
            end = start
            while end > fragment.begin and (text[end - 1].isspace() or text[end - 1] == "."):
                end -= 1
            return Span(fragment.begin, end)
    return fragment


def _marked(parts: tuple[str, str], span: Span) -> float:
    """The share of the words of a stretch that stand in marks."""
    inside, outside = (len(_WORD.findall(part, *span)) for part in parts)
    return inside / max(1, inside + outside)


def _is_half_marked(text: str, span: Span) -> bool:
    """Whether a mark opens a stretch and nothing closes it, or the other way round."""
    if text[span.begin] in _OPENING:
        return True
    end = span.end
    while end < len(text) and text[end] in "”»\"'":
        end += 1
    return sum(1 for _ in _DOUBLE.finditer(text, span.begin, end)) % 2 == 1


def _sentence(text: str, starts: Sequence[int], told: Span, marked: Sequence[Span]) -> Span:
    """The sentence in which a cue stands; sentences within marks are parts of it."""
    first = sentence_begin(starts, told.begin)
    for span in reversed(marked):
        if span.begin < first <= span.end:
            first = sentence_begin(starts, span.begin)
    last = next_begin(starts, told.end, len(text))
    for span in marked:
        if span.begin < last < span.end:
            last = next_begin(starts, span.end, len(text))
    return Span(first, last)


def _leads_on(text: str, fragment: Span, told: Span, spoken: Sequence[Span]) -> bool:
    """Whether a clause before a cue only leads on to the words in marks behind it."""
    if not spoken or fragment.end > told.begin or spoken[0].begin < told.end:
        return False
    return _LEADS_ON.search(text, max(0, fragment.begin - 7), told.begin) is not None
