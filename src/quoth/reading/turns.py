"""Turns of talk: paragraphs that begin with the name of who speaks, as transcripts print them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from quoth.article import Article, Span
from quoth.reading.marks import paragraphs, stripped_end

# "NAME:", "Name Name:", "**Name:**", "[00:12:41] NAME:", "NAME [clip]:", also within marks.
_LABEL = re.compile(
    r"\s*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?[\"“‘'«]?(?:\*\*|__)?"
    r"(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_(][\w.’'-]*){0,3}?)(?: [\[(][^\])\n]{1,40}[\])])?"
    r"(?:\*\*|__)?(?::|(?<=\b[QA])\.)(?:\*\*|__)?\s+"
    r"(?:[\[(][*_]?[A-Za-z][^\])\n]{1,40}[\])]\s+)?(?=\S)"
)
_MARKS = (":", "Q.", "A.")
"""Of which every label has one: to look for them is quick."""
_ASIDE = re.compile(r"\s*[\[(*_]")
_LEAST_TURNS = 3


class Turn(NamedTuple):
    """A turn of talk.

    Attributes:
        label: where the label begins that names who speaks, its time and marks included.
        name: span of the name of who speaks.
        begin: where the words begin that are spoken.
        end: where the paragraph ends.
        more: the paragraphs in which they go on, up to the next turn.
    """

    label: int
    name: Span
    begin: int
    end: int
    more: tuple[Span, ...] = ()

    def holds(self, span: Span) -> bool:
        """Whether a stretch lies in the turn, its label included."""
        if span.begin < self.end:
            return self.label <= span.begin and span.end <= self.end
        index = bisect_right(self.more, span.begin, key=lambda s: s.begin) - 1
        return index >= 0 and span.end <= self.more[index].end

    def words(self) -> tuple[Span, ...]:
        """What is spoken, a span a paragraph."""
        return Span(self.begin, self.end), *self.more


@lru_cache(maxsize=1)
def turns_of(article: Article) -> tuple[Turn, ...]:
    """The turns of talk of an article, in order; asked for more than once while it is read."""
    return tuple(turns(article.text, paragraphs(article)))


def turns(text: str, paragraphs: Iterable[Span]) -> list[Turn]:
    """Return the turns of talk of an article, in order.

    A name and a colon at the beginning of one paragraph may be anything ("Update: ..."); they
    are turns where there are three or more, of two or more names, most of which come again: lists
    ("Ada Quist: theft") name each once.

    Args:
        text: the article's text.
        paragraphs: ascending spans of its paragraphs.
    """
    found: list[Turn] = []
    between: list[Span] = []
    for begin, end in paragraphs:
        marked = any(text.find(mark, begin, end) >= 0 for mark in _MARKS)
        match = _LABEL.match(text, begin, end) if marked else None
        if match and _is_name(match["name"]):
            if found:
                found[-1] = found[-1]._replace(more=_going_on(text, between))
            between = []
            last = stripped_end(text, begin, end)
            found.append(Turn(begin, Span(*match.span("name")), match.end(), last))
        else:
            between.append(Span(begin, end))
    # People are introduced in full and then go by their last name.
    called = [text[slice(*turn.name)].casefold().split()[-1] for turn in found]
    names = Counter(called)
    again = sum(count for count in names.values() if count > 1)
    if len(found) < _LEAST_TURNS or len(names) < 2 or 2 * again < len(found):
        return []
    # Who talks first talks again; "Transcript: The Night Ferry" is a headline.
    if len(found) > _LEAST_TURNS and names[called[0]] < 2:
        found = found[1:]
    long = sum(len(turn.more) for turn in found[1:]) > len(found)
    # What follows the first may be the article's own: "Lau: I was mocked" may head it.
    return [t._replace(more=()) if long or t is found[0] else t for t in found]


def _going_on(text: str, between: Iterable[Span]) -> tuple[Span, ...]:
    """The paragraphs after a turn that are more of it, and no asides: "[Laughs.]"."""
    spans = (Span(begin, stripped_end(text, begin, end)) for begin, end in between)
    return tuple(s for s in spans if s.begin < s.end and not _ASIDE.match(text, s.begin))


def _is_name(words: str) -> bool:
    return all(word[0].isupper() for word in words.split())
