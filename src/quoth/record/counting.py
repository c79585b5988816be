"""How what a search finds is spread over speakers, outlets, months, types and channels."""

from __future__ import annotations

import heapq
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from quoth.record.ranking import matches
from quoth.record.schema import speakers
from quoth.record.search import Query, match_of

# One text instead of thousands of rows; so it is also split and counted faster.
_FACETS = text(
    "SELECT group_concat(facets, ' ') FROM quotations"
    " WHERE id IN (SELECT value FROM json_each(:numbers))"
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those found are of one speaker, outlet, month, type or channel.

    Attributes:
        name: of it: for a month "2026-03".
        quotations: how many.
        speaker_id: of a speaker, the record's number.
    """

    name: str
    quotations: int
    speaker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """What a search finds, counted; of each the largest first, but months in order.

    Attributes:
        counted: how many quotations were counted.
        exact: whether these are all; else they are some thousands of them.
        speakers, abouts, outlets, months, types, channels: the shares; `abouts` of those of whom
            is spoken.
    """

    counted: int
    exact: bool
    speakers: tuple[Share, ...]
    abouts: tuple[Share, ...]
    outlets: tuple[Share, ...]
    months: tuple[Share, ...]
    types: tuple[Share, ...]
    channels: tuple[Share, ...]


def facets(connection: Connection, query: Query, most: int = 20) -> Spread:
    """Count what a search finds.

    Args:
        connection: to the record, in one transaction.
        query: what for; its order and limit make no difference, nor does `like`.
        most: how many speakers, abouts, outlets and channels are told at most.

    Raises:
        QueryError: see `search`.
    """
    found = matches(connection, match_of(connection, query))
    return spread(connection, found.numbers, found.exact, most)


def spread(connection: Connection, numbers: Sequence[int], exact: bool, most: int = 20) -> Spread:
    """Count what a search has found.

    Args:
        connection: to the record, in one transaction.
        numbers: of the quotations.
        exact: whether these are all.
        most: how many speakers, abouts, outlets and channels are told at most.
    """
    held = connection.execute(_FACETS, {"numbers": json.dumps(numbers)}).scalar() or ""
    counts: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for facet, count in Counter(held.split()).items():
        counts[facet[0]].append((facet[1:], count))
    said, about = (_largest(counts, letter, most) for letter in "sa")
    wanted = {int(number) for number, _ in said + about}
    named = select(speakers.c.id, speakers.c.name).where(speakers.c.id.in_(sorted(wanted)))
    names = {row.id: row.name for row in connection.execute(named)}
    return Spread(
        counted=len(numbers),
        exact=exact,
        speakers=tuple(Share(names[int(n)], count, int(n)) for n, count in said),
        abouts=tuple(Share(names[int(n)], count, int(n)) for n, count in about),
        outlets=_shares(_largest(counts, "o", most), _unhex),
        months=_shares(sorted(_largest(counts, "m", None)), _month),
        types=_shares(_largest(counts, "t", None), str),
        channels=_shares(_largest(counts, "c", most), _unhex),
    )


def _largest(
    counts: Mapping[str, list[tuple[str, int]]], letter: str, most: int | None
) -> list[tuple[str, int]]:
    found = counts.get(letter, [])
    return heapq.nsmallest(most or len(found), found, key=lambda pair: (-pair[1], pair[0]))


def _shares(counted: Iterable[tuple[str, int]], name: Callable[[str], str]) -> tuple[Share, ...]:
    return tuple(Share(name(told), count) for told, count in counted)


def _unhex(told: str) -> str:
    return bytes.fromhex(told[:-1]).decode()


def _month(told: str) -> str:
    return f"{told[:4]}-{told[4:]}"
