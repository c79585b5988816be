"""Whom a name or number that a user gives may mean, of all speakers of a record."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from quoth.record.calling import called, compatible
from quoth.record.keys import name_key
from quoth.record.query import askable
from quoth.record.schema import aliases, speakers

ROOT = func.coalesce(speakers.c.merged_into, speakers.c.id)
"""Who a speaker is after all mergers."""

_MATCHES = 500
_NUMBER = re.compile(r"#?(\d+)", re.ASCII)
# The database cannot be asked for larger ones.
_LARGEST = 2**63 - 1
_FIGURES = 19

_whole = speakers.alias("whole")


def number_given(name: str) -> int | None:
    """Return the number that "12" or "#12" gives; None for a name."""
    found = _NUMBER.fullmatch(name.strip())
    return int(found[1][:_FIGURES]) if found else None


def root_of(connection: Connection, number: int) -> int | None:
    """Return the number of a speaker, of one merged into another the other's.

    None where the record has no speaker of this number.
    """
    if not 0 < number <= _LARGEST:
        return None
    root = connection.execute(select(ROOT).where(speakers.c.id == number)).scalar()
    return None if root is None else int(root)


def numbers_meant(connection: Connection, name: str, limit: int) -> list[int]:
    """Return whom a name may mean; see `quoth.record.people.find_speakers`."""
    number = number_given(name)
    if number is not None:
        root = root_of(connection, number)
        return [] if root is None else [root]
    name = askable(name)
    key = name_key(name)
    if not key:
        return []
    found = [number for number, held in _renamed(connection) if held == key]
    found += _roots(connection, or_(aliases.c.key == key, aliases.c.last == key), None, limit)
    found = found or _by_form(connection, name) or begun_so(connection, name)
    return list(dict.fromkeys(found))[:limit]


def begun_so(connection: Connection, words: str, kind: str | None = None) -> list[int]:
    """Return who has a name whose words begin like all of some words.

    Args:
        words: letter case and accents make no difference.
        kind: only speakers of this kind.
    """
    sought = name_key(askable(words)).split()
    if not sought:
        return []
    decided = [
        number
        for number, held in _renamed(connection, kind)
        if all(any(part.startswith(word) for part in held.split()) for word in sought)
    ]
    named = _roots(connection, and_(*map(_has_word, sought)), kind, _MATCHES)
    return list(dict.fromkeys([*decided, *named]))


def most_named(connection: Connection, limit: int, kind: str | None) -> list[int]:
    """Return who is named most, only of a kind where one is given."""
    return _roots(connection, aliases.c.names > 0, kind, limit)


def _has_word(begin: str) -> ColumnElement[bool]:
    """Whether a name has a word that begins so."""
    start = begin.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return or_(
        aliases.c.key.like(f"{start}%", escape="\\"),
        aliases.c.key.like(f"% {start}%", escape="\\"),
    )


def _by_form(connection: Connection, name: str) -> list[int]:
    """Who has a name of which this may be another form."""
    person = called(name, "person")
    wanted = (
        select(ROOT, aliases.c.name)
        .join(speakers, speakers.c.id == aliases.c.speaker_id)
        .where(aliases.c.block.in_({person.block, called(name, "organization").block}))
        .where(aliases.c.names > 0)
        .order_by(aliases.c.uses.desc())
    )
    rows = connection.execute(wanted).all()
    kept = (r[0] for r in rows if compatible(person, called(r.name, "person")))
    return list(dict.fromkeys(kept))


def _renamed(connection: Connection, kind: str | None = None) -> list[tuple[int, str]]:
    """Those whom people gave a name, with that name as it is looked up: they are few."""
    wanted = _of_kind(select(ROOT, speakers.c.name).where(speakers.c.renamed), kind)
    return [(int(number), name_key(name)) for number, name in connection.execute(wanted)]


def _roots(
    connection: Connection, which: ColumnElement[bool], kind: str | None, limit: int
) -> list[int]:
    """The speakers with such an alias, the most named first."""
    root = ROOT.label("root")
    wanted = (
        select(root)
        .select_from(aliases.join(speakers, speakers.c.id == aliases.c.speaker_id))
        .where(which)
        .group_by(root)
        .order_by(func.sum(aliases.c.names).desc(), root)
        .limit(limit)
    )
    return [int(number) for number in connection.execute(_of_kind(wanted, kind)).scalars()]


def _of_kind(wanted: Select[Any], kind: str | None) -> Select[Any]:
    """A query over speakers, of whom only those count who are of a kind after all mergers."""
    if kind is None:
        return wanted
    return wanted.join(_whole, _whole.c.id == ROOT).where(_whole.c.kind == kind)
