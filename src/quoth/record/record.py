"""A record, opened: the same verbs as the command line, from Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quoth.quotation import Reading
from quoth.record.opening import default_path, open_record, reading, writing

if TYPE_CHECKING:
    from quoth.intake import Limits
    from quoth.reading.reader import Reader
    from quoth.record.adding import Added
    from quoth.record.gathering import Outcome
    from quoth.record.loading import Stored
    from quoth.record.verifying import Fault


class Record:
    """Articles and quotations, kept: one database file.

    Several programs may read it at a time, while one writes; what is written is on the disk,
    whole, when the call returns.

    Args:
        path: its file; by default `QUOTH_RECORD`, or `quoth.db` in the user's data folder.
        create: whether to make it where there is none.

    Attributes:
        path: its file.
        new: whether it was made just now.

    Raises:
        RecordError: there is none, or the file is no record, damaged, of a newer version, or
            not allowed to be opened.
    """

    def __init__(self, path: str | Path | None = None, *, create: bool = True) -> None:
        self.path = Path(path) if path is not None else default_path()
        self.engine, self.new = open_record(self.path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def add(
        self,
        inputs: Iterable[str],
        *,
        reader: Reader | None = None,
        tell: Callable[[Outcome], None] = lambda outcome: None,
        limits: Limits | None = None,
    ) -> Counter[str]:
        """Read inputs and put their articles into the record, each as soon as it is read.

        Args:
            inputs: paths, folders, patterns and addresses, as `quoth add` takes them.
            reader: reads the articles; by default the shipped one.
            tell: called with what became of each input.
            limits: bounds on one input.

        Returns:
            How many were `added`, `revised`, `known` already, and `refused`.

        Raises:
            RecordError: the record cannot be written; what was added before is in it.
        """
        from quoth.record.gathering import gather

        counted, count = _counting(tell)
        gather(self.engine, reader or _shipped(), inputs, count, limits=limits)
        return counted

    def add_reading(self, read: Reading, *, source: str = "", model: str = "") -> Added:
        """Put one reading into the record that was made elsewhere.

        Args:
            read: the article and what was found in it.
            source: where it is from; by default the article's id.
            model: what read it.

        Raises:
            RecordError: the record cannot be written.
        """
        from quoth.record.adding import PROGRAM, Origin, add
        from quoth.record.clock import now

        raw = read.article.text.encode("utf-8", "surrogatepass")
        origin = Origin(source or read.article.id, now(), raw, PROGRAM, model)
        with writing(self.engine) as connection:
            return add(connection, read, origin)

    def read_again(
        self,
        *,
        reader: Reader | None = None,
        tell: Callable[[Outcome], None] = lambda outcome: None,
        every: bool = False,
    ) -> Counter[str]:
        """Read again what another program or model has read; what people decided stays.

        Args:
            reader: reads the texts; by default the shipped one.
            tell: called after each text.
            every: read also those that this very program and model have read.

        Returns:
            How many texts were `reread`.
        """
        from quoth.record.gathering import gather_again

        counted, count = _counting(tell)
        gather_again(self.engine, reader or _shipped(), count, every=every)
        return counted

    def readings(self, *, former: bool = False) -> Iterator[Stored]:
        """Yield the articles with their quotations, in the order in which they were added.

        Args:
            former: whether the earlier texts of revised articles come too.
        """
        from quoth.record.loading import load_all

        with reading(self.engine) as connection:
            yield from load_all(connection, former=former)

    def verify(self, advance: Callable[[], None] = lambda: None) -> Iterator[Fault]:
        """Check that all hashes hold and all quotations spell their words; yield what is wrong.

        Args:
            advance: called after each text and each raw that was checked.
        """
        from quoth.record.verifying import verify

        with reading(self.engine) as connection:
            for fault in verify(connection):
                if fault is None:
                    advance()
                else:
                    yield fault


def _counting(
    tell: Callable[[Outcome], None],
) -> tuple[Counter[str], Callable[[Outcome], None]]:
    counted: Counter[str] = Counter()

    def count(outcome: Outcome) -> None:
        counted[outcome.status] += 1
        tell(outcome)

    return counted, count


def _shipped() -> Reader:
    from quoth.reading.reader import Reader

    return Reader()
