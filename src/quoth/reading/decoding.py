"""From the encoder's scores to spans: the best tag sequence, and the spans it spells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from quoth.reading.links import Floats, Ints
from quoth.reading.tags import OUTSIDE, ROLES, TAGS, legal

_FORBIDDEN = np.float32(-1e4)
_LEGAL = legal()
_PLACES = np.array([name[0] for name in TAGS])
_ROLES = np.array([ROLES.index(name[2:]) if name != "O" else -1 for name in TAGS])
_OPEN = (_PLACES == "B") | (_PLACES == "I")
_GOING_ON = (_PLACES == "I") | (_PLACES == "E")
_NOT_GOING_ON = np.where(_GOING_ON, _FORBIDDEN, np.float32(0))


class Stretch(NamedTuple):
    """A run of word pieces with one role.

    Attributes:
        role: `source`, `cue` or `content`.
        first, last: indexes of its first and last piece.
        sure: mean probability of its tags.
        edges: smaller probability of its first and last tag.
    """

    role: str
    first: int
    last: int
    sure: float
    edges: float


def best_tags(
    scores: Sequence[Floats], breaks: Sequence[Ints], transitions: Floats, beginning: Floats
) -> list[Ints]:
    """Return the most likely legal tag sequence of each window (Viterbi 1967).

    Args:
        scores: for each window, one row a piece and one column a tag.
        breaks: for each window, the rows into which no span goes on from the row before.
        transitions: learned score of a tag (column) after another (row).
        beginning: score added to each tag wherever it begins a span.
    """
    if not scores:
        return []
    # All windows take a step together, the longest first, so that those still going on are
    # always the first columns.
    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    lengths = np.array([len(scores[i]) for i in order])
    steps = int(lengths[0])
    # What each tag scores by itself; once its step is taken, with the best way to it.
    best = np.zeros((steps, len(TAGS), len(order)), dtype=np.float32)
    for column, index in enumerate(order):
        best[: lengths[column], :, column] = scores[index]
        best[breaks[index], :, column] += _NOT_GOING_ON
    alive = np.searchsorted(-lengths, -np.arange(steps), side="left").tolist()
    moves = np.where(_LEGAL, transitions + beginning, _FORBIDDEN).astype(np.float32)
    best[0] += beginning[:, None]
    before, ways = best[0], moves[:, :, None]
    for going, row in zip(alive[1:], best[1:], strict=True):
        here = row[:, :going]
        here += np.maximum.reduce(before[:, None, :going] + ways)
        before = here
    path = np.zeros((steps, len(order)), dtype=np.int64)
    ends, columns = lengths - 1, np.arange(len(order))
    path[ends, columns] = best[ends, :, columns].argmax(axis=1)
    # Where each came from is asked of the tags on its path alone; all that may lead to a tag then
    # lies side by side.
    behind, reached = np.ascontiguousarray(moves.T), np.ascontiguousarray(best.swapaxes(1, 2))
    for step in range(steps - 1, 0, -1):
        here = path[step, : alive[step]]
        came = behind.take(here, axis=0)
        came += reached[step - 1, : len(here)]
        came.argmax(axis=1, out=path[step - 1, : len(here)])
    paths: list[Ints] = [path[:0, 0]] * len(scores)
    for column, index in enumerate(order):
        paths[index] = path[: lengths[column], column]
    return paths


def probabilities(tags: Ints, scores: Floats) -> Floats:
    """Return how likely each tag of a span is by itself, and 1 for those outside of spans.

    Args:
        tags: one tag a piece.
        scores: one row a piece and one column a tag.
    """
    found = np.ones(len(tags), dtype=np.float32)
    marked = np.flatnonzero(tags != OUTSIDE)
    held = scores[marked]
    weights = np.exp(held - held.max(axis=1, keepdims=True))
    chosen = np.take_along_axis(weights, tags[marked, None], axis=1)[:, 0]
    found[marked] = chosen / weights.sum(axis=1)
    return found


def spelled(tags: Ints, probabilities: Floats) -> list[Stretch]:
    """Return the spans that a tag sequence spells, in order.

    Where two windows meet, a span may go on without its beginning or stop without its end;
    it is then taken as far as it goes.

    Args:
        tags: one tag a piece, for a whole article.
        probabilities: the probability of each of these tags by itself; only those within spans
            are asked for.
    """
    roles = _ROLES[tags]
    continues = np.zeros(len(tags) + 1, dtype=bool)
    continues[1:-1] = _OPEN[tags[:-1]] & _GOING_ON[tags[1:]] & (roles[:-1] == roles[1:])
    marked = tags != OUTSIDE
    firsts = np.flatnonzero(marked & ~continues[:-1])
    lasts = np.flatnonzero(marked & ~continues[1:])
    total = np.concatenate(([0.0], np.cumsum(probabilities, dtype=np.float64)))
    means = (total[lasts + 1] - total[firsts]) / (lasts + 1 - firsts)
    edges = np.minimum(probabilities[firsts], probabilities[lasts])
    return [
        Stretch(ROLES[role], first, last, sure, edge)
        for role, first, last, sure, edge in zip(
            roles[firsts].tolist(),
            firsts.tolist(),
            lasts.tolist(),
            means.tolist(),
            edges.tolist(),
            strict=True,
        )
    ]
