"""One identity for each speaker across the articles of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from quoth.article import Article
from quoth.record.appearing import Appeared
from quoth.record.clock import now
from quoth.record.schema import appearances, speakers


@dataclass(frozen=True, slots=True)
class Identified:
    """Who it is whom an article names.

    Attributes:
        speaker_id: the identity.
        reason: why: `name`, `role`, `decision`, or `new` for one not met before.
        learned_from: the appearance that a role was learned from.
    """

    speaker_id: int
    reason: str
    learned_from: int | None = None


def identify(
    connection: Connection, revision_id: int, article: Article, found: Sequence[Appeared]
) -> list[Identified]:
    """Say of each whom an article names which identity that is, making those that are new.

    Called before the appearances themselves are stored, in the transaction that stores the
    article; those of an earlier reading of the same text are gone by then.
    """
    told: list[Identified] = []
    for one in found:
        same = select(appearances.c.speaker_id).where(
            appearances.c.key == one.key, appearances.c.kind == one.kind
        )
        number = None if one.kind == "unnamed" else connection.execute(same.limit(1)).scalar()
        if number is None:
            made = insert(speakers).values(name=one.name, kind=one.kind, added=now())
            number = int(connection.execute(made).lastrowid)
            told.append(Identified(number, "new"))
        else:
            told.append(Identified(number, "name"))
    return told
