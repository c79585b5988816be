"""The parts of a name by which two articles' names are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quoth.reading.name_words import GENERATIONS, ORGANIZATION_HEADS, PARTICLES, TITLES
from quoth.reading.role_words import is_given
from quoth.record.given_forms import COMMON_SURNAMES, SHORT_FORMS
from quoth.record.keys import name_key

_LEGAL = frozenset("inc corp corporation co company ltd llc plc nv gmbh bhd ag limited".split())
_ADDRESSES = frozenset("mr mrs ms miss mx dr prof sir dame lady lord hon rev".split())
# Words that many bodies have in their names and that name none of them.
_GENERIC = ORGANIZATION_HEADS | frozenset(
    """supreme high city town county state national federal general public local regional central
    district municipal health education justice interior defence defense foreign finance labor
    labour transport home school fire police village parish of for and the""".split()
)
_ACRONYM = 6
_RUN_TOGETHER = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)")


@dataclass(frozen=True, slots=True)
class Called:
    """A name, taken apart.

    Attributes:
        key: the name as it is looked up.
        block: the same for all names that may be one person's or body's: given name in its
            long form and surname, without what stands between; a body's name without "Inc.".
        last: a person's surname; of a body nothing.
        middle: what stands between given name and surname: initials or names.
        generation: "jr", "sr" and the like, or nothing.
        short: whether it is a surname or given name alone, or an acronym: a name that only its
            article's readers can tell whose it is.
        common: whether so many are called so that the name alone says little.
    """

    key: str
    block: str
    last: str = ""
    middle: tuple[str, ...] = ()
    generation: str = ""
    short: bool = False
    common: bool = False


@lru_cache(maxsize=16384)
def called(name: str, kind: str) -> Called:
    """Take a name apart.

    Args:
        name: as printed.
        kind: `person`; everything else is taken for a body.
    """
    return _person(name) if kind == "person" else _body(name)


def compatible(one: Called, other: Called) -> bool:
    """Return whether two names of one block may be the same person's: "George W. Bush" and
    "George Bush", but not "George H. W. Bush"; nobody is both a senior and a junior."""
    if one.generation != other.generation:
        return False
    if not one.middle or not other.middle:
        return True
    short, long = sorted((one.middle, other.middle), key=len)
    if len(short) == len(long):
        return all(_abbreviates(a, b) for a, b in zip(short, long, strict=True))
    # "Ada Grace Okafor" and "Ada Ngozi Grace Okafor", but not "W." and "H. W."
    return all(len(word) > 1 and word in long for word in short)


def _abbreviates(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) if len(short) == 1 else short == long


def _person(name: str) -> Called:
    key = name_key(_RUN_TOGETHER.sub(" ", name.replace(",", " ")))
    words = key.split()
    while len(words) > 1 and words[0] in _ADDRESSES:
        words = words[1:]
    key = " ".join(words)
    generation = ""
    if len(words) > 2 and words[-1] in GENERATIONS:
        generation = GENERATIONS[words[-1]]
        words = words[:-1]
    if not words:
        return Called(key, key, key, short=True)
    first, at = words[0], len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    last = " ".join(words[at:])
    if first in PARTICLES:
        return Called(key, key, key, short=True)
    if len(words) == 1 or (len(first) == 1 and at < 2) or first in TITLES:
        return Called(key, key, last, short=True)
    given = SHORT_FORMS.get(first, first)
    common = last in COMMON_SURNAMES and (is_given(first) or is_given(given))
    suffix = f" {generation}" if generation else ""
    return Called(
        key,
        f"{given} {last}{suffix}",
        last,
        tuple(words[1:at]),
        generation,
        common=common,
    )


def _body(name: str) -> Called:
    key = name_key(name)
    words = [w for w in key.split() if w not in _LEGAL] or key.split()
    acronym = len(words) == 1 and len(key) <= _ACRONYM and name.strip().isupper()
    return Called(
        key,
        " ".join(words),
        short=acronym,
        common=all(w in _GENERIC for w in words),
    )
