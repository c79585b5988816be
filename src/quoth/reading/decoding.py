"""From the encoder's scores to spans: the best tag sequence, and the spans it spells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quoth.reading.links import Floats, Ints
from quoth.reading.tags import OUTSIDE, TAGS, legal

_FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Stretch:
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
    scores: Sequence[Floats], transitions: Floats, beginning: Floats
) -> list[Ints]:
    """Return the most likely legal tag sequence of each window (Viterbi 1967).

    Args:
        scores: for each window, one row a piece and one column a tag.
        transitions: learned score of a tag (column) after another (row).
        beginning: score added to each tag wherever it begins a span.
    """
    if not scores:
        return []
    moves = transitions + beginning + np.where(legal(), np.float32(0), _FORBIDDEN)
    ordered = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    lengths = [len(scores[i]) for i in ordered]
    size = len(TAGS)
    best = np.stack([scores[i][0] for i in ordered]).astype(np.float32) + beginning
    back = np.zeros((lengths[0], len(ordered), size), dtype=np.int8)
    alive = len(ordered)
    padded = np.zeros((lengths[0], len(ordered), size), dtype=np.float32)
    for row, index in enumerate(ordered):
        padded[: lengths[row], row] = scores[index]
    onward = np.ascontiguousarray(moves.T)
    for step in range(1, lengths[0]):
        while lengths[alive - 1] <= step:
            alive -= 1
        reached = best[:alive, None, :] + onward
        came = reached.argmax(axis=2)
        back[step, :alive] = came
        best[:alive] = np.take_along_axis(reached, came[:, :, None], axis=2)[..., 0]
        best[:alive] += padded[step, :alive]
    paths: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(scores)
    now = best.argmax(axis=1)
    rows = np.arange(len(ordered))
    path = np.zeros((lengths[0], len(ordered)), dtype=np.int64)
    ends = np.array(lengths)
    for step in range(lengths[0] - 1, -1, -1):
        path[step] = now
        inside = (step < ends) & (step > 0)
        now = np.where(inside, back[step, rows, now], now)
    for row, index in enumerate(ordered):
        paths[index] = path[: lengths[row], row]
    return paths


def spelled(tags: Ints, probabilities: Floats) -> list[Stretch]:
    """Return the spans that a tag sequence spells, in order.

    Where two windows meet, a span may go on without its beginning or stop without its end;
    it is then taken as far as it goes.

    Args:
        tags: one tag a piece, for a whole article.
        probabilities: the probability of each of these tags by itself.
    """
    found: list[Stretch] = []
    at, total = 0, len(tags)
    marked = np.flatnonzero(tags != OUTSIDE)
    names = [TAGS[tags[i]] for i in marked]
    index = 0
    while index < len(marked):
        at = int(marked[index])
        role = names[index][2:]
        end = index
        while (
            names[end][0] in "BI"
            and end + 1 < len(marked)
            and marked[end + 1] == marked[end] + 1
            and names[end + 1][0] in "IE"
            and names[end + 1][2:] == role
        ):
            end += 1
        last = int(marked[end])
        held = probabilities[at : last + 1]
        edges = float(min(held[0], held[-1]))
        found.append(Stretch(role, at, min(last, total - 1), float(held.mean()), edges))
        index = end + 1
    return found
