"""Whom a mention means, scored from the encoder's vectors.

A mention asks with the vectors of its first and last piece, every candidate answers with those
of its own; the score is their dot product, with a learned amount for the distance between them.
The windows of an article are read apart, yet a mention may mean somebody named in any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quoth.reading.encoder import Scores
from quoth.reading.links import LINKING, RELATIONS, WIDTH, Floats, Ints, buckets
from quoth.reading.settings import Settings
from quoth.reading.tags import KINDS
from quoth.reading.tokens import Tokens, Window


@dataclass(frozen=True, slots=True)
class Coreference:
    """The vectors of one article's word pieces, by which mentions find their antecedents.

    Attributes:
        tokens: the word pieces.
        kind_scores: for each, the scores of `KINDS`.
        vectors: for each, as first and last piece that asks, as first and last that answers.
        null: learned answer that stands for "none of them".
        distance: learned score of each class of distance.
    """

    tokens: Tokens
    kind_scores: Floats
    vectors: Floats
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
        all_firsts, all_lasts = self._pieces([(begin, end), *candidates])
        first, last = all_firsts[0], all_lasts[0]
        query = (self.vectors[first, 0] + self.vectors[last, 1]) * np.float32(WIDTH**-0.5)
        none = float(query @ self.null)
        if not candidates:
            return [none]
        firsts, lasts = all_firsts[1:], all_lasts[1:]
        answers = self.vectors[firsts, 2] + self.vectors[lasts, 3]
        near = buckets(first, last, firsts)
        return [none, *(answers @ query + self.distance[near]).tolist()]

    def kinds(self, begin: int, end: int) -> tuple[float, float, float, float]:
        """Say what a name is the name of; see `quoth.reading.antecedents.Antecedents`."""
        (first,), (last,) = self._pieces([(begin, end)])
        scores = self.kind_scores[first : last + 1]
        pairs = scores[:, 1:].reshape(len(scores), -1, 2)
        held = np.column_stack((scores[:, 0], np.logaddexp(pairs[..., 0], pairs[..., 1])))
        held -= np.logaddexp.reduce(held, axis=1, keepdims=True)
        none, person, organization, place = held.mean(axis=0).tolist()
        return none, person, organization, place

    def _pieces(self, spans: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
        """First and last piece of each span."""
        begins, ends = np.array(spans, dtype=np.int64).T
        top = len(self.tokens) - 1
        firsts = np.searchsorted(self.tokens.ends, begins, side="right")
        lasts = np.searchsorted(self.tokens.begins, ends, side="left") - 1
        firsts = np.minimum(firsts, top)
        return firsts, np.minimum(np.maximum(lasts, firsts), top)


def coreference(
    tokens: Tokens, windows: Sequence[Window], scores: Sequence[Scores], settings: Settings
) -> Coreference:
    """Gather the vectors of an article from those of its windows, each giving its own pieces."""
    begins = [window.begin - window.context for window in windows]
    kinds = [s.kinds[begin:] for begin, s in zip(begins, scores, strict=True)]
    vectors = [s.vectors[begin:, LINKING:] for begin, s in zip(begins, scores, strict=True)]
    none = [np.zeros((0, len(KINDS)), np.float32)], [np.zeros((0, 4 * WIDTH), np.float32)]
    return Coreference(
        tokens,
        np.concatenate(kinds or none[0]),
        np.concatenate(vectors or none[1]).reshape(-1, 4, WIDTH),
        settings.null[RELATIONS],
        settings.distance[RELATIONS],
    )
