"""Who wrote an article or a letter: the byline, the signature, the lines about the writer."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from quoth.article import Article, Span
from quoth.reading.names import fold
from quoth.reading.outlets import is_outlet
from quoth.reading.role_words import is_given

_NAME = r"[^\W\d_a-z][\w.’'-]*(?: (?:de |van |von |bin |al-)?[^\W\d_a-z][\w.’'-]*){1,3}"
_BYLINE = re.compile(
    r"^\s*(?:By|BY|by)[ \u00a0]+([^\W\d_][^\n\r|,•—–]{3,40}?)[ \u00a0]*(?:[\n\r|,•—–]|$)",
    re.MULTILINE,
)
# "Nobody is in a hurry there, finds Ada Moss": not "says", which may be of anybody.
_STANDFIRST = re.compile(
    rf"[,.–—] (?:[Ww]rites|[Ff]inds|[Rr]eports|[Dd]iscovers) ({_NAME})\.?$", re.MULTILINE
)
_SIGNATURE = re.compile(rf"^[—–-]? ?({_NAME}?)\.?,?$", re.MULTILINE)
_BIOGRAPHY = re.compile(
    rf"^({_NAME}),? (?:[^.\n]{{0,60}}, )?(?:is|was|writes|teaches|works|lives|serves)\b",
    re.MULTILINE,
)
_BY = re.compile(r"^[Bb][Yy] ")
# "Ebba Lindqvist, harbour desk": one name, and what she does or where.
_ALONE = re.compile(rf"({_NAME})(?:,? (?:in |[a-z])[^,]*)?$")
_SEVERAL = re.compile(r" (?:and|with) | & ", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:staff|reporters?|desk|agenc(?:y|ies)|press|news|team|editors?|editorial|bureau|online"
    r"|correspondents?|contributors?|newsroom)\b",
    re.IGNORECASE,
)
# A newsletter is called by its writer as well: "The Night Ferry, by Ada Moss".
_OWN = re.compile(rf"\S,? by ({_NAME})$")
# A byline stands near the beginning, what is said of the writer near the end.
_HEAD, _TAIL = 1500, 700
_LONGEST = 4


class Writer(NamedTuple):
    """Who wrote an article, and where it says so, if in its text."""

    name: str
    place: Span | None


def writer(article: Article, end: int) -> Writer | None:
    """Who "I" is where the article itself speaks.

    Args:
        article: what was read.
        end: the offset after which a signature is looked for.
    """
    if article.byline:
        return Writer(_BY.sub("", article.byline), None)
    text = article.text
    place = byline(text) or signature(text, end) or biography(text)
    if place is not None:
        return Writer(text[slice(*place)], place)
    own = _OWN.search(article.outlet or "")
    return Writer(own[1], None) if own else None


def single_writer(article: Article, end: int) -> Writer | None:
    """The writer, where this is one person: not "staff reporters", not "Ann Lee and Bo Ek"."""
    found = writer(article, end)
    if found is None or _SEVERAL.search(found.name):
        return None
    alone = _ALONE.match(found.name)
    if alone is None or _NOBODY.search(alone[1]) or is_outlet(alone[1]):
        return None
    return Writer(alone[1], found.place)


def byline(text: str) -> Span | None:
    """The name after "By", or at the end of a standfirst, near the beginning of an article."""
    for pattern in (_BYLINE, _STANDFIRST):
        for match in pattern.finditer(text, 0, _HEAD):
            if match[1][0].isupper() and len(match[1].split()) <= _LONGEST:
                return Span(*match.span(1))
    return None


def signature(text: str, at: int) -> Span | None:
    """The name that stands alone on a line after the offset, as under a letter."""
    found = _signatures(text)
    index = bisect_left(found, (at,))
    return found[index][1] if index < len(found) else None


@lru_cache(maxsize=1)
def _signatures(text: str) -> tuple[tuple[int, Span], ...]:
    """The names that stand alone on a line, each behind where its line begins."""
    return tuple(
        (match.start(), Span(*match.span(1)))
        for match in _SIGNATURE.finditer(text)
        if is_given(fold(match[1].split()[0]))
    )


@lru_cache(maxsize=1)
def biography(text: str) -> Span | None:
    """The name in a last paragraph on the writer: "Ada Moss is a teacher in Leeds."."""
    begin = max(text.rfind("\n", 0, len(text) - _TAIL), 0) if len(text) > 2 * _TAIL else len(text)
    for match in _BIOGRAPHY.finditer(text, begin):
        return Span(*match.span(1))
    return None
