"""Copies in a record: which articles print what another one prints, nearly word for word.

An article's present text has a sketch, and rows by which the sketches like it are found. All
that is linked by copies is one group, for which the article that was published first stands,
whatever came into the record first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    bindparam,
    delete,
    exists,
    insert,
    select,
    union_all,
    update,
)

from quoth.record.clock import moment
from quoth.record.opening import writing
from quoth.record.schema import copies, printings, revisions, sketch_keys, sketches
from quoth.record.sketches import LEADS, Sketch, pack, share, sketch, unpack

_HOLDERS = 64
_FEWEST_SHARED = 2
_MOST_COMPARED, _MOST_OF_GROUP = 40, 6
_PAGE = 50
_NO_KEY = -1

# Made once: putting a statement together takes longer than running it.
_ALIKE = union_all(
    *(
        select(
            select(sketch_keys.c.key, sketch_keys.c.article_id)
            .where(sketch_keys.c.key == bindparam(f"key{n}"))
            .order_by(sketch_keys.c.article_id.desc())
            .limit(_HOLDERS)
            .subquery()
        )
        for n in range(LEADS)
    )
)
_HELD = select(sketches.c.packed).where(sketches.c.article_id == bindparam("article"))
_FORGET_KEY = delete(sketch_keys).where(
    sketch_keys.c.key == bindparam("old_key"), sketch_keys.c.article_id == bindparam("article")
)
_FORGET = delete(sketches).where(sketches.c.article_id == bindparam("article"))
_KEEP, _KEEP_KEYS = insert(sketches), insert(sketch_keys)


def compare_text(connection: Connection, article_id: int, text: str) -> None:
    """Find what an article is a copy of, and what is a copy of it.

    Args:
        connection: in a writing transaction.
        article_id: the article, with its place of printing stored.
        text: its present text.
    """
    made = sketch(text)
    packed = pack(made)
    held = connection.execute(_HELD, {"article": article_id}).scalar()
    if held == packed:
        return
    parted: list[int] = []
    if held is not None:
        parted = _part(connection, article_id)
        connection.execute(_FORGET, {"article": article_id})
        old = [{"old_key": key, "article": article_id} for key in unpack(held).leads]
        if old:
            connection.execute(_FORGET_KEY, old)
    connection.execute(_KEEP, {"article_id": article_id, "packed": packed})
    keys = [{"key": key, "article_id": article_id} for key in made.leads]
    if keys:
        connection.execute(_KEEP_KEYS, keys)
    _link(connection, article_id, made)
    # What was linked by the former text only is no longer of one group.
    for other, sketched in _sketches_of(connection, parted):
        _link(connection, other, sketched)


def choose_first(connection: Connection, article_id: int) -> None:
    """Let who was published first stand for an article's group, after it was printed anew."""
    group = group_of(connection, article_id)
    if group:
        _lead(connection, group)


def compare_rest(engine: Engine) -> int:
    """Compare the articles that no version of Quoth compared yet; return how many.

    Broken off, it goes on with those that are left.
    """
    done = 0
    while True:
        with writing(engine) as connection:
            rows = connection.execute(_uncompared(_PAGE)).all()
            for row in rows:
                compare_text(connection, row.article_id, row.text)
        done += len(rows)
        if len(rows) < _PAGE:
            return done


def group_of(connection: Connection, article_id: int) -> list[int]:
    """Return the articles of a group of copies, the one that stands for it first; else none."""
    of = select(copies.c.of_id).where(copies.c.article_id == article_id)
    first = connection.execute(of).scalar() or article_id
    wanted = select(copies.c.article_id).where(copies.c.of_id == first)
    others = connection.execute(wanted.order_by(copies.c.article_id)).scalars().all()
    return [first, *others] if others else []


def groups_of(connection: Connection, article_ids: Collection[int]) -> dict[int, list[int]]:
    """Return of each of some articles that has copies its group, as `group_of` does."""
    firsts = _firsts(connection, article_ids)
    members: defaultdict[int, list[int]] = defaultdict(list)
    wanted = select(copies.c.of_id, copies.c.article_id)
    wanted = wanted.where(copies.c.of_id.in_(sorted(set(firsts.values()))))
    for first, member in connection.execute(wanted.order_by(copies.c.article_id)):
        members[first].append(member)
    return {one: [first, *members[first]] for one, first in firsts.items() if first in members}


