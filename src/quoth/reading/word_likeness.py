"""How like two words are, and how little the small words of English weigh."""

from __future__ import annotations

from functools import lru_cache

FUNCTION_WORDS = frozenset(
    """a an and are as at be been but by can could did do does for from had has have he her his i if
    in is it its it's just me my no not of on or our she so than that the their them then there they
    this to too up us was we were what when who will with would you your""".split()
)
_ALIKE = 0.72
_SHORTEST_STEM = 4


@lru_cache(maxsize=65_536)
def likeness(one: str, other: str) -> float:
    """How like two words are: 1 the same, less for another form of a word, 0 unlike.

    Both are given in lower case.
    """
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_STEM:
        return 0.0
    if (long.startswith(short) or long.endswith(short)) and len(short) >= 0.5 * len(long):
        return 0.8
    if one[:3] != other[:3]:
        return 0.0
    # Few articles have such words, and this takes a while to load.
    from rapidfuzz.distance import Indel

    return 0.8 if Indel.normalized_similarity(one, other) >= _ALIKE else 0.0
