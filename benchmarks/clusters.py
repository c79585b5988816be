"""Coreference over whole texts: CoNLL F1 on GUM's people and organisations.

    pip install scipy
    python benchmarks/clusters.py GUM.jsonl [--genres news,interview,bio] [--model FOLDER]

The mentions of gold are given; whom each means is decided as the reader does: names by their
parts, other mentions by the antecedent scores, in the order of the text. Prints the F1 of MUC
(Vilain and others 1995), B³ (Bagga and Baldwin 1998) and CEAF-e (Luo 2005), and their mean
(Pradhan and others 2012). Mentions that nothing else corefers with are left out on both sides,
as in CoNLL's data.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from coreference import Scorer
from scipy.optimize import linear_sum_assignment

from quoth.reading.cast import Cast
from quoth.reading.reader import MODEL

Row = dict[str, Any]
Mention = tuple[int, int]
Cluster = frozenset[Mention]
FIRST_OR_SECOND = frozenset("i me my mine myself we us our ours you your yours".split())
PRONOUNS = frozenset(
    "he she him her his hers they them their theirs it its himself herself".split()
)


def gold_mentions(row: Row) -> dict[Mention, int]:
    """Cluster of each mention of a person or an organisation."""
    return {
        tuple(m["span"]): m["cluster"]
        for m in row["mentions"]
        if m["entity_type"] in ("person", "organization")
    }


def resolved(row: Row, mentions: Iterable[Mention], scorer: Scorer) -> dict[Mention, object]:
    """Whom each of the mentions means, as any hashable thing."""
    text = row["text"]
    cast = Cast(text)
    scores = scorer(text)
    meant: dict[Mention, object] = {}
    for begin, end in sorted(mentions):
        words = text[begin:end].casefold()
        naming = next((n for n in cast.namings if begin <= n.begin and n.end <= end), None)
        head = naming is not None and (naming.begin - begin < 12 or naming.end == end)
        if head and naming is not None:
            meant[begin, end] = naming.entity.number
            continue
        if words in FIRST_OR_SECOND:
            meant[begin, end] = words[:1]
            continue
        before = [m for m in meant if m[1] <= begin][-60:]
        none, *held = scores.scores(begin, end, before)
        best = int(np.argmax(held)) if held else -1
        sure = held and (held[best] > none or words in PRONOUNS)
        meant[begin, end] = meant[before[best]] if sure else ("new", begin)
    return meant


def clusters(meant: dict[Mention, Any]) -> list[Cluster]:
    """The mentions that mean the same; those that stand alone are left out."""
    held = defaultdict(set)
    for mention, whom in meant.items():
        held[whom].add(mention)
    return [frozenset(c) for c in held.values() if len(c) > 1]


def muc(one: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[float, float]:
    """Links of the one that the other keeps, and all of them."""
    of = {m: i for i, c in enumerate(other) for m in c}
    kept = sum(len(c) - len({of.get(m, ("alone", m)) for m in c}) for c in one)
    return kept, sum(len(c) - 1 for c in one)


def b_cubed(one: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[float, float]:
    """Share of each mention's cluster that the other has too, and the mentions."""
    of = {m: c for c in other for m in c}
    total = sum(len(c & of.get(m, frozenset())) / len(c) for c in one for m in c)
    return total, sum(map(len, one))


def ceaf(one: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[float, float]:
    """Likeness of the clusters of a best one-to-one assignment, and the clusters."""
    if not one or not other:
        return 0.0, len(one)
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in other] for a in one])
    rows, columns = linear_sum_assignment(-alike)
    return float(alike[rows, columns].sum()), len(one)


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gum", type=Path)
    parser.add_argument("--genres", default="news,interview,bio")
    parser.add_argument("--model", type=Path, default=MODEL)
    args = parser.parse_args()
    scorer = Scorer(args.model)
    sums: defaultdict[str, float] = defaultdict(float)
    documents = 0
    for line in args.gum.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["genre"] not in args.genres.split(","):
            continue
        documents += 1
        gold = gold_mentions(row)
        wanted, given = clusters(gold), clusters(resolved(row, gold, scorer))
        for name, measure in (("MUC", muc), ("B3", b_cubed), ("CEAF-e", ceaf)):
            for side, pair in (("R", (wanted, given)), ("P", (given, wanted))):
                right, size = measure(*pair)
                sums[f"{name} {side} right"] += right
                sums[f"{name} {side} all"] += size
    total = 0.0
    for name in ("MUC", "B3", "CEAF-e"):
        p, r = (sums[f"{name} {s} right"] / max(1, sums[f"{name} {s} all"]) for s in "PR")
        f1 = 2 * p * r / max(1e-9, p + r)
        total += f1 / 3
        print(f"{name:7} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}")
    print(f"CoNLL F1 {total:.3f}, {documents} documents, mentions given")


if __name__ == "__main__":
    main()
