"""What people decide about speakers: two are one, one is two, a name, an item of Wikidata.

A decision changes the present state and is remembered; it is told in terms that outlive every
reading (speakers, articles, names), so that it holds for what is read again, and each can be
undone by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from quoth.errors import RecordError
from quoth.record import learning
from quoth.record.aliasing import name_after_use
from quoth.record.clock import now
from quoth.record.keeping import Identified
from quoth.record.keys import name_key
from quoth.record.meant import root_of
from quoth.record.mending import move, review, teach
from quoth.record.opening import file_of
from quoth.record.schema import appearances, decisions, offices, placements, revisions, speakers

_ITEM = re.compile(r"Q[1-9]\d*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, and when.

    Attributes:
        id: its number.
        made: when, ISO 8601 in UTC.
        verb: merge, split, rename or link.
        detail: whom it is about, as numbers and as the names of that time.
        undone: when it was taken back, or None.
    """

    id: int
    made: str
    verb: str
    detail: dict[str, Any]
    undone: str | None = None


def merge(connection: Connection, kept: int, other: int) -> Decision:
    """Decide that two speakers are one: all that is the other's becomes the kept one's.

    Args:
        connection: in a writing transaction, as for all decisions.
        kept: whose name and number remain.
        other: who is the same.

    Raises:
        RecordError: there is no such speaker, or they are one already.
    """
    one, two = _speaker(connection, kept), _speaker(connection, other)
    if one.id == two.id:
        raise _refused(connection, f"{one.name} (#{kept}) and #{other} are one speaker already")
    detail = {"kept": one.id, "other": two.id, "names": [one.name, two.name]}
    decision = _decide(connection, "merge", detail)
    _follow_mergers(connection, (one.id, two.id))
    return decision


def split(
    connection: Connection, speaker: int, articles: Iterable[int], name: str | None = None
) -> Decision:
    """Decide that some articles mean somebody else: a new speaker, whom later ones may mean too.

    Args:
        speaker: whom they were taken to mean.
        articles: their numbers.
        name: of the new speaker; without one they bear the same.

    Returns:
        The decision; its detail's `new` is the number of the new speaker.

    Raises:
        RecordError: there is no such speaker, or the articles do not name them.
    """
    whole = _speaker(connection, speaker)
    numbers = sorted(set(articles))
    wanted = (
        select(appearances, revisions.c.article_id)
        .join(revisions, revisions.c.id == appearances.c.revision_id)
        .where(appearances.c.speaker_id == whole.id, revisions.c.article_id.in_(numbers))
    )
    rows = connection.execute(wanted).all()
    missing = sorted(set(numbers) - {row.article_id for row in rows})
    if missing or not rows:
        told = ", ".join(map(str, missing)) or "none"
        raise _refused(
            connection,
            f"{whole.name} (#{whole.id}) does not appear in article {told}",
            f"see `quoth people show {whole.id}` for their articles",
        )
    given = " ".join((name or "").split())
    made = insert(speakers).values(
        name=given or whole.name,
        kind=whole.kind,
        renamed=bool(given),
        key=name_key(given or whole.name),
        added=now(),
    )
    new = int(connection.execute(made).lastrowid)
    detail = {
        "speaker": whole.id,
        "new": new,
        "articles": numbers,
        "names": [whole.name, given or whole.name],
        "before": [[r.article_id, r.key, r.kind, r.found_id, r.reason] for r in rows],
    }
    decision = _decide(connection, "split", detail)
    places = {(row.article_id, row.key, row.kind) for row in rows}
    connection.execute(
        insert(placements),
        [
            {
                "decision_id": decision.id,
                "article_id": article,
                "key": key,
                "kind": kind,
                "speaker_id": new,
            }
            for article, key, kind in sorted(places)
        ],
    )
    for row in rows:
        move(connection, row, Identified(new, "decision", None, new))
    return decision


def rename(connection: Connection, speaker: int, name: str) -> Decision:
    """Decide by what name a speaker is to be called.

    Raises:
        RecordError: there is no such speaker, or the name is empty.
    """
    held = _speaker(connection, speaker)
    name = " ".join(name.split())
    if not name:
        raise _refused(connection, "a name of no letters")
    detail = {"speaker": held.id, "name": name, "names": [held.name]}
    decision = _decide(connection, "rename", detail)
    _set(connection, held.id, name=name, renamed=True)
    return decision


