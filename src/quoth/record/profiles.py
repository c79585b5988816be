"""What the record tells of a speaker: the evidence by which they are known again.

Of each speaker no more than their latest appearances are looked at, so that it takes no longer
to know a president than a passer-by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from quoth.record.aliasing import NAMED, how_many_named
from quoth.record.identity import Evidence, chance, evidence
from quoth.record.schema import appearances, roles

LATEST = 12
"""How many of a speaker's appearances are looked at."""

PUPILS = ("role", "short")
"""Reasons of appearances that are known by what was told elsewhere, and so tell nothing."""

# Put together once: that takes longer than running them.
_LATEST = (
    select(appearances.c.id, appearances.c.revision_id)
    .where(appearances.c.found_id == bindparam("speaker"), appearances.c.reason.not_in(PUPILS))
    .order_by(appearances.c.id.desc())
    .limit(LATEST)
    .subquery()
)
_ROLES = select(_LATEST, roles.c.words).outerjoin(roles, roles.c.appearance_id == _LATEST.c.id)
_SAID = select(roles.c.words).where(roles.c.appearance_id == bindparam("appearance"))
_BESIDE = select(appearances.c.key).where(
    appearances.c.revision_id.in_(bindparam("texts", expanding=True)),
    appearances.c.id.not_in(bindparam("but", expanding=True)),
    appearances.c.kind.in_(NAMED),
)


class Profiles:
    """The evidence on speakers and on single appearances, read once each.

    Args:
        connection: to the record, which does not change meanwhile.
        articles: how many texts the record has, roughly.
    """

    def __init__(self, connection: Connection, articles: int) -> None:
        self._connection = connection
        self._articles = articles
        self._latest: dict[int, dict[int, int]] = {}
        self._roles: dict[int, Evidence] = {}
        self._whole: dict[int, Evidence] = {}
        self._chances: dict[str, float] = {}

    def roles(self, speaker: int, name: str) -> Evidence:
        """Return what a speaker's latest appearances tell of their roles."""
        held = self._roles.get(speaker)
        if held is None:
            rows = self._connection.execute(_ROLES, {"speaker": speaker}).all()
            self._latest[speaker] = {row.id: row.revision_id for row in rows}
            words = {row.words for row in rows if row.words is not None}
            held = self._roles[speaker] = evidence(name, words, {})
        return held

    def whole(self, speaker: int, name: str) -> Evidence:
        """Return that, and who is named beside them."""
        held = self._whole.get(speaker)
        if held is None:
            told = self.roles(speaker, name)
            beside = self._beside(self._latest[speaker], name)
            held = self._whole[speaker] = Evidence(told.bodies, told.roles, beside)
        return held

    def of_appearance(self, appearance: int, revision: int, name: str) -> Evidence:
        """Return what one appearance tells."""
        alone = {appearance: revision}
        words = self._connection.execute(_SAID, {"appearance": appearance}).scalars()
        return evidence(name, words, self._beside(alone, name))

    def chances(self, names: Iterable[str]) -> dict[str, float]:
        """Return the share of articles that name each of these."""
        unknown = {name for name in names if name not in self._chances}
        if unknown:
            counts = how_many_named(self._connection, unknown)
            for name in unknown:
                self._chances[name] = chance(self._articles, counts.get(name, 0))
        return self._chances

    def _beside(self, latest: dict[int, int], name: str) -> dict[str, float]:
        """Who is named beside a speaker, and in which share of the texts."""
        texts = set(latest.values())
        if not texts:
            return {}
        given = {"texts": sorted(texts), "but": list(latest)}
        counts = Counter(self._connection.execute(_BESIDE, given).scalars())
        counts.pop(name, None)
        return {key: min(1.0, count / len(texts)) for key, count in counts.items()}
