"""Pieces laid out in the blocks that the encoder reads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article
from quoth.reading.blocks import BLOCK, OWN, Pieces, blocks
from quoth.reading.encoder import Scores
from quoth.reading.preparing import prepare
from quoth.reading.reader import MODEL, Reader, load_cutter
from quoth.reading.settings import load_settings


@given(size=st.integers(0, 400))
def test_each_piece_stands_once_behind_the_special_one_of_its_block(size: int) -> None:
    ids = np.arange(1000, 1000 + size)
    laid = blocks(Pieces(ids, ids + 1, ids + 2))
    assert laid.ids.shape == laid.features.shape == laid.places.shape
    assert laid.ids.shape[1] == BLOCK
    assert len(laid.ids) == max(1, -(-size // OWN))
    assert np.array_equal(laid.ids.ravel()[laid.slots], ids)
    assert np.array_equal(laid.features.ravel()[laid.slots], ids + 1)
    assert np.array_equal(laid.places.ravel()[laid.slots], ids + 2)
    assert not np.any(laid.slots % BLOCK == 0)
    assert np.count_nonzero(laid.ids >= 1000) == size


def test_a_long_article_is_read_in_parts_that_give_each_window_its_own_scores() -> None:
    settings = load_settings(MODEL / "settings.json")
    prepared = prepare(long_article(), load_cutter(MODEL / "tokenizer.json"), settings)
    parts = list(prepared.parts())
    assert len(parts) > 2
    # Each piece is scored by its own number, wherever it is read.
    numbers = [
        np.arange(own.start, own.stop) for own in (part_of(p.own, i) for i, p in enumerate(parts))
    ]
    told = [
        (part, Scores(*(padded(n, part.own, len(part.pieces.ids))[:, None] for _ in range(3))))
        for n, part in zip(numbers, parts, strict=True)
    ]
    read = prepared.by_windows(told)
    for window, scores in zip(prepared.windows, read, strict=True):
        expected = np.arange(window.context, window.end)
        assert np.array_equal(scores.tags[:, 0], expected)
        assert np.array_equal(scores.vectors[:, 0], expected)


def test_where_a_part_ends_makes_no_difference_to_what_is_found(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = long_article()
    in_parts = reader.read(article)
    monkeypatch.setattr("quoth.reading.preparing._PART", 1000 * OWN)
    assert [q.content for q in in_parts.quotations] == [
        q.content for q in reader.read(article).quotations
    ]
    assert len(in_parts.quotations) > 100


def long_article() -> Article:
    said = "“The tide took the pier on night {0},” said Oona Fairbrother, the harbour master."
    told = "Nobody was on the boats when the storm came in from the west that evening."
    return Article("\n\n".join(said.format(n) if n % 3 else told for n in range(1, 260)))


def part_of(own: slice, number: int) -> slice:
    size = 32 * OWN
    return slice(number * size, number * size + own.stop - own.start)


def padded(numbers: np.ndarray, own: slice, size: int) -> np.ndarray:
    found = np.full(size, -1)
    found[own] = numbers
    return found
