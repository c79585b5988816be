"""Whom a name in a form or an address means: somebody, several to choose from, or nobody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from quoth.record.people import Person, find_speakers

_MOST = 20
LARGEST = 2**53
"""No number in a record is larger; the database could not be asked for all that are."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a name means.

    Attributes:
        given: the name, as it was written.
        person: who it is, where that is clear.
        choices: who it may be, where it is not; the most named first.
    """

    given: str
    person: Person | None = None
    choices: tuple[Person, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something was written that does not tell whom."""
        return bool(self.given) and self.person is None


def chosen(connection: Connection, name: str) -> Choice:
    """Return whom a name, or the number of a speaker, means in the record."""
    given = " ".join(name.split())[:200]
    number = given.removeprefix("#")
    if not given or (number.isascii() and number.isdigit() and int(number) > LARGEST):
        return Choice(given)
    found = find_speakers(connection, given.replace("\x00", ""), limit=_MOST)
    if len(found) == 1:
        return Choice(given, found[0])
    return Choice(given, None, found)
