"""What quotations mean, as vectors.

The learned vectors of a text's word pieces are added up, and two small layers make the text's
vector of the sum: a deep averaging network (Iyyer and others 2015), which takes microseconds. It
is trained to give what a sentence transformer gives (`training/meaning.py`). Each number is
stored in a byte.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from quoth.errors import ModelError

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.int8]
"""One row a text, of length `LENGTH` but for rounding, or zeros."""

WIDTH = 128
"""Numbers in a vector; a multiple of 64."""
LENGTH = 127 * math.sqrt(WIDTH) / 4
"""So long that a number four times the usual still goes into a byte."""

_FILE = "meaning.npz"
_TEXTS = 16
_COLUMNS = 16
# Halves of characters, left by broken decoding: no text to the tokenizer.
_SURROGATE = re.compile("[\ud800-\udfff]")


class Layers(NamedTuple):
    """The learned numbers.

    Attributes:
        pieces: a vector for each word piece; only their sums' directions matter.
        direct: from the sum's direction straight to the text's vector.
        wide, bias: from the sum's direction to a layer between, which drops what is below zero.
        narrow, shift: from there to the text's vector.
    """

    pieces: Floats
    direct: Floats
    wide: Floats
    bias: Floats
    narrow: Floats
    shift: Floats

    def __call__(self, pieces: Ids, starts: Ids) -> Floats:
        """Return the vectors of texts, of any length, one row each.

        Args:
            pieces: the word pieces of all texts, one behind the other.
            starts: where each text begins among them; none is empty.
        """
        sums = np.add.reduceat(self.pieces[pieces], starts, axis=0)
        sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1.0)
        between = np.maximum(_product(sums, self.wide) + self.bias, 0)
        return _product(sums, self.direct) + _product(between, self.narrow) + self.shift


def _product(rows: Floats, matrix: Floats) -> Floats:
    """Multiply a few rows by a matrix.

    It is done by narrow stretches of columns, each too small for the library to share it out among
    threads. Where the processor is busy with reading, these would wait for each other for most
    of the time.
    """
    stretches = matrix.reshape(len(matrix), -1, _COLUMNS).swapaxes(0, 1)
    made: Floats = np.matmul(rows, stretches).swapaxes(0, 1).reshape(len(rows), -1)
    return made


def vectors(texts: Sequence[str]) -> Vectors:
    """Return what texts mean, one row each; a text without a word has zeros.

    Raises:
        ModelError: the model is missing or made for another version.
    """
    tokenizer, layers = _model()
    found = np.zeros((len(texts), WIDTH), dtype=np.int8)
    for begin in range(0, len(texts), _TEXTS):
        some = [_SURROGATE.sub("\ufffd", text) for text in texts[begin : begin + _TEXTS]]
        encoded = tokenizer.encode_batch_fast(some, add_special_tokens=False)
        ids = [encoding.ids for encoding in encoded]
        sizes = np.array([len(row) for row in ids], dtype=np.int64)
        full = np.flatnonzero(sizes)
        if not len(full):
            continue
        starts = (np.cumsum(sizes) - sizes)[full]
        pieces = np.fromiter((i for row in ids for i in row), dtype=np.int64, count=sizes.sum())
        rows = layers(pieces, starts)
        rows *= LENGTH / np.linalg.norm(rows, axis=1, keepdims=True)
        found[begin + full] = np.clip(np.rint(rows), -127, 127)
    return found


@cache
def _model() -> tuple[Tokenizer, Layers]:
    with resources.as_file(resources.files("quoth") / "models" / "en") as folder:
        return load_model(Path(folder))


def load_model(folder: Path) -> tuple[Tokenizer, Layers]:
    """Load a tokenizer, which is the reader's, and the layers from a model's folder.

    Raises:
        ModelError: they are missing, damaged, or do not fit each other or this version.
    """
    path = folder / _FILE
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        with np.load(path, allow_pickle=False) as held:
            layers = Layers(*(held[name].astype(np.float32) for name in Layers._fields))
    except Exception as error:  # the tokenizer's errors are of no kind of their own
        raise ModelError(f"{path}: cannot be loaded: {error}") from error
    fits = (layers.pieces.shape[0], layers.shift.shape[0])
    if fits != (tokenizer.get_vocab_size(), WIDTH):
        raise ModelError(f"{path}: made for another version of Quoth: pieces, width {fits}")
    return tokenizer, layers


def save_model(layers: Layers, folder: Path) -> None:
    """Write the layers: the pieces in bytes, the others in half precision."""
    # A few numbers are much larger than the others, and lose nothing that matters.
    scale = 127 / np.quantile(np.abs(layers.pieces), 0.9999)
    pieces = np.clip(np.rint(layers.pieces * scale), -127, 127).astype(np.int8)
    others = {n: value.astype(np.float16) for n, value in layers._asdict().items()}
    np.savez(folder / _FILE, **(others | {"pieces": pieces}))
