"""One identity for each speaker across articles: given as articles come, mended as they tell more.

`leave` before the appearances of a text are taken out, `identify` before new ones are stored,
`settle` after that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from quoth.article import Article
from quoth.record import learning
from quoth.record.aliasing import count, name_after_use, named, nameless
from quoth.record.appearing import Appeared
from quoth.record.calling import called
from quoth.record.keeping import Identified, Kept, article_and_day, make_speakers
from quoth.record.mending import MENDED, again, by_role, mend_short, review, teach
from quoth.record.schema import appearances, offices, roles
from quoth.record.weighing import Weighing


def identify(
    connection: Connection, revision_id: int, article: Article, found: Sequence[Appeared]
) -> list[Identified]:
    """Say of each whom an article names which identity that is, making those that are new.

    Called before the appearances themselves are stored, in the transaction that stores the
    article; those of an earlier reading of the same text are gone by then.
    """
    article_id, day = article_and_day(connection, revision_id)
    kept = Kept(connection, article_id)
    weighing = Weighing(connection, revision_id, article, found)
    told: dict[int, Identified] = {}
    taken: set[int] = set()
    # Full names first: who is named so is not meant by a surname beside it.
    order = sorted(range(len(found)), key=lambda i: weighing.names[i].short)
    for index in order:
        one = found[index]
        decided = kept.decided(one.key, one.kind)
        if decided is None and named(one.kind):
            decided = weighing.known(index, kept.own(one.key, one.kind), taken)
        elif decided is None and one.kind == "unnamed":
            decided = by_role(connection, one.name, day)
        if decided is None:
            decided = kept.own(one.key, one.kind)
        if decided is not None:
            told[index] = decided
            taken.add(decided.found_id)
    return _with_new(connection, article_id, found, told)


def settle(connection: Connection, revision_id: int) -> None:
    """Let other articles know what a stored one tells: its names and roles.

    Called when the appearances and roles of a text have been stored.
    """
    rows = _rows(connection, revision_id)
    count(connection, [row for row in rows if row.reason != "role"], 1)
    _, day = article_and_day(connection, revision_id)
    said: defaultdict[int, list[str]] = defaultdict(list)
    for row in connection.execute(_ROLES, {"text": revision_id}):
        said[row.appearance_id].append(row.words)
    learning.note(connection, rows, said, day)
    teach(connection, learning.told_by(connection, [row.id for row in rows]))
    full = [row for row in rows if named(row.kind) and row.reason in ("new", "name", "decision")]
    beside = {row.key for row in rows if named(row.kind)}
    mend_short(connection, full, beside)
    name_after_use(connection, {row.found_id: row.name for row in full if row.reason == "name"})


def leave(connection: Connection, revision_id: int) -> None:
    """Let other articles forget what a text told.

    Called before its appearances are taken out: it is to be read again, or goes.
    """
    rows = _rows(connection, revision_id)
    numbers = [row.id for row in rows]
    if not numbers:
        return
    count(connection, [row for row in rows if row.reason != "role"], -1)
    taught = learning.told_by(connection, numbers)
    pupils = select(offices.c.appearance_id, offices.c.key, offices.c.day).join(
        appearances, appearances.c.id == offices.c.appearance_id
    )
    by_them = appearances.c.learned_from.in_(numbers)
    forgotten = {(r.appearance_id, r.key, r.day) for r in connection.execute(pupils.where(by_them))}
    connection.execute(delete(offices).where(offices.c.appearance_id.in_(numbers)))
    review(connection, forgotten)
    teach(connection, taught)
    lost = nameless(connection, {row.found_id for row in rows if named(row.kind)})
    wanted = (
        select(appearances)
        .where(appearances.c.found_id.in_(sorted(lost)), appearances.c.reason == "short")
        .where(appearances.c.revision_id != revision_id)
        .order_by(appearances.c.id.desc())
        .limit(MENDED)
    )
    again(connection, connection.execute(wanted).all())


def _with_new(
    connection: Connection,
    article_id: int,
    found: Sequence[Appeared],
    told: dict[int, Identified],
) -> list[Identified]:
    """Make speakers of those who are nobody known; names that are looked up alike make one."""
    places = [_place(one) for one in found]
    # "Bill" and "William" in one article are one, also when it is read again.
    own = {places[i]: who for i, who in told.items() if who.reason == "new"}
    fresh: dict[str, tuple[str, str, str]] = {}
    for i, (place, one) in enumerate(zip(places, found, strict=True)):
        if i not in told and place not in own:
            fresh.setdefault(place, (one.key, one.kind, one.name))
    made = make_speakers(connection, article_id, list(fresh.values()))
    for place, number in zip(fresh, made, strict=True):
        own[place] = Identified(number, "new", None, number)
    return [told[i] if i in told else own[places[i]] for i in range(len(found))]


def _place(one: Appeared) -> str:
    """What is the same for all names of one article that are forms of one."""
    name = called(one.name, one.kind)
    alike = named(one.kind) and not name.short and not name.middle
    return f"{one.kind} {name.block if alike else one.key}"


def _rows(connection: Connection, revision_id: int) -> Sequence[Any]:
    return connection.execute(_APPEARANCES, {"text": revision_id}).all()


# Put together once: that takes longer than running them.
_APPEARANCES = select(appearances).where(appearances.c.revision_id == bindparam("text"))
_ROLES = (
    select(roles.c.appearance_id, roles.c.words)
    .join(appearances, appearances.c.id == roles.c.appearance_id)
    .where(appearances.c.revision_id == bindparam("text"))
)
