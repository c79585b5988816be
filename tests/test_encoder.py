"""The trained network, on whatever processor."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quoth.article import Article
from quoth.errors import ModelError
from quoth.intake import read_inputs
from quoth.reading.blocks import OWN, Pieces
from quoth.reading.encoder import Encoder, _session
from quoth.reading.preparing import prepare
from quoth.reading.reader import FAST, MODEL, Reader, load_cutter
from quoth.reading.settings import load_settings

ROOT = Path(__file__).parent.parent
TEXT = (
    "The ferry will sail again in May, the port of Ellery said on Tuesday.\n\n"
    "“We looked at every way of keeping it running,” said Ines Okafor, the harbour master, “and "
    "none of them was safe.”\n\n"
    "She told reporters that the mayor, Tomas Reyes, had “never once asked” about the engines."
)


@pytest.fixture(scope="module", params=[MODEL, FAST], ids=lambda folder: folder.name)
def graph(request: pytest.FixtureRequest) -> Path:
    return request.param / "reader.onnx"


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    settings = load_settings(MODEL / "settings.json")
    cut = load_cutter(MODEL / "tokenizer.json")
    (only,) = prepare(Article(TEXT), cut, settings).parts()
    return only.pieces


def test_a_network_that_cannot_be_loaded_is_told_where_the_reader_is_made(tmp_path: Path) -> None:
    for name in ("settings.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((MODEL / name).read_bytes())
    (tmp_path / "reader.onnx").write_bytes(b"no network")
    running = threading.active_count()
    with pytest.raises(ModelError, match="cannot be loaded"):
        Reader(tmp_path)
    assert threading.active_count() == running


def test_the_way_for_older_processors_gives_the_same(graph: Path, pieces: Pieces) -> None:
    encoder = Encoder(graph)
    (here,) = encoder([pieces])
    encoder._session = _session(graph, exact=True)
    (there,) = encoder([pieces])
    for fast, exact in zip(here, there, strict=True):
        assert np.abs(fast - exact).max() < 1e-3


def test_older_processors_find_the_same_in_the_examples(graph: Path) -> None:
    articles = [a for a in read_inputs([str(ROOT / "examples")]) if isinstance(a, Article)]
    assert len(articles) > 10
    reader = Reader(graph.parent)
    here = list(reader.read_many(articles))
    reader._encode._session = _session(graph, exact=True)
    for fast, exact in zip(here, reader.read_many(articles), strict=True):
        found = [[replace(q, confidence=0.0) for q in r.quotations] for r in (fast, exact)]
        assert found[0] == found[1]


def test_what_is_read_later_and_out_of_reach_makes_no_difference(
    graph: Path, pieces: Pieces
) -> None:
    encoder = Encoder(graph)
    # Each of six layers at most reaches into the beginning of one more block.
    size = 7 * OWN
    many = Pieces(*(np.tile(values, 1 + 2 * size // len(values)) for values in pieces))
    (alone,) = encoder([Pieces(*(values[:size] for values in many))])
    (among,) = encoder([many])
    for one, other in zip(alone, among, strict=True):
        assert np.abs(one[:OWN] - other[:OWN]).max() < 1e-3
        assert np.abs(one[-1] - other[len(one) - 1]).max() > 1e-3


def test_what_is_read_earlier_and_out_of_reach_makes_no_difference(
    graph: Path, pieces: Pieces
) -> None:
    encoder = Encoder(graph)
    size = 7 * OWN
    many = Pieces(*(np.tile(values, 1 + 2 * size // len(values))[: 2 * size] for values in pieces))
    (alone,) = encoder([Pieces(*(values[-size:] for values in many))])
    (among,) = encoder([many])
    for one, other in zip(alone, among, strict=True):
        assert np.abs(one[-OWN:] - other[-OWN:]).max() < 1e-3
        assert np.abs(one[0] - other[size]).max() > 1e-3


def test_texts_in_one_run_do_not_reach_into_each_other(graph: Path, pieces: Pieces) -> None:
    encoder = Encoder(graph)
    sizes = (1, OWN, OWN + 1, 0, 3 * OWN + 5, 9 * OWN)
    many = Pieces(*(np.tile(values, 1 + 9 * OWN // len(values)) for values in pieces))
    texts = [Pieces(*(values[:size] for values in many)) for size in sizes]
    together = encoder(texts)
    assert [len(scores.tags) for scores in together] == list(sizes)
    for text, among in zip(texts, together, strict=True):
        (alone,) = encoder([text])
        for one, other in zip(alone, among, strict=True):
            assert one.shape == other.shape
            assert np.allclose(one, other, atol=1e-3)
