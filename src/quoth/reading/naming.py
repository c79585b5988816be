"""Stretches in quotation marks that give a name or title, and so are no speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Article, Span

_MARKED = re.compile(r"[\"“‘'«„](.+?)[\"”’'»“]?[.,]?$", re.DOTALL)
_NAMED = re.compile(r"(?:(?P<whom>her|him|it|me|them|us|whom|you)\s+)?(?P<marked>\W.*)", re.DOTALL)
_NAMING = re.compile(r"\b(?:call\w*|dub\w*|nicknam\w*|christen\w*|known)\b", re.IGNORECASE)
_TITLING = re.compile(r"\b(?:(?:en)?titled|headlined|captioned|named)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LONGEST_NAME = 3
_SHORTEST_ALONE = 4


def is_naming(
    article: Article, content: Sequence[Span], cue: Sequence[Span], source: Sequence[Span]
) -> bool:
    """Whether what looks like a quotation only names something.

    So it is where a few capitalised words in marks are what somebody is called (`calls her
    “Captain”`), where a title follows `titled` without anyone who says it, and where fewer than
    four words in marks stand alone, with neither source nor cue.
    """
    text = article.text
    told = " ".join(text[b:e] for b, e in cue).strip()
    called = _NAMING.search(told)
    if source and not called:
        return False
    words = " ".join(text[b:e] for b, e in content).strip()
    found = _NAMED.fullmatch(words)
    marked = _MARKED.match(found["marked"].strip()) if found else None
    if found is None or marked is None:
        return False
    inner = _WORD.findall(marked[1])
    if not source and (_TITLING.search(told) or (not told and len(inner) < _SHORTEST_ALONE)):
        return True
    capitalised = all(word[0].isupper() for word in inner)
    return bool(called and found["whom"] and capitalised and 0 < len(inner) <= _LONGEST_NAME)
