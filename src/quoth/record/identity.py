"""Whether two articles speak of one and the same: name and evidence weighed together.

Each candidate gets the logarithm of its odds: what the name alone says, and what speaks for it or
against it: roles that agree or differ, and who else is named beside them. The weights are
those of a logistic regression over pairs of articles of PolNeAR's training part, in which
bearers of one full name are one person, and different people were taken for bearers of one
(`benchmarks/identity.py` measures what comes of it).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quoth.reading.role_words import SAME_ROLE
from quoth.reading.roles import content_words
from quoth.record.calling import Called
from quoth.record.offices import proper_words

SAME_BODY = 3.2
SAME_ROLES = 2.0
OTHER_BODY = -1.4
OTHER_ROLES = -1.3
COMPANY = 0.87
NO_COMPANY = -1.3
"""The learned weights, in logarithms of odds."""

RARE = 3.7
"""What a full name says that few bear."""
COMMON = 0.5
"""What a full name says that many bear ("John Smith"), met with in one article so far."""
USUAL = 0.5
"""By how much each doubling (in logarithms) of the articles of a common name's bearer adds."""
ALONE = 0.36
"""What a surname alone says for the only bearer, met with in one article so far."""
NICKNAME = -1.2
"""For "Bill" where the other is "William"."""
MARGIN = 1.0
"""By how much the best candidate must be likelier than the next: an ambiguous name is nobody's."""

_FAMOUS = 50
# Who appears beside somebody by chance: as if so many articles were there from the start.
_UNSEEN = 50
_CHANCE = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What articles tell of one whom they name, apart from the name.

    Attributes:
        bodies: words of their roles that name bodies and places.
        roles: the other words of their roles.
        beside: of those named in the same articles, in which share of these.
    """

    bodies: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    beside: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An identity that a name may mean.

    Attributes:
        speaker: its number.
        root: that of the identity it is by the decisions of people.
        prior: what the name alone says for it.
        fame: what goes before rivals of the same name for its being met with often.
    """

    speaker: int
    root: int
    prior: float
    fame: float = 0.0


def prior(name: Called, other: Called, articles: int) -> float:
    """Return what two names of one block say for their being one, in logarithms of odds.

    Args:
        name: the new one.
        other: one by which the candidate is known.
        articles: in how many articles the candidate appears so far.
    """
    often = math.log(max(1, min(articles, _FAMOUS)))
    if name.short and name.last:
        return ALONE + often
    base = COMMON + USUAL * often if name.common else RARE
    if name.key.split()[0] != other.key.split()[0]:
        base += NICKNAME
    return base


def fame(articles: int) -> float:
    """Return by how much who appears in so many articles goes before others of a name."""
    return USUAL * math.log(max(1, min(articles, _FAMOUS)))


def weigh(new: Evidence, held: Evidence, chance: Mapping[str, float]) -> float:
    """Return what the evidence says for two being one, in logarithms of odds.

    Args:
        new: of the new appearance.
        held: of the candidate.
        chance: of each that is named beside the new one, the share of all articles that
            name it.
    """
    total = NO_COMPANY
    if new.bodies & held.bodies:
        total += SAME_BODY
    elif new.bodies and held.bodies:
        total += OTHER_BODY
    if new.roles & held.roles:
        total += SAME_ROLES
    elif new.roles and held.roles:
        total += OTHER_ROLES
    company = 0.0
    for name in new.beside:
        share = held.beside.get(name)
        if share:
            likelier = _CHANCE + (1 - _CHANCE) * share / chance.get(name, 1.0)
            company += max(0.0, math.log(likelier))
    return total + COMPANY * math.sqrt(company)


def worst(new: Evidence) -> float:
    """Return the least that `weigh` can come to."""
    other_body = OTHER_BODY if new.bodies else 0.0
    return NO_COMPANY + other_body + (OTHER_ROLES if new.roles else 0.0)


def chance(articles: int, named: int) -> float:
    """Return the share of articles that name somebody, when few have been met yet."""
    return (named + 1.5) / (articles + _UNSEEN)


def choose(weighed: Sequence[tuple[Candidate, float]]) -> Candidate | None:
    """Return the candidate that is meant, or None where none is likely or two are.

    Args:
        weighed: candidates, each with what the evidence says for it.
    """
    likely = [(c.prior + evidence + c.fame, c) for c, evidence in weighed if c.prior + evidence > 0]
    if not likely:
        return None
    likely.sort(key=lambda pair: (-pair[0], pair[1].speaker))
    best, chosen = likely[0]
    # Who are one by decision are no rivals.
    rivals = [score for score, c in likely if c.root != chosen.root]
    return None if rivals and best - rivals[0] < MARGIN else chosen


def evidence(name: str, roles: Iterable[str], beside: Mapping[str, float]) -> Evidence:
    """Return the evidence of one whom articles name.

    Args:
        name: their name (`name_key`); its words in a role tell nothing.
        roles: the words that say what they are.
        beside: see `Evidence`.
    """
    own = frozenset(name.split())
    bodies: set[str] = set()
    others: set[str] = set()
    for role in roles:
        of_role, rest = _words(role)
        bodies |= of_role
        others |= rest
    return Evidence(frozenset(bodies - own), frozenset(others - own), beside)


@lru_cache(maxsize=16384)
def _words(role: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a role that name bodies and places, and the others."""
    bodies = frozenset(proper_words(role))
    return bodies, frozenset(SAME_ROLE.get(w, w) for w in content_words(role)) - bodies
