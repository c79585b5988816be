"""Whom a mention means, scored from the encoder's vectors.

A mention asks with the vectors of its first and last piece, every candidate answers with those
of its own; the score is their dot product, with a learned amount for the distance between them.
The windows of an article are read apart, yet a mention may mean somebody named in any of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from quoth.reading.encoder import Scores
from quoth.reading.links import CLASSES, LINKING, RELATIONS, VECTOR, WIDTH, Floats, gaps
from quoth.reading.settings import Settings
from quoth.reading.tags import KINDS
from quoth.reading.tokens import Tokens, Window

Kinds = tuple[float, float, float, float]
_SCALE = np.float32(WIDTH**-0.5)


class Coreference(NamedTuple):
    """The vectors of one article's word pieces, by which mentions find their antecedents.

    Attributes:
        pieces: the first and the last word piece of a span.
        kinds_of: what `kinds` tells of a span.
        asking: a row a piece, as first and as last piece of a mention that asks.
        answering: the same of one that answers.
        null: learned answer that stands for "none of them".
        distance: learned score of each distance, as `quoth.reading.links.gaps` tells it.
    """

    pieces: Callable[[tuple[int, int]], tuple[int, int]]
    kinds_of: Callable[[tuple[int, int]], Kinds]
    asking: tuple[Floats, Floats]
    answering: tuple[Floats, Floats]
    null: Floats
    distance: Floats

    def scores(self, begin: int, end: int, candidates: Sequence[tuple[int, int]]) -> list[float]:
        """Score what a mention may mean; see `quoth.reading.antecedents.Antecedents`.

        Args:
            begin, end: span of the mention, in code points.
            candidates: spans of the mentions that may mean the same.

        Returns:
            The score of "none of them", then that of each candidate.
        """
        first, last = self.pieces((begin, end))
        query = (self.asking[0][first] + self.asking[1][last]) * _SCALE
        none = float(query @ self.null)
        if not candidates:
            return [none]
        firsts, lasts = map(np.array, zip(*map(self.pieces, candidates), strict=True))
        answers = self.answering[0].take(firsts, axis=0)
        answers += self.answering[1].take(lasts, axis=0)
        near = self.distance.take(gaps(first, last, firsts), mode="clip")
        return [none, *(answers @ query + near).tolist()]

    def kinds(self, begin: int, end: int) -> Kinds:
        """Say what a name is the name of; see `quoth.reading.antecedents.Antecedents`."""
        return self.kinds_of((begin, end))


def coreference(
    tokens: Tokens, windows: Sequence[Window], scores: Sequence[Scores], settings: Settings
) -> Coreference:
    """Gather the vectors of an article from those of its windows, each giving its own pieces."""
    begins = [window.begin - window.context for window in windows]
    own = list(zip(begins, scores, strict=True))
    kinds = [s.kinds[begin:] for begin, s in own]
    none = [np.zeros((0, len(KINDS)), np.float32)], [np.zeros((0, WIDTH), np.float32)]
    as_first, as_last, first_answer, last_answer = (
        np.concatenate([s.vectors[begin:, at : at + WIDTH] for begin, s in own] or none[1])
        for at in range(LINKING, VECTOR, WIDTH)
    )
    pieces = _pieces(tokens)
    return Coreference(
        pieces,
        _kinds(pieces, np.concatenate(kinds or none[0])),
        (as_first, as_last),
        (first_answer, last_answer),
        settings.null[RELATIONS],
        settings.distance[RELATIONS].take(CLASSES),
    )


def _pieces(tokens: Tokens) -> Callable[[tuple[int, int]], tuple[int, int]]:
    """What finds the first and the last piece of a span; it remembers those it has found."""
    begins, ends = tokens.begins.tolist(), tokens.ends.tolist()
    top = len(tokens) - 1

    @cache
    def pieces(span: tuple[int, int]) -> tuple[int, int]:
        first = min(bisect_right(ends, span[0]), top)
        return first, min(max(bisect_left(begins, span[1]) - 1, first), top)

    return pieces


def _kinds(
    pieces: Callable[[tuple[int, int]], tuple[int, int]], scores: Floats
) -> Callable[[tuple[int, int]], Kinds]:
    """What tells what a span is the name of; it remembers what it has told.

    Args:
        pieces: what finds the first and the last piece of a span.
        scores: of `KINDS`, one row a piece.
    """
    odds = _kind_odds(scores)

    @cache
    def kinds(span: tuple[int, int]) -> Kinds:
        first, last = pieces(span)
        total = np.add.reduce(odds[first : last + 1])
        none, person, organization, place = (total / (last + 1 - first)).tolist()
        return none, person, organization, place

    return kinds


def _kind_odds(scores: Floats) -> Floats:
    """Log probabilities of nothing, person, organisation and place, of the scores of `KINDS`."""
    held = np.vstack((scores[:, 0], np.logaddexp(scores[:, 1::2], scores[:, 2::2]).T))
    return np.ascontiguousarray((held - np.logaddexp.reduce(held)).T)
