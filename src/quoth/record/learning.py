"""Roles learned in one article and understood in others: who "the Orbit chief" was that day.

Whatever the order in which articles are added: a description waits, with the day on which it was
printed, until some article tells who held the role then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, insert, select

from quoth.record.offices import NEAR, REACH, Telling, described, holder, in_short, offices
from quoth.record.schema import appearances
from quoth.record.schema import offices as told

_HOLDS, _HELD, _BARE = "holds", "held", "bare"
_TELLS = told.c.sense.in_((_HOLDS, _HELD))
_FIRST, _LAST = "0001-01-01", "9999-12-31"

Place = tuple[str, str]
"""The key of an office, and a day."""


def note(
    connection: Connection, rows: Sequence[Any], roles: dict[int, list[str]], day: str
) -> None:
    """Take down which offices an article's appearances hold, or are meant by.

    Args:
        connection: in a writing transaction.
        rows: the appearances, with `id`, `kind` and `name`.
        roles: by the id of an appearance, the words that say what they are.
        day: when the article was printed, "YYYY-MM-DD".
    """
    noted: dict[tuple[int, str], str] = {}
    for row in rows:
        if row.kind == "person":
            said = roles.get(row.id, ())
            shorter = [words for role in said if (words := in_short(role))]
            for words in (*said, *shorter):
                for office in offices(words):
                    sense = _HELD if office.former else _HOLDS
                    # Who is called both "chief" and "former chief" no longer is it.
                    if noted.get((row.id, office.key)) != _HELD:
                        noted[row.id, office.key] = sense
        elif row.kind == "unnamed" and (key := described(row.name)):
            noted[row.id, key] = _BARE
    if noted:
        connection.execute(
            insert(told),
            [
                {"appearance_id": number, "key": key, "day": day, "sense": sense}
                for (number, key), sense in noted.items()
            ],
        )


def told_by(connection: Connection, numbers: Iterable[int]) -> set[Place]:
    """Return of which offices some appearances tell who holds or held them, and when."""
    found = connection.execute(_TOLD_BY, {"numbers": sorted(numbers)})
    return {(row.key, row.day) for row in found}


_TOLD_BY = select(told.c.key, told.c.day).where(
    told.c.appearance_id.in_(bindparam("numbers", expanding=True)), _TELLS
)


def told_of(connection: Connection, speakers: Iterable[int]) -> set[Place]:
    """The same for all the appearances of some speakers (as found)."""
    wanted = (
        select(told.c.key, told.c.day)
        .join(appearances, appearances.c.id == told.c.appearance_id)
        .where(appearances.c.found_id.in_(sorted(speakers)), _TELLS)
        .distinct()
    )
    return {(row.key, row.day) for row in connection.execute(wanted)}


def who_held(connection: Connection, key: str, day: str) -> Telling | None:
    """Return the telling by which it is known who held an office on a day, if one is."""
    return holder(*_around(connection, key, day), day)


_AWAITED = (
    select(told.c.key)
    .where(told.c.key.in_(bindparam("keys", expanding=True)), told.c.sense == _BARE)
    .distinct()
)


def pupils_of(connection: Connection, places: Collection[Place]) -> set[tuple[int, str, str]]:
    """Return the descriptions whose meaning may change by what is told, or no longer told.

    Args:
        places: what is told: offices and days.

    Returns:
        Appearances, each with the key of its office and its day.
    """
    found: set[tuple[int, str, str]] = set()
    if not places:
        return found
    keys = sorted({key for key, _ in places})
    awaited = set(connection.execute(_AWAITED, {"keys": keys}).scalars())
    for key, day in places:
        if key not in awaited:
            continue
        before, after = _around(connection, key, day)
        if not before and not after:
            low, high = _FIRST, _LAST
        else:
            low = before[-1].day if len(before) == NEAR else _FIRST
            high = after[-1].day if len(after) == NEAR else _LAST
            around = [*before, *after]
            earlier = [t for t in before if t.day < day]
            if (
                earlier
                and len({t.holder for t in around}) == 1
                and not any(t.former for t in around)
            ):
                # All around agree: new to them are only days that none of the others reached.
                low = max(low, _later(earlier[0].day))
        bare = told.c.key == key, told.c.sense == _BARE, told.c.day.between(low, high)
        wanted = select(told.c.appearance_id, told.c.day).where(*bare)
        found |= {(row.appearance_id, key, row.day) for row in connection.execute(wanted)}
    return found


def _around(connection: Connection, key: str, day: str) -> tuple[list[Telling], list[Telling]]:
    before = _tellings(connection, key, told.c.day <= day, told.c.day.desc())
    after = _tellings(connection, key, told.c.day > day, told.c.day)
    return before, after


def _tellings(
    connection: Connection, key: str, when: ColumnElement[bool], order: ColumnElement[Any]
) -> list[Telling]:
    wanted = (
        select(told.c.appearance_id, told.c.day, told.c.sense, appearances.c.speaker_id)
        .join(appearances, appearances.c.id == told.c.appearance_id)
        .where(told.c.key == key, _TELLS, when)
        .order_by(order, told.c.appearance_id)
        .limit(NEAR)
    )
    return [
        Telling(row.appearance_id, row.speaker_id, row.day, row.sense == _HELD)
        for row in connection.execute(wanted)
    ]


def _later(day: str) -> str:
    reached = min(date.fromisoformat(day).toordinal() + REACH, date.max.toordinal())
    return date.fromordinal(reached).isoformat()
