"""Stretches in quotation marks that give a name or title, or set words off: they are no speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Article, Span

_MARKED = re.compile(r"[\"“‘'«„`]+(.+?)[\"”’'»“]*[.,]?$", re.DOTALL)
_NAMED = re.compile(
    r"(?:(?P<whom>her|him|it|me|them|us|whom|which|that|you)\s+)?(?P<marked>\W.*)", re.DOTALL
)
_NAMING = re.compile(r"\b(?:call\w*|dub\w*|nicknam\w*|christen\w*|known|named)\b", re.IGNORECASE)
_TITLING = re.compile(r"\b(?:(?:en)?titled|headlined|captioned|named)$", re.IGNORECASE)
# "listed as “Option B”": what nobody is said to call so has that name.
_PASSIVE = (
    r"\b(?:known|listed|billed|styled|marketed|registered|entered|filed|(?:en)?titled"
    r"|named|nicknamed|christened|codenamed)(?: as)?$"
)
_KNOWN = re.compile(r"\b(?:know|knows|knew|known)(?P<as>\b.{0,30}\bas)?$", re.IGNORECASE)
_AS = re.compile(r"as\b", re.IGNORECASE)
_WHOM = re.compile(r"\bwhom\s+$")
_CLAUSE = re.compile(r"\W*(?:that|whether|if|to|how|why)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CODE = re.compile(r"[A-Z\d/.-]*\d[A-Z\d/.-]*")
_SENTENCE = re.compile(r"(?:^|[\n.?!:][\"”’'»]*\s+)$")
_SENTENCE_END = re.compile(r"[.?!…—][\"”’'»“]*$")
_DOUBLE = re.compile(r"[“\"«]|``")
_USUAL, _PAGE = 4, 4000
_LONGEST_NAME, _LONGEST_KNOWN, _LONGEST_HEADING = 3, 5, 8
_SHORTEST_ALONE = 4
_NEAR = 12


def is_naming(
    article: Article,
    parts: tuple[str, str],
    content: Sequence[Span],
    cue: Sequence[Span],
    source: Sequence[Span],
) -> bool:
    """Whether what looks like a quotation only names something.

    So it is where a few capitalised words in marks are what somebody is called (`calls her
    “Captain”`), where a title follows `titled` without anyone who says it, where fewer than
    four words in marks stand within a sentence with neither source nor cue, and where words in
    marks stand among others that nobody is said to say (`The bill, the “Clean Rivers Act,”`).

    Args:
        article: what was read.
        parts: its text inside of quotation marks, and outside of them (`marks.parted`).
        content, cue, source: of what looks like a quotation.
    """
    text = article.text
    told = " ".join(text[b:e] for b, e in cue).strip()
    known = _KNOWN.search(told)
    if source and not known and not _NAMING.search(told):
        return False
    marked, bare = ([w for s in content for w in _WORD.findall(part, *s)] for part in parts)
    if not source and _is_unsaid(text, parts, content, told, marked, bare):
        return True
    if known and (known["as"] or any(_AS.match(text, *s) for s in content)):
        return 0 < len(marked) <= _LONGEST_KNOWN
    return _is_called(text, content, told, source)


def _is_unsaid(
    text: str,
    parts: tuple[str, str],
    content: Sequence[Span],
    told: str,
    marked: Sequence[str],
    bare: Sequence[str],
) -> bool:
    """Whether words in marks, of which nobody is said to say them, are a name, title or heading."""
    begin = content[0].begin
    if not told and marked and bare and not _CLAUSE.match(text, begin):
        return True
    if _in_title_case(marked):
        words = told or text[max(0, begin - _NEAR) : begin].rstrip()
        if re.compile(_PASSIVE, re.IGNORECASE).search(words):
            return True
    token = " ".join(parts[0][b:e] for b, e in content).strip("\"“”‘’'«»„` .,")
    if told and _CODE.fullmatch(token):
        return True
    return not told and not bare and begin > 0 and _is_heading(text, content, marked)


def _is_heading(text: str, content: Sequence[Span], marked: Sequence[str]) -> bool:
    """Whether words in marks are a line of their own that looks like a title: “All Is Lost”."""
    begin, end = content[0].begin, content[-1].end
    low, high = max(0, begin - _NEAR), min(len(text), end + _NEAR)
    first = text.rfind("\n", low, begin)
    last = text.find("\n", end, high)
    alone = (first >= 0 or not low) and (last >= 0 or high == len(text))
    beside = text[first + 1 : begin] + text[end : last if last >= 0 else high]
    alone = alone and not beside.strip(" \t\"“”‘’'«»„`*_#.")
    if not alone or len(marked) > _LONGEST_HEADING:
        return False
    # Papers that quote in double marks put single ones into what heads a part of a story.
    single = text[begin] in "‘'" and text[begin : begin + 2] != "''"
    return _in_title_case(marked) or (
        single and len(_DOUBLE.findall(text, max(0, begin - _PAGE), end + _PAGE)) >= _USUAL
    )


def _in_title_case(words: Sequence[str]) -> bool:
    """Whether the longer words of some all begin with a capital, and there are several."""
    return sum(word[0].isupper() for word in words) > 1 and all(
        word[0].isupper() for word in words if len(word) > 3
    )


def _is_called(text: str, content: Sequence[Span], told: str, source: Sequence[Span]) -> bool:
    """Whether words in marks are what somebody is called, or stand alone."""
    called = _NAMING.search(told)
    if source and not called:
        return False
    words = " ".join(text[b:e] for b, e in content).strip()
    found = _NAMED.fullmatch(words)
    marked = _MARKED.match(found["marked"].strip()) if found else None
    if found is None or marked is None:
        return False
    inner = _WORD.findall(marked[1])
    if not source and _TITLING.search(told):
        return True
    if not source and not told and len(inner) < _SHORTEST_ALONE:
        return not _is_sentence(text, content)
    capitalised = all(word[0].isupper() for word in inner)
    whom = found["whom"] or (
        source and _WHOM.search(text, max(0, source[0].begin - _NEAR), source[0].begin)
    )
    return bool(called and whom and capitalised and 0 < len(inner) <= _LONGEST_NAME)


def _is_sentence(text: str, content: Sequence[Span]) -> bool:
    """Whether what stands in marks is a sentence of its own: "“No.”"."""
    begin, end = content[0].begin, content[-1].end
    opens = begin > 0 and _SENTENCE.search(text, max(0, begin - _NEAR), begin)
    return bool(opens and _SENTENCE_END.search(text, begin, end))
