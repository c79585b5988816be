"""Where the sentences of a text begin, roughly: near enough to say what is near."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

# What it may begin with is looked for first: that is quick to fail.
_SENTENCE = re.compile(
    r"[.!?…\n\r](?:(?<=[\n\r])\s*|(?<![\n\r])[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[^\W\d_]))"
)
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|St|vs|Jr|No|Prof|Rev|Coun|Inc|Ltd|Capt|Sgt|Hon"
    r"|Supt|Cllr|Sens|Reps|Messrs|Mme|Maj|Cmdr|Cdr|Adm|Cpl|Pvt|Brig|Det|Insp|Const|Atty|Amb|Barr"
    r"|Engr|Del|Cr|Adv|Msgr|Rt|MR|MRS|MS|DR|PROF|SEN|REP|GEN)|\b[A-Z])\.$"
)


@lru_cache(maxsize=1)
def sentence_starts(text: str) -> tuple[int, ...]:
    """The offsets where the sentences of a text begin, roughly, ascending."""
    starts = [0]
    for match in _SENTENCE.finditer(text):
        if text[match.start()] == "." and _NO_END.search(
            text, max(0, match.start() - 7), match.start() + 1
        ):
            continue
        starts.append(match.end())
    return tuple(starts)


def sentence_begin(starts: Sequence[int], at: int) -> int:
    """Where the sentence of an offset begins, of those that begin at `starts`, ascending from 0."""
    return starts[bisect_right(starts, at) - 1]


def next_begin(starts: Sequence[int], at: int, end: int) -> int:
    """Where the first sentence begins that does so at an offset or later, or the text's end."""
    index = bisect_left(starts, at)
    return starts[index] if index < len(starts) else end
