"""Two texts of one article, paragraph beside paragraph, with the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Piece = tuple[str, bool]
"""Some words, and whether they differ."""
Row = tuple[list[Piece], list[Piece]]
"""A paragraph of either text; empty where the other has one more."""

_BETWEEN = re.compile(r"\s*\n\s*")
_WORDS = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")
_ALIKE = 0.4
# How many paragraphs on one is looked for that changed, and of how many words one is compared:
# an article may be anything, and whoever looks at it waits.
_AHEAD = 12
_MOST_WORDS = 3_000


def compared(one: str, other: str) -> list[Row]:
    """Return the paragraphs of two texts in pairs, each cut into what is the same and what not."""
    first, second = (_BETWEEN.split(text.strip()) for text in (one, other))
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [([(p, False)], [(p, False)]) for p in first[a:b]]
        else:
            rows += _paired(first[a:b], second[c:d])
    return rows


def _paired(first: Sequence[str], second: Sequence[str]) -> Iterator[Row]:
    """Paragraphs that changed, each beside the one that it became."""
    at = 0
    for paragraph in first:
        ahead = second[at : at + _AHEAD]
        like = [SequenceMatcher(None, paragraph, p).quick_ratio() for p in ahead]
        best = max(range(len(like)), key=like.__getitem__, default=None)
        if best is None or like[best] < _ALIKE:
            yield [(paragraph, True)], []
            continue
        for new in second[at : at + best]:
            yield [], [(new, True)]
        yield _apart(paragraph, second[at + best])
        at += best + 1
    for new in second[at:]:
        yield [], [(new, True)]


def _apart(one: str, other: str) -> Row:
    words, others = _WORDS.findall(one), _WORDS.findall(other)
    if max(len(words), len(others)) > _MOST_WORDS:
        return [(one, True)], [(other, True)]
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if b > a:
            left.append(("".join(words[a:b]), tag != "equal"))
        if d > c:
            right.append(("".join(others[c:d]), tag != "equal"))
    return left, right
