"""Word pieces with what the encoder is told about each, and windows over them.

The encoder sees the text through a shadow of equal length in which every paired quotation mark
is the same curly one, whatever the outlet types; so offsets stay those of the article and the
kind of mark makes no difference to what is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from quoth.article import Span
from quoth.reading.marks import Marks

Ints = npt.NDArray[np.int64]

# What a word piece is told of its place in the quotation marks.
_OUTSIDE, _INSIDE, _NESTED, _UNCLOSED, _OPENS, _CLOSES, _STRAY = range(7)
_MARK_STATES = 7
_CASES = 6
FEATURES = _CASES * _MARK_STATES * 2
"""Number of distinct values of a token's feature."""

# Halves of characters, left by broken decoding: no text to the tokenizer.
_SURROGATE = re.compile("[\ud800-\udfff]")

_OPENING = ("“", "‘")
_CLOSING = ("”", "’")


_KEPT, _LONGEST = 32_768, 40
_NUMBERS = 4
"""What is remembered of a piece: its vocabulary index, begin, end and letter case."""


class Cutter:
    """Cuts text into word pieces, and remembers the words that it has cut.

    Most words of an article have been seen before, and looking one up takes a third of the time.
    Threads may share a cutter.

    Args:
        tokenizer: one that neither cuts nor pads and tells no words apart by what stands
            beyond the blanks around them, as BERT's.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, bytes] = {}

    def __call__(self, text: str) -> tuple[Ints, Ints, Ints, Ints]:
        """Vocabulary index, begin, end and letter case of each piece of a text; no special ones."""
        if len(self._known) > _KEPT:
            self._known = {}
        known = self._known
        words = [word for word in text.replace("\n", " ").split(" ") if word]
        new = self._cut([word for word in set(words) if word not in known])
        known.update((word, cut) for word, cut in new.items() if len(word) <= _LONGEST)
        found = [known.get(word) or new.get(word, b"") for word in words]
        pieces = np.frombuffer(b"".join(found), dtype=np.int64).reshape(-1, _NUMBERS)
        ids, begins, ends, cases = pieces.T.copy()
        sizes = np.array(list(map(len, found)), dtype=np.int64)
        base = np.repeat(_word_begins(text), sizes // (_NUMBERS * pieces.itemsize))
        return ids, begins + base, ends + base, cases

    def _cut(self, words: Sequence[str]) -> dict[str, bytes]:
        """The pieces of words, all cut in one go.

        Of each piece in turn, as 64-bit numbers: its vocabulary index, where it begins and ends
        in the word, and its letter case.
        """
        if not words:
            return {}
        text = _SURROGATE.sub("\ufffd", " ".join(words))
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = encoding.ids, encoding.offsets
        found: dict[str, bytes] = {}
        first = begin = 0
        for word in words:
            end = begin + len(word)
            last = first
            while last < len(ids) and offsets[last][0] < end:
                last += 1
            numbers = [
                number
                for id, (start, stop) in zip(ids[first:last], offsets[first:last], strict=True)
                for number in (id, start - begin, stop - begin, _case(text[start:stop]))
            ]
            found[word] = np.array(numbers, dtype=np.int64).tobytes()
            first, begin = last, end + 1
        return found


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of a text, in order; all arrays have one entry a piece.

    Attributes:
        ids: vocabulary indexes.
        features: letter case, quotation state and paragraph start, as one number below
            `FEATURES`.
        begins, ends: spans in the text, in code points.
        starts: indexes of the pieces that begin a paragraph.
    """

    ids: Ints
    features: Ints
    begins: Ints
    ends: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.ids)


class Window(NamedTuple):
    """Pieces read together: `[context, end)`, of which `[begin, end)` are its own."""

    context: int
    begin: int
    end: int


