"""Copies in a record: which articles print what another one prints, nearly word for word.

An article's present text has a sketch, and rows by which the sketches like it are found. All
that is linked by copies is one group, for which the article that was published first stands,
whatever came into the record first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import (
    Connection,
    Engine,
    bindparam,
    delete,
    exists,
    insert,
    select,
    union_all,
    update,
)

from quoth.record.clock import moment
from quoth.record.opening import reading, writing
from quoth.record.schema import articles, copies, printings, revisions, sketch_keys, sketches
from quoth.record.sketches import FEWEST_SHARED, LEADS, Sketch, pack, share, sketch, unpack

_HOLDERS = 64
_MOST_COMPARED, _MOST_OF_GROUP = 40, 6
_PAGE, _MOST = 50, 500
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
    first = first_of(connection, article_id)
    if first != article_id:
        _lead(connection, [first, article_id])


def compare_rest(engine: Engine) -> int:
    """Compare the articles that no version of Quoth compared yet; return how many.

    Broken off, it goes on with those that are left.
    """
    done = last = 0
    while True:
        with reading(engine) as connection:
            ids = _uncompared(connection, last)
        if not ids:
            return done
        with writing(engine) as connection:
            present = select(revisions.c.article_id, revisions.c.text)
            present = present.where(revisions.c.article_id.in_(ids), revisions.c.current)
            for row in connection.execute(present).all():
                compare_text(connection, row.article_id, row.text)
        done += len(ids)
        last = ids[-1]


def first_of(connection: Connection, article_id: int) -> int:
    """Return the article that stands for the group of one; itself where it has no copies."""
    return firsts_of(connection, [article_id])[article_id]


def group_of(connection: Connection, article_id: int) -> list[int]:
    """Return the articles of a group of copies, the one that stands for it first; else none."""
    first = first_of(connection, article_id)
    wanted = select(copies.c.article_id).where(copies.c.of_id == first)
    others = connection.execute(wanted.order_by(copies.c.article_id)).scalars().all()
    return [first, *others] if others else []


def firsts_of(connection: Connection, article_ids: Iterable[int]) -> dict[int, int]:
    """Return of each article the one that stands for its group; itself without copies."""
    firsts = {article: article for article in article_ids}
    asked = sorted(firsts)
    wanted = select(copies.c.article_id, copies.c.of_id)
    for at in range(0, len(asked), _MOST):
        page = asked[at : at + _MOST]
        for row in connection.execute(wanted.where(copies.c.article_id.in_(page))):
            firsts[row.article_id] = row.of_id
    return firsts


def outlets_of(connection: Connection, article_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return of some articles the outlets that printed each or a copy of it, the first first."""
    firsts = firsts_of(connection, article_ids)
    of_these = sorted(set(firsts.values()))
    place = (printings.c.outlet, printings.c.published)
    own = select(printings.c.article_id, *place).where(printings.c.article_id.in_(of_these))
    copied = select(copies.c.of_id, *place).where(copies.c.of_id.in_(of_these))
    copied = copied.join(printings, printings.c.article_id == copies.c.article_id)
    printed: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    for first, outlet, published in connection.execute(union_all(own, copied)):
        if outlet:
            printed[first].add((moment(published) if published else "~", outlet))
    ordered = {first: [outlet for _, outlet in sorted(held)] for first, held in printed.items()}
    return {one: tuple(dict.fromkeys(ordered.get(first, ()))) for one, first in firsts.items()}


def firsts_of_all(connection: Connection) -> dict[int, int]:
    """Return of each article that is a copy the one that stands for its group."""
    rows = connection.execute(select(copies.c.article_id, copies.c.of_id))
    return {row.article_id: row.of_id for row in rows}


def _uncompared(connection: Connection, last: int) -> Sequence[int]:
    known = exists().where(sketches.c.article_id == articles.c.id)
    wanted = select(articles.c.id).where(articles.c.id > last, ~known)
    return connection.execute(wanted.order_by(articles.c.id).limit(_PAGE)).scalars().all()


def _link(connection: Connection, article_id: int, made: Sketch) -> None:
    """Put an article into one group with what it is a copy of."""
    alike = _alike(connection, article_id, made)
    firsts = firsts_of(connection, [article_id, *alike])
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
    found = (other for other, count in shared.items() if count >= FEWEST_SHARED)
    return sorted(found, key=lambda other: (-weights[other], other))[:_MOST_COMPARED]


def _sketches_of(
    connection: Connection, article_ids: Sequence[int]
) -> Iterator[tuple[int, Sketch]]:
    """The sketches of some articles, in the order given."""
    wanted = select(sketches.c.article_id, sketches.c.packed)
    for at in range(0, len(article_ids), _PAGE):
        page = article_ids[at : at + _PAGE]
        rows = connection.execute(wanted.where(sketches.c.article_id.in_(page)))
        held = {article: unpack(packed) for article, packed in rows}
        yield from ((article, held[article]) for article in page if article in held)


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
