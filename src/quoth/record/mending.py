"""Mending what is known already: descriptions and short names of articles that are there.

A new article may tell who held a role or who bears a surname, and one that is read again may no
longer tell it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from quoth.record import learning
from quoth.record.aliasing import count, known_as, named
from quoth.record.calling import called
from quoth.record.keeping import Identified, Kept, article_and_day, own_speaker
from quoth.record.offices import described
from quoth.record.profiles import Profiles
from quoth.record.schema import appearances, revisions
from quoth.record.weighing import candidates, chosen_of, meant_by

MENDED = 20
"""How many earlier surnames and acronyms alone are looked at again for one article."""
_TELLING = 0.15
"""Who is named in a larger share of all articles tells nothing by being named in two."""


def teach(connection: Connection, places: Collection[learning.Place]) -> None:
    """Understand anew the descriptions whose meaning may change by who held an office."""
    review(connection, learning.pupils_of(connection, places))


def by_role(connection: Connection, description: str, day: str) -> Identified | None:
    key = described(description)
    return _taught(connection, key, day) if key else None


def _taught(connection: Connection, key: str, day: str) -> Identified | None:
    telling = learning.who_held(connection, key, day)
    if telling is None:
        return None
    wanted = select(appearances.c.found_id).where(appearances.c.id == telling.appearance)
    found = int(connection.execute(wanted).scalar_one())
    return Identified(telling.holder, "role", telling.appearance, found)


def review(connection: Connection, pupils: Iterable[tuple[int, str, str]]) -> None:
    """Say anew of descriptions whom they mean."""
    for number, key, day in sorted(pupils):
        row = _appearance(connection, number)
        if row.reason == "decision":
            continue
        kept = Kept(connection, row.article_id)
        meant = kept.decided(row.key, row.kind) or _taught(connection, key, day)
        move(connection, row, meant or own_speaker(connection, kept, row))


def _appearance(connection: Connection, number: int) -> Any:
    wanted = select(appearances, revisions.c.article_id).join(
        revisions, revisions.c.id == appearances.c.revision_id
    )
    return connection.execute(wanted.where(appearances.c.id == number)).one()


def move(connection: Connection, row: Any, to: Identified) -> None:
    """Let an appearance be that of another speaker."""
    there = row.found_id, row.speaker_id, row.reason, row.learned_from
    if there == (to.found_id, to.speaker_id, to.reason, to.learned_from):
        return
    counted = named(row.kind) and row.found_id != to.found_id
    if counted:
        count(connection, [row], -1)
    connection.execute(
        update(appearances)
        .where(appearances.c.id == row.id)
        .values(
            found_id=to.found_id,
            speaker_id=to.speaker_id,
            reason=to.reason,
            learned_from=to.learned_from,
        )
    )
    if counted:
        count(connection, [_appearance(connection, row.id)], 1)
    if row.speaker_id != to.speaker_id:
        teach(connection, learning.told_by(connection, [row.id]))


def mend_short(connection: Connection, full: Sequence[Any], beside: set[str]) -> None:
    """Look again at surnames and acronyms alone, now that these full names are there.

    Args:
        full: the appearances of one text that may have full names.
        beside: all whom it names.
    """
    alone: set[str] = set()
    fresh: set[str] = set()
    for row in full:
        if not called(row.name, row.kind).short:
            forms = [called(form, row.kind) for form in (row.name, *row.forms)]
            short = {name.key if name.short else name.last for name in forms} - {""}
            alone |= short
            if row.reason == "new":
                fresh |= short
    if not alone:
        return
    text = full[0].revision_id
    latest = (
        select(appearances)
        .where(appearances.c.key.in_(sorted(alone)), appearances.c.reason.in_(("new", "name")))
        .where(appearances.c.revision_id != text)
        .order_by(appearances.c.id.desc())
        .limit(MENDED)
    )
    rows = list(connection.execute(latest))
    if fresh:
        one_of_two = appearances.c.key.in_(sorted(fresh)), appearances.c.reason == "short"
        known = select(appearances).where(*one_of_two, appearances.c.revision_id != text)
        rows += connection.execute(known.order_by(appearances.c.id.desc()).limit(MENDED))
    rows = [row for row in rows if called(row.name, row.kind).short]
    if rows:
        # Company must speak for a surname; an acronym speaks for itself.
        surnames = {row.revision_id for row in rows if row.kind == "person"}
        near = _near(connection, text, beside - alone, surnames) if surnames else set()
        again(connection, [r for r in rows if r.kind != "person" or r.revision_id in near])


def _near(connection: Connection, text: int, keys: set[str], others: set[int]) -> set[int]:
    """Which other texts name somebody whom a text names too, and whom not every text names."""
    chances = Profiles(connection, text).chances(keys)
    telling = sorted(key for key in keys if chances[key] < _TELLING)
    shared = select(appearances.c.revision_id).where(
        appearances.c.revision_id.in_(sorted(others)), appearances.c.key.in_(telling)
    )
    return set(connection.execute(shared.distinct()).scalars())


def again(connection: Connection, rows: Sequence[Any]) -> None:
    """Say anew of surnames and acronyms alone whom they mean."""
    for row in rows:
        article_id, _ = article_and_day(connection, row.revision_id)
        kept = Kept(connection, article_id)
        if kept.decided(row.key, row.kind) is not None:
            continue
        name = called(row.name, row.kind)
        profiles = Profiles(connection, row.revision_id)
        beside = select(appearances.c.found_id).where(
            appearances.c.revision_id == row.revision_id, appearances.c.id != row.id
        )
        taken = set(connection.execute(beside).scalars())
        known = [a for a in known_as(connection, [name]) if a.speaker not in taken]
        new = profiles.of_appearance(row.id, row.revision_id, row.key)
        chosen = chosen_of(meant_by(name, row.kind, known), new, row.key, profiles)
        if chosen:
            move(connection, row, Identified(chosen.root, "short", None, chosen.speaker))
        elif row.reason == "short":
            held = candidates([name], row.kind, known)
            same = chosen_of(held, new, row.key, profiles)
            named_so = Identified(same.root, "name", None, same.speaker) if same else None
            whole = _appearance(connection, row.id)
            move(connection, whole, named_so or own_speaker(connection, kept, whole))
