"""Bounds on time that hold on a busy machine: processor time, and the least of several runs."""

from __future__ import annotations

import time
import timeit
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where what is done inside takes more seconds of processor time than these."""
    began = time.process_time()
    yield
    taken = time.process_time() - began
    assert taken < seconds, f"{taken:.1f} s of processor time, {seconds} are allowed"


def least_seconds(act: Callable[[], object], times: int = 3) -> float:
    """The least processor time that the act took in so many runs, without garbage collection."""
    return min(timeit.repeat(act, timer=time.process_time, repeat=times, number=1))


def assert_linear(act: Callable[[int], object], size: int) -> None:
    """Fail where an act of four times the size takes more than eight times as long."""
    act(size // 10)
    small = least_seconds(lambda: act(size))
    large = least_seconds(lambda: act(4 * size))
    assert large < 8 * small + 0.1, f"{small:.3f} s for {size}, {large:.3f} s for four times it"