def link(connection: Connection, speaker: int, item: str) -> Decision:
    """Decide which item of Wikidata a speaker is.

    Args:
        item: "Q42".

    Raises:
        RecordError: there is no such speaker, or it is not the id of an item.
    """
    held = _speaker(connection, speaker)
    if not _ITEM.fullmatch(item):
        raise _refused(connection, f"“{item}” is not the id of a Wikidata item", "such as Q42")
    detail = {"speaker": held.id, "item": item, "names": [held.name]}
    decision = _decide(connection, "link", detail)
    _set(connection, held.id, wikidata=item)
    return decision


def undo(connection: Connection, decision_id: int) -> Decision:
    """Take a decision back: all is as if it had not been made, other decisions hold on.

    Raises:
        RecordError: there is no such decision, it is undone already, or a later one that
            still holds builds upon it.
    """
    wanted = select(decisions).where(decisions.c.id == decision_id)
    row = connection.execute(wanted).first()
    if row is None:
        raise _refused(connection, f"no decision {decision_id}", "see `quoth people log`")
    if row.undone:
        raise _refused(connection, f"decision {decision_id} was undone at {row.undone}")
    how = _UNDOING.get(row.verb)
    if how is None:
        raise _refused(connection, f"decision {decision_id} is not about speakers")
    stamp = now()
    connection.execute(update(decisions).where(decisions.c.id == decision_id).values(undone=stamp))
    how(connection, row)
    return Decision(row.id, row.made, row.verb, row.detail, stamp)


def log(connection: Connection, limit: int = 50) -> tuple[Decision, ...]:
    """Return the latest decisions about speakers, the last first, undone ones too."""
    wanted = select(decisions).where(decisions.c.verb.in_(tuple(_UNDOING)))
    rows = connection.execute(wanted.order_by(decisions.c.id.desc()).limit(limit))
    return tuple(Decision(r.id, r.made, r.verb, r.detail, r.undone) for r in rows)


# -- what they come to ----------------------------------------------------------------------------


def _follow_mergers(connection: Connection, speakers_: Iterable[int]) -> None:
    """Let everybody be who they are by the mergers that hold, whatever held before.

    Args:
        speakers_: whom the merger that was made or undone is about.
    """
    ends = _ends(connection)
    mentioned = sorted({*ends, *speakers_, *_merged(connection, speakers_)})
    present = select(speakers.c.id, speakers.c.merged_into).where(speakers.c.id.in_(mentioned))
    changed = []
    for row in connection.execute(present).all():
        end = ends.get(row.id)
        if row.merged_into != end:
            changed.append(row.id)
            _set(connection, row.id, merged_into=end)
            connection.execute(
                update(appearances)
                .where(appearances.c.found_id == row.id)
                .values(speaker_id=end or row.id)
            )
    teach(connection, learning.told_of(connection, changed))
    # A description of which it was said who it is, is meant by no role; and the other way.
    bare = (
        select(offices.c.appearance_id, offices.c.key, offices.c.day)
        .join(appearances, appearances.c.id == offices.c.appearance_id)
        .join(revisions, revisions.c.id == appearances.c.revision_id)
        .join(speakers, speakers.c.article_id == revisions.c.article_id)
        .where(speakers.c.id.in_(changed), speakers.c.key == appearances.c.key)
        .where(offices.c.sense == "bare")
    )
    review(connection, {(r.appearance_id, r.key, r.day) for r in connection.execute(bare)})


def _ends(connection: Connection) -> dict[int, int]:
    """Whom everybody is who was merged into another, by the mergers that hold."""
    held = select(decisions.c.detail).where(
        decisions.c.verb == "merge", decisions.c.undone.is_(None)
    )
    steps = {
        detail["other"]: detail["kept"]
        for detail in connection.execute(held.order_by(decisions.c.id)).scalars()
    }
    ends: dict[int, int] = {}
    for one in steps:
        end = steps[one]
        while end in steps:
            end = steps[end]
        ends[one] = end
    return ends


