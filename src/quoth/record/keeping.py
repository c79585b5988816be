"""The speakers that an article has of its own: found again when it is read again, or made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from quoth.record.aliasing import named
from quoth.record.clock import now
from quoth.record.schema import placements, revisions, speakers

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identified:
    """Who it is whom an article names.

    Attributes:
        speaker_id: the identity, by all that people decided as well.
        reason: why: `name`; `short`, a surname or acronym that only one can be meant by;
            `role`; `decision`; or `new` for one not met before.
        learned_from: the appearance that a role was learned from.
        found_id: the identity before decisions.
    """

    speaker_id: int
    reason: str
    learned_from: int | None = None
    found_id: int = 0


# Put together once: that takes longer than running them.
_FIRST = select(speakers.c.id, speakers.c.key, speakers.c.kind, speakers.c.merged_into).where(
    speakers.c.article_id == bindparam("article")
)
_PLACED = (
    select(placements.c.key, placements.c.kind, speakers.c.id, speakers.c.merged_into)
    .join(speakers, speakers.c.id == placements.c.speaker_id)
    .where(placements.c.article_id == bindparam("article"))
    .order_by(placements.c.decision_id)
)
_TEXT = select(revisions.c.article_id, revisions.c.published, revisions.c.fetched).where(
    revisions.c.id == bindparam("text")
)


@dataclass(slots=True)
class Kept:
    """What is known of an article's speakers from before it is read again."""

    connection: Connection
    article_id: int
    _first: dict[tuple[str, str], Any] = field(default_factory=dict)
    _placed: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = {"article": self.article_id}
        for row in self.connection.execute(_FIRST, given):
            self._first[row.key, row.kind] = row
        for row in self.connection.execute(_PLACED, given):
            self._placed[row.key, row.kind] = row

    def decided(self, key: str, kind: str) -> Identified | None:
        """Who it is by a person's decision about this name in this article."""
        row = self._placed.get((key, kind))
        if row is not None:
            return Identified(row.merged_into or row.id, "decision", None, row.id)
        own = self.own(key, kind)
        # Whose description was said to be somebody is meant by no role any more.
        return own if own and own.speaker_id != own.found_id and not named(kind) else None

    def own(self, key: str, kind: str) -> Identified | None:
        """The speaker that this article alone knows by this name, if there is one already."""
        row = self._first.get((key, kind))
        return Identified(row.merged_into or row.id, "new", None, row.id) if row else None


def make_speakers(
    connection: Connection, article_id: int, names: Sequence[tuple[str, str, str]]
) -> Sequence[int]:
    """Make speakers of keys, kinds and names; return their numbers."""
    if not names:
        return ()
    rows = [
        {"name": name, "kind": kind, "key": key, "article_id": article_id, "added": now()}
        for key, kind, name in names
    ]
    return connection.execute(_NEW_SPEAKERS, rows).scalars().all()


_NEW_SPEAKERS = insert(speakers).returning(speakers.c.id, sort_by_parameter_order=True)


def article_and_day(connection: Connection, revision_id: int) -> tuple[int, str]:
    """The article of a text, and the day on which it was printed, as far as that is known."""
    row = connection.execute(_TEXT, {"text": revision_id}).one()
    return row.article_id, _day(row.published) or _day(row.fetched) or "1970-01-01"


def _day(given: str | None) -> str | None:
    parts = _DAY.match(given or "")
    if not parts:
        return None
    try:
        return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)).isoformat()
    except ValueError:
        return None


def own_speaker(connection: Connection, kept: Kept, row: Any) -> Identified:
    """The speaker of an appearance that is nobody else's, found again or made.

    Args:
        kept: what is known of its article.
        row: the appearance with its article's number.
    """
    own = kept.own(row.key, row.kind)
    if own is None:
        number = make_speakers(connection, row.article_id, [(row.key, row.kind, row.name)])[0]
        own = Identified(number, "new", None, number)
    return own
