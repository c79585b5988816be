"""How words that are given stand to words that were printed or said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quoth.article import Span
from quoth.record.comparing import Comparison, compare
from quoth.record.wordings import wording

Match = Literal["verbatim", "excerpt", "altered"]
ChangeKind = Literal["same", "left_out", "put_in", "moved"]

_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the words given, or of what they leave out.

    Attributes:
        kind: `same`, `left_out` (said, but not given), `put_in` (given, but not said), `moved`
            (said at another place).
        words: the stretch.
    """

    kind: ChangeKind
    words: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How words stand to a source.

    Attributes:
        match: `verbatim`, `excerpt` or `altered`.
        stretch: span in the source of the words that stand against them, in code points.
        in_one: whether these are in one piece there, nothing left out.
        changes: the words given, stretch by stretch.
        score: which part of the words given is there, 0 to 1.
    """

    match: Match
    stretch: Span
    in_one: bool
    changes: tuple[Change, ...]
    score: float


def likened(source: str, given: str) -> Likeness | None:
    """Compare words that are given with a source; None where they are not of one utterance.

    Given words that the source does not have make them altered, also where the source breaks
    off: what somebody is said to have said is to stand there in full.
    """
    found = compare(source, given)
    if found is None:
        return _small(source, given)
    told = tuple(_joined(_changes(source, given, found)))
    match: Match = found.verdict
    if any(change.kind == "put_in" for change in told):
        match = "altered"
    in_one = found.verdict != "altered" and not found.differences
    return Likeness(match, found.shared_one, in_one, told, _kept(told))


def _kept(told: Sequence[Change]) -> float:
    """Which part of the words given the source has as well."""
    counts = Counter[str]()
    for change in told:
        counts[change.kind] += len(_WORDS.findall(change.words))
    kept = counts["same"] + counts["moved"]
    return kept / max(1, kept + counts["put_in"])


def _changes(source: str, given: str, found: Comparison) -> Iterator[Change]:
    begin, end = found.shared_other
    if _WORD.search(given[:begin]):
        yield Change("put_in", given[:begin])
    else:
        begin = 0
    at = begin
    for difference in sorted(found.differences, key=lambda d: (d.other, d.one)):
        one, other = difference.one, difference.other
        if other.begin > at:
            yield Change("same", given[at : other.begin])
        said, words = source[slice(*one)], given[max(at, other.begin) : other.end]
        if difference.kind == "moved":
            yield Change("moved", words)
        else:
            # What an ellipsis of the given words stands for is no fault of theirs.
            if said and not difference.marked:
                yield Change("left_out", said)
            if words:
                marked = difference.marked and not _spoken(words)
                yield Change("same" if marked else "put_in", words)
        at = max(at, other.end)
    if _WORD.search(given[end:]):
        yield Change("same", given[at:end])
        yield Change("put_in", given[max(at, end) :])
    else:
        yield Change("same", given[at:])


def _spoken(words: str) -> bool:
    """Whether there are words outside square brackets, which the writer owns up to."""
    return _WORD.search(re.sub(r"\[[^\]]*\]", "", words)) is not None


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    last: Change | None = None
    for change in found:
        if not change.words.strip():
            if last:
                last = Change(last.kind, last.words + change.words)
            continue
        if last and last.kind == change.kind == "same":
            last = Change("same", last.words + change.words)
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


def _small(source: str, given: str) -> Likeness | None:
    """The likeness of words too common to tell an utterance by, where the source has them all."""
    there = wording(source).tokens
    held = wording(given)
    cuts = sorted({0, len(held.tokens), *held.elisions})
    begin = at = -1
    for first, last in pairwise(cuts):
        run = [token.form for token in held.tokens[first:last]]
        at = _row([token.form for token in there], run, max(at, 0))
        if at < 0:
            return None
        begin = at if begin < 0 else begin
        at += len(run)
    if begin < 0:
        return None
    in_one = len(cuts) == 2
    match: Match = "verbatim" if in_one and at - begin == len(there) else "excerpt"
    stretch = Span(there[begin].begin, there[at - 1].end)
    return Likeness(match, stretch, in_one, (Change("same", given),), 1.0)


def _row(forms: Sequence[str], run: Sequence[str], start: int) -> int:
    """Where words stand in a row, from an index on; -1 where they do not."""
    ends = range(start, len(forms) - len(run) + 1)
    return next((n for n in ends if forms[n : n + len(run)] == run), -1)
