"""Whom a name in a form or an address means: somebody, several to choose from, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection

from quoth.record.people import Person, find_speakers

_MOST = 20
_NUMBERED = re.compile(r"#(\d+)(?!\S)|(\d+)$", re.ASCII)
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
    """Return whom a name means in the record; or a number: "12", "#12" or "#12 Leonie Marsh"."""
    given = " ".join(name.replace("\x00", " ").split())[:200]
    numbered = _NUMBERED.match(given)
    if not given or (numbered and int(numbered[1] or numbered[2]) > LARGEST):
        return Choice(given)
    meant = (numbered[1] or numbered[2]) if numbered else given
    found = find_speakers(connection, meant, limit=_MOST)
    if len(found) == 1:
        return Choice(given, found[0])
    return Choice(given, None, found)
