"""Whom a name in a form or an address means: somebody, several to choose from, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Path
from sqlalchemy import Connection

from quoth.record.people import Person, find_speakers, name_of

_MOST = 20
_NUMBERED = re.compile(r"#(\d+)(?!\S)|(\d+)$", re.ASCII)
LARGEST = 2**53
"""No number in a record is larger; the database could not be asked for all that are."""
KIND_NAMES = {
    "person": "Person",
    "organization": "Organisation",
    "group": "Group",
    "document": "Document",
    "unnamed": "Unnamed",
}
"""How the kinds of speakers are told."""

Numbered = Annotated[int, Path(le=LARGEST)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A speaker of the record: their number, and what the record calls them."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a name means.

    Attributes:
        given: the name, as it was written.
        person: who it is, where that is clear.
        choices: who it may be, where it is not; the most named first.
    """

    given: str
    person: Chosen | None = None
    choices: tuple[Person, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something was written that does not tell whom."""
        return bool(self.given) and self.person is None


def plain(given: str, most: int = 200) -> str:
    """Return what somebody wrote in a field: on one line, and no more than so much of it."""
    return " ".join(given.replace("\x00", " ").split())[:most]


def chosen(connection: Connection, name: str) -> Choice:
    """Return whom a name means in the record; or a number: "12", "#12" or "#12 Leonie Marsh"."""
    given = plain(name)
    numbered = _NUMBERED.match(given)
    if numbered:
        number = int(numbered[1] or numbered[2])
        # Most searches have a speaker by number: all that is told of them would take long to find.
        known = name_of(connection, number) if number <= LARGEST else None
        return Choice(given, Chosen(*known) if known else None)
    found = find_speakers(connection, given, limit=_MOST) if given else ()
    if len(found) == 1:
        return Choice(given, Chosen(found[0].id, found[0].name))
    return Choice(given, None, found)
