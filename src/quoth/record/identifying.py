"""One identity for each speaker across articles: given as articles come, mended as they tell more.

`leave` before the appearances of a text are taken out, `identify` before new ones are stored,
`settle` after that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from quoth.article import Article
from quoth.record import learning
from quoth.record.aliasing import (
    Alias,
    count,
    known_as,
    name_after_use,
    named,
    nameless,
)
from quoth.record.appearing import Appeared
from quoth.record.calling import Called, called, compatible
from quoth.record.clock import now
from quoth.record.identity import (
    NICKNAME,
    Candidate,
    Evidence,
    choose,
    evidence,
    fame,
    prior,
    weigh,
    worst,
)
from quoth.record.offices import described
from quoth.record.profiles import Profiles
from quoth.record.schema import appearances, offices, placements, revisions, roles, speakers

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_WEIGHED = 4
"""How many candidates' evidence is weighed for one name, the most known first."""
_MENDED = 20
"""How many earlier surnames and acronyms alone are looked at again for one article."""
_TELLING = 0.15
"""Who is named in a larger share of all articles tells nothing by being named in two."""


@dataclass(frozen=True, slots=True)
class Identified:
    """Who it is whom an article names.

    Attributes:
        speaker_id: the identity, by all that people decided as well.
        reason: why: `name`; `short`, a surname or acronym that only one can be meant by;
            `role`; `decision`; or `new` for one not met before.
        learned_from: the appearance that a role was learned from.
        found_id: the identity before decisions.
    """

    speaker_id: int
    reason: str
    learned_from: int | None = None
    found_id: int = 0


def identify(
    connection: Connection, revision_id: int, article: Article, found: Sequence[Appeared]
) -> list[Identified]:
    """Say of each whom an article names which identity that is, making those that are new.

    Called before the appearances themselves are stored, in the transaction that stores the
    article; those of an earlier reading of the same text are gone by then.
    """
    article_id, day = _article(connection, revision_id)
    kept = _Kept(connection, article_id)
    weighing = _Weighing(connection, revision_id, article, found)
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
            decided = _by_role(connection, one.name, day)
        if decided is None:
            decided = kept.own(one.key, one.kind)
        if decided is not None:
            told[index] = decided
            taken.add(decided.speaker_id)
    return _with_new(connection, article_id, found, told)


def settle(connection: Connection, revision_id: int) -> None:
    """Let other articles know what a stored one tells: its names and roles.

    Called when the appearances and roles of a text have been stored.
    """
    rows = _rows(connection, revision_id)
    count(connection, [row for row in rows if row.reason != "role"], 1)
    _, day = _article(connection, revision_id)
    said: defaultdict[int, list[str]] = defaultdict(list)
    words = select(roles.c.appearance_id, roles.c.words).where(
        roles.c.appearance_id.in_([row.id for row in rows])
    )
    for row in connection.execute(words):
        said[row.appearance_id].append(row.words)
    learning.note(connection, rows, said, day)
    teach(connection, learning.told_by(connection, [row.id for row in rows]))
    full = [row for row in rows if named(row.kind) and row.reason in ("new", "name", "decision")]
    beside = {row.key for row in rows if named(row.kind)}
    _mend_short(connection, full, beside)
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
        .limit(_MENDED)
    )
    _again(connection, connection.execute(wanted).all())


def teach(connection: Connection, places: Collection[learning.Place]) -> None:
    """Understand anew the descriptions whose meaning may change by who held an office."""
    review(connection, learning.pupils_of(connection, places))


# -- one article's names --------------------------------------------------------------------------


