"""What the record tells of a speaker: the evidence by which they are known again.

Of each speaker no more than their latest appearances are looked at, so that it takes no longer
to know a president than a passer-by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, select

from quoth.record.aliasing import how_many_named
from quoth.record.identity import Evidence, chance, evidence
from quoth.record.schema import appearances, roles

LATEST = 20
"""How many of a speaker's appearances are looked at."""

PUPILS = ("role", "short")
"""Reasons of appearances that are known by what was told elsewhere, and so tell nothing."""

_NAMED = appearances.c.kind.in_(("person", "organization"))


class Profiles:
    """The evidence on speakers and on single appearances, read once each.

    Args:
        connection: to the record, which does not change meanwhile.
        articles: how many texts the record has, roughly.
    """

    def __init__(self, connection: Connection, articles: int) -> None:
        self._connection = connection
        self._articles = articles
        self._held: dict[tuple[int, int], Evidence] = {}
        self._chances: dict[str, float] = {}

    def of_speaker(self, speaker: int, name: str, but: int = 0) -> Evidence:
        """Return what a speaker's latest appearances tell, apart from one."""
        held = self._held.get((speaker, but))
        if held is None:
            latest = (
                select(appearances.c.id, appearances.c.revision_id)
                .where(appearances.c.found_id == speaker, appearances.c.reason.not_in(PUPILS))
                .where(appearances.c.id != but)
                .order_by(appearances.c.id.desc())
                .limit(LATEST)
            )
            rows = self._connection.execute(latest).all()
            held = self._read([r.id for r in rows], {r.revision_id for r in rows}, name)
            self._held[speaker, but] = held
        return held

    def of_appearance(self, appearance: int, revision: int, name: str) -> Evidence:
        """Return what one appearance tells."""
        return self._read([appearance], {revision}, name)

    def chances(self, names: Iterable[str]) -> dict[str, float]:
        """Return the share of articles that name each of these."""
        unknown = {name for name in names if name not in self._chances}
        if unknown:
            counts = how_many_named(self._connection, unknown)
            for name in unknown:
                self._chances[name] = chance(self._articles, counts.get(name, 0))
        return self._chances

    def _read(self, numbers: list[int], texts: set[int], name: str) -> Evidence:
        if not numbers:
            return Evidence()
        said = select(roles.c.words).where(roles.c.appearance_id.in_(numbers))
        words = self._connection.execute(said).scalars().all()
        beside = (
            select(appearances.c.key)
            .where(appearances.c.revision_id.in_(sorted(texts)), _NAMED)
            .where(appearances.c.id.not_in(numbers))
        )
        counts = Counter(self._connection.execute(beside).scalars())
        counts.pop(name, None)
        shares = {key: min(1.0, count / len(texts)) for key, count in counts.items()}
        return evidence(name, words, shares)
