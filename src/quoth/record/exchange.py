"""What two say about each other, in the order in which they said it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, or_, select

from quoth.record.families import families
from quoth.record.meant import root_of
from quoth.record.placing import Placed, placed
from quoth.record.schema import (
    abouts,
    appearances,
    memberships,
    printings,
    quotations,
    revisions,
)
from quoth.record.wire import firsts_of
from quoth.record.wordings import wording

Side = Literal["one", "other"]

_LATER = "9999"


@dataclass(frozen=True, slots=True)
class Turn:
    """An utterance of one about the other.

    Attributes:
        by: which of the two says it.
        said: when, as far as that is known: a year, month or day; None where nothing is.
        quotation: its fullest wording of that day in direct speech, or else the fullest.
        printed: all quotations that print it, the earliest first.
        outlets: who printed it, the earliest first.
    """

    by: Side
    said: str | None
    quotation: Placed
    printed: tuple[Placed, ...]
    outlets: tuple[str, ...]


def exchange(connection: Connection, one: int, other: int) -> tuple[Turn, ...]:
    """Return what two speakers say about each other, the earliest first.

    It is in the order of the time it was said, then of publication, then of its place in the
    article. What several articles print of one utterance is one turn. A group speaks for each
    of its members. Only the present texts of articles count.

    Args:
        connection: to a record.
        one, other: the numbers of two identities.
    """
    first, second = root_of(connection, one), root_of(connection, other)
    if first is None or second is None:
        return ()
    turns = [
        *_turns(connection, "one", first, second),
        *_turns(connection, "other", second, first),
    ]
    return tuple(sorted(turns, key=lambda turn: _order(turn.printed[0])))


def _turns(connection: Connection, by: Side, speaker: int, about: int) -> Iterable[Turn]:
    ids = (
        select(quotations.c.id)
        .join(abouts, abouts.c.quotation_id == quotations.c.id)
        .join(revisions, revisions.c.id == quotations.c.revision_id)
        .where(
            revisions.c.current,
            _of(quotations.c.appearance_id, speaker),
            _of(abouts.c.appearance_id, about),
        )
        .distinct()
    )
    found = {one.id: one for one in placed(connection, connection.execute(ids).scalars())}
    outlets = _outlets(connection, {one.article_id for one in found.values()})
    grouped = families([(one.id, one.words) for one in found.values()])
    alone = found.keys() - {number for group in grouped for number in group}
    for group in [*grouped, *_in_copies(connection, [found[n] for n in sorted(alone)])]:
        printed = tuple(sorted((found[number] for number in group), key=_order))
        names = dict.fromkeys(
            name
            for one in printed
            for name in (one.outlet, *outlets.get(one.article_id, ()))
            if name
        )
        # What was said again and more fully later is no wording of that day.
        then = [one for one in printed if one.said == printed[0].said]
        fullest = max(then, key=lambda one: (one.type == "direct", len(one.words), -one.id))
        yield Turn(by, printed[0].said, fullest, printed, tuple(names))


def _in_copies(connection: Connection, said: Iterable[Placed]) -> Iterable[list[int]]:
    """Group what is too short to be known anywhere, but stands in copies of one article."""
    said = list(said)
    firsts = firsts_of(connection, {one.article_id for one in said})
    grouped: defaultdict[tuple[int, str, int], list[int]] = defaultdict(list)
    times: Counter[tuple[int, str]] = Counter()
    for one in said:
        letters = wording(one.words).letters
        # Said twice in one article, it is two utterances.
        times[one.article_id, letters] += 1
        grouped[firsts[one.article_id], letters, times[one.article_id, letters]].append(one.id)
    return grouped.values()


def _of(column: ColumnElement[int], speaker: int) -> ColumnElement[bool]:
    """Whether an appearance is a speaker's, or a group's that they are in."""
    own = select(appearances.c.id).where(appearances.c.speaker_id == speaker)
    groups = select(memberships.c.group_id).where(memberships.c.member_id.in_(own))
    return or_(column.in_(own), column.in_(groups))


def _outlets(connection: Connection, article_ids: Iterable[int]) -> dict[int, list[str | None]]:
    """By which outlets each article was printed, the first one first."""
    found: dict[int, list[str | None]] = {}
    asked = (
        select(printings.c.article_id, printings.c.outlet)
        .where(printings.c.article_id.in_(sorted(article_ids)))
        .order_by(printings.c.published, printings.c.added)
    )
    for article, outlet in connection.execute(asked):
        found.setdefault(article, []).append(outlet)
    return found


def _order(one: Placed) -> tuple[str, str, int, int]:
    published = one.published or _LATER
    # "In March", printed on the fourth, is no earlier than what was said on the second.
    said = one.said
    day = published[:10] if said is None or published.startswith(said) else said
    return day, published, one.article_id, one.detail["content"][0][0]
