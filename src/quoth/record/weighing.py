"""Whom the names of an article may mean, of all whom a record knows, and who is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from quoth.article import Article
from quoth.record.aliasing import Alias, known_as, named
from quoth.record.appearing import Appeared
from quoth.record.calling import Called, called, compatible
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
from quoth.record.keeping import Identified
from quoth.record.profiles import Profiles

_WEIGHED = 4
"""How many candidates' evidence is weighed for one name, the most known first."""


class Weighing:
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
            open_to = [a for a in self._known if a.speaker not in taken]
            meant = meant_by(name, one.kind, open_to)
            chosen = chosen_of(meant, self._new(index), name.key, self._profiles)
            if chosen:
                return Identified(chosen.root, "short", None, chosen.speaker)
        if first is not None:
            return first
        held = candidates(_forms(one, name), one.kind, self._known)
        chosen = chosen_of(held, self._new(index), name.key, self._profiles)
        return Identified(chosen.root, "name", None, chosen.speaker) if chosen else None

    def _new(self, index: int) -> Evidence:
        one = self._found[index]
        beside = {key: share for key, share in self._beside.items() if key != one.key}
        return evidence(one.key, (self._article.text[b:e] for b, e in one.roles), beside)


def candidates(forms: Sequence[Called], kind: str, known: Sequence[Alias]) -> list[Candidate]:
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
    if not mine:
        return False
    initial = len(mine[0]) == 1 or len(other[0]) == 1
    return (
        set(mine) <= set(other)
        or set(other) <= set(mine)
        or form.block == name.block
        or (initial and form.last == name.last and mine[0][0] == other[0][0])
    )


def meant_by(name: Called, kind: str, known: Sequence[Alias]) -> list[Candidate]:
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


def chosen_of(
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
