"""Which quotations match an expression of the full-text index, and in which order.

Two orders: the best first (BM25 over the words that tell something), and the newest first. Both
take a bounded time: ranking looks at no more than `RANKED` matches, and the newest are found by
year, month and day inside the index, without looking at the older ones.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from quoth.record.facets import UNDATED, either, is_year, months
from quoth.record.query import Node, Phrase, expression, telling

RANKED = 5_000
"""More matches than these are not ranked: they are given the newest first."""
COMMON = 30_000
"""A word that more quotations have tells nothing of any one of them."""
_SORTED = 1_000

# One text instead of thousands of rows, which would take longer to come than to be found.
_MATCHES = text(
    "SELECT json_group_array(rowid) FROM"
    " (SELECT rowid FROM quotation_index WHERE quotation_index MATCH :match LIMIT :most)"
)
_COUNT = text(
    "SELECT count(*) FROM (SELECT 1 FROM quotation_index WHERE quotation_index MATCH :match"
    " LIMIT :most)"
)
# The plus keeps SQLite from asking the index for each number by itself; the rank of a row is
# computed only where its number is wanted. Facets do not count for it.
_RANKED = text(
    "SELECT bm25(quotation_index, 1.0, 0.0), rowid FROM quotation_index"
    " WHERE quotation_index MATCH :match AND rowid BETWEEN :first AND :last"
    " AND +rowid IN (SELECT value FROM json_each(:numbers))"
)
_BY_DATE = text(
    "SELECT id FROM quotations WHERE id IN (SELECT value FROM json_each(:numbers))"
    " ORDER BY said DESC, id DESC"
)
_LAST_YEAR = text("SELECT substr(max(said), 1, 4) FROM quotations WHERE said < :before")
_LAST = text("SELECT max(id) FROM quotations")


@dataclass(frozen=True, slots=True)
class Matches:
    """What an expression finds.

    Attributes:
        numbers: of the quotations; of more than `RANKED` only those added first.
        total: how many there are.
        exact: whether `total` is counted, not estimated.
    """

    numbers: tuple[int, ...]
    total: int
    exact: bool


def matches(connection: Connection, match: str) -> Matches:
    """Return which quotations match, up to a bound."""
    rows = _matching(connection, match, RANKED + 1)
    if len(rows) <= RANKED:
        return Matches(tuple(rows), len(rows), True)
    # How dense the first ones lie tells about how many there are.
    last = connection.execute(_LAST).scalar() or rows[-1]
    return Matches(tuple(rows), max(len(rows), round(len(rows) * last / rows[-1])), False)


def _matching(connection: Connection, match: str, most: int) -> list[int]:
    found = connection.execute(_MATCHES, {"match": match, "most": most}).scalar_one()
    return [int(number) for number in json.loads(found)]


def best(
    connection: Connection, node: Node, numbers: Sequence[int], most: int
) -> list[tuple[int, float]] | None:
    """Return the best of some matches of a search, each with its score (BM25, the more the better).

    Equally good ones come the newest first.

    Args:
        connection: to the record.
        node: the search.
        numbers: which quotations it found.
        most: how many are wanted.

    Returns:
        None where all words of the search are so common that they tell nothing.
    """
    if not numbers:
        return []
    known: dict[Phrase, bool] = {}

    def common(phrase: Phrase) -> bool:
        if phrase not in known:
            asked = {"match": f"words : {expression(phrase)}", "most": COMMON + 1}
            known[phrase] = (connection.execute(_COUNT, asked).scalar() or 0) > COMMON
        return known[phrase]

    words = telling(node, common)
    if words is None:
        return None
    asked = {
        "match": f"words : ({expression(words)})",
        "first": min(numbers),
        "last": max(numbers),
        "numbers": json.dumps(numbers),
    }
    ranks = {number: rank for rank, number in connection.execute(_RANKED, asked)}
    if len(ranks) < min(most, len(numbers)):
        # Those that were found by their common words alone.
        ranks = dict.fromkeys(numbers, 0.0) | ranks
    if len(ranks) > most > 0:
        worst = heapq.nsmallest(most, ranks.values())[-1]
        ranks = {number: rank for number, rank in ranks.items() if rank <= worst}
    # The sort keeps the order of dates among equals.
    order = sorted(_by_date(connection, list(ranks)), key=ranks.__getitem__)
    return [(number, -ranks[number]) for number in order[:most]]


def newest(
    connection: Connection,
    match: str,
    known: Matches,
    most: int,
    stretch: tuple[date, date] | None = None,
) -> list[int]:
    """Return the newest matches of an expression; those without a date come last.

    Args:
        connection: to the record.
        match: the expression, without the stretch of time.
        known: what is known of its matches in that stretch.
        most: how many are wanted.
        stretch: the first and last day that count.
    """
    if known.exact and known.total <= _SORTED:
        return _by_date(connection, known.numbers)[:most]
    found: list[int] = []
    for within in _Calendar(connection, match).back(stretch):
        found += _by_date(connection, within)
        if len(found) >= most:
            break
    return found[:most]


class _Calendar:
    """Goes back in time through the matches of an expression.

    Each stretch is as long as it can be with few matches in it: a year, a month, or a day. What
    is known by its year or month only comes after the days of these.
    """

    def __init__(self, connection: Connection, match: str) -> None:
        self._connection, self._match = connection, match

    def back(self, stretch: tuple[date, date] | None) -> Iterator[Sequence[int]]:
        first, last = stretch or (date.min, date.max)
        # "2024" and all days of that year come before "2024~".
        before = f"{last.year:04}~"
        while year := self._connection.execute(_LAST_YEAR, {"before": before}).scalar():
            before = year
            begin = max(first, date(max(1, int(year)), 1, 1))
            end = min(last, date(max(1, int(year)), 12, 31))
            if begin > end:
                break
            yield from self._divided(is_year(begin, end), [f"y{year}"], self._months(begin, end))
        if stretch is None:
            yield self._among([UNDATED], RANKED)

    def _months(self, first: date, last: date) -> Iterator[Sequence[int]]:
        """The months of a stretch that lies in one year."""
        for month in reversed(months(first, last)):
            days = month.days[::-1]
            yield from self._divided(
                month.whole,
                [month.facet] if month.whole else days,
                (self._among([day], RANKED) for day in days),
            )

    def _divided(
        self, whole: bool, facets: Sequence[str], parts: Iterable[Sequence[int]]
    ) -> Iterator[Sequence[int]]:
        """A stretch at once where it has few matches, else its parts and what is in none."""
        if whole or facets[0].startswith("d"):
            found = self._among(facets, _SORTED + 1)
            if len(found) <= _SORTED:
                yield found
                return
        yield from parts
        if whole:
            yield self._coarse(facets[0])

    def _coarse(self, facet: str) -> list[int]:
        """The matches of a year or month of which no month or day is known."""
        if facet[0] == "y":
            finer = [f"m{facet[1:]}{month:02}" for month in range(1, 13)]
        else:
            finer = [f"d{facet[1:]}{day:02}" for day in range(1, 32)]
        asked = f'({self._match}) AND facets : ("{facet}" NOT {either(finer)})'
        return _matching(self._connection, asked, RANKED)

    def _among(self, facets: Sequence[str], most: int) -> list[int]:
        asked = f"({self._match}) AND facets : {either(facets)}"
        return _matching(self._connection, asked, most)


def _by_date(connection: Connection, numbers: Sequence[int]) -> list[int]:
    if len(numbers) < 2:
        return list(numbers)
    return list(connection.execute(_BY_DATE, {"numbers": json.dumps(numbers)}).scalars())
