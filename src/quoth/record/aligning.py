"""Which word of one wording stands for which of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from quoth.reading.word_likeness import likeness
from quoth.record.rarity import bits
from quoth.record.wordings import Wording

Pairs = list[tuple[int, int]]
Floats = npt.NDArray[np.float64]

_ENDINGS = {"'s": ("is", "has"), "'d": ("would", "had")}
"""What the ending of a contraction may stand for, where that is not one word only."""

_LONG = 5
_MISTYPED = 0.8
_ROW = 2.0
_OPEN = 4.0
_STEP = 0.15
_NEVER = -1e9
_NEAR = 1e-6


def aligned(one: Wording, other: Wording) -> Pairs:
    """Pair the like tokens of two wordings, in order, so that the most telling ones are paired.

    It is the best local alignment with affine gaps (Gotoh 1982, Smith and Waterman 1981) in
    which a pair counts the bits its word tells, and words in a row count more. A long gap
    costs little more than a short one, as newsrooms leave out whole sentences, and its
    beginning nothing where an ellipsis stands.

    Returns indexes of paired tokens in ascending order.
    """
    if not one.tokens or not other.tokens:
        return []
    gains = _gains([t.form for t in one.tokens], [t.form for t in other.tokens])
    rows, columns = gains.shape
    joins = _joins(one, rows)[:, None] * _joins(other, columns)
    steps = _STEP * np.arange(columns)
    ends = np.full((rows, columns), _NEVER)
    reach = ends.copy()
    for row in range(rows):
        before = np.zeros(columns)
        if row:
            in_row = ends[row - 1, :-1] + _ROW * joins[row, 1:]
            apart = reach[row - 1, :-1] - _OPEN * joins[row, 1:]
            before[1:] = np.maximum(0.0, np.maximum(in_row, apart))
        ends[row] = np.where(gains[row] > 0, gains[row] + before, _NEVER)
        best = np.maximum(ends[row], reach[row - 1] - _STEP) if row else ends[row]
        reach[row] = np.maximum.accumulate(best + steps) - steps
    return _traced(gains, ends, joins)


def _joins(held: Wording, size: int) -> Floats:
    """1 for each token that follows on the one before it, 0 after an ellipsis."""
    joins = np.ones(size)
    joins[[n for n in held.elisions if n < size]] = 0.0
    return joins


def _gains(one: Sequence[str], other: Sequence[str]) -> Floats:
    """What pairing each word with each is worth; 0 for unlike words."""
    columns: dict[str, list[int]] = defaultdict(list)
    for column, word in enumerate(other):
        columns[word].append(column)
    near: dict[str, list[str]] = defaultdict(list)
    for word in columns:
        for part in _parts(word):
            near[part].append(word)
    gains = np.zeros((len(one), len(other)))
    for row, word in enumerate(one):
        for like in dict.fromkeys(n for part in _parts(word) for n in near.get(part, ())):
            gains[row, columns[like]] = alike(word, like) * (bits(word) + bits(like)) / 2
    return gains


def _parts(word: str) -> tuple[str, ...]:
    """What words that are alike have in common, one of these at least."""
    if word in _ENDINGS:
        return (word, *_ENDINGS[word])
    return (word, word[:3], word[-4:], f"{word[0]}…{word[-1]}") if len(word) > 3 else (word,)


def alike(one: str, other: str) -> float:
    """How like two forms are, 0 to 1: other forms of a word, and typing errors of one letter."""
    if one in _ENDINGS or other in _ENDINGS:
        same = one == other or other in _ENDINGS.get(one, ()) or one in _ENDINGS.get(other, ())
        return float(same)
    found = likeness(one, other)
    if not found and min(len(one), len(other)) >= _LONG:
        return _MISTYPED if OSA.distance(one, other, score_cutoff=1) <= 1 else 0.0
    return found


def _traced(gains: Floats, ends: Floats, joins: Floats) -> Pairs:
    """The pairs that led to the best end."""
    row, column = np.unravel_index(int(np.argmax(ends)), ends.shape)
    i, j = int(row), int(column)
    pairs: Pairs = []
    while gains[i, j] > 0:
        pairs.append((i, j))
        left = ends[i, j] - gains[i, j]
        if left <= _NEAR or not i or not j:
            break
        if abs(ends[i - 1, j - 1] + _ROW * joins[i, j] - left) < _NEAR:
            i, j = i - 1, j - 1
            continue
        gaps = np.add.outer(np.arange(i - 1, -1, -1), np.arange(j - 1, -1, -1)) * _STEP
        costs = gaps + _OPEN * joins[i, j] + left
        i, j = (int(n) for n in np.argwhere(np.abs(ends[:i, :j] - costs) < _NEAR)[-1])
    return pairs[::-1]
