"""The blocks that the encoder reads: each piece once, and each block with what stands around it.

A block is a special piece and 63 of the text. Its pieces attend to the block and to the nearest
part of the blocks before and after it (compare Beltagy, Peters and Cohan 2020), of a length that
is each network's own; through the layers, what a piece knows reaches further. Nothing is read
twice, as overlapping windows would.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from quoth.reading.tokens import Ints

BLOCK = 64
"""Pieces in a block, the special one at its beginning among them."""
OWN = BLOCK - 1
"""How many pieces of the text stand in a block."""
_SPECIAL, _PADDING = 101, 0


class Pieces(NamedTuple):
    """Successive word pieces, and what the encoder is told of each.

    Attributes:
        ids, features: as the tokenizer gives them.
        places: the position that each is said to stand at.
    """

    ids: Ints
    features: Ints
    places: Ints


class Blocks(NamedTuple):
    """Pieces laid out in blocks.

    Attributes:
        ids, features, places: what the encoder is told, [blocks, `BLOCK`]; padded with zeros.
        slots: where each piece stands when the blocks are taken one after another.
    """

    ids: Ints
    features: Ints
    places: Ints
    slots: Ints


def blocks(pieces: Pieces) -> Blocks:
    """Lay pieces out in blocks."""
    count = max(1, -(-len(pieces.ids) // OWN))
    at = np.arange(len(pieces.ids))
    slots = at // OWN * BLOCK + 1 + at % OWN
    found = np.full((3, count * BLOCK), _PADDING, dtype=np.int64)
    found[0, ::BLOCK] = _SPECIAL
    found[:, slots] = pieces
    laid = found.reshape(3, count, BLOCK)
    return Blocks(laid[0], laid[1], laid[2], slots)
