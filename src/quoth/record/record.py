"""A record, opened: the same verbs as the command line, from Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quoth.errors import Malformed
from quoth.quotation import Reading
from quoth.record.opening import default_path, open_record, reading, writing

if TYPE_CHECKING:
    from quoth.intake import Language, Limits
    from quoth.intake.transcripts import Transcript
    from quoth.reading.reader import Reader
    from quoth.record.adding import Added
    from quoth.record.checking import Finding
    from quoth.record.decisions import Decision
    from quoth.record.exchange import Turn
    from quoth.record.gathering import Outcome
    from quoth.record.loading import Stored
    from quoth.record.people import Person
    from quoth.record.search import Hit
    from quoth.record.stats import By, Stats
    from quoth.record.variants import Family
    from quoth.record.verifying import Fault

_PAGE = 100
_MANY = 1_000
"""After so many articles the index is tidied."""


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
        language: Language | None = None,
        columns: Mapping[str, str] | None = None,
        watch: Callable[[int], None] | None = None,
        called: Callable[[str], str] = str,
    ) -> Counter[str]:
        """Read inputs and put their articles into the record, each as soon as it is read.

        Args:
            inputs: paths, folders, patterns and addresses, as `quoth add` takes them.
            reader: reads the articles; by default the shipped one.
            tell: called with what became of each input.
            limits, language, columns, watch: as `quoth.intake.receive` takes them.
            called: returns what an input is called in the record.

        Returns:
            How many were `added`, `revised`, `known` already, `passed` over and `refused`.

        Raises:
            RecordError: the record cannot be written; what was added before is in it.
        """
        from quoth.record.gathering import gather

        counted, count = _counting(tell)
        gather(
            self.engine,
            reader or _shipped(),
            inputs,
            count,
            limits=limits,
            language=language,
            columns=columns,
            watch=watch,
            called=called,
        )
        self._put_in_order(counted)
        return counted

    def add_reading(self, read: Reading, *, source: str = "", model: str = "") -> Added:
        """Put one reading into the record that was made elsewhere.

        Args:
            read: the article and what was found in it.
            source: where it is from; by default the article's id.
            model: what read it.

        Raises:
            Malformed: it is not a reading: a wrong type, a span outside the text.
            RecordError: the record cannot be written.
        """
        from quoth.record.soundness import fault

        if wrong := fault(read):
            raise Malformed(source or str(read.article.id), f"not a reading: {wrong}")
        return self._put(read, source or read.article.id, model)

    def import_readings(
        self, file: str, *, tell: Callable[[Outcome], None] = lambda outcome: None
    ) -> Counter[str]:
        """Put the readings of a file into the record, without reading the articles again.

        Args:
            file: JSON Lines of ours or the JSON of Citron, as `quoth import` takes them.
            tell: called with what became of each.

        Returns:
            How many were `added`, `revised`, `known` already, and `refused`.

        Raises:
            RecordError: the record cannot be written; what was added before is in it.
        """
        from quoth.record.gathering import Outcome
        from quoth.record.importing import Imported, read_readings

        counted, count = _counting(tell)
        for item in read_readings(file):
            if isinstance(item, Imported):
                added = self._put(item.reading, item.place, "")
                count(Outcome(item.place, added.status, added.article_id, added.quotations))
            else:
                count(Outcome(item.source, "refused", error=item))
        self._put_in_order(counted)
        return counted

    def import_parts(
        self, folder: str | Path, *, tell: Callable[[Outcome], None] = lambda outcome: None
    ) -> Counter[str]:
        """Put what `quoth batch` wrote into the record, without reading the articles again.

        What the record has already is passed over: broken off, it goes on with the same call.

        Args:
            folder: that a batch wrote.
            tell: called with what became of each article.

        Returns:
            How many were `added`, `revised`, `known` already, and `refused`.

        Raises:
            QuothError: pyarrow is not installed.
            RecordError: the record cannot be written; what was added before is in it.
        """
        from quoth.record.importing import take_parts

        counted, count = _counting(tell)
        take_parts(self.engine, Path(folder), count)
        self._put_in_order(counted)
        return counted

    def _put(self, read: Reading, source: str, model: str) -> Added:
        from quoth.record.adding import PROGRAM, Origin, add
        from quoth.record.clock import now

        origin = Origin(source, now(), read.article.text.encode(), PROGRAM, model)
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
        self._put_in_order(counted)
        return counted

    def _put_in_order(self, counted: Counter[str]) -> None:
        """Keep search quick after something, or much, was put in."""
        from quoth.record.indexing import tidy
        from quoth.record.opening import take_stock
        from quoth.record.wire import compare_rest

        stored = counted["added"] + counted["revised"] + counted["reread"]
        if stored >= _MANY:
            with writing(self.engine) as connection:
                tidy(connection)
        if stored:
            compare_rest(self.engine)
            take_stock(self.engine)

    def readings(self, *, former: bool = False) -> Iterator[Stored]:
        """Yield the articles with their quotations, in the order in which they were added.

        Args:
            former: whether the earlier texts of revised articles come too.
        """
        from quoth.record.loading import load_all

        with reading(self.engine) as connection:
            yield from load_all(connection, former=former)

    def search(
        self,
        words: str = "",
        *,
        by: str | None = None,
        about: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        type: str | None = None,
        channel: str | None = None,
        like: str = "",
        newest: bool = False,
    ) -> Iterator[Hit]:
        """Yield the quotations that say something, the best first, as many as are asked for.

        Args:
            words: phrases in marks, `beginnings*`, AND, OR, NOT, NEAR; may be empty.
            by, about: a speaker by any of their names, or by their number ("#12").
            outlet: who printed it.
            since, until: when it was said: from and up to these days, months or years.
            type: direct, mixed or indirect.
            channel: how it reached the public.
            like: what they are to mean, in any words.
            newest: the newest first.

        Raises:
            QueryError: the words cannot be understood, or a name means several.
        """
        from quoth.record.filters import Filters
        from quoth.record.nearest import Meanings
        from quoth.record.search import Query, search

        filters = Filters(by, about, outlet, since, until, type, channel)
        offset = 0
        with reading(self.engine) as connection:
            meanings = Meanings(connection) if like else None
            while True:
                query = Query(words, filters, like, newest, limit=_PAGE, offset=offset)
                found = search(connection, query, meanings)
                yield from found.hits
                offset += _PAGE
                if len(found.hits) < _PAGE:
                    return

    def people(self, words: str = "", *, limit: int = 20) -> tuple[Person, ...]:
        """Return the people and bodies of the record, the most quoted first.

        Args:
            words: only those with a name that has words which begin so.
            limit: at most so many.
        """
        from quoth.record.people import people

        with reading(self.engine) as connection:
            return people(connection, words, limit=limit)

    def merge(self, kept: int, other: int) -> Decision:
        """Decide that a speaker is the same as another, whose name and number remain."""
        from quoth.record.decisions import merge

        with writing(self.engine) as connection:
            return merge(connection, kept, other)

    def split(self, speaker: int, articles: Iterable[int], name: str | None = None) -> Decision:
        """Decide that some articles mean somebody else than a speaker."""
        from quoth.record.decisions import split

        with writing(self.engine) as connection:
            return split(connection, speaker, articles, name)

    def rename(self, speaker: int, name: str) -> Decision:
        """Decide what a speaker is called."""
        from quoth.record.decisions import rename

        with writing(self.engine) as connection:
            return rename(connection, speaker, name)

    def link(self, speaker: int, wikidata: str) -> Decision:
        """Decide which item of Wikidata a speaker is: "Q317521"."""
        from quoth.record.decisions import link

        with writing(self.engine) as connection:
            return link(connection, speaker, wikidata)

    def undo(self, decision: int) -> Decision:
        """Take a decision back."""
        from quoth.record.decisions import undo

        with writing(self.engine) as connection:
            return undo(connection, decision)

    def variants(self, asked: int | str) -> Family:
        """Return every printing of a quotation, by its number, or of some words."""
        from quoth.record.variants import variants_of

        with reading(self.engine) as connection:
            return variants_of(connection, asked)

    def check(
        self, words: str, *, by: Sequence[str] = (), against: Iterable[Transcript] = ()
    ) -> list[Finding]:
        """Look words up in the record and in transcripts.

        Args:
            words: that somebody is said to have said.
            by: who that is; any of them will do.
            against: transcripts, as `quoth.intake.transcripts.read_transcript` returns them.
        """
        from quoth.record.checking import Checker
        from quoth.record.claims import Claim

        with reading(self.engine) as connection:
            return Checker(connection, against).check(Claim((words,), tuple(by)))

    def exchange(self, one: int, other: int) -> tuple[Turn, ...]:
        """Return what two speakers, by their numbers, say about each other, the first first."""
        from quoth.record.exchange import exchange

        with reading(self.engine) as connection:
            return exchange(connection, one, other)

    def stats(self, by: By | None = None, *, copies: bool = False) -> Stats:
        """Return who is quoted how often, in all or by outlet, month, speaker, type, channel.

        Args:
            by: what to part the figures by.
            copies: whether what near copies of an article repeat counts again.
        """
        from quoth.record.stats import stats
        from quoth.record.wanted import Wanted

        with reading(self.engine) as connection:
            return stats(connection, Wanted(copies=copies), by)

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
