"""Articles through the encoder: several in one run, runs side by side, and given back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import NamedTuple

from quoth.reading.blocks import OWN, Pieces
from quoth.reading.encoder import Scores
from quoth.reading.preparing import Part, Prepared, silence

Encode = Callable[[Sequence[Pieces]], list[Scores]]
Read = list[tuple[Part, Scores]]
"""The parts of an article with their scores."""

# What a run costs once, and handing it from thread to thread, is shared by this many pieces.
_RUN = 48 * OWN
# Few articles are to be shared by the threads, and what is read first is soon to be begun.
_FIRST = 8 * OWN
# Runs a thread that wait, are being read, or are read and not given back.
_BEGUN = 2


class _Run(NamedTuple):
    """What the encoder is given at a time.

    Attributes:
        parts: of articles, in order.
        ended: the articles whose last part is among them, and how many parts each has.
        scores: of the parts, when they are read.
    """

    parts: list[Part]
    ended: list[tuple[Prepared, int]]
    scores: Future[list[Scores]]


def encoded(
    articles: Iterable[Prepared], encode: Encode, threads: int
) -> Iterator[list[tuple[Prepared, Read]]]:
    """Yield articles with what the encoder says of them, in order, those of each run together.

    Args:
        articles: taken as they are needed.
        encode: gives the scores of several stretches of pieces; called by several threads.
        threads: how many, the caller's own among them. It prepares articles, does what it does
            with those that are ready, and reads with the others when nothing else is to be done.
    """
    coming = _runs(articles, _RUN if threads == 1 else _FIRST)
    most = 1 if threads == 1 else _BEGUN * threads
    waiting: deque[_Run] = deque()
    begun: deque[_Run] = deque()
    carried: Read = []

    def read_one() -> None:
        if run := _first(waiting):
            try:
                run.scores.set_result(_read(run.parts, encode))
            except Exception as error:  # whatever it is, it is the caller's
                run.scores.set_exception(error)

    with ThreadPoolExecutor(max(1, threads - 1)) as others:
        try:
            while True:
                while len(begun) < most and (run := next(coming, None)):
                    begun.append(run)
                    waiting.append(run)
                    if threads > 1:
                        others.submit(read_one)
                if not begun:
                    return
                if begun[0].scores.done():
                    run = begun.popleft()
                    carried += zip(run.parts, run.scores.result(), strict=True)
                    if run.ended:
                        yield [(article, _taken(carried, count)) for article, count in run.ended]
                elif waiting:
                    read_one()
                else:
                    wait([begun[0].scores])
        finally:
            waiting.clear()


def _runs(articles: Iterable[Prepared], most: int) -> Iterator[_Run]:
    """Gather the parts of articles until they fill a run: `most` pieces, and then twice as many."""
    run, size = _Run([], [], Future()), 0
    for article in articles:
        parts = list(article.parts())
        for part in parts:
            if size >= most:
                yield run
                run, size, most = _Run([], [], Future()), 0, min(2 * most, _RUN)
            run.parts.append(part)
            size += len(part.pieces.ids)
        run.ended.append((article, len(parts)))
    if run.ended:
        yield run


def _first(waiting: deque[_Run]) -> _Run | None:
    """The run that waits longest, which nobody else will begin; None where there is none."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _taken(carried: Read, count: int) -> Read:
    """The first of what is carried, which no longer is."""
    taken = carried[:count]
    del carried[:count]
    return taken


def _read(parts: Sequence[Part], encode: Encode) -> list[Scores]:
    spoken = [part.pieces for part in parts if part.spoken]
    read = iter(encode(spoken) if spoken else ())
    return [next(read) if part.spoken else silence(len(part.pieces.ids)) for part in parts]
