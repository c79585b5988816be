"""Ray, started and asked quietly: what it writes about itself is not for whoever reads news."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from quoth.errors import QuothError

_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    # What the machinery tells of workers that died would come on standard output.
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".*",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
# Rows of counts are all that passes through it; by default Ray takes a third of the memory.
_STORE = 128 * 2**20


@contextmanager
def session(address: str | None, workers: int | None) -> Iterator[int]:
    """Connect to Ray, or start it on this machine, for as long as the block lasts.

    Args:
        address: of a cluster (`auto`, `host:port`); by default `RAY_ADDRESS`, or else Ray is
            started here. Where the program is connected already, that is used and stays.
        workers: how many are wanted; None for as many as Ray finds cores.

    Yields:
        How many workers there can be.

    Raises:
        QuothError: Ray is not installed, or the cluster does not answer.
    """
    with connected(address, workers):
        import ray

        resources: Any = ray.cluster_resources
        cores = int(resources().get("CPU", 1))
        yield max(1, min(workers or cores, cores))


@contextmanager
def connected(address: str | None, workers: int | None) -> Iterator[None]:
    """The same, without asking how many workers there can be."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise QuothError("quoth batch needs Ray: pip install 'quoth[cluster]'") from error
    for handler in logging.getLogger("ray.data").handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setLevel(logging.CRITICAL)
    ours = not ray.is_initialized()
    if ours:
        _start(ray, address, workers)
    try:
        yield
    except BaseException as error:
        # The frames of an interruption keep what Ray Data has begun, and that can end only while
        # Ray is there: afterwards it would start Ray once more to end in it.
        traceback.clear_frames(error.__traceback__)
        raise
    finally:
        if ours:
            with _hushed():
                ray.shutdown()


def spread(
    rows: Iterable[Mapping[str, Any]],
    work: Callable[[dict[str, Any]], dict[str, Any]] | type,
    workers: int,
    *told: object,
) -> Iterator[dict[str, Any]]:
    """Yield what workers make of rows, as it comes.

    Ray Data makes the workers, gives each one row at a time, makes a worker anew when it dies,
    and gives it its row again.

    Args:
        rows: what is to be done, one thing each.
        work: what is done with a row: a function, or a class of which each worker makes one
            for all its rows.
        workers: how many there are to be.
        told: what the class is made with.

    Raises:
        QuothError: Ray could not go on.
    """
    import ray

    items = list(rows)
    if not items:
        return
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    workers = min(workers, len(items))
    data = ray.data.from_items(items, override_num_blocks=len(items))
    if isinstance(work, type):
        # One row at a time: when a worker dies, only the row that it has is begun again.
        pool = ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1)
        made = data.map(work, fn_constructor_args=told, compute=pool, num_cpus=1)
    else:
        made = data.map(work, compute=ray.data.TaskPoolStrategy(workers), num_cpus=1)
    try:
        yield from made.iter_rows()
    except ray.exceptions.RayError as error:
        lines = [line for line in str(error).splitlines() if line.strip()]
        raise QuothError(f"Ray could not go on: {lines[-1].strip()}") from error


def _start(ray: Any, address: str | None, workers: int | None) -> None:
    address = address or os.environ.get("RAY_ADDRESS") or "local"
    own: dict[str, Any] = {}
    if address == "local":
        own = {"num_cpus": workers, "object_store_memory": _STORE, "include_dashboard": False}
    try:
        with _hushed():
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **own)
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        told = (str(error).splitlines() or ["no answer"])[0]
        raise QuothError(f"{address}: no Ray cluster there: {told}") from error


@contextmanager
def _hushed() -> Iterator[None]:
    """Let nothing be written to standard error, not by libraries in C++ either."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
