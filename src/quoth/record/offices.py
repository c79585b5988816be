"""Roles that one person at a time holds: who "the Orbit chief" was on a certain day.

A role counts as an office where it names a body or place and its noun is one that a body has
once: "Orbit chief", "mayor of Port Ellery", but not "Orbit engineer" or "Ohio senator".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quoth.reading.names import fold
from quoth.reading.role_words import SAME_ROLE, is_role, is_title
from quoth.reading.roles import content_words, head_of
from quoth.record.keys import name_key
from quoth.record.rarity import bits

REACH = 730
"""For how many days before and after it is told a role is taken to be somebody's."""

NEAR = 5
"""How many tellings before and after a day are looked at."""

_HEADS = frozenset(
    """chief president chancellor king queen pope emperor sultan emir mayor governor chairman editor
    coach manager principal dean provost rector treasurer comptroller coroner ombudsman taoiseach
    premier minister secretary commissioner director archbishop bishop owner founder
    superintendent headteacher headmaster headmistress conductor cfo coo cto""".split()
)
# "General" alone is a rank.
_GENERALS = frozenset("lawyer secretary inspector surgeon solicitor auditor director".split())
# What makes another office of it, wherever it stands: not left out where roles are compared.
_ALTERING = frozenset("deputy vice assistant acting interim associate junior senior elect".split())
# What is said of its holder and not of the office.
_SAID_OF_HOLDERS = frozenset(
    """billionaire longtime long-time embattled outspoken veteran new current incumbent then-
    outgoing newly appointed elected popular controversial local young old first-term second-term
    businessman mogul tycoon""".split()
)
_PARTIES = frozenset("republican democratic gop conservative liberal libertarian".split())
_PARTY_BODIES = frozenset("party committee national caucus conference".split())
# Capitals that name neither a body nor a place.
_NO_BODIES = frozenset(
    """prime attorney first general retired press state states defense defence foreign finance
    interior health education justice home trade energy labor labour communications campaign
    board committee department company""".split()
)
_WHOSE = re.compile(r"^(?:my|our|his|her|your|whose)\b", re.IGNORECASE)
_AMERICA = re.compile(r"\bU\.S\.(?:A\.)?|\bUS\b")
_OF_ONE = re.compile(r" (?:of|for|at|in) (?:an?|one|another|some|his|her|my|our) ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|s['’]) \w")
_WORD = re.compile(r"[^\W_][\w.]*(?:[-‐’'&][\w]+)*")
_FORMER = re.compile(r"\b(?:former|formerly|ex|late|one-time|onetime)\b", re.IGNORECASE)
_ONE_OF_MANY = re.compile(r"^(?:an?|another|one|some|any|no|every|each|two|several)\b", re.I)
_COMING = re.compile(r"\b(?:next|future|would-be|hopeful|candidate|nominee|elect)\b", re.I)
_OFFICER = re.compile(r"\b(chief executive) officer\b", re.IGNORECASE)
_NAME = re.compile(r"\b([A-Z][\w’'&-]+)(?: [A-Z][\w’'&-]+)+")
_TELLING = 14.5
"""How rare a word must be to stand for a name, in bits."""
_THE = re.compile(r"^(?:the|its|their) ", re.IGNORECASE)
_OF = re.compile(r" (?:of|for|at|in) ")
_AND = re.compile(r" and | & |/|, ")


@dataclass(frozen=True, slots=True)
class Office:
    """A role that one person at a time holds.

    Attributes:
        key: the same for "Orbit chief" and "the chief executive of Orbit".
        former: whether it is said to be over.
    """

    key: str
    former: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A place where an article says who holds an office, or no longer does.

    Attributes:
        appearance: who says it, in that article.
        holder: who that is across articles.
        day: when it was printed, "YYYY-MM-DD".
        former: whether they held it before.
    """

    appearance: int
    holder: int
    day: str
    former: bool = False


@lru_cache(maxsize=16384)
def offices(role: str) -> tuple[Office, ...]:
    """Return the offices that the words of a role name: of "founder and chief executive of
    Orbit" two, of "engineer" none."""
    former = _FORMER.search(role) is not None
    if any(p.search(role) for p in (_COMING, _ONE_OF_MANY, _WHOSE, _OF_ONE)):
        return ()
    # "the mayor of Brell's wife" is not the mayor.
    if (of := _OF.search(role)) and _POSSESSIVE.search(role, of.end()):
        return ()
    plain = _AMERICA.sub("Usa", _FORMER.sub(" ", _THE.sub("", role)))
    plain = _OFFICER.sub(r"\1", plain)
    found: dict[str, None] = {}
    for part in _parts(plain):
        key = _key(part)
        if key:
            found[key] = None
    return tuple(Office(key, former) for key in found)


