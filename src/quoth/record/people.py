"""Who is in a record: lists of people and bodies, one of them, and whom a name means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from quoth.errors import RecordError
from quoth.record.aliasing import NAMED
from quoth.record.meant import ROOT, begun_so, most_named, numbers_meant, root_of
from quoth.record.opening import file_of
from quoth.record.schema import aliases, appearances, quotations, revisions, roles, speakers

# Away from its article, "their manager" says nothing.
_WHOSE = re.compile(r"(?:my|our|your|his|her|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name by which articles call somebody, and how many texts do."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Role:
    """What articles say somebody is.

    Attributes:
        words: as it is printed most often.
        articles: how many texts say so.
        first, last: when the first and the last of them were printed, where that is known.
        learned_in: the number of the first article that says so.
    """

    words: str
    articles: int
    first: str | None
    last: str | None
    learned_in: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person or body in a record.

    Attributes:
        id: the number of the identity.
        name: what they are called: by a decision, or else most often.
        kind: person, organization, group, document or unnamed.
        wikidata: the id of their item, if a person has linked it.
        aliases: their names, the most used first.
        roles: the most told first.
        outlets: in how many of their articles each outlet names them, the most first.
        articles: how many texts name them.
        quotations: how many quotations are theirs; former texts of articles do not count.
        first, last: when the first and the last of their articles were printed.
    """

    id: int
    name: str
    kind: str
    wikidata: str | None
    aliases: tuple[Alias, ...]
    roles: tuple[Role, ...]
    outlets: tuple[tuple[str, int], ...]
    articles: int
    quotations: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """An article that names somebody, and why they are taken to be meant.

    Attributes:
        article_id: its number.
        title: its headline, or what names it.
        outlet, published: as far as they are known.
        called: by what name or description.
        reason: new, name, short, role or decision.
        learned_in: where the reason is a role: the number of the article that tells who held it.
        learned_words: how that article calls them.
        quotations: how many quotations in it are theirs.
    """

    article_id: int
    title: str
    outlet: str | None
    published: str | None
    called: str
    reason: str
    learned_in: int | None
    learned_words: str | None
    quotations: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A person or body, and where the record knows them from.

    Attributes:
        person: who it is.
        places: the latest articles that name them, the last first.
        merged: numbers and names of those who were said to be the same.
    """

    person: Person
    places: tuple[Place, ...]
    merged: tuple[tuple[int, str], ...]


def people(
    connection: Connection,
    words: str = "",
    *,
    limit: int = 20,
    offset: int = 0,
    kind: str | None = None,
) -> tuple[Person, ...]:
    """Return the people and bodies of a record, the most quoted first.

    Args:
        words: only those one of whose names has words that begin like all of these; case and
            accents make no difference.
        limit: at most so many.
        offset: after passing over so many.
        kind: only persons, or only organizations.
    """
    within = begun_so(connection, words, kind) if words.strip() else None
    last = offset + limit
    ranked = _most_quoted(connection, within, last, kind)
    if len(ranked) < last:
        rest = within if within is not None else most_named(connection, last, kind)
        ranked = list(dict.fromkeys([*ranked, *rest]))
    return _persons(connection, ranked[offset:last])


def speaker(connection: Connection, number: int, *, places: int = 20) -> Profile:
    """Return one speaker with where they are named and where their roles were learned.

    Args:
        number: of the identity; of one merged into another the other is told.
        places: at most so many articles.

    Raises:
        RecordError: there is no such speaker.
    """
    root = root_of(connection, number)
    if root is None:
        raise RecordError(file_of(connection.engine), f"no speaker #{number}", "see `quoth people`")
    same = select(speakers.c.id, speakers.c.name).where(speakers.c.merged_into == root)
    merged = tuple((row.id, row.name) for row in connection.execute(same.order_by(speakers.c.id)))
    return Profile(_persons(connection, [root])[0], _places(connection, root, places), merged)


def name_of(connection: Connection, number: int) -> tuple[int, str] | None:
    """Return the number and name of a speaker, of one merged into another the other's.

    None where the record has no speaker of this number.
    """
    root = root_of(connection, number)
    if root is None:
        return None
    wanted = select(speakers.c.name).where(speakers.c.id == root)
    return root, str(connection.execute(wanted).scalar_one())


def find_speakers(connection: Connection, name: str, *, limit: int = 20) -> tuple[Person, ...]:
    """Return whom a name given by a user means: one where it is clear, else all it may mean.

    Exactly this name goes before other forms of it ("Bill" and "William"), these before names
    that begin so. A surname alone means everybody who bears it.

    Args:
        name: a name, or the number of a speaker: "12" or "#12".
        limit: at most so many, the most named first.
    """
    return _persons(connection, numbers_meant(connection, name, limit))


def _most_quoted(
    connection: Connection, within: Collection[int] | None, limit: int, kind: str | None
) -> list[int]:
    # Counted inside one index first, which takes a sixth of the time of joining each quotation.
    each = select(quotations.c.appearance_id, func.count().label("times"))
    if within is not None:
        theirs = select(appearances.c.id).where(appearances.c.speaker_id.in_(sorted(within)))
        each = each.where(quotations.c.appearance_id.in_(theirs))
    counts = each.group_by(quotations.c.appearance_id).subquery()
    # Not the kind of the appearance: by a role many are quoted without a name.
    wanted = (
        select(appearances.c.speaker_id)
        .join(counts, counts.c.appearance_id == appearances.c.id)
        .join(speakers, speakers.c.id == appearances.c.speaker_id)
        .where(speakers.c.kind.in_([kind] if kind else NAMED))
        .where(appearances.c.revision_id.not_in(select(revisions.c.id).where(~revisions.c.current)))
        .group_by(appearances.c.speaker_id)
        .order_by(func.sum(counts.c.times).desc(), appearances.c.speaker_id)
        .limit(limit)
    )
    return [int(number) for number in connection.execute(wanted).scalars()]


def _of_speakers(wanted: Select[Any], within: Collection[int] | None) -> Select[Any]:
    """A query over the appearances of some speakers in present texts."""
    joined = wanted.join_from(appearances, revisions, revisions.c.id == appearances.c.revision_id)
    joined = joined.where(revisions.c.current)
    return joined if within is None else joined.where(appearances.c.speaker_id.in_(sorted(within)))


# -- telling --------------------------------------------------------------------------------------


def _persons(connection: Connection, numbers: Sequence[int]) -> tuple[Person, ...]:
    """The speakers with these numbers, in this order, with all that is told of them."""
    if not numbers:
        return ()
    wanted = select(speakers).where(speakers.c.id.in_(sorted(set(numbers))))
    rows = {row.id: row for row in connection.execute(wanted)}
    names = _aliases(connection, rows)
    held = _roles(connection, rows)
    said = _quotations(connection, rows)
    printed: defaultdict[int, list[Any]] = defaultdict(list)
    where = _of_speakers(
        select(
            appearances.c.speaker_id,
            revisions.c.outlet,
            func.count(revisions.c.article_id.distinct()).label("articles"),
            func.min(revisions.c.published).label("first"),
            func.max(revisions.c.published).label("last"),
        ),
        rows,
    ).group_by(appearances.c.speaker_id, revisions.c.outlet)
    for row in connection.execute(where):
        printed[row.speaker_id].append(row)
    return tuple(
        _person(rows[number], names[number], held[number], said[number], printed[number])
        for number in numbers
        if number in rows
    )


def _person(
    row: Any,
    names: Sequence[Alias],
    held: Sequence[Role],
    said: int,
    printed: Sequence[Any],
) -> Person:
    outlets = [(place.outlet, place.articles) for place in printed if place.outlet]
    return Person(
        row.id,
        row.name,
        row.kind,
        row.wikidata,
        tuple(names),
        tuple(held),
        tuple(sorted(outlets, key=lambda pair: (-pair[1], pair[0]))),
        sum(place.articles for place in printed),
        said,
        min((place.first for place in printed if place.first), default=None),
        max((place.last for place in printed if place.last), default=None),
    )


def _aliases(connection: Connection, numbers: Collection[int]) -> dict[int, list[Alias]]:
    wanted = (
        select(ROOT.label("root"), aliases.c.name, func.sum(aliases.c.uses).label("uses"))
        .join(aliases, aliases.c.speaker_id == speakers.c.id)
        .where(or_(speakers.c.id.in_(numbers), speakers.c.merged_into.in_(numbers)))
        .group_by("root", aliases.c.key)
        .order_by(func.sum(aliases.c.uses).desc(), aliases.c.name)
    )
    found: defaultdict[int, list[Alias]] = defaultdict(list)
    for row in connection.execute(wanted):
        found[row.root].append(Alias(row.name, int(row.uses)))
    return found


def _roles(connection: Connection, numbers: Collection[int]) -> dict[int, list[Role]]:
    wanted = _of_speakers(
        select(
            appearances.c.speaker_id,
            roles.c.key,
            roles.c.words,
            revisions.c.article_id,
            revisions.c.published,
        ),
        numbers,
    ).join(roles, roles.c.appearance_id == appearances.c.id)
    told: defaultdict[tuple[int, str], list[Any]] = defaultdict(list)
    for row in connection.execute(wanted.order_by(revisions.c.published, revisions.c.id)):
        told[row.speaker_id, row.key].append(row)
    found: defaultdict[int, list[Role]] = defaultdict(list)
    for (number, _), rows in told.items():
        words = Counter(row.words for row in rows).most_common(1)[0][0]
        if _WHOSE.match(words):
            continue
        days = sorted(row.published for row in rows if row.published)
        found[number].append(
            Role(
                words,
                len({row.article_id for row in rows}),
                days[0] if days else None,
                days[-1] if days else None,
                rows[0].article_id,
            )
        )
    for held in found.values():
        held.sort(key=lambda role: (-role.articles, role.words))
    return found


def _quotations(connection: Connection, numbers: Iterable[int]) -> Counter[int]:
    wanted = _of_speakers(select(appearances.c.speaker_id, func.count()), list(numbers)).join(
        quotations, quotations.c.appearance_id == appearances.c.id
    )
    counts = connection.execute(wanted.group_by(appearances.c.speaker_id))
    return Counter(dict(map(tuple, counts)))


def _places(connection: Connection, number: int, most: int) -> tuple[Place, ...]:
    teaching, teacher = appearances.alias("teaching"), revisions.alias("teacher")
    said = (
        select(func.count())
        .where(quotations.c.appearance_id == appearances.c.id)
        .correlate(appearances)
        .scalar_subquery()
    )
    wanted = (
        _of_speakers(
            select(
                appearances.c.name.label("called"),
                appearances.c.reason,
                appearances.c.found_id,
                revisions.c.article_id,
                revisions.c.name,
                revisions.c.headline,
                revisions.c.outlet,
                revisions.c.published,
                teacher.c.article_id.label("learned_in"),
                teaching.c.name.label("learned_words"),
                said.label("said"),
            ),
            [number],
        )
        .outerjoin(teaching, teaching.c.id == appearances.c.learned_from)
        .outerjoin(teacher, teacher.c.id == teaching.c.revision_id)
        .order_by(revisions.c.published.desc(), revisions.c.id.desc(), appearances.c.id)
        .limit(most)
    )
    return tuple(
        Place(
            row.article_id,
            row.headline or row.name,
            row.outlet,
            row.published,
            row.called,
            row.reason if row.found_id == number else _by_merger(row.reason),
            row.learned_in,
            row.learned_words,
            row.said,
        )
        for row in connection.execute(wanted)
    )


def _by_merger(reason: str) -> str:
    """Who was merged into another is that other by decision."""
    return reason if reason == "role" else "decision"