class _Weighing:
    """The names of one article, and whom they may mean."""

    def __init__(
        self,
        connection: Connection,
        revision_id: int,
        article: Article,
        found: Sequence[Appeared],
    ) -> None:
        self.names = [called(one.name, one.kind) for one in found]
        self._found = found
        self._article = article
        self._profiles = Profiles(connection, revision_id)
        wanted = set()
        for one, name in zip(found, self.names, strict=True):
            if named(one.kind):
                wanted |= set(_forms(one, name))
        self._known = known_as(connection, wanted)
        self._beside = {one.key: 1.0 for one in found if named(one.kind)}

    def known(self, index: int, first: Identified | None, taken: set[int]) -> Identified | None:
        """Who is meant by a name, if somebody who is known is.

        Args:
            index: of the name.
            first: who got that name in this very article before.
            taken: who is named in the article otherwise.
        """
        one, name = self._found[index], self.names[index]
        if name.short:
            open_to = [a for a in self._known if a.root not in taken]
            meant = _meant(name, one.kind, open_to)
            chosen = _chosen(meant, self._new(index), name.key, self._profiles)
            if chosen:
                return Identified(chosen.root, "short", None, chosen.speaker)
        if first is not None:
            return first
        held = _candidates(_forms(one, name), one.kind, self._known)
        chosen = _chosen(held, self._new(index), name.key, self._profiles)
        return Identified(chosen.root, "name", None, chosen.speaker) if chosen else None

    def _new(self, index: int) -> Evidence:
        one = self._found[index]
        beside = {key: share for key, share in self._beside.items() if key != one.key}
        return evidence(one.key, (self._article.text[b:e] for b, e in one.roles), beside)


def _candidates(forms: Sequence[Called], kind: str, known: Sequence[Alias]) -> list[Candidate]:
    """Who may be meant by a name and its other forms in an article."""
    best: dict[int, Candidate] = {}
    others: set[int] = set()
    often: defaultdict[int, int] = defaultdict(int)
    for alias in known:
        often[alias.speaker] = max(often[alias.speaker], alias.uses)
    for place, form in enumerate(forms):
        for alias in known:
            if alias.name.block != form.block or (form.short and alias.full):
                continue
            if alias.kind != kind and (alias.name.key != form.key or " " not in form.key):
                continue
            if not compatible(form, alias.name):
                if alias.main and not place:
                    others.add(alias.speaker)
                continue
            odds = prior(form, alias.name, often[alias.speaker]) + (NICKNAME if place else 0.0)
            if alias.speaker not in best or odds > best[alias.speaker].prior:
                met = often[alias.speaker]
                best[alias.speaker] = Candidate(alias.speaker, alias.root, odds, fame(met))
    return [candidate for speaker, candidate in best.items() if speaker not in others]


def _forms(one: Appeared, name: Called) -> list[Called]:
    """A name and the other full forms of it that an article has."""
    forms = [called(form, one.kind) for form in one.forms]
    others = (form for form in forms if not form.short and form != name)
    return [name, *(form for form in others if one.kind != "person" or _extends(form, name))]


def _extends(form: Called, name: Called) -> bool:
    """Whether one person's name is another's with words more or written out: an article may
    also have taken two people for one."""
    mine, other = name.key.split(), form.key.split()
    initial = len(mine[0]) == 1 or len(other[0]) == 1
    return (
        set(mine) <= set(other)
        or set(other) <= set(mine)
        or form.block == name.block
        or (initial and form.last == name.last and mine[0][0] == other[0][0])
    )


def _meant(name: Called, kind: str, known: Sequence[Alias]) -> list[Candidate]:
    """Whom a surname or acronym alone may mean, of those known by more."""
    often: dict[int, tuple[int, int]] = {}
    for alias in known:
        same = alias.name.last == name.last if name.last else alias.name.key == name.key
        initial = not name.last or " " not in name.key or alias.name.key[:1] == name.key[:1]
        if same and initial and alias.full and alias.kind == kind:
            held = often.get(alias.speaker, (0, 0))[0]
            often[alias.speaker] = max(held, alias.uses), alias.root
    return [
        Candidate(speaker, root, prior(name, name, uses)) for speaker, (uses, root) in often.items()
    ]


