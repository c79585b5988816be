"""What one worker does: it reads pieces, one after another, with a reader that it loads once."""

from __future__ import annotations

import os
import platform
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from quoth.article import Article
from quoth.batch.copies import Sketches
from quoth.batch.folder import Done, Folder
from quoth.batch.plan import Settings, piece_from_json
from quoth.errors import InputError, QuothError
from quoth.export.parquet import Provenance
from quoth.export.part_files import Part, opened_part
from quoth.export.wording import printable
from quoth.intake.archives import Passed, kind_of
from quoth.intake.cutting import Piece, receive_piece
from quoth.intake.receiving import Item
from quoth.quotation import Reading
from quoth.version import __version__

PROGRAM = f"quoth {__version__}"
"""What reads the articles."""

_TRIES = 3
_GROUP = 48_000
_FIRST = 5


class Reads(Protocol):
    """What finds the quotations of articles: a `quoth.reading.reader.Reader`."""

    @property
    def version(self) -> str:
        """What names its model."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the readings of articles, in order."""


@dataclass(frozen=True, slots=True)
class Work:
    """What all workers are told.

    Attributes:
        folder: that the batch writes.
        settings: of the batch.
        model: the version that the reader must have.
        make: makes the reader.
        here: the folder that relative paths begin from.
    """

    folder: str
    settings: Settings
    model: str
    make: Callable[[], Reads]
    here: str


class Worker:
    """Reads pieces; Ray makes one on each core.

    Args:
        work: what all workers are told.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._folder = Folder(Path(work.folder))
        self._unfit = ""
        try:
            self._prepare()
        except (QuothError, OSError) as error:
            # Told with the first piece: of a worker that cannot be made Ray would make others.
            self._unfit = str(error)

    def _prepare(self) -> None:
        if self._folder.manifest() is None:
            raise QuothError(
                f"{self._work.folder}: this folder is not seen on {platform.node()}:"
                " name one that all machines share"
            )
        if os.path.isdir(self._work.here):
            os.chdir(self._work.here)
        self._reader = self._work.make()
        if self._reader.version != self._work.model:
            raise QuothError(
                f"{platform.node()} has another model ({self._reader.version}):"
                " install the same Quoth on all machines"
            )

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Read a piece.

        Args:
            row: its `number` and the `piece`, as JSON.

        Returns:
            The `number`, and one of these, the others being empty: `done`, as JSON; `fault`,
            why the piece cannot be read; `unfit`, why none can, so that the batch is to end.
        """
        number: int = row["number"]
        told: dict[str, Any] = {"number": number, "done": "", "fault": "", "unfit": self._unfit}
        if self._unfit:
            return told
        if done := self._folder.done_with(number):
            return told | {"done": done.to_json()}
        if self._folder.try_piece(number) >= _TRIES:
            return told | {"fault": f"whatever reads it dies of it ({_TRIES} tries)"}
        try:
            piece = piece_from_json(row["piece"])
            done = read_piece(number, piece, self._folder, self._reader, self._work.settings)
        except OSError as error:
            return told | {"unfit": f"{self._work.folder}: cannot be written: {error}"}
        except Exception as error:  # a fault of ours: the other pieces go on
            return told | {"fault": printable(f"{type(error).__name__}: {error}")}
        return told | {"done": done.to_json()}


def read_piece(
    number: int, piece: Piece, folder: Folder, reader: Reads, settings: Settings
) -> Done:
    """Read a piece and write its part; the note that it is done comes last.

    Raises:
        OSError: it cannot be written.
    """
    began, busy = time.monotonic(), time.process_time()
    passed: Counter[str] = Counter()
    first: list[str] = []
    waiting: deque[Provenance] = deque()
    found = receive_piece(piece, language=settings.language, columns=settings.columns)

    def articles(part: Part) -> Iterator[Article]:
        for item in _taken(found):
            if isinstance(item, Passed):
                passed[kind_of(item.reason)] += 1
            elif isinstance(item, InputError):
                part.fail(item)
                if len(first) < _FIRST:
                    first.append(str(item))
            else:
                waiting.append(Provenance(item.place, item.fetched, PROGRAM, reader.version))
                yield item.article

    sketches = Sketches()
    with opened_part(folder.path, number, folder.unfinished) as part:
        for reading in _in_turn(reader, articles(part)):
            key = part.add(reading, waiting.popleft())
            sketches.add(key, reading.article.published, reading.article.text)
        sketches.write(folder, number)
    done = Done(
        piece=number,
        articles=part.articles,
        quotations=part.quotations,
        speakers=part.speakers,
        words=part.words,
        failures=part.failures,
        first=tuple(first),
        passed=dict(sorted(passed.items())),
        seconds=round(time.monotonic() - began, 3),
        busy=round(time.process_time() - busy, 3),
    )
    folder.note(done)
    return done


def _taken(found: Iterator[Item]) -> Iterator[Item]:
    """Yield what is found; what goes wrong with an input is no fault of the folder's disk."""
    try:
        yield from found
    except OSError as error:
        raise QuothError(f"cannot be read: {error}") from error


def _in_turn(reader: Reads, articles: Iterable[Article]) -> Iterator[Reading]:
    """Yield the readings of articles, by one core.

    By itself a reader looks at the next articles while its network is busy with those before:
    that takes more than a core, and there is another worker for each of them. So it is given a
    group at a time, of about so many characters as it would take.
    """
    group: list[Article] = []
    size = 0
    for article in articles:
        group.append(article)
        size += len(article.text)
        if size >= _GROUP:
            yield from reader.read_many(group)
            group, size = [], 0
    yield from reader.read_many(group)
