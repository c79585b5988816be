"""Articles that are being read in the background, one batch after another."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.article import Article
from quoth.errors import QuothError
from quoth.quotation import Reading
from quoth.record.gathering import Outcome
from quoth.record.record import Record

if TYPE_CHECKING:
    from quoth.reading.reader import Reader

_log = logging.getLogger("quoth.web")
_KEPT = 200
_WAITING = 20
_STOPPED = "the server was stopped"


@dataclass(slots=True)
class Job:
    """A batch of inputs and how far it has come.

    Attributes:
        id: what it is asked for by; nobody can guess it.
        names: what the inputs are called, by their path or address.
        folder: holds the inputs, and is removed when they are read or cannot be.
        outcomes: what became of each so far, but for what was passed over.
        passed: how much was passed over, by the reason for it.
        done: whether all are settled.
        problem: why it broke off, or "".
    """

    id: str
    names: dict[str, str]
    folder: Path
    outcomes: list[Outcome] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    done: bool = False
    problem: str = ""

    def called(self, place: str) -> str:
        """Return what the user called an input: never a path of this server."""
        for path, name in self.names.items():
            if place.startswith(path):
                return name + place[len(path) :]
        return place

    def settle(self, problem: str = "") -> None:
        """Note that nothing more will be read, and remove what was sent."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.problem = problem
        self.done = True


class Jobs:
    """Reads batches into a record, one after another, beside the server's other work.

    Args:
        record: where they go.
        changed: called whenever the record was changed.
    """

    def __init__(self, record: Record, changed: Callable[[], None]) -> None:
        self._record = record
        self._changed = changed
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="quoth-adding")
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._ending = threading.Event()

    def start(self, inputs: Sequence[str], names: dict[str, str], folder: Path) -> Job:
        """Begin to read inputs.

        Args:
            inputs: paths and addresses.
            names: by path, what the user calls it.
            folder: holds the inputs, and is removed when they are read or cannot be.

        Raises:
            QuothError: too many batches are waiting.
        """
        job = Job(secrets.token_urlsafe(12), names, folder)
        with self._lock:
            if sum(not held.done for held in self._jobs.values()) >= _WAITING:
                job.settle()
                raise QuothError("too much is waiting to be read; try again in a few minutes")
            for number in list(self._jobs)[:-_KEPT]:
                if self._jobs[number].done:
                    del self._jobs[number]
            self._jobs[job.id] = job
        self._pool.submit(self._run, job, list(inputs))
        return job

    def job(self, number: str) -> Job | None:
        """Return a batch, or None where there is none of this name any more."""
        return self._jobs.get(number)

    def read(self, article: Article) -> Reading:
        """Read an article that is not to be kept."""
        with self._reading:
            return self._reader.read(article)

    def close(self) -> None:
        """Finish the article that is being read, and no more."""
        self._ending.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for job in self._jobs.values():
            if not job.done:
                job.settle(_STOPPED)

    def _run(self, job: Job, inputs: list[str]) -> None:
        problem = ""
        try:
            self._record.add(
                inputs, reader=self._reader, tell=self._telling(job), called=job.called
            )
        except _Ended:
            problem = _STOPPED
        except QuothError as error:
            problem = str(error)
        except Exception:
            _log.exception("adding broke off")
            problem = "Something went wrong in Quoth itself; what was added before is kept."
        finally:
            job.settle(problem)

    def _telling(self, job: Job) -> Callable[[Outcome], None]:
        def tell(outcome: Outcome) -> None:
            if outcome.status == "passed":
                job.passed[outcome.kind] += 1
            else:
                job.outcomes.append(outcome)
            self._changed()
            if self._ending.is_set():
                raise _Ended

        return tell

    @cached_property
    def _reader(self) -> Reader:
        # A server that only shows what there is need not load the network.
        from quoth.reading.reader import Reader

        return Reader(threads=2)


class _Ended(Exception):
    """The server is ending."""
