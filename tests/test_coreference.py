"""What mentions may mean, by the vectors of their word pieces."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quoth.article import Article
from quoth.reading.coreference import Coreference, coreference
from quoth.reading.encoder import Scores
from quoth.reading.links import BUCKETS, RELATIONS, VECTOR, WIDTH
from quoth.reading.preparing import prepare
from quoth.reading.reader import MODEL, load_cutter
from quoth.reading.settings import Settings
from quoth.reading.tags import KINDS, TAGS

pytestmark = pytest.mark.skipif(not (MODEL / "tokenizer.json").exists(), reason="no model")

TEXT = "Ines Okafor met Tom Reyes. She said the pier would open. " * 12
SETTINGS = Settings(
    transitions=np.zeros((len(TAGS), len(TAGS)), dtype=np.float32),
    null=np.ones((RELATIONS + 1, WIDTH), dtype=np.float32),
    distance=np.zeros((RELATIONS + 1, BUCKETS), dtype=np.float32),
    window=40,
    context=8,
)


def read(settings: Settings = SETTINGS) -> Coreference:
    """The text with random vectors that do not depend on the windows it is cut into."""
    prepared = prepare(Article(TEXT), load_cutter(MODEL / "tokenizer.json"), settings)
    size = len(prepared.tokens)
    vectors = np.random.default_rng(5).normal(size=(size, VECTOR)).astype(np.float32)
    kinds = np.zeros((size, len(KINDS)), dtype=np.float32)
    kinds[:3, KINDS.index("B-person")] = 5.0
    read = [
        Scores(vectors[: w.end - w.context, :0], *(a[w.context : w.end] for a in (kinds, vectors)))
        for w in prepared.windows
    ]
    return coreference(prepared.tokens, prepared.windows, read, settings)


def test_none_comes_first_and_every_candidate_has_a_score() -> None:
    she = TEXT.index("She")
    scores = read().scores(she, she + 3, [(0, 11), (16, 25)])
    assert len(scores) == 3
    assert all(np.isfinite(scores))


def test_without_candidates_only_none_is_scored() -> None:
    assert len(read().scores(0, 4, [])) == 1


def test_scores_do_not_depend_on_where_windows_are_cut() -> None:
    she = TEXT.rindex("She")
    candidates = [(0, 11), (16, 25)]
    wide = read(replace(SETTINGS, window=90, context=20)).scores(she, she + 3, candidates)
    assert wide == pytest.approx(read().scores(she, she + 3, candidates))


def test_spans_at_the_very_end_are_scored() -> None:
    assert len(read().scores(len(TEXT) - 1, len(TEXT), [(0, 4)])) == 2


def test_a_name_is_of_the_kind_of_its_pieces() -> None:
    meant = read()
    none, person, organization, place = meant.kinds(0, 4)
    assert person > max(none, organization, place)