def _chosen(
    candidates: Sequence[Candidate], new: Evidence, name: str, profiles: Profiles
) -> Candidate | None:
    """Which candidate is meant; evidence is read only where it can make a difference."""
    if len({c.root for c in candidates}) == 1:
        best = max(candidates, key=lambda c: c.prior)
        if best.prior + worst(new) > 0:
            return best
        if best.prior + weigh(new, profiles.roles(best.speaker, name), {}) > 0:
            return best
    ranked = sorted(candidates, key=lambda c: (-c.prior, c.speaker))[:_WEIGHED]
    weighed = []
    for candidate in ranked:
        held = profiles.whole(candidate.speaker, name)
        weighed.append((candidate, weigh(new, held, profiles.chances(new.beside))))
    return choose(weighed)


# -- speakers by article --------------------------------------------------------------------------


@dataclass(slots=True)
class _Kept:
    """What is known of an article's speakers from before it is read again."""

    connection: Connection
    article_id: int
    _first: dict[tuple[str, str], Any] = field(default_factory=dict)
    _placed: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        of_article = speakers.c.article_id == self.article_id
        wanted = select(speakers.c.id, speakers.c.key, speakers.c.kind, speakers.c.merged_into)
        for row in self.connection.execute(wanted.where(of_article)):
            self._first[row.key, row.kind] = row
        placed = (
            select(placements.c.key, placements.c.kind, speakers.c.id, speakers.c.merged_into)
            .join(speakers, speakers.c.id == placements.c.speaker_id)
            .where(placements.c.article_id == self.article_id)
            .order_by(placements.c.decision_id)
        )
        for row in self.connection.execute(placed):
            self._placed[row.key, row.kind] = row

    def decided(self, key: str, kind: str) -> Identified | None:
        """Who it is by a person's decision about this name in this article."""
        row = self._placed.get((key, kind))
        if row is not None:
            return Identified(row.merged_into or row.id, "decision", None, row.id)
        own = self.own(key, kind)
        # Whose description was said to be somebody is meant by no role any more.
        return own if own and own.speaker_id != own.found_id and not named(kind) else None

    def own(self, key: str, kind: str) -> Identified | None:
        """The speaker that this article alone knows by this name, if there is one already."""
        row = self._first.get((key, kind))
        return Identified(row.merged_into or row.id, "new", None, row.id) if row else None


def _with_new(
    connection: Connection,
    article_id: int,
    found: Sequence[Appeared],
    told: dict[int, Identified],
) -> list[Identified]:
    """Make speakers of those who are nobody known; names that are looked up alike make one."""
    fresh: dict[str, tuple[str, str, str]] = {}
    places: dict[int, str] = {}
    for i, one in enumerate(found):
        if i not in told:
            name = called(one.name, one.kind)
            # "Bill" and "William" in one article are one, unless it tells them apart by more.
            alike = named(one.kind) and not name.short and not name.middle
            places[i] = f"{one.kind} {name.block if alike else one.key}"
            fresh.setdefault(places[i], (one.key, one.kind, one.name))
    numbers = dict(zip(fresh, _make(connection, article_id, list(fresh.values())), strict=True))
    return [
        told[i] if i in told else Identified(n := numbers[places[i]], "new", None, n)
        for i in range(len(found))
    ]


def _make(
    connection: Connection, article_id: int, names: Sequence[tuple[str, str, str]]
) -> Sequence[int]:
    """Make speakers of keys, kinds and names; return their numbers."""
    if not names:
        return ()
    rows = [
        {"name": name, "kind": kind, "key": key, "article_id": article_id, "added": now()}
        for key, kind, name in names
    ]
    return connection.execute(_NEW_SPEAKERS, rows).scalars().all()


_NEW_SPEAKERS = insert(speakers).returning(speakers.c.id, sort_by_parameter_order=True)


def _article(connection: Connection, revision_id: int) -> tuple[int, str]:
    """The article of a text, and the day on which it was printed, as far as that is known."""
    wanted = select(revisions.c.article_id, revisions.c.published, revisions.c.fetched)
    row = connection.execute(wanted.where(revisions.c.id == revision_id)).one()
    return row.article_id, _day(row.published) or _day(row.fetched) or "1970-01-01"


