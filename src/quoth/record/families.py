"""Which of many wordings are of the same utterance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from quoth.record.comparing import Comparison, compare
from quoth.record.shingles import keys
from quoth.record.wordings import weight, wording

Id = TypeVar("Id", int, str)
Link = Literal["firm", "loose"]

_LOOSE = 24.0
_LOOSE_ALTERED = 30.0
_FIRM = 40.0
_KNOWN = 50.0
_SURE = 60.0
_REPORT = 100.0
_ALIKE = 0.75
_FEWEST = 4
_MANY = 9
_LEADERS = 12


@dataclass(frozen=True, slots=True)
class _Printed:
    """One of the different wordings: its letters, a text that has them, what it tells.

    A wording without quotation marks may be a reporter's own words; one that is not long may
    be said by two people of themselves.
    """

    letters: str
    text: str
    told: float
    marked: bool
    long: bool


def families(items: Iterable[tuple[Id, str]]) -> list[list[Id]]:
    """Group what prints the same utterance.

    Wordings that share enough are one family, and so is all that is linked by them. A short
    wording makes no family, as two people may well say the same few words, and links nothing:
    it is put into the one family that has its words, and into none where several have. More
    has to be shared where words stand in no quotation marks.
    The order of the items makes no difference.

    Args:
        items: an id and the words of each quotation.

    Returns:
        The ids of each family of two or more, in ascending order, the families by their first.
    """
    ids: dict[str, list[Id]] = defaultdict(list)
    texts: dict[str, str] = {}
    for number, words in items:
        letters = wording(words).letters
        ids[letters].append(number)
        texts[letters] = min(words, texts.get(letters, words), key=_preference)
    groups = _grouped([_printed(letters, texts[letters]) for letters in sorted(texts)])
    found = (sorted(number for letters in group for number in ids[letters]) for group in groups)
    return sorted((family for family in found if len(family) > 1), key=lambda family: family[0])


def link(found: Comparison, marked: bool) -> Link | None:
    """Return how surely two wordings are of one utterance: `firm`, `loose`, or not at all.

    Args:
        found: how they compare.
        marked: whether both are printed as somebody's very words.
    """
    if not marked:
        same_extent = found.excerpt is None and found.score >= _ALIKE
        return "firm" if found.evidence >= (_SURE if same_extent else _REPORT) else None
    if found.words < _FEWEST:
        return None
    firm = found.evidence >= (_FIRM if found.score >= _ALIKE else _SURE)
    if firm and found.words > _FEWEST:
        return "firm"
    least = _LOOSE_ALTERED if found.verdict == "altered" else _LOOSE
    return "loose" if found.evidence >= least and found.score >= _ALIKE else None


def _preference(words: str) -> tuple[bool, str]:
    return not wording(words).marked, words


def _printed(letters: str, text: str) -> _Printed:
    held = wording(text)
    told = weight(held.tokens)
    long = told >= _KNOWN or (told >= _FIRM and len(held.tokens) >= _MANY)
    return _Printed(letters, text, told, held.marked, long)


def _grouped(printed: Sequence[_Printed]) -> Iterator[list[str]]:
    """The letters of each group of wordings; those that are too common are in none."""
    holders: dict[int, list[_Printed]] = defaultdict(list)
    roots: dict[str, str] = {}
    for one in printed:
        found = keys(one.text) if one.told >= (_LOOSE if one.marked else _SURE) else ()
        if found:
            roots[one.letters] = one.letters
        for key in found:
            holders[key].append(one)
    loose: list[tuple[_Printed, _Printed]] = []
    for one, other in _candidates(holders):
        compared = compare(one.text, other.text)
        tie = link(compared, one.marked and other.marked) if compared else None
        if tie == "firm":
            _join(roots, one.letters, other.letters)
        elif tie == "loose":
            loose.append((one, other))
    _join_short(roots, loose)
    groups: dict[str, list[str]] = defaultdict(list)
    known: set[str] = set()
    for one in printed:
        if one.letters in roots:
            root = _root(roots, one.letters)
            groups[root].append(one.letters)
            if one.long:
                known.add(root)
    yield from (group for root, group in groups.items() if root in known)


def _candidates(
    holders: dict[int, list[_Printed]],
) -> Iterator[tuple[_Printed, _Printed]]:
    """Pairs of wordings that share a key; of a key that many share, pairs with the longest."""
    seen: set[tuple[str, str]] = set()
    for held in holders.values():
        ranked = sorted(held, key=lambda one: (-one.told, one.letters))
        for n, one in enumerate(ranked[:_LEADERS]):
            for other in ranked[n + 1 :]:
                if (one.letters, other.letters) not in seen:
                    seen.add((one.letters, other.letters))
                    yield one, other


def _join_short(roots: dict[str, str], loose: Iterable[tuple[_Printed, _Printed]]) -> None:
    """Join short wordings with each other, then with the only long family that has them."""
    reached: dict[str, set[str]] = defaultdict(set)
    held: list[tuple[_Printed, _Printed]] = []
    for long, short in loose:
        if long.told < _FIRM:
            _join(roots, long.letters, short.letters)
        elif short.told < _FIRM:
            held.append((long, short))
    for long, short in held:
        reached[_root(roots, short.letters)].add(_root(roots, long.letters))
    for root, wholes in sorted(reached.items()):
        if len(wholes) == 1:
            _join(roots, root, *wholes)


def _join(roots: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(roots, one), _root(roots, other)))
    roots[second] = first


def _root(roots: dict[str, str], letters: str) -> str:
    while roots[letters] != letters:
        roots[letters] = roots[roots[letters]]
        letters = roots[letters]
    return letters
