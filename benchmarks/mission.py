"""Hold the reading of one article against its gold: every attribution, its speaker, and the rest.

    python benchmarks/mission.py FOLDER

FOLDER has `article.txt` and `gold.json`. An attribution is found where some content overlaps
its own at Jaccard 0.5 or more, counted in words. Of those found, what gold tells of whom they are
about, to whom, when and how they were said has to be the same.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import quoth

FIELDS = ("about", "addressee", "when", "channel")

PLATFORMS = frozenset({"X"})
"""Gold names the platform where we tell the kind of channel: a social post."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def words(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Beginnings of the words that overlap the spans."""
    held = [m.span() for m in _WORD.finditer(text)]
    return frozenset(b for b, e in held for first, last in spans if b < last and e > first)


def _as_told(value: Any) -> Any:
    """A value in the form in which gold and reading can be compared."""
    if isinstance(value, list | tuple):
        return sorted(value)
    return "social post" if value in PLATFORMS else value


def main() -> None:
    """Read the article and print a line for each attribution of the gold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    reading = quoth.read(folder / "article.txt")
    text = reading.article.text
    if text != gold["text"]:
        raise SystemExit("the text read is not the text annotated")
    found = [(words(text, q.content), q) for q in reading.quotations]
    missed = named = needed = 0
    same: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for wanted in gold["attributions"]:
        content = words(text, [tuple(s) for s in wanted["content"]])
        overlap, best = max(
            ((len(content & c) / len(content | c), q) for c, q in found), key=lambda pair: pair[0]
        )
        given = best.speaker.name if overlap >= 0.5 and best.speaker else None
        right = given == wanted["speaker"]
        optional = bool(wanted.get("optional"))
        needed += not optional
        missed += overlap < 0.5 and not optional
        named += right and not optional
        print(
            f"{wanted['id']:4}{'optional ' if optional else '':9}"
            f"{'found' if overlap >= 0.5 else 'MISSED'} {overlap:.2f}  "
            f"{'' if right else 'WRONG '}{given} (gold {wanted['speaker']})"
            f"  {text[slice(*wanted['content'][0])][:60]!r}"
        )
        for field in FIELDS if overlap >= 0.5 else ():
            if field in wanted:
                pair = [_as_told(value) for value in (getattr(best, field), wanted[field])]
                told[field] += 1
                same[field] += pair[0] == pair[1]
                if pair[0] != pair[1]:
                    print(f"{'':13}{field}: {pair[0]} (gold {pair[1]})")
    for never in gold["never_quotations"]:
        begin = text.index(never)
        stretch = words(text, [(begin, begin + len(never))])
        touched = [q.text(reading.article) for c, q in found if c & stretch]
        print(f"never: {never!r}: {'TAKEN in ' + repr(touched) if touched else 'left alone'}")
    for check in reading.headline_check:
        print(f"headline: {text[check.begin : check.end]!r} {check.verdict}")
    print(", ".join(f"{field} {same[field]} of {told[field]}" for field in FIELDS))
    print(f"{needed} needed: {missed} missed, {named} with the right speaker")


if __name__ == "__main__":
    main()
