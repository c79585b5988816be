"""Statements that repeat another one of the article: a headline says again what the body says.

Where the one that repeats does not name its speaker ("Orbit CEO says ..."), the other may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoth.article import Article
from quoth.quotation import Quotation
from quoth.reading.name_words import FUNCTION_WORDS

_WORD = re.compile(r"\w+")
_REPEATING = frozenset({"headline", "standfirst", "heading", "caption", "embed"})
# Words in a row that two statements have in common, and the share of one's content words that
# the other has, from which on they are taken for the same.
_RUN = 3
_SHARE = 0.6
_FEWEST = 2


def echoes(article: Article, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """Yield pairs of a statement that repeats and the one in the body that it repeats most.

    Args:
        article: what was read; without blocks nothing is known to repeat.
        quotations: its quotations.

    Returns:
        Indexes of both, where they share three words in a row or most of their content words.
    """
    kinds = [article.blocks[q.block].kind if article.blocks else "" for q in quotations]
    repeating = [i for i, kind in enumerate(kinds) if kind in _REPEATING]
    if not repeating:
        return
    body = [i for i, kind in enumerate(kinds) if kind not in _REPEATING]
    spoken = [_statement(q.text(article)) for q in quotations]
    for index in repeating:
        likeness = [(_likeness(spoken[index], spoken[other]), -other) for other in body]
        best, other = max(likeness, default=(0.0, 0))
        if best > 0:
            yield index, -other


class _Statement(NamedTuple):
    """The words of a statement, its content words, and its runs of three words."""

    words: frozenset[str]
    telling: frozenset[str]
    runs: frozenset[tuple[str, ...]]


def _statement(text: str) -> _Statement:
    words = [word.casefold() for word in _WORD.findall(text)]
    telling = frozenset(w for w in words if w not in FUNCTION_WORDS and len(w) > 1)
    runs = frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))
    return _Statement(frozenset(words), telling, runs)


def _likeness(one: _Statement, other: _Statement) -> float:
    """How much of a statement's words another repeats; 0 where that may be chance."""
    shared = one.telling & other.words
    share = len(shared) / max(1, len(one.telling))
    alike = share >= _SHARE and len(shared) >= _FEWEST
    return share if alike or (shared and not one.runs.isdisjoint(other.runs)) else 0.0
