"""How long a search in a large record takes: by words, with filters, by meaning, from the shell.

    python benchmarks/generator.py RECORD
    python benchmarks/search.py RECORD [--queries 40]

Words come from quotations of the record itself, so that all frequencies occur; filters are
speakers (the most quoted and others), outlets, stretches of time, types, channels, and several
at once. Each search is asked once, in a transaction of its own, by a process that has asked
others before, as a server has; the first page is fetched whole. Wall and processor times are
told: on a machine that does other things beside, the second says more.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from quoth.errors import QueryError
from quoth.record.counting import facets
from quoth.record.filters import Filters, outlets
from quoth.record.nearest import Meanings
from quoth.record.opening import open_record, reading
from quoth.record.people import find_speakers
from quoth.record.search import Found, Query, search

SEED = 5
COMMON = ("the", "to", "that", "we", "people", "not", "will", "President", "campaign", "have")
WORD = re.compile(r"[A-Za-z]{3,}")
FILTERS = ("none", "frequent speaker", "any speaker", "outlet", "days", "type", "several")
WORDS = ("rare word", "any word", "common word", "two words", "phrase", "common phrase")
MORE_WORDS = ("beginning", "or", "near", "no words")


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds that one search took, and what it found."""

    wall: float
    cpu: float
    found: Found


class Asking:
    """Draws searches from what a record holds."""

    def __init__(self, connection: Connection) -> None:
        self._draw = random.Random(SEED)
        self.connection = connection
        self._last = connection.execute(text("SELECT max(id) FROM quotations")).scalar_one()
        counted = text(
            "SELECT speaker_id FROM appearances WHERE id % 7 = 0 GROUP BY 1"
            " ORDER BY count(*) DESC LIMIT :most"
        )
        self.frequent = [*connection.execute(counted, {"most": 40}).scalars()]
        self._outlets = outlets(connection)

    def words(self, kind: str) -> str:
        said = self._said()
        pair = said[:2] if len(said) > 1 else [*said, "people"]
        match kind:
            case "no words":
                return ""
            case "rare word":
                return min(self._said() + said, key=self._how_many)
            case "common word":
                return self._draw.choice(COMMON)
            case "two words":
                return " ".join(self._draw.sample(said, min(2, len(said))))
            case "phrase":
                return f'"{" ".join(self._run(3))}"'
            case "common phrase":
                return self._draw.choice(
                    ('"of the"', '"in the"', '"that we"', '"to be"', '"it is"')
                )
            case "beginning":
                return f"{max(said, key=len)[:5]}*"
            case "or":
                return " OR ".join(dict.fromkeys([*pair, *self._said()[:2]]))
            case "near":
                return f"NEAR({' '.join(pair)}, 6)"
        return self._draw.choice(said)

    def filters(self, kind: str) -> Filters:
        match kind:
            case "frequent speaker":
                return Filters(by=f"#{self._draw.choice(self.frequent)}")
            case "any speaker":
                return Filters(by=f"#{self._any_speaker()}")
            case "outlet":
                return Filters(outlet=self._draw.choice(self._outlets))
            case "days":
                return Filters(**self._days())
            case "type":
                return self._draw.choice(
                    [Filters(type="direct"), Filters(type="mixed"), Filters(channel="interview")]
                )
            case "several":
                by = f"#{self._draw.choice(self.frequent)}"
                return Filters(by=by, type="direct", **self._days())
        return Filters()

    def _days(self) -> dict[str, str]:
        year, month, day = (self._draw.randint(*ends) for ends in ((2017, 2024), (1, 12), (1, 28)))
        later = year + self._draw.randint(0, 2)
        last = self._draw.randint(month if later == year else 1, 12)
        until = f"{later}-{last:02}-28"
        return {"since": f"{year}-{month:02}-{day:02}", "until": until}

    def _any_speaker(self) -> int:
        while True:
            number = {"id": self._draw.randint(1, self._last)}
            asked = text(
                "SELECT a.speaker_id FROM quotations q JOIN appearances a"
                " ON a.id = q.appearance_id WHERE q.id = :id"
            )
            if found := self.connection.execute(asked, number).scalar():
                return int(found)

    def _said(self) -> list[str]:
        """The words of a quotation that has some."""
        return [word for word in self._run(1000) if len(word) > 3] or self._said()

    def _run(self, most: int) -> list[str]:
        while True:
            asked = text("SELECT words FROM quotations WHERE id = :id")
            number = {"id": self._draw.randint(1, self._last)}
            words = WORD.findall(self.connection.execute(asked, number).scalar() or "")
            if words:
                begin = self._draw.randrange(max(1, len(words) - most))
                return words[begin : begin + most]

    def _how_many(self, word: str) -> int:
        asked = text("SELECT count(*) FROM (SELECT 1 FROM quotation_index WHERE"
                     " quotation_index MATCH :match LIMIT 2000)")  # fmt: skip
        return int(self.connection.execute(asked, {"match": f'"{word}"'}).scalar_one())