def _day(given: str | None) -> str | None:
    parts = _DAY.match(given or "")
    if not parts:
        return None
    try:
        return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)).isoformat()
    except ValueError:
        return None


def _rows(connection: Connection, revision_id: int) -> Sequence[Any]:
    wanted = select(appearances).where(appearances.c.revision_id == revision_id)
    return connection.execute(wanted).all()


# -- roles, and surnames alone, of articles that are there already --------------------------------


def _by_role(connection: Connection, description: str, day: str) -> Identified | None:
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
        kept = _Kept(connection, row.article_id)
        if kept.decided(row.key, row.kind) is not None:
            continue
        meant = _taught(connection, key, day)
        move(connection, row, meant or _own(connection, kept, row))


def _appearance(connection: Connection, number: int) -> Any:
    wanted = select(appearances, revisions.c.article_id).join(
        revisions, revisions.c.id == appearances.c.revision_id
    )
    return connection.execute(wanted.where(appearances.c.id == number)).one()


def _own(connection: Connection, kept: _Kept, row: Any) -> Identified:
    own = kept.own(row.key, row.kind)
    if own is None:
        number = _make(connection, row.article_id, [(row.key, row.kind, row.name)])[0]
        own = Identified(number, "new", None, number)
    return own


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


def _mend_short(connection: Connection, full: Sequence[Any], beside: set[str]) -> None:
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
        .limit(_MENDED)
    )
    rows = list(connection.execute(latest))
    if fresh:
        one_of_two = appearances.c.key.in_(sorted(fresh)), appearances.c.reason == "short"
        known = select(appearances).where(*one_of_two, appearances.c.revision_id != text)
        rows += connection.execute(known.order_by(appearances.c.id.desc()).limit(_MENDED))
    rows = [row for row in rows if called(row.name, row.kind).short]
    if rows:
        # Company must speak for a surname; an acronym speaks for itself.
        surnames = {row.revision_id for row in rows if row.kind == "person"}
        near = _near(connection, text, beside - alone, surnames) if surnames else set()
        _again(connection, [r for r in rows if r.kind != "person" or r.revision_id in near])


def _near(connection: Connection, text: int, keys: set[str], others: set[int]) -> set[int]:
    """Which other texts name somebody whom a text names too, and whom not every text names."""
    chances = Profiles(connection, text).chances(keys)
    telling = sorted(key for key in keys if chances[key] < _TELLING)
    shared = select(appearances.c.revision_id).where(
        appearances.c.revision_id.in_(sorted(others)), appearances.c.key.in_(telling)
    )
    return set(connection.execute(shared.distinct()).scalars())


def _again(connection: Connection, rows: Sequence[Any]) -> None:
    """Say anew of surnames and acronyms alone whom they mean."""
    for row in rows:
        article_id, _ = _article(connection, row.revision_id)
        kept = _Kept(connection, article_id)
        if kept.decided(row.key, row.kind) is not None:
            continue
        name = called(row.name, row.kind)
        profiles = Profiles(connection, row.revision_id)
        beside = select(appearances.c.speaker_id).where(
            appearances.c.revision_id == row.revision_id, appearances.c.id != row.id
        )
        taken = set(connection.execute(beside).scalars())
        known = [a for a in known_as(connection, [name]) if a.root not in taken]
        new = profiles.of_appearance(row.id, row.revision_id, row.key)
        chosen = _chosen(_meant(name, row.kind, known), new, row.key, profiles)
        if chosen:
            move(connection, row, Identified(chosen.root, "short", None, chosen.speaker))
        elif row.reason == "short":
            held = _candidates([name], row.kind, known)
            same = _chosen(held, new, row.key, profiles)
            named_so = Identified(same.root, "name", None, same.speaker) if same else None
            whole = _appearance(connection, row.id)
            move(connection, whole, named_so or _own(connection, kept, whole))
