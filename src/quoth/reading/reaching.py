"""How far a quotation reaches over paragraphs: it goes on only where the text says so.

A content stands in one paragraph with its source and cue, unless what stands between them
leads on: a colon at the end of a paragraph, a quotation whose marks are opened again, lines of
one list or block quote.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from quoth.reading.links import Ints
from quoth.reading.marks import Marks
from quoth.reading.tokens import Tokens

_LEADS_ON = re.compile(r":[*_\"”’'»)\s]*\Z")
_ITEM = re.compile(r"\s*([>•*·–—-])\s")
_TAIL = 12


class Reach(NamedTuple):
    """Which paragraphs of an article may share a quotation.

    Attributes:
        paragraphs: of each piece, the number of its paragraph.
        first: for each of these paragraphs, the earliest that leads on to it.
    """

    paragraphs: Ints
    first: Ints

    def within(self, asking: Ints, answering: Ints) -> npt.NDArray[np.bool_]:
        """Whether each piece that asks (row) may belong with each that answers (column)."""
        here, there = self.paragraphs[asking][:, None], self.paragraphs[answering]
        return np.asarray((there <= here) & (there >= self.first[here]))


def reach(text: str, marks: Marks, tokens: Tokens) -> Reach:
    """Return which paragraphs of an article may share a quotation.

    Args:
        text: of the article.
        marks: its quotation marks.
        tokens: its word pieces.
    """
    ends = np.array([s.end for s in marks.stretches if s.runs_on], dtype=np.int64)
    begins = tokens.begins[tokens.starts]
    runs_on = np.zeros(len(begins) + 1, dtype=bool)
    runs_on[np.searchsorted(begins, ends, side="right")] = True
    first = list(range(max(1, len(begins))))
    for index in range(1, len(begins)):
        last, here = int(begins[index - 1]), int(begins[index])
        if (
            runs_on[index]
            or _LEADS_ON.search(text, max(last, here - _TAIL), here)
            or _go_together(text, last, here)
        ):
            first[index] = first[index - 1]
    paragraphs = np.searchsorted(tokens.starts, np.arange(len(tokens)), side="right") - 1
    return Reach(np.maximum(paragraphs, 0), np.array(first, dtype=np.int64))


def _go_together(text: str, one: int, other: int) -> bool:
    """Whether two lines are marked as items of one list, or as lines of one block quote."""
    before, here = _ITEM.match(text, one), _ITEM.match(text, other)
    return bool(before and here and before[1] == here[1])
