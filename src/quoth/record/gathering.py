"""Reading inputs into a record, one by one, and reading again what is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Engine, Select, func, select

from quoth.article import Article
from quoth.errors import InputError
from quoth.intake import Language, Limits, Passed, Received, receive
from quoth.intake.archives import kind_of
from quoth.reading.reader import Reader
from quoth.record.adding import PROGRAM, Added, Origin, add, is_settled, meet, read_again, recognise
from quoth.record.clock import now
from quoth.record.loading import Stored, load
from quoth.record.opening import reading, writing
from quoth.record.schema import revisions

Status = Literal["added", "revised", "known", "reread", "passed", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input.

    Attributes:
        place: the input as the user knows it.
        status: `added`, `revised` (another text at a known address), `known` (nothing new),
            `reread`, `passed` (rightly not read) or `refused` (it could not be read).
        article_id: its article in the record; None where it was passed over or refused.
        quotations: how many quotations were stored with it.
        error: why it was refused.
        reason: why it was passed over: "not English (de)".
    """

    place: str
    status: Status
    article_id: int | None = None
    quotations: int = 0
    error: InputError | None = None
    reason: str = ""

    @property
    def kind(self) -> str:
        """What it is counted by where it was passed over."""
        return kind_of(self.reason)


def gather(
    engine: Engine,
    reader: Reader,
    inputs: Iterable[str],
    tell: Callable[[Outcome], None],
    *,
    limits: Limits | None = None,
    language: Language | None = None,
    columns: Mapping[str, str] | None = None,
    watch: Callable[[int], None] | None = None,
    called: Callable[[str], str] = str,
) -> None:
    """Read inputs and put each article into the record as soon as it is read.

    What the record has already is not read again, so a run that was broken off is gone on with
    by the same command.

    Args:
        engine: of the record.
        reader: reads the articles.
        inputs: what `quoth.intake.receive` takes.
        tell: called with what became of each input, as soon as that is settled; an article is
            then in the record, for good.
        limits, language, columns, watch: as `quoth.intake.receive` takes them.
        called: returns what an input is called in the record; by default it is what it is
            called here.

    Raises:
        RecordError: the record cannot be written. What was added before is in it.
    """
    waiting: deque[Received] = deque()

    def unread() -> Iterator[Article]:
        for item in receive(inputs, limits=limits, language=language, columns=columns, watch=watch):
            if isinstance(item, InputError):
                tell(Outcome(called(item.source), "refused", error=item))
                continue
            if isinstance(item, Passed):
                tell(Outcome(called(item.place), "passed", reason=item.reason))
                continue
            article = replace(item.article, id=called(item.article.id))
            place = called(item.place)
            if known := _met(engine, article):
                tell(Outcome(place, "known", known.article_id))
            else:
                waiting.append(replace(item, article=article, place=place))
                yield article

    for read in reader.read_many(unread()):
        received = waiting.popleft()
        origin = Origin(
            received.place, received.fetched or now(), received.raw, PROGRAM, reader.version
        )
        with writing(engine) as connection:
            added = add(connection, read, origin)
        tell(Outcome(received.place, added.status, added.article_id, added.quotations))


def _met(engine: Engine, article: Article) -> Added | None:
    """Take note of an article whose text the record has; None where it is to be read."""
    with reading(engine) as connection:
        known = recognise(connection, article)
        if known is None or is_settled(connection, article, known):
            return known
    with writing(engine) as connection:
        return meet(connection, article)


def how_many_stale(engine: Engine, reader: Reader, *, every: bool = False) -> int:
    """Return how many texts `gather_again` will read."""
    wanted = _stale(select(func.count()).select_from(revisions), reader, every)
    with reading(engine) as connection:
        return connection.execute(wanted).scalar() or 0


def gather_again(
    engine: Engine, reader: Reader, tell: Callable[[Outcome], None], *, every: bool = False
) -> None:
    """Read again the texts of the record that another program or model has read.

    Numbers of quotations that stand where they stood, and what people decided, stay. Broken
    off, it goes on with those that are left.

    Args:
        engine: of the record.
        reader: reads the texts.
        tell: called after each.
        every: read also those that this very program and model have read.
    """
    waiting: deque[Stored] = deque()

    def stored() -> Iterator[Article]:
        last = 0
        while True:
            wanted = _stale(select(func.min(revisions.c.id)), reader, every)
            with reading(engine) as connection:
                number = connection.execute(wanted.where(revisions.c.id > last)).scalar()
                if number is None:
                    return
                held = load(connection, number)
            last = number
            waiting.append(held)
            yield held.reading.article

    for read in reader.read_many(stored()):
        held = waiting.popleft()
        with writing(engine) as connection:
            read_again(connection, held.revision_id, read, PROGRAM, reader.version)
        tell(Outcome(held.source, "reread", held.article_id, len(read.quotations)))


def _stale(wanted: Select[Any], reader: Reader, every: bool) -> Select[Any]:
    if every:
        return wanted
    return wanted.where((revisions.c.program != PROGRAM) | (revisions.c.model != reader.version))
