"""Somebody who has no name but whose they are: "my mother", "her son", "Okafor’s wife"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.reading.cast import Cast

# The letter it begins with is looked for first: that is quick to fail.
_KIN = re.compile(
    r"(?=[HMOhmo’'])"
    r"(?:\b(?P<mine>[Mm]y|[Oo]ur)|\b(?P<theirs>[Hh]is|[Hh]er)|(?P<whose>[’']s?)) (?:[a-z-]+ )?"
    r"(?P<noun>(?:grand)?(?:mother|father|son|daughter)|mum|mom|dad|gran|granny|grandma|grandpa"
    r"|wife|husband|brother|sister|uncle|aunt|cousin|nephew|niece|child|fiancée?)\b"
    r"(?!-|,? [A-Z])"
)
_LONGEST = 60
_SAME = {
    **dict.fromkeys(("mum", "mom"), "mother"),
    **dict.fromkeys(("gran", "granny", "grandma"), "grandmother"),
    "dad": "father",
    "grandpa": "grandfather",
}


@dataclass(frozen=True, slots=True)
class Kin:
    """A mention of somebody by whose they are.

    Attributes:
        begin: where it begins.
        noun: what they are to whose they are: "mother", never "mum".
        whose: the name before the noun, or "" where a word for a person stands there.
        mine: whether that word is "my" or "our", not "his" or "her".
    """

    begin: int
    noun: str
    whose: str
    mine: bool


def kin_in(cast: Cast, begin: int, end: int) -> Iterator[Kin]:
    """Yield those of a span who have no name but whose they are, in order.

    Args:
        cast: who is named in the article.
        begin, end: the span.
    """
    for match in _KIN.finditer(cast.text, begin, end):
        noun = _SAME.get(match["noun"], match["noun"])
        if match["whose"] is None:
            yield Kin(match.start(), noun, "", match["mine"] is not None)
            continue
        for naming in cast.between(max(0, match.start() - _LONGEST), match.start()):
            if naming.end == match.start() and naming.entity.kind == "person":
                yield Kin(naming.begin, noun, naming.entity.name(), False)
