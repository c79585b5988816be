"""The articles that figures are taken of, and as which of them a copy counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from quoth.record.schema import printings, revisions
from quoth.record.wire import firsts_of_all


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotations count; without anything, all.

    Attributes:
        speaker_ids: of these identities, with those who were merged into them.
        outlets: printed by one of them; their names as they stand in the record.
        days: published from the first up to the second, both included. Articles without a date
            count only where no days are given.
        copies: whether what a near copy of an article repeats counts again.
    """

    speaker_ids: frozenset[int] | None = None
    outlets: frozenset[str] | None = None
    days: tuple[date, date] | None = None
    copies: bool = False


class Counted(NamedTuple):
    """A text that counts.

    Attributes:
        outlets: those that are wanted of the outlets that printed it.
        day: when it was published, as far as that is known.
        of: the text that it counts as: for a copy the one that stands for its group, or the
            first that is wanted of it; else itself.
    """

    outlets: tuple[str | None, ...]
    day: str | None
    of: int


Articles = Mapping[int, Counted]


def articles_wanted(connection: Connection, wanted: Wanted) -> Articles:
    """Return the present texts of the articles that count, by the numbers of these revisions."""
    printed = _printed_by_several(connection)
    held: dict[int, Counted] = {}
    numbers: dict[int, int] = {}
    current = select(
        revisions.c.id, revisions.c.article_id, revisions.c.outlet, revisions.c.published
    ).where(revisions.c.current)
    for number, article, outlet, published in connection.execute(current).all():
        outlets = (outlet,)
        if article in printed:
            named = dict.fromkeys(name for name in (outlet, *printed[article]) if name)
            outlets = tuple(named) or (None,)
        day = published[:10] if published else None
        if wanted.outlets is not None:
            outlets = tuple(name for name in outlets if name in wanted.outlets)
        if outlets and _in_time(wanted, day):
            held[number] = Counted(outlets, day, number)
            numbers[article] = number
    if not wanted.copies:
        _count_once(held, numbers, firsts_of_all(connection))
    return held


def _printed_by_several(connection: Connection) -> Mapping[int, list[str | None]]:
    """The outlets of each article that was printed at several places."""
    several = select(printings.c.article_id).group_by(printings.c.article_id)
    several = several.having(func.count() > 1)
    printed: defaultdict[int, list[str | None]] = defaultdict(list)
    asked = select(printings.c.article_id, printings.c.outlet)
    for article, outlet in connection.execute(asked.where(printings.c.article_id.in_(several))):
        printed[article].append(outlet)
    return printed


def _count_once(
    held: dict[int, Counted], numbers: Mapping[int, int], firsts: Mapping[int, int]
) -> None:
    """Let the texts of each group of copies count as one of them."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for article, first in firsts.items():
        if article in numbers:
            groups[first].append(numbers[article])
    for first, group in groups.items():
        of = numbers.get(first) or min(group, key=lambda n: (held[n].day or "~", n))
        for number in group:
            held[number] = held[number]._replace(of=of)


def _in_time(wanted: Wanted, day: str | None) -> bool:
    if wanted.days is None:
        return True
    if day is None:
        return False
    # Of some articles only the month or year is known.
    first, last = (given.isoformat()[: len(day)] for given in wanted.days)
    return first <= day <= last