def outlets_of(connection: Connection, article_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return of some articles the outlets that printed each or a copy of it, the first first."""
    groups = groups_of(connection, article_ids)
    members = {*article_ids}.union(*groups.values())
    asked = select(printings.c.article_id, printings.c.outlet, printings.c.published)
    asked = asked.where(printings.c.article_id.in_(sorted(members)), printings.c.outlet != "")
    printed: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(asked):
        when = moment(row.published) if row.published else "~"
        printed[row.article_id].append((when, row.outlet))
    found: dict[int, tuple[str, ...]] = {}
    for one in article_ids:
        by = sorted(place for member in groups.get(one, (one,)) for place in printed[member])
        found[one] = tuple(dict.fromkeys(outlet for _, outlet in by))
    return found


def firsts_of_all(connection: Connection) -> dict[int, int]:
    """Return of each article that is a copy the one that stands for its group."""
    rows = connection.execute(select(copies.c.article_id, copies.c.of_id))
    return {row.article_id: row.of_id for row in rows}


def _uncompared(limit: int) -> Select[tuple[int, str]]:
    known = exists().where(sketches.c.article_id == revisions.c.article_id)
    wanted = select(revisions.c.article_id, revisions.c.text).where(revisions.c.current, ~known)
    return wanted.order_by(revisions.c.article_id).limit(limit)


def _link(connection: Connection, article_id: int, made: Sketch) -> None:
    """Put an article into one group with what it is a copy of."""
    alike = _alike(connection, article_id, made)
    firsts = _firsts(connection, [article_id, *alike])
    own = firsts[article_id]
    joined = {own}
    tried: Counter[int] = Counter()
    for other, sketched in _sketches_of(connection, alike):
        first = firsts[other]
        if first in joined or tried[first] >= _MOST_OF_GROUP:
            continue
        tried[first] += 1
        if share(made, sketched) is not None:
            joined.add(first)
    if len(joined) > 1:
        _lead(connection, sorted(joined))


def _alike(connection: Connection, article_id: int, made: Sketch) -> list[int]:
    """The articles that share keys with a sketch, those that share the rarest ones first."""
    keys = [*made.leads, *[_NO_KEY] * (LEADS - len(made.leads))]
    rows = connection.execute(_ALIKE, {f"key{n}": key for n, key in enumerate(keys)}).all()
    holders = Counter(key for key, _ in rows)
    shared: Counter[int] = Counter()
    weights: defaultdict[int, float] = defaultdict(float)
    for key, other in rows:
        if other != article_id:
            shared[other] += 1
            # What every article of an outlet ends with tells little.
            weights[other] += 1 / holders[key]
    found = (other for other, count in shared.items() if count >= _FEWEST_SHARED)
    return sorted(found, key=lambda other: (-weights[other], other))[:_MOST_COMPARED]


def _sketches_of(connection: Connection, article_ids: Collection[int]) -> list[tuple[int, Sketch]]:
    """The sketches of some articles, in the order given."""
    if not article_ids:
        return []
    wanted = select(sketches.c.article_id, sketches.c.packed)
    rows = connection.execute(wanted.where(sketches.c.article_id.in_(article_ids)))
    held = {article: unpack(packed) for article, packed in rows}
    return [(article, held[article]) for article in article_ids if article in held]


def _firsts(connection: Connection, article_ids: Iterable[int]) -> dict[int, int]:
    """Of each article the one that stands for its group; itself where there is no other."""
    firsts = {article: article for article in article_ids}
    wanted = select(copies.c.article_id, copies.c.of_id)
    rows = connection.execute(wanted.where(copies.c.article_id.in_(sorted(firsts))))
    return firsts | {row.article_id: row.of_id for row in rows}


def _part(connection: Connection, article_id: int) -> list[int]:
    """Take the group of an article apart; return its other members."""
    group = group_of(connection, article_id)
    if group:
        connection.execute(delete(copies).where(copies.c.of_id == group[0]))
    return [other for other in group if other != article_id]


def _lead(connection: Connection, members: Collection[int]) -> None:
    """Make one group of articles and of the groups that they stand for."""
    first = min(members, key=_orders(connection, members).__getitem__)
    for other in members:
        if other != first:
            connection.execute(update(copies).where(copies.c.of_id == other).values(of_id=first))
    connection.execute(delete(copies).where(copies.c.article_id.in_(members)))
    others = [{"article_id": other, "of_id": first} for other in members if other != first]
    connection.execute(insert(copies), others)


def _orders(
    connection: Connection, article_ids: Collection[int]
) -> dict[int, tuple[bool, str, str, int]]:
    """By what articles are put in order: their first publication, else what they say."""
    of_these = revisions.c.article_id.in_(article_ids)
    hashes = select(revisions.c.article_id, revisions.c.text_hash)
    rows = connection.execute(hashes.where(of_these, revisions.c.current))
    hashed = {row.article_id: row.text_hash for row in rows}
    days: dict[int, str] = {}
    printed = select(printings.c.article_id, printings.c.published)
    printed = printed.where(printings.c.article_id.in_(article_ids), printings.c.published != "")
    for article, published in connection.execute(printed):
        days[article] = min(moment(published), days.get(article, "~"))
    return {
        article: (article not in days, days.get(article, ""), hashed.get(article, ""), article)
        for article in article_ids
    }