def tokenize(cut: Cutter, text: str, marks: Marks, paragraphs: Sequence[Span]) -> Tokens:
    """Cut a text into word pieces and describe each.

    Args:
        cut: cuts into the reader's own pieces.
        text: the article's text.
        marks: its quotation marks.
        paragraphs: ascending spans of its paragraphs.
    """
    # Marks are no letters: the case of a piece of the shadow is that of the text's.
    ids, begins, ends, cases = cut(_shadow(text, marks))
    starts = rows_from(begins, [p.begin for p in paragraphs])
    starts = starts[starts < len(ids)]
    begins_paragraph = np.zeros(len(ids), dtype=np.int64)
    begins_paragraph[starts] = 1
    state = _mark_states(text, marks)[begins] if len(ids) else np.zeros(0, dtype=np.int64)
    features = (cases * _MARK_STATES + state) * 2 + begins_paragraph
    return Tokens(ids, features, begins, ends, starts)


def rows_from(begins: Ints, places: Sequence[int]) -> Ints:
    """The rows of the pieces that begin at ascending places or first after them, each once."""
    # `np.unique` would do, and would load all that NumPy knows of masked arrays.
    rows = np.searchsorted(begins, np.array(places, dtype=np.int64))
    return rows[np.diff(rows, prepend=-1) > 0]


def windows(tokens: Tokens, size: int, context: int) -> list[Window]:
    """Cut the pieces into windows at the beginnings of paragraphs where that is possible.

    Args:
        tokens: of one article.
        size: most pieces in a window, the context among them.
        context: most pieces from before a window that are read with it.
    """
    found: list[Window] = []
    total = len(tokens)
    begin = 0
    while begin < total:
        before = max(0, begin - context)
        end = min(total, before + size)
        if end < total:
            at = int(np.searchsorted(tokens.starts, end, side="right")) - 1
            if at >= 0 and tokens.starts[at] > begin + (size - context) // 4:
                end = int(tokens.starts[at])
        found.append(Window(before, begin, end))
        begin = end
    return found


def _shadow(text: str, marks: Marks) -> str:
    """The text with its quotation marks made alike, each as long as it was."""
    parts: list[str] = []
    at = 0
    depths = _depths(marks)
    for mark in marks.marks:
        parts.append(text[at : mark.begin])
        nested = depths.get(mark.begin, 0) % 2
        sign = {"open": _OPENING[nested], "close": _CLOSING[nested], "stray": '"'}[mark.role]
        parts.append(sign.ljust(mark.end - mark.begin))
        at = mark.end
    parts.append(text[at:])
    return "".join(parts)


def _word_begins(text: str) -> Ints:
    """Where what stands between blanks begins."""
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    blank = (signs == ord(" ")) | (signs == ord("\n"))
    return np.flatnonzero(~blank & np.concatenate(([True], blank[:-1])))


def _depths(marks: Marks) -> dict[int, int]:
    """Depth of nesting by the offset of each opening and closing mark."""
    depths: dict[int, int] = {}
    for stretch in marks.stretches:
        depths[stretch.begin] = stretch.depth
        if stretch.closed:
            depths[stretch.inner.end] = stretch.depth
    return depths


def _mark_states(text: str, marks: Marks) -> Ints:
    """State of each character of the text, and of the place after it."""
    state = np.zeros(len(text) + 1, dtype=np.int64)
    for stretch in marks.stretches:
        certain = stretch.closed or stretch.runs_on
        inside = (_NESTED if stretch.depth else _INSIDE) if certain else _UNCLOSED
        state[stretch.inner.begin : stretch.inner.end] = inside
    signs = {"open": _OPENS, "close": _CLOSES, "stray": _STRAY}
    for mark in marks.marks:
        state[mark.begin : mark.end] = signs[mark.role]
    return state


@lru_cache(maxsize=16_384)
def _case(piece: str) -> int:
    """Letter case: 0 no letters, 1 lower, 2 capitalised, 3 upper, 4 other, 5 digits."""
    length = len(piece)
    uppers, lowers = (sum(map(is_so, piece)) for is_so in (str.isupper, str.islower))
    if length and sum(map(str.isdigit, piece)) == length:
        return 5
    if uppers == length > 1:
        return 3
    if uppers == 1 and uppers + lowers == length and piece[0].isupper():
        return 2
    if lowers == length > 0:
        return 1
    return 4 if uppers + lowers else 0