def _merged(connection: Connection, numbers: Iterable[int]) -> list[int]:
    wanted = select(speakers.c.id).where(speakers.c.merged_into.in_(list(numbers)))
    return [int(number) for number in connection.execute(wanted).scalars()]


def _undo_merge(connection: Connection, row: Any) -> None:
    _follow_mergers(connection, (row.detail["kept"], row.detail["other"]))


def _undo_split(connection: Connection, row: Any) -> None:
    new = row.detail["new"]
    for later in _holding(connection, "split"):
        if later.detail["speaker"] == new or any(b[3] == new for b in later.detail["before"]):
            raise _refused(
                connection,
                f"decision {later.id} splits what decision {row.id} made",
                f"undo {later.id} first",
            )
    connection.execute(delete(placements).where(placements.c.decision_id == row.id))
    before = {(article, key, kind): rest for article, key, kind, *rest in row.detail["before"]}
    usual = Counter(found for _, _, _, found, _ in row.detail["before"]).most_common(1)[0][0]
    wanted = (
        select(appearances, revisions.c.article_id)
        .join(revisions, revisions.c.id == appearances.c.revision_id)
        .where(appearances.c.found_id == new)
    )
    pupils: set[int] = set()
    for held in connection.execute(wanted).all():
        place = held.article_id, held.key, held.kind
        found, reason = before.get(place, (usual, "name"))
        if reason == "role":
            pupils.add(held.id)
        end = _root(connection, found)
        move(connection, held, Identified(end, reason, None, found))
    again = select(offices.c.appearance_id, offices.c.key, offices.c.day).where(
        offices.c.appearance_id.in_(sorted(pupils)), offices.c.sense == "bare"
    )
    review(connection, {(r.appearance_id, r.key, r.day) for r in connection.execute(again)})


def _undo_rename(connection: Connection, row: Any) -> None:
    of = row.detail["speaker"]
    all_ = [r for r in _made(connection, "rename") if r.detail["speaker"] == of]
    holding = [r for r in all_ if r.undone is None]
    if holding:
        _set(connection, of, name=holding[-1].detail["name"])
        return
    _set(connection, of, name=all_[0].detail["names"][0], renamed=_named_by_split(connection, of))
    name_after_use(connection, {of: ""})


def _undo_link(connection: Connection, row: Any) -> None:
    of = row.detail["speaker"]
    holding = [r.detail["item"] for r in _holding(connection, "link") if r.detail["speaker"] == of]
    _set(connection, of, wikidata=holding[-1] if holding else None)


_UNDOING: dict[str, Callable[[Connection, Any], None]] = {
    "merge": _undo_merge,
    "split": _undo_split,
    "rename": _undo_rename,
    "link": _undo_link,
}


def _named_by_split(connection: Connection, speaker: int) -> bool:
    return any(
        row.detail["new"] == speaker and len(set(row.detail["names"])) > 1
        for row in _holding(connection, "split")
    )


def _made(connection: Connection, verb: str) -> Sequence[Any]:
    wanted = select(decisions).where(decisions.c.verb == verb).order_by(decisions.c.id)
    return connection.execute(wanted).all()


def _holding(connection: Connection, verb: str) -> list[Any]:
    return [row for row in _made(connection, verb) if row.undone is None]


def _decide(connection: Connection, verb: str, detail: dict[str, Any]) -> Decision:
    made = now()
    row = insert(decisions).values(made=made, verb=verb, detail=detail)
    return Decision(int(connection.execute(row).lastrowid), made, verb, detail)


def _set(connection: Connection, speaker: int, **values: Any) -> None:
    connection.execute(update(speakers).where(speakers.c.id == speaker).values(**values))


def _speaker(connection: Connection, number: int) -> Any:
    """The speaker with a number, or into whom they were merged."""
    root = root_of(connection, number)
    if root is None:
        raise _refused(connection, f"no speaker #{number}", "see `quoth people`")
    return connection.execute(select(speakers).where(speakers.c.id == root)).one()


def _root(connection: Connection, number: int) -> int:
    return int(_speaker(connection, number).id)


def _refused(connection: Connection, problem: str, remedy: str = "") -> RecordError:
    return RecordError(file_of(connection.engine), problem, remedy)
