"""What the page of a speaker shows beside their words: when, of whom, what is repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, func, select

from quoth.record.aliasing import NAMED
from quoth.record.families import families
from quoth.record.placing import Placed, placed
from quoth.record.schema import abouts, appearances, quotations, revisions, speakers

_LATEST = 20_000
_COMPARED = 100

_saying, _meant = appearances.alias("saying"), appearances.alias("meant")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody of whom a speaker speaks, or who speaks of them.

    Attributes:
        id, name, kind: who it is.
        spoken_of: in how many of the speaker's quotations they are spoken of.
        speaks_of: in how many of theirs the speaker is.
    """

    id: int
    name: str
    kind: str
    spoken_of: int
    speaks_of: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who speak of each other, or the one of the other.

    Attributes:
        one, other: their numbers; the one speaks more often.
        names: of the one and the other.
        times: how often the one speaks of the other, and the other of the one.
    """

    one: int
    other: int
    names: tuple[str, str]
    times: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Repeated:
    """An utterance that several articles print.

    Attributes:
        quotation: its fullest wording in direct speech, or else the fullest.
        printed: how often it is printed.
        articles: in how many articles.
    """

    quotation: Placed
    printed: int
    articles: int


def days_of(connection: Connection, speaker: int) -> dict[str, int]:
    """Return how many quotations of a speaker there are of each day, month or year.

    What has no date is not told; of former texts of articles nothing counts.

    Args:
        connection: to the record.
        speaker: the number of the identity, merged into no other.

    Returns:
        By the beginning of an ISO 8601 date, as much as is known of it, in the order of time.
    """
    day = func.substr(quotations.c.said, 1, 10)
    wanted = (
        select(day, func.count())
        .join(appearances, appearances.c.id == quotations.c.appearance_id)
        .join(revisions, revisions.c.id == quotations.c.revision_id)
        .where(
            appearances.c.speaker_id == speaker,
            revisions.c.current,
            quotations.c.said.is_not(None),
        )
        .group_by(day)
        .order_by(day)
    )
    return {row[0]: row[1] for row in connection.execute(wanted)}


def counterparts(
    connection: Connection, speaker: int, most: int = 12
) -> tuple[tuple[Counterpart, ...], bool]:
    """Return whom a speaker speaks of and who speaks of them, the most spoken of first.

    Args:
        connection: to the record.
        speaker: the number of the identity, merged into no other.
        most: how many at most.

    Returns:
        These, and whether there are more.
    """
    there = _counts(connection, _saying.c.speaker_id == speaker, _meant.c.speaker_id)
    back = _counts(connection, _meant.c.speaker_id == speaker, _saying.c.speaker_id)
    for counts in (there, back):
        counts.pop(speaker, None)
    order = sorted({*there, *back}, key=lambda n: (-there[n], -back[n], n))
    shown = order[:most]
    asked = select(speakers.c.id, speakers.c.name, speakers.c.kind).where(speakers.c.id.in_(shown))
    known = {row.id: row for row in connection.execute(asked)}
    return (
        tuple(
            Counterpart(n, known[n].name, known[n].kind, there[n], back[n])
            for n in shown
            if n in known
        ),
        len(order) > most,
    )


def pairs(connection: Connection, most: int = 12) -> tuple[Pair, ...]:
    """Return who speaks of each other most, among the quotations that were added last.

    Whoever speaks of somebody who never speaks of them comes after those who do.

    Args:
        connection: to the record.
        most: how many at most.
    """
    latest = (
        select(abouts.c.quotation_id, abouts.c.appearance_id)
        .order_by(abouts.c.quotation_id.desc(), abouts.c.appearance_id)
        .limit(_LATEST)
        .subquery()
    )
    wanted = (
        select(_saying.c.speaker_id, _meant.c.speaker_id, func.count())
        .select_from(latest)
        .join(quotations, quotations.c.id == latest.c.quotation_id)
        .join(_saying, _saying.c.id == quotations.c.appearance_id)
        .join(_meant, _meant.c.id == latest.c.appearance_id)
        .join(revisions, revisions.c.id == quotations.c.revision_id)
        .where(revisions.c.current, _saying.c.speaker_id != _meant.c.speaker_id)
        .where(_saying.c.kind.in_(NAMED), _meant.c.kind.in_(NAMED))
        .group_by(_saying.c.speaker_id, _meant.c.speaker_id)
    )
    times = {(one, other): count for one, other, count in connection.execute(wanted)}
    told = [
        (one, other, there, back)
        for (one, other), there in times.items()
        if (there, other) > ((back := times.get((other, one), 0)), one)
    ]
    told.sort(key=lambda t: (-t[3], -t[2], t[:2]))
    names = _names(connection, {number for pair in told[:most] for number in pair[:2]})
    return tuple(
        Pair(one, other, (names[one], names[other]), (there, back))
        for one, other, there, back in told[:most]
    )


def printed_most(connection: Connection, speaker: int, most: int = 3) -> tuple[Repeated, ...]:
    """Return what of a speaker's latest words most articles print, in whatever wording.

    Args:
        connection: to the record.
        speaker: the number of the identity, merged into no other.
        most: how many utterances at most.
    """
    latest = (
        select(quotations.c.id, quotations.c.words, quotations.c.type, revisions.c.article_id)
        .join(appearances, appearances.c.id == quotations.c.appearance_id)
        .join(revisions, revisions.c.id == quotations.c.revision_id)
        .where(appearances.c.speaker_id == speaker, revisions.c.current)
        .order_by(quotations.c.id.desc())
        .limit(_COMPARED)
    )
    held = {row.id: row for row in connection.execute(latest)}
    told: list[tuple[int, int, int]] = []
    for group in families([(row.id, row.words) for row in held.values()]):
        articles = len({held[number].article_id for number in group})
        fullest = max(group, key=lambda n: (held[n].type == "direct", len(held[n].words), -n))
        if articles > 1:
            told.append((articles, len(group), fullest))
    told.sort(key=lambda t: (-t[0], -t[1], t[2]))
    shown = {one.id: one for one in placed(connection, [number for _, _, number in told[:most]])}
    return tuple(Repeated(shown[n], times, articles) for articles, times, n in told[:most])


def _counts(connection: Connection, which: ColumnElement[bool], whom: Column[int]) -> Counter[int]:
    """How many quotations of present texts there are of each speaker, of some pairs."""
    wanted = (
        select(whom, func.count(quotations.c.id.distinct()))
        .select_from(quotations)
        .join(_saying, _saying.c.id == quotations.c.appearance_id)
        .join(abouts, abouts.c.quotation_id == quotations.c.id)
        .join(_meant, _meant.c.id == abouts.c.appearance_id)
        .join(revisions, revisions.c.id == quotations.c.revision_id)
        .where(which, revisions.c.current)
        .group_by(whom)
    )
    return Counter({row[0]: row[1] for row in connection.execute(wanted)})


def _names(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    asked = select(speakers.c.id, speakers.c.name).where(speakers.c.id.in_(sorted(numbers)))
    return {row.id: row.name for row in connection.execute(asked)}
