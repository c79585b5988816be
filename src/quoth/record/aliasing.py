"""By which names speakers are known: counted as articles come and go, looked up for new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_new

from quoth.record.calling import Called, called
from quoth.record.schema import aliases, speakers

NAMED = ("person", "organization")
"""The kinds of speakers who have names, by which other articles may know them."""

MOST, MOST_NAMESAKES = 400, 40
"""How many names of candidates are looked at for one article, the most used first: all those
that may be the same, and those that have but a surname in common."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name by which a speaker is known.

    Attributes:
        speaker: as found, before decisions.
        root: who that is after decisions.
        kind: that of the appearances.
        name: taken apart.
        uses: in how many appearances.
        main: whether it is the fullest name of one of them.
        full: whether the speaker is known by more than a surname or acronym.
    """

    speaker: int
    root: int
    kind: str
    name: Called
    uses: int
    main: bool
    full: bool


def named(kind: str) -> bool:
    """Return whether a kind is one of `NAMED`."""
    return kind in NAMED


def known_as(connection: Connection, names: Iterable[Called]) -> list[Alias]:
    """Return under which names the record knows speakers who may be meant by some names.

    Args:
        names: for a short one, all of that surname are returned as well.
    """
    names = set(names)
    blocks = {name.block for name in names}
    if not blocks:
        return []
    rows = list(connection.execute(_OF_BLOCKS, {"blocks": sorted(blocks)}))
    for last in sorted({name.last for name in names if name.short and name.last}):
        bearers = connection.execute(_OF_LAST, {"last": last})
        rows += [row for row in bearers if row.block not in blocks]
    return list(map(_alias, dict.fromkeys(rows)))


_KNOWN = select(
    aliases.c.speaker_id,
    aliases.c.kind,
    aliases.c.name,
    aliases.c.block,
    aliases.c.uses,
    aliases.c.names,
    speakers.c.key,
    speakers.c.merged_into,
).join(speakers, speakers.c.id == aliases.c.speaker_id)
# Put together once: that takes longer than running them.
_OF_BLOCKS = (
    _KNOWN.where(aliases.c.block.in_(bindparam("blocks", expanding=True)))
    .order_by(aliases.c.uses.desc(), aliases.c.speaker_id)
    .limit(MOST)
)
_OF_LAST = (
    _KNOWN.where(aliases.c.last == bindparam("last"))
    .order_by(aliases.c.uses.desc())
    .limit(MOST_NAMESAKES)
)


def _alias(row: Any) -> Alias:
    name = called(row.name, row.kind)
    first = row.key
    return Alias(
        row.speaker_id,
        row.merged_into or row.speaker_id,
        row.kind,
        name,
        row.uses,
        row.names > 0,
        not name.short or first != name.block,
    )


def how_many_named(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return, by name, how many appearances have it for their fullest name."""
    found = connection.execute(_HOW_MANY, {"keys": sorted(keys)})
    return {key: int(count) for key, count in found}


_HOW_MANY = (
    select(aliases.c.key, func.sum(aliases.c.names))
    .where(aliases.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(aliases.c.key)
)


def nameless(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Return those of some speakers whom no article names by more than a surname any more."""
    wanted = select(aliases.c.speaker_id, aliases.c.name, aliases.c.kind).where(
        aliases.c.speaker_id.in_(sorted(numbers))
    )
    left = {
        row.speaker_id for row in connection.execute(wanted) if not called(row.name, row.kind).short
    }
    return set(numbers) - left


def count(connection: Connection, rows: Sequence[Any], by: int) -> None:
    """Count the names of appearances for their speakers, or take them off.

    Args:
        rows: appearances, with `found_id`, `kind`, `name` and `forms`; descriptions are passed
            over.
        by: 1 or -1.
    """
    names: Counter[tuple[int, str]] = Counter()
    uses: Counter[tuple[int, str]] = Counter()
    printed: dict[tuple[int, str], tuple[str, str, Called]] = {}
    for row in rows:
        if not named(row.kind):
            continue
        seen: set[tuple[int, str]] = set()
        for form in (row.name, *row.forms):
            name = called(form, row.kind)
            place = row.found_id, name.key
            if not name.key or place in seen:
                continue
            names[place] += by * (not seen)
            uses[place] += by
            seen.add(place)
            printed.setdefault(place, (form, row.kind, name))
    if not printed:
        return
    if by < 0:
        gone = [
            {"of": speaker, "called": key, "named": names[speaker, key], "used": uses[speaker, key]}
            for speaker, key in printed
        ]
        connection.execute(_CHANGE, gone)
        holders = {speaker for speaker, _ in printed}
        connection.execute(delete(aliases).where(aliases.c.speaker_id.in_(holders), _UNUSED))
        return
    connection.execute(
        _ADD,
        [
            {
                "speaker_id": speaker,
                "key": key,
                "kind": kind,
                "name": form,
                "block": name.block,
                "last": name.last,
                "names": names[speaker, key],
                "uses": uses[speaker, key],
            }
            for (speaker, key), (form, kind, name) in printed.items()
        ],
    )


_UNUSED = aliases.c.uses <= 0
_CHANGE = (
    update(aliases)
    .where(aliases.c.speaker_id == bindparam("of"), aliases.c.key == bindparam("called"))
    .values(
        names=aliases.c.names + bindparam("named"),
        uses=aliases.c.uses + bindparam("used"),
    )
)
_NEW = insert_new(aliases)
_ADD = _NEW.on_conflict_do_update(
    index_elements=[aliases.c.speaker_id, aliases.c.key],
    set_={
        "names": aliases.c.names + _NEW.excluded.names,
        "uses": aliases.c.uses + _NEW.excluded.uses,
    },
)


_CALLED = select(speakers.c.id, speakers.c.name).where(
    speakers.c.id.in_(bindparam("numbers", expanding=True)), speakers.c.renamed.is_(False)
)


def name_after_use(connection: Connection, names: Mapping[int, str]) -> None:
    """Let speakers be called by their most used name, but where a person gave them another.

    Args:
        names: by which a speaker was just called; where they are called so already, nothing
            is looked up.
    """
    if not names:
        return
    present = connection.execute(_CALLED, {"numbers": sorted(names)})
    others = [row.id for row in present if row.name != names[row.id]]
    if not others:
        return
    wanted = (
        select(
            aliases.c.speaker_id,
            aliases.c.name,
            aliases.c.kind,
            aliases.c.names,
            speakers.c.name.label("present"),
        )
        .join(speakers, speakers.c.id == aliases.c.speaker_id)
        .where(aliases.c.speaker_id.in_(others), aliases.c.names > 0)
    )
    best: dict[int, tuple[tuple[bool, int, bool], str, str]] = {}
    for row in connection.execute(wanted):
        short = called(row.name, row.kind).short
        rank = (not short, row.names, row.name == row.present)
        if row.speaker_id not in best or rank > best[row.speaker_id][0]:
            best[row.speaker_id] = rank, row.name, row.present
    changes = [
        {"of": speaker, "to": name}
        for speaker, (_, name, now_called) in best.items()
        if name != now_called
    ]
    if changes:
        connection.execute(
            update(speakers).where(speakers.c.id == bindparam("of")).values(name=bindparam("to")),
            changes,
        )
