"""A batch that is sent to a cluster by a machine that is no part of it (`ray://`).

Ray Data does not work through Ray's client, so all of the batch runs over there: inputs and folder
are those that the cluster sees. What is seen here is how far it has come.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from quoth.batch.cluster import connected
from quoth.errors import QuothError

_EVERY = 2.0

Tell = Callable[[str, Any], None]


def is_far(address: str | None) -> bool:
    """Return whether an address, or else `RAY_ADDRESS`, is that of Ray's client."""
    return (address or os.environ.get("RAY_ADDRESS") or "").startswith("ray://")


def send(address: str | None, batch: Callable[[Tell], Any], tell: Tell) -> Any:
    """Run a batch on a cluster, and return what it returns.

    Args:
        address: of the cluster; by default `RAY_ADDRESS`.
        batch: what is to run there; it is given what is to be told how far it has come.
        tell: told the same here.

    Raises:
        QuothError: the cluster does not answer, or the batch ended with an error.
    """
    with connected(address, None):
        import ray

        made: Any = ray.remote(num_cpus=0)(Board)
        board = made.remote()
        there = ray.remote(num_cpus=0, max_retries=0)(_run_there)
        result = there.remote(batch, board, os.getcwd())
        ended: list[Any] = []
        while not ended:
            ended, _ = ray.wait([result], timeout=_EVERY)
            if shown := ray.get(board.shown.remote()):
                tell(*shown)
        try:
            held, problem = ray.get(result)
        except ray.exceptions.RayError as error:
            raise QuothError(f"Ray could not go on: {str(error).splitlines()[-1]}") from error
    if problem:
        raise QuothError(problem)
    return held


class Board:
    """Shows how far a batch has come to whoever is not where it runs."""

    def __init__(self) -> None:
        self._shown: tuple[str, Any] | None = None

    def show(self, doing: str, held: Any) -> None:
        """Take what is to be seen."""
        self._shown = doing, held

    def shown(self) -> tuple[str, Any] | None:
        """Return what is to be seen, if there is anything new."""
        shown, self._shown = self._shown, None
        return shown


def _run_there(batch: Callable[[Tell], Any], board: Any, here: str) -> tuple[Any, str]:
    """Run a batch; return what it returns, and what was wrong, in words."""
    with suppress(OSError):
        os.chdir(here)
    last = ("", 0.0)

    def show(doing: str, held: Any) -> None:
        nonlocal last
        now = time.monotonic()
        if doing != last[0] or now - last[1] > _EVERY:
            last = (doing, now)
            board.show.remote(doing, held)

    try:
        return batch(show), ""
    except (QuothError, OSError) as error:
        return None, str(error)
