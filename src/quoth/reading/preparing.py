"""An article cut up for the encoder, and the encoder's scores put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from quoth.article import Article
from quoth.reading.blocks import OWN, Pieces
from quoth.reading.encoder import Scores
from quoth.reading.links import VECTOR, Floats, Ints
from quoth.reading.marks import Marks, pair_marks, paragraphs
from quoth.reading.settings import Settings
from quoth.reading.tags import KINDS, OUTSIDE, TAGS
from quoth.reading.tokens import Cutter, Tokens, Window, rows_from, tokenize, windows

# Whole blocks, so that pieces stand beside the same ones however long the article is.
_PART, _BESIDE = 32 * OWN, 2 * OWN
_CERTAIN = 30.0


class Part(NamedTuple):
    """Pieces of an article that the encoder reads at a time.

    Attributes:
        pieces: what the encoder is told.
        own: the rows that are not read for the sake of their neighbours alone.
        spoken: whether they hold any letter or digit: where none is, nothing is said.
    """

    pieces: Pieces
    own: slice
    spoken: bool


class Prepared(NamedTuple):
    """An article cut up for the encoder."""

    article: Article
    marks: Marks
    tokens: Tokens
    windows: tuple[Window, ...]

    def parts(self) -> Iterator[Part]:
        """The article as the encoder reads it."""
        total = len(self.tokens)
        places = np.zeros(total, dtype=np.int64)
        for window in self.windows:
            first = window.begin - window.context + 1
            places[window.begin : window.end] = np.arange(window.end - window.begin) + first
        for begin in range(0, total, _PART):
            before = max(0, begin - _BESIDE)
            rows = slice(before, begin + _PART + _BESIDE)
            own = slice(begin - before, begin - before + min(_PART, total - begin))
            pieces = Pieces(self.tokens.ids[rows], self.tokens.features[rows], places[rows])
            yield Part(pieces, own, self._spoken(before, before + len(pieces.ids)))

    def by_windows(self, read: Iterable[tuple[Part, Scores]]) -> list[Scores]:
        """The scores of each window, its context included, from those of the parts, in order."""
        if not self.windows:
            return []
        own = [
            [
                values[part.own] if part.spoken else np.zeros_like(values[part.own])
                for values in scores
            ]
            for part, scores in read
        ]
        whole = Scores(*(_joined(values) for values in zip(*own, strict=True)))
        return [
            Scores(*(values[window.context : window.end] for values in whole))
            if self._spoken(window.context, window.end)
            else silence(window.end - window.context)
            for window in self.windows
        ]

    def _spoken(self, begin: int, end: int) -> bool:
        """Whether some pieces hold any letter or digit."""
        stretch = self.article.text[self.tokens.begins[begin] : self.tokens.ends[end - 1]]
        return any(map(str.isalnum, stretch))

    def breaks(self) -> Iterator[Ints]:
        """Rows of each window where a block begins: no quotation goes on from one to another.

        Where no blocks are known every line is one, as it is in all annotated articles.
        """
        if self.article.blocks:
            rows = rows_from(self.tokens.begins, [block.begin for block in self.article.blocks])
        else:
            rows = self.tokens.starts
        for window in self.windows:
            low, high = np.searchsorted(rows, (window.context, window.end))
            yield rows[low:high] - window.context


def prepare(article: Article, cut: Cutter, settings: Settings) -> Prepared:
    """Pair the quotation marks of an article and cut it into windows of word pieces."""
    spans = paragraphs(article)
    marks = pair_marks(article.text, spans)
    tokens = tokenize(cut, article.text, marks, spans)
    read = windows(tokens, settings.window, settings.context)
    return Prepared(article, marks, tokens, tuple(read))


def silence(size: int) -> Scores:
    """The scores of a window of `size` pieces in which nothing is said."""
    tags, kinds, vectors = (
        np.zeros((size, width), dtype=np.float32) for width in (len(TAGS), len(KINDS), VECTOR)
    )
    tags[:, OUTSIDE] = kinds[:, OUTSIDE] = _CERTAIN
    return Scores(tags, kinds, vectors)


def _joined(values: Sequence[Floats]) -> Floats:
    """Rows one below the other; most articles are of one part, whose rows are not copied."""
    return values[0] if len(values) == 1 else np.concatenate(values)
