"""Which of many articles are near copies of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from quoth.record.sketches import FEWEST_SHARED, Sketch, contained, pack, share, sketch, unpack

Key = TypeVar("Key", bound=str | int)

_NEIGHBOURS = 6


def copies_among(items: Iterable[tuple[Key, str]]) -> Iterator[tuple[Key, Key, float]]:
    """Yield which of many articles are near copies of others among them.

    Of each article no more is kept than its sketch: about a kilobyte. All that is linked by
    copies is one group, for which its first article stands: what is to stand for the others,
    as what was published first, has to come first. Otherwise the order makes no difference.

    Args:
        items: of each article a key and its text.

    Yields:
        The key of a copy, the key of the article that stands for its group, and which part of
        its text stands there, 0 to 1, as far as sketches tell; in the order of the items.
    """
    return copies_by_sketch((key, pack(sketch(text))) for key, text in items)


def copies_by_sketch(items: Iterable[tuple[Key, bytes]]) -> Iterator[tuple[Key, Key, float]]:
    """Yield the same for articles of which only the sketches are at hand, packed."""
    keys: list[Key] = []
    packed: list[bytes] = []
    led: list[npt.NDArray[np.uint32]] = []
    for key, made in items:
        keys.append(key)
        packed.append(made)
        led.append(np.array(unpack(made).leads, dtype=np.uint32))
    firsts = list(range(len(keys)))
    for one, other in _candidates(led, packed):
        a, b = first_of(firsts, one), first_of(firsts, other)
        if a != b and share(unpack(packed[one]), unpack(packed[other])) is not None:
            firsts[max(a, b)] = min(a, b)
    for n, key in enumerate(keys):
        first = first_of(firsts, n)
        if first != n:
            yield key, keys[first], _within(unpack(packed[n]), unpack(packed[first]))


def first_of(firsts: list[int], one: int) -> int:
    """Return the first of the group that one is in, where each leads to an earlier one of it."""
    while firsts[one] != one:
        firsts[one] = firsts[firsts[one]]
        one = firsts[one]
    return one


def _within(one: Sketch, other: Sketch) -> float:
    return round(contained(one, other), 3)


def _candidates(
    led: list[npt.NDArray[np.uint32]], packed: list[bytes]
) -> Iterator[tuple[int, int]]:
    """Pairs of articles that share some keys.

    Of a key that many have, each is paired with its neighbours only: copies are linked through
    others of their group, and what all articles of an outlet end with links nothing.
    """
    if not led:
        return
    of = np.repeat(np.arange(len(led), dtype=np.int32), [len(keys) for keys in led])
    keys = np.concatenate(led)
    # Neighbours are of like length, whatever the order in which the articles came.
    sizes = np.array([int.from_bytes(one[:4], "little") for one in packed], dtype=np.uint32)
    order = np.lexsort((sizes[of], keys))
    keys, of = keys[order], of[order]
    pairs: list[npt.NDArray[np.int64]] = []
    for step in range(1, _NEIGHBOURS + 1):
        at = np.flatnonzero(keys[step:] == keys[:-step])
        one, other = of[at].astype(np.int64), of[at + step].astype(np.int64)
        pairs.append(np.minimum(one, other) * len(led) + np.maximum(one, other))
    found, shared = np.unique(np.concatenate(pairs), return_counts=True)
    for pair in found[shared >= FEWEST_SHARED].tolist():
        yield pair // len(led), pair % len(led)
