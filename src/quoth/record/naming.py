"""Whether a label or another bare name may mean somebody: "MAYOR OKAFOR" and "Ines Okafor"."""

from __future__ import annotations

from functools import lru_cache

from quoth.reading.capitals import cut_names
from quoth.record.calling import Called, called, compatible
from quoth.record.keys import name_key


def may_name(one: str, other: str) -> bool:
    """Return whether two names may be the same person's or body's.

    Titles and letter case make no difference, and a surname alone may mean whoever bears it.
    """
    if name_key(one) == name_key(other):
        return True
    first, second = _called(one), _called(other)
    if first is None or second is None:
        return False
    if first.short or second.short:
        return first.last == second.last
    return first.block == second.block and compatible(first, second)


@lru_cache(maxsize=4096)
def _called(name: str) -> Called | None:
    """A name without what stands before and after it, taken apart."""
    plain = name.title() if name.isupper() else name
    found = cut_names(plain, 0, len(plain))
    named = [n for n in found if not n.weak]
    return called(" ".join(named[0].words), "person") if named else None
