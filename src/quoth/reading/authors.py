"""Who wrote an article or a letter: the byline, the signature, the lines about the writer."""

from __future__ import annotations

import re

from quoth.article import Span
from quoth.reading.names import fold
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
# A byline stands near the beginning, what is said of the writer near the end.
_HEAD, _TAIL = 1500, 700
_LONGEST = 4


def byline(text: str) -> Span | None:
    """The name after "By", or at the end of a standfirst, near the beginning of an article."""
    match = _BYLINE.search(text, 0, _HEAD) or _STANDFIRST.search(text, 0, _HEAD)
    if match is None or not match[1][0].isupper() or len(match[1].split()) > _LONGEST:
        return None
    return Span(*match.span(1))


def signature(text: str, at: int) -> Span | None:
    """The name that stands alone on a line after the offset, as under a letter."""
    for match in _SIGNATURE.finditer(text, at):
        if is_given(fold(match[1].split()[0])):
            return Span(*match.span(1))
    return None


def biography(text: str) -> Span | None:
    """The name in a last paragraph on the writer: "Ada Moss is a teacher in Leeds."."""
    begin = max(text.rfind("\n", 0, len(text) - _TAIL), 0) if len(text) > 2 * _TAIL else len(text)
    for match in _BIOGRAPHY.finditer(text, begin):
        return Span(*match.span(1))
    return None
