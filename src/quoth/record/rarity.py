"""How much a word tells: bits by its rank among the words of English.

The ranks stand in `common_words.txt`, made by `training/common_words.py`. They go into keys
that are stored, so they are no part of the model, which changes.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files

from quoth.reading.word_likeness import FUNCTION_WORDS

SMALL_WORDS = FUNCTION_WORDS | frozenset(
    "also much ok okay please s t thank thanks very yes".split()
)
"""Words of grammar and of politeness: they stand in everybody's speech."""

_SMALL = 3.0
_RAREST = 16.0
_ENDINGS = ("ing", "ed", "es", "s", "ly")
_SHORTEST_STEM = 3


@lru_cache(maxsize=65_536)
def stem(form: str) -> str:
    """Return what the usual forms of an English word have in common: "planned", "plans": "plan".

    It is crude on purpose: it must never change, as keys of it are stored.
    """
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_STEM:
            form = form[: -len(ending)]
            break
    if len(form) > _SHORTEST_STEM and form[-1] == form[-2] and form[-1] not in "ls":
        form = form[:-1]
    if len(form) > _SHORTEST_STEM:
        form = form.removesuffix("e")
    return form[:-1] + "i" if form.endswith("y") and len(form) > _SHORTEST_STEM else form


@lru_cache(maxsize=65_536)
def bits(form: str) -> float:
    """Return what a word tells, from 3 for "the" to 16 for one that few people use.

    It is the information of its rank, were English to follow Zipf's law.
    """
    if form in SMALL_WORDS or form[0] == "'":
        return _SMALL
    rank = _ranks().get(stem(form))
    return _RAREST if rank is None else min(_RAREST, math.log2(10 * rank))


@cache
def _ranks() -> dict[str, int]:
    text = (files("quoth.record") / "common_words.txt").read_text(encoding="utf-8")
    return {word: rank for rank, word in enumerate(text.split(), 1)}