def timed(engine: Engine, ask: Callable[[Connection], Found]) -> Took:
    with reading(engine) as connection:
        wall, cpu = time.perf_counter(), time.process_time()
        found = ask(connection)
        return Took((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, found)


def row(name: str, took: list[Took]) -> None:
    cells = []
    for times in ([t.wall for t in took], [t.cpu for t in took]):
        ends = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
        cells.append(f"{statistics.median(times):7.1f} {ends[18]:7.1f} {max(times):7.1f}")
    ranked = sum(t.found.order == "best" for t in took)
    totals = f"{statistics.median(t.found.total for t in took):>9,.0f}"
    print(f"{name:18} {len(took):4} {cells[0]}   {cells[1]} {totals} {ranked:4}", flush=True)


def planned(asking: Asking, each: int) -> list[tuple[str, str, Query]]:
    """All searches of all kinds with all filters, one after the other."""
    return [
        (words, within, Query(asking.words(words), asking.filters(within)))
        for _ in range(each)
        for words in (*WORDS, *MORE_WORDS)
        for within in FILTERS
    ]


def asked(engine: Engine, plan: list[tuple[str, str, Query]]) -> Iterator[tuple[str, str, Took]]:
    for words, within, query in plan:
        try:
            took = timed(engine, lambda connection, query=query: search(connection, query))
        except QueryError:
            # A word that no quotation can be found by.
            continue
        yield words, within, took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--queries", type=int, default=10, help="of each kind with each filter")
    given = parser.parse_args()
    engine, _ = open_record(given.record)
    with reading(engine) as connection:
        asking = Asking(connection)
        names = [asking.words("any word") for _ in range(3)]
        counts = connection.execute(
            text("SELECT (SELECT count(*) FROM revisions), (SELECT count(*) FROM quotations)")
        ).one()
        print(f"{counts[0]:,} articles, {counts[1]:,} quotations; milliseconds")
        warming, plan = planned(asking, 1), planned(asking, given.queries)
    # What a server has warm.
    list(asked(engine, warming))
    took = list(asked(engine, plan))
    head = "   p50     p95     max"
    print(f"{'':18} {'n':>4} wall:{head[3:]}   cpu:{head[2:]}     found best")
    for kind in (*WORDS, *MORE_WORDS):
        row(kind, [t for words, _, t in took if words == kind])
    print()
    for kind in FILTERS:
        row(f"({kind})", [t for _, within, t in took if within == kind])
    print()
    row("all", [t for _, _, t in took])
    with reading(engine) as connection:
        asking.connection = connection
        beside(engine, connection, asking)
    for words in (*names, "people"):
        begun = time.perf_counter()
        cold(given.record, words)
        print(f"cold command line, {words!r}: {(time.perf_counter() - begun) * 1000:,.0f} ms")


def beside(engine: Engine, connection: Connection, asking: Asking) -> None:
    """What else a server is asked: counts by facet, names, meaning."""
    nothing = Found(0, True, "best", ())

    def counted(query: Query) -> Callable[[Connection], Found]:
        def ask(held: Connection) -> Found:
            facets(held, query)
            return nothing

        return ask

    queries = [Query(asking.words("any word")) for _ in range(30)]
    row("facets", [timed(engine, counted(query)) for query in queries])
    names = text("SELECT name FROM speakers WHERE id = :id")
    known = [connection.execute(names, {"id": n}).scalar_one() for n in asking.frequent]

    def named(name: str) -> Callable[[Connection], Found]:
        def ask(held: Connection) -> Found:
            find_speakers(held, name)
            return nothing

        return ask

    row("name to speaker", [timed(engine, named(name)) for name in known])
    if not connection.execute(text("SELECT 1 FROM vectors LIMIT 1")).scalar():
        print("meaning: the record has no vectors")
        return
    meanings = Meanings(connection)
    for kind in ("none", "frequent speaker", "several"):
        took = []
        for _ in range(30):
            query = Query(filters=asking.filters(kind), like=" ".join(asking._said()))
            ask = lambda held, query=query: search(held, query, meanings)  # noqa: E731
            took.append(timed(engine, ask))
        row(f"like ({kind})", took)


def cold(record: Path, words: str) -> None:
    program = "from quoth.cli import main; main()"
    command = [sys.executable, "-c", program, "search", words, "--record", str(record)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
