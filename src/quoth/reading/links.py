"""Which source and which cue belong to a content, scored from the encoder's vectors.

A span asks with the vectors of its first and last piece, every candidate answers with that of
its first; the score is their dot product, with a learned amount for the distance between them
and a learned vector for "none".
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

RELATIONS = 3
"""Content to source, content to cue, cue to source."""

WIDTH = 64
"""Numbers in one vector."""

LINKING = 3 * RELATIONS * WIDTH
"""Numbers for one piece: as first piece that asks, as last, and as one that answers."""

VECTOR = LINKING + 4 * WIDTH
"""Numbers for one piece in all: behind those for links, the four for antecedents (first and last
piece of a mention that asks, first and last of one that answers)."""

_STEPS = 9
BUCKETS = 2 * _STEPS + 1
"""Classes of distance: before the span that asks, after it, inside it."""
_NEVER = np.float32(-1e4)
_FAR = 2 ** (_STEPS - 1)
CLASSES = np.array(
    [gap.bit_length() - 1 for gap in range(_FAR, 0, -1)]
    + [2 * _STEPS]
    + [_STEPS + gap.bit_length() - 1 for gap in range(1, _FAR + 1)]
)
"""The class of every distance up to the farthest that is told apart, in the order of `gaps`."""


def buckets(first: Ints | int, last: Ints | int, candidate: Ints) -> Ints:
    """Class the distance of candidates from spans on a logarithmic scale.

    Args:
        first, last: index of the first and the last piece of the span that asks.
        candidate: index of the candidate's first piece; all three broadcast.
    """
    found: Ints = CLASSES.take(gaps(first, last, candidate), mode="clip")
    return found


def gaps(first: Ints | int, last: Ints | int, candidate: Ints) -> Ints:
    """Number the distances that `buckets` classes; those too far to be told apart lie outside."""
    nearest = np.minimum(np.maximum(candidate, first), last)
    found: Ints = candidate - nearest + _FAR
    return found


def split(vectors: Floats) -> tuple[Floats, Floats, Floats]:
    """Part the encoder's vectors into those that ask (first piece, last piece) and answer.

    Each result has one row a piece, then relation, then `WIDTH`.
    """
    parts = vectors[:, :LINKING].reshape(len(vectors), 3, RELATIONS, WIDTH)
    return parts[:, 0], parts[:, 1], parts[:, 2]


def likelihoods(
    vectors: Floats,
    firsts: Ints,
    lasts: Ints,
    candidates: Ints,
    relation: int,
    null: Floats,
    distance: Floats,
    allowed: npt.NDArray[np.bool_] | None = None,
) -> Floats:
    """Return log probabilities: a row for each span that asks; "none", then each candidate.

    Args:
        vectors: of one window, one row a piece.
        firsts, lasts: first and last piece of each span that asks, as rows of `vectors`.
        candidates: first pieces of the candidates, as rows of `vectors`.
        relation: row of `RELATIONS`.
        null: learned answer that stands for "none", one row a relation.
        distance: learned score of each class of distance, one row a relation.
        allowed: which candidate (column) may answer which span; all by default.
    """
    starts, ends, answers = split(vectors)
    queries = (starts[firsts, relation] + ends[lasts, relation]) * np.float32(WIDTH**-0.5)
    near = buckets(firsts[:, None], lasts[:, None], candidates[None, :])
    scores = np.empty((len(firsts), len(candidates) + 1), dtype=np.float32)
    scores[:, 0] = queries @ null[relation]
    scores[:, 1:] = queries @ answers[candidates, relation].T + distance[relation][near]
    if allowed is not None:
        np.copyto(scores[:, 1:], _NEVER, where=~allowed)
    scores -= np.maximum.reduce(scores, axis=1, keepdims=True)
    scores -= np.log(np.add.reduce(np.exp(scores), axis=1, keepdims=True))
    return scores
