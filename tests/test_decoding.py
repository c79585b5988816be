"""The best tag sequence is legal, and spells its spans."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.reading.decoding import best_tags, spelled
from quoth.reading.tags import OUTSIDE, TAGS, entering, legal, tag

FREE = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
NONE = np.zeros(len(TAGS), dtype=np.float32)


def scores(seed: int, length: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(length, len(TAGS))).astype(np.float32)


def decoded(windows, transitions=FREE, beginning=NONE, breaks=None):  # type: ignore[no-untyped-def]
    nowhere = [np.zeros(0, dtype=np.int64)] * len(windows)
    return best_tags(windows, breaks or nowhere, transitions, beginning)


@given(st.integers(0, 2**16), st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_windows_decoded_together_come_out_as_each_alone(seed: int, lengths: list[int]) -> None:
    windows = [scores(seed + i, n) for i, n in enumerate(lengths)]
    together = decoded(windows)
    for window, found in zip(windows, together, strict=True):
        assert found.tolist() == decoded([window])[0].tolist()


@given(st.integers(0, 2**16), st.integers(1, 30))
def test_every_step_of_the_path_is_legal(seed: int, length: int) -> None:
    (path,) = decoded([scores(seed, length)])
    assert all(legal()[a, b] for a, b in itertools.pairwise(path))


def test_the_path_is_the_best_of_all_legal_ones() -> None:
    window = scores(7, 3)
    transitions = scores(8, len(TAGS))
    (found,) = decoded([window], transitions)

    def total(path: tuple[int, ...]) -> float:
        emitted = sum(float(window[i, t]) for i, t in enumerate(path))
        return emitted + sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))

    allowed = legal()
    paths = (
        p
        for p in itertools.product(range(len(TAGS)), repeat=3)
        if all(allowed[a, b] for a, b in itertools.pairwise(p))
    )
    assert tuple(found) == max(paths, key=total)


def test_eagerness_makes_spans_begin() -> None:
    window = np.zeros((4, len(TAGS)), dtype=np.float32)
    window[:, OUTSIDE] = 1.0
    (shy,) = decoded([window])
    (eager,) = decoded([window], beginning=entering((5.0, 0.0, 0.0)))
    assert set(shy.tolist()) == {OUTSIDE}
    assert tag("source", "S") in eager


def test_spans_are_spelled_with_their_role_and_extent() -> None:
    path = [
        OUTSIDE,
        tag("source", "S"),
        tag("cue", "B"),
        tag("cue", "E"),
        tag("content", "B"),
        tag("content", "I"),
        tag("content", "E"),
    ]
    sure = np.array([1, 0.9, 0.8, 0.6, 0.5, 0.9, 0.7], dtype=np.float32)
    found = spelled(np.array(path), sure)
    assert [(s.role, s.first, s.last) for s in found] == [
        ("source", 1, 1),
        ("cue", 2, 3),
        ("content", 4, 6),
    ]
    assert np.isclose(found[1].sure, 0.7)
    assert np.isclose(found[2].edges, 0.5)


def test_a_span_cut_where_windows_meet_is_taken_as_far_as_it_goes() -> None:
    path = np.array([tag("content", "I"), tag("content", "E"), OUTSIDE, tag("cue", "B")])
    found = spelled(path, np.ones(4, dtype=np.float32))
    assert [(s.role, s.first, s.last) for s in found] == [("content", 0, 1), ("cue", 3, 3)]


@given(st.integers(0, 2**16), st.integers(2, 20), st.integers(1, 19))
def test_no_span_goes_on_over_a_break(seed: int, length: int, row: int) -> None:
    at = min(row, length - 1)
    (path,) = decoded([scores(seed, length) * 5], breaks=[np.array([at])])
    assert TAGS[path[at]][0] not in "IE"
    assert TAGS[path[at - 1]][0] not in "BI"
