"""Turns of talk: paragraphs that begin with the name of who speaks, as transcripts print them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quoth.article import Span

# "NAME:", "Name Name:", "**Name:**", "[00:12:41] NAME:", also within quotation marks.
_LABEL = re.compile(
    r"\s*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?[\"“‘'«]?(?:\*\*|__)?"
    r"(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_(][\w.’'-]*){0,3})"
    r"(?:\*\*|__)?:(?:\*\*|__)?\s+(?=\S)"
)
_LEAST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of talk.

    Attributes:
        name: span of the name of who speaks.
        begin: where the words begin that are spoken.
        end: where the paragraph ends.
    """

    name: Span
    begin: int
    end: int


def turns(text: str, paragraphs: Iterable[Span]) -> list[Turn]:
    """Return the turns of talk of an article, in order.

    A name and a colon at the beginning of one paragraph may be anything ("Update: ..."); they
    are turns where there are three or more, and some name comes again.

    Args:
        text: the article's text.
        paragraphs: ascending spans of its paragraphs.
    """
    found: list[Turn] = []
    for begin, end in paragraphs:
        match = _LABEL.match(text, begin, end)
        if match and _is_name(match["name"]):
            found.append(Turn(Span(*match.span("name")), match.end(), end))
    # People are introduced in full and then go by their last name.
    names = Counter(text[slice(*turn.name)].casefold().split()[-1] for turn in found)
    if len(found) < _LEAST_TURNS or max(names.values()) < 2:
        return []
    return found


def _is_name(words: str) -> bool:
    return all(word[0].isupper() for word in words.split())
