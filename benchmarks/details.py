"""What was said about whom, to whom, when and how, held against gold.

    python benchmarks/details.py GOLD.jsonl PREDICTED.jsonl

Both have a line an article with `id` and `attributions`; those of gold, and of what was predicted,
hold `content`, `about`, `addressee`, `question`, `when` and `channel`; gold lines hold `text`.
Judged are the gold quotations that were found: their content overlaps a predicted one at Jaccard
0.5 or more, counted in words. Names agree when one is the other's last words, or when they share
their first and their last word.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mission import words

Row = dict[str, Any]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SMALL = frozenset("the a an of and for in on to at his her their its".split())


def names_agree(one: str, other: str) -> bool:
    """Whether two names may be of the same person or organisation."""
    a, b = (
        [_POSSESSIVE.sub("", w) for w in _WORD.findall(name.casefold()) if w not in _SMALL]
        for name in (one, other)
    )
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return long[-len(short) :] == short or (a[0] == b[0] and a[-1] == b[-1])


def found(gold: Row, predicted: Row) -> Iterator[tuple[Row, Row]]:
    """Pairs of a gold quotation and the predicted one that overlaps it most."""
    text = gold["text"]
    held = [(words(text, a["content"]), a) for a in predicted["attributions"]]
    for wanted in gold["attributions"]:
        content = words(text, wanted["content"])
        overlaps = [(len(content & c) / max(1, len(content | c)), a) for c, a in held]
        overlap, best = max(overlaps, key=lambda pair: pair[0], default=(0.0, {}))
        if overlap >= 0.5:
            yield wanted, best


def judge(wanted: Row, given: Row, counts: Counter[str]) -> None:
    """Count what is right of one quotation."""
    about = list(given["about"])
    counts["about given"] += len(about)
    counts["about wanted"] += len(wanted["about"])
    for name in wanted["about"]:
        match = next((n for n in about if names_agree(n, name)), None)
        if match is not None:
            about.remove(match)
            counts["about right"] += 1
    for field in ("addressee", "question"):
        right = (
            names_agree(wanted[field], given[field])
            if field == "addressee" and wanted[field] and given[field]
            else bool(wanted[field]) and bool(given[field])
        )
        counts[f"{field} given"] += bool(given[field])
        counts[f"{field} wanted"] += bool(wanted[field])
        counts[f"{field} right"] += right
    for field in ("when", "channel"):
        counts[f"{field} wanted"] += bool(wanted[field])
        counts[f"{field} right"] += bool(wanted[field]) and wanted[field] == given[field]
        counts[f"{field} given"] += bool(given[field])


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    args = parser.parse_args()
    rows = [
        {row["id"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}
        for path in (args.gold, args.predicted)
    ]
    counts: Counter[str] = Counter()
    for name, gold in rows[0].items():
        for wanted, given in found(gold, rows[1].get(name, {"attributions": []})):
            counts["found"] += 1
            judge(wanted, given, counts)
    print(f"{counts['found']} quotations found")
    for field in ("about", "addressee", "question"):
        right, given, wanted = (counts[f"{field} {x}"] for x in ("right", "given", "wanted"))
        print(
            f"{field:10} P {right / max(1, given):.3f}  R {right / max(1, wanted):.3f}  "
            f"F1 {2 * right / max(1, given + wanted):.3f}"
        )
    for field in ("when", "channel"):
        right, given, wanted = (counts[f"{field} {x}"] for x in ("right", "given", "wanted"))
        print(
            f"{field:10} right {right / max(1, wanted):.3f} of {wanted}  "
            f"(given {given}, of which right {right / max(1, given):.3f})"
        )


if __name__ == "__main__":
    main()
