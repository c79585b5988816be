"""The keys of a wording, of which it shares some with every variant of itself.

A key stands for a few telling words in a row, small words not counted: as many as it takes
until together they are rare. So a clause of a long quotation has keys of the whole, a changed
word costs only the keys it is part of, and common phrases have none. They are a form of the
shingles of Broder (1997), cut by what the words tell instead of by their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from quoth.record.rarity import SMALL_WORDS, bits, stem
from quoth.record.wordings import Token, Wording, weight, wording

_RARE = 20.0
_FEWEST, _MOST = 2, 4
_SHORT, _TELLING = 4, 30.0
_LONG = 7


def keys(words: str) -> tuple[int, ...]:
    """Return the keys of a wording: integers of 63 bits, the same on every machine.

    They are kept in the record, one row a key: what they are made of must not change without
    a migration. A wording of small and common words has none, unless it is long enough to be
    known as a whole; nor has one of a word or two, which is a name more often than not.
    """
    held = wording(words)
    if len(held.tokens) < _SHORT and weight(held.tokens) < _TELLING:
        return ()
    found = list(dict.fromkeys(_shingles(held)))
    if not found and len(held.tokens) >= _LONG:
        found = [held.letters]
    return tuple(_key(text) for text in found)


def _shingles(held: Wording) -> Iterator[str]:
    for stretch in _telling(held):
        ends = [_end(stretch, first) for first in range(len(stretch))]
        for first, end in enumerate(ends):
            # What holds a shorter shingle adds nothing to it.
            if end and end not in ends[first + 1 : end]:
                yield " ".join(stem(token.form) for token in stretch[first:end])


def _end(stretch: Sequence[Token], first: int) -> int | None:
    """Where the words from one on are enough to be rare together, and more than a name."""
    told = 0.0
    for end in range(first + 1, min(first + _MOST, len(stretch)) + 1):
        told += bits(stretch[end - 1].form)
        named = all(token.capital for token in stretch[first:end])
        if end - first >= _FEWEST and told >= _RARE and not named:
            return end
    return None


def _telling(held: Wording) -> Iterator[list[Token]]:
    """The tokens that tell something, in stretches without an ellipsis."""
    stretch: list[Token] = []
    for index, token in enumerate(held.tokens):
        if index in held.elisions:
            yield stretch
            stretch = []
        if not token.bracketed and token.form not in SMALL_WORDS and token.form[0] != "'":
            stretch.append(token)
    yield stretch


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1