def in_short(role: str) -> str | None:
    """Return a role with the first word of its body's name for the whole, where that tells it.

    "chief executive of Kestrel Grid" comes out as "chief executive of Kestrel": others will
    write of "the Kestrel chief". A body whose first word is a common one ("Port Ellery",
    "General Motors") is not called so.
    """
    proper = _proper(role)
    for match in _NAME.finditer(role):
        words = match[0].split()
        while len(words) > 1 and fold(words[-1]) not in proper:
            words.pop()
        first = words[0]
        if len(words) > 1 and fold(first) in proper and bits(first.casefold()) >= _TELLING:
            return role[: match.start()] + first + role[match.start() + len(" ".join(words)) :]
    return None


def described(description: str) -> str | None:
    """Return the key of the office by which a description means its present holder."""
    if _FORMER.search(description):
        return None
    found = offices(description)
    return found[0].key if len(found) == 1 else None


def holder(before: Sequence[Telling], after: Sequence[Telling], day: str) -> Telling | None:
    """Say who held an office on a day, and which telling says so.

    Args:
        before: tellings of that day or earlier, the latest first.
        after: later ones, the earliest first.
        day: "YYYY-MM-DD".

    Returns:
        None where nobody is told to hold it near that day, where it changes hands between the
        tellings around it, or where two hold it at once.
    """
    before = [t for t in before if _days(t.day, day) <= REACH]
    after = [t for t in after if _days(day, t.day) <= REACH]
    who = next((t.holder for t in (*before, *after) if not t.former), None)
    # That another held it before says nothing of who does.
    before = [t for t in before if t.holder == who or not t.former]
    after = [t for t in after if t.holder == who or not t.former]
    around = [*before[:1], *after[:1]]
    if who is None or any(t.former or t.holder != who for t in around):
        return None
    return None if _mixed(before, who) or _mixed(after, who) else around[0]


def _mixed(tellings: Sequence[Telling], who: int) -> bool:
    """Whether another holds the office between two tellings of one, or on the same day."""
    left: str | None = None
    for telling in tellings:
        holds = telling.holder == who and not telling.former
        if holds and left is not None:
            return True
        if not holds and left is None:
            left = telling.day
            if not telling.former and telling.day == tellings[0].day:
                return True
    return False


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _parts(role: str) -> Iterator[str]:
    """The roles of a coordination, each with the body that the last one names."""
    pieces = [p.strip() for p in _AND.split(role) if p.strip()]
    heads = [SAME_ROLE.get(h, h) for h in map(head_of, pieces)]
    if len(pieces) < 2 or not all(is_role(head) for head in heads):
        yield role
        return
    of = _OF.search(pieces[-1])
    body = pieces[-1][of.start() :] if of else ""
    lead = pieces[0].split()[:-1] if not body and _proper(pieces[0]) else []
    for index, piece in enumerate(pieces):
        if body and index < len(pieces) - 1 and not _OF.search(piece):
            yield piece + body
        elif lead and index and not _proper(piece):
            yield " ".join([*lead, piece])
        else:
            yield piece


def proper_words(role: str) -> set[str]:
    """Return the words of a role that name bodies and places, folded."""
    return {
        word
        for given in _WORD.findall(role)
        if given[0].isupper() and not is_role(word := fold(given)) and not is_title(word)
    }


def _proper(role: str) -> set[str]:
    """The words that name the body or place of an office."""
    return proper_words(role) - _PARTIES - _ALTERING - _NO_BODIES


def _key(role: str) -> str | None:
    # In small letters: "the new mayor of New Harbour".
    role = " ".join(word for word in role.split() if word not in _SAID_OF_HOLDERS)
    words = {SAME_ROLE.get(word, word) for word in content_words(role)}
    head = head_of(role)
    if head not in _HEADS and not (head == "general" and words & _GENERALS):
        return None
    of_party = bool(words & _PARTIES and words & _PARTY_BODIES)
    if not of_party:
        words -= _PARTIES
        if words.isdisjoint(_proper(role)):
            return None
    return " ".join(sorted({name_key(word) for word in words}))
