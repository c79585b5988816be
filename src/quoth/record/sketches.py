"""A sketch of an article's text, by which near copies of it are known.

News agencies' stories are printed by many, with another headline or dateline, paragraphs cut
and lines added. How much of the shorter of two texts stands in the other (the containment of
Broder, "On the resemblance and containment of documents", 1997) is estimated from samples of
what they are made of: their runs of four words, and the names and figures in them. The same
words are in the sample of every text that has them, as long as it reaches so far, and the
sample of a long text reaches less far than that of a short one (the bottom-k sketches of Cohen
and Kaplan, 2007). Names and figures count by themselves: pieces from one mould, as weather,
results and horoscopes are, have all but these in common, and what a story of the next day
repeats of the last comes with new ones. And copies begin alike: what two articles have in
common below, as background, terms or the stories of a morning letter, makes neither a copy.

Sketches are stored: what they are made of must not change without a migration. Words are
hashed by CRC-32, so that they are the same everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint32]

_RUN = 4
_RUNS, _NAMES = 160, 96
LEADS = 24
"""So many keys of a sketch are looked up, if it has them."""
FEWEST_SHARED = 2
"""So many of them two articles have in common that are worth comparing."""
_HEAD = 4
_MOST_WORDS = 30_000
_OPENING = 100
_FEWEST_RUNS = 30
_OF_SHORTER, _OF_LONGER, _OF_OPENING = 0.55, 0.3, 0.3
_OF_NAMES, _OF_FEW, _FEW = 0.6, 0.8, 6

_WORD = re.compile(r"[^\W_]+")
# What begins a sentence has a capital, too.
_TELLING = re.compile(r"(?<=[^\W\d_] |, )[^\W\d_]+|[^\W_]*\d[^\W_]*")
# An odd factor puts all numbers of 32 bits into another order, in which none comes twice.
_ORDER = np.uint32(0x9E3779B1)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What is kept of a text.

    Attributes:
        size: how many different runs of words it has.
        runs: keys of a sample of them, in their order, which is the same for all texts.
        opening: keys of all runs of its first hundred words.
        names: as `runs`, of its names and figures.
    """

    size: int
    runs: Keys
    opening: Keys
    names: Keys

    @property
    def leads(self) -> list[int]:
        """The keys by which copies are looked up: two copies have some in common."""
        found: list[int] = self.runs[:LEADS].tolist()
        return found


def sketch(text: str) -> Sketch:
    """Return the sketch of an article's text; of one of inordinate length, of its beginning."""
    text = text[: _MOST_WORDS * 8]
    words = _WORD.findall(text)[:_MOST_WORDS]
    hashed = np.array([_hash(word.casefold()) for word in words], np.uint64)
    mixed = np.zeros(max(0, len(words) - _RUN + 1), dtype=np.uint64)
    for place in range(_RUN):
        mixed = _mix(mixed ^ hashed[place : place + len(mixed)])
    keys = mixed.astype(np.uint32)
    runs, opening = np.unique(keys), np.unique(keys[: _OPENING - _RUN + 1])
    small = {word for word in words if word[0].islower()}
    named = {word for word in _TELLING.findall(text) if not word[0].islower()}
    telling = {_hash(word.casefold()) for word in named if word.casefold() not in small}
    names = _mix(np.array(sorted(telling), np.uint64)).astype(np.uint32)
    return Sketch(len(runs), _first(runs, _RUNS), opening, _first(names, _NAMES))


def share(one: Sketch, other: Sketch) -> float | None:
    """Return which part of the shorter of two texts stands in the other, 0 to 1.

    Returns:
        None where neither is a copy of the other: too little of either stands in the other, it
        begins otherwise, has other names and figures, or is too short to be told.
    """
    shorter, longer = sorted((one, other), key=lambda s: (s.size, len(s.names)))
    if shorter.size < _FEWEST_RUNS:
        return None
    part = contained(shorter, longer)
    names = _OF_FEW if len(shorter.names) < _FEW else _OF_NAMES
    is_copy = (
        part >= _OF_SHORTER
        and part * shorter.size >= _OF_LONGER * longer.size
        and _alike(shorter.opening, longer.opening) >= _OF_OPENING
        and _part(shorter.names, longer.names, _NAMES) >= names
    )
    return part if is_copy else None


def contained(one: Sketch, other: Sketch) -> float:
    """Return which part of a text stands in another, 0 to 1, as far as the sketches tell."""
    return _part(one.runs, other.runs, _RUNS)


def pack(made: Sketch) -> bytes:
    """Return a sketch as bytes."""
    parts = (made.runs, made.opening, made.names)
    head = np.array([made.size, *map(len, parts)])
    return b"".join(part.astype("<u4").tobytes() for part in (head, *parts))


def unpack(packed: bytes) -> Sketch:
    """Return the sketch that was packed."""
    numbers = np.frombuffer(packed, dtype="<u4").astype(np.uint32)
    size, runs, opening, _ = numbers[:_HEAD].tolist()
    return Sketch(size, *np.split(numbers[_HEAD:], (runs, runs + opening)))


def _alike(one: Keys, other: Keys) -> float:
    """Which part of the smaller of two whole sets stands in the other."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0


def _part(one: Keys, other: Keys, most: int) -> float:
    """Which part of the one sample stands in the other, as far as both reach."""
    if len(other) == most:
        one = one[one * _ORDER <= other[-1:] * _ORDER]
    if not len(one):
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / len(one)


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _first(keys: Keys, most: int) -> Keys:
    return keys[np.argsort(keys * _ORDER)][:most]


def _mix(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread numbers over all 64 bits (the end of SplitMix64)."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX[0]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX[1]
    return numbers ^ (numbers >> np.uint64(31))
