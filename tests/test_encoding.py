"""Articles through the encoder: gathered into runs, read side by side, given back in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock

import numpy as np
import pytest

from quoth.article import Article
from quoth.reading.blocks import OWN, Pieces
from quoth.reading.encoder import Scores
from quoth.reading.encoding import encoded
from quoth.reading.preparing import Prepared, prepare
from quoth.reading.reader import MODEL, load_cutter
from quoth.reading.settings import load_settings

LONG = 200 * OWN
RUN = 48 * OWN


class Told:
    """An encoder that gives each piece its number in the vocabulary, and keeps what it was asked.

    Args:
        fails: whether it fails where a text is longer than a few words.
    """

    def __init__(self, *, fails: bool = False) -> None:
        self.runs: list[list[int]] = []
        self._fails = fails
        self._lock = Lock()

    def __call__(self, texts: Sequence[Pieces]) -> list[Scores]:
        with self._lock:
            self.runs.append([len(text.ids) for text in texts])
        if self._fails and any(len(text.ids) > OWN for text in texts):
            raise ValueError("too long")
        return [Scores(*(text.ids[:, None].astype(np.float32),) * 3) for text in texts]


def prepared(texts: Sequence[str]) -> Iterator[Prepared]:
    cut = load_cutter(MODEL / "tokenizer.json")
    settings = load_settings(MODEL / "settings.json")
    for number, text in enumerate(texts):
        yield prepare(Article(text, id=str(number)), cut, settings)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_each_article_gets_its_own_scores_and_its_place(threads: int) -> None:
    texts = [f"Number {n} said so. " * (1 + 97 * n % 61) for n in range(80)]
    texts[7], texts[8], texts[30] = "", " \n", "It rained and rained. " * (LONG // 5)
    told = Told()
    ready = list(encoded(prepared(texts), told, threads))
    articles = [article for group in ready for article, _ in group]
    assert [article.article.id for article in articles] == [str(n) for n in range(80)]
    for article, read in (one for group in ready for one in group):
        own = [scores.tags[part.own, 0] for part, scores in read]
        assert np.array_equal(np.concatenate([*own, []]), article.tokens.ids)
    assert len(told.runs) > 3
    assert max(map(sum, told.runs)) < RUN + max(map(max, told.runs))
    # What is long is spread over several runs, and what is short shares one.
    assert max(map(max, told.runs)) < LONG / 4
    assert max(map(len, told.runs)) > 5


def test_where_no_letter_stands_nothing_is_asked() -> None:
    told = Told()
    ((_, dots), (_, words)) = next(encoded(prepared(["... --- ...", "It rained."]), told, 1))
    assert told.runs == [[3]]
    ((_, silent),) = dots
    assert len(silent.tags) == 9
    assert len(words[0][1].tags) == 3


@pytest.mark.parametrize("threads", [1, 3])
def test_what_fails_reaches_the_caller_behind_what_was_read(threads: int) -> None:
    texts = ["It rained. " * 5] * 300 + ["It rained. " * 50] + ["It rained."] * 300
    read = 0
    with pytest.raises(ValueError, match="too long"):
        for group in encoded(prepared(texts), Told(fails=True), threads):
            read += len(group)
    # All runs before the one that holds it.
    assert 300 - RUN // 15 <= read <= 300


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_no_more_is_taken_and_read_than_is_asked_for(threads: int) -> None:
    taken = []

    def coming() -> Iterator[Prepared]:
        for article in prepared(["It rained. " * 300] * 400):
            taken.append(article)
            yield article

    told = Told()
    ready = encoded(coming(), told, threads)
    first = next(ready)
    assert first
    ready.close()
    size = len(taken[0].tokens)
    # Two runs a thread, that just given back, and one that is being filled.
    assert len(taken) * size < (2 * threads + 2) * (RUN + size)
    assert sum(map(len, told.runs)) <= len(taken)
    assert taken[len(first) - 1] is first[-1][0]


def test_a_few_articles_are_shared_by_the_threads() -> None:
    texts = ["It rained. " * 250] * 4
    runs = {}
    for threads in (1, 2):
        told = Told()
        assert sum(map(len, encoded(prepared(texts), told, threads))) == 4
        runs[threads] = len(told.runs)
    assert runs[1] == 1
    assert runs[2] > 1
