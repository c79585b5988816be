"""Choose how eager decoding is, and what the evidence of a quotation is worth.

    python -m training.calibrate runs/dev.pkl DATA/polnear-dev.jsonl --out MODEL/settings.json

Both are chosen on the development articles. The reliability table is cross-fitted: each half
is judged by weights that were fitted on the other.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import pickle
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from quoth.reading.assembling import Group, confidence, evidence, join, link
from quoth.reading.encoder import Scores
from quoth.reading.interpreting import find
from quoth.reading.links import Floats
from quoth.reading.preparing import Prepared
from quoth.reading.reaching import reach
from quoth.reading.settings import Settings, save_settings
from training.data import Annotated, load

Scored = tuple[Prepared, list[Scores]]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_EAGER = (0.0, 0.3, 0.6, 1.0, 1.5)
LEAST = 0.12  # below, more is lost to false quotations than won


def groups_of(scored: Scored, settings: Settings) -> list[Group]:
    """The quotations of one article, before they are given spans."""
    prepared, scores = scored
    ((_, stretches, read),) = find([prepared], scores, settings)
    vectors = [held.vectors for held in read]
    near = reach(prepared.article.text, prepared.marks, prepared.tokens)
    return join(link(stretches, prepared.windows, vectors, near, settings))


def words_within(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Beginnings of the words that overlap the spans."""
    held = [m.span() for m in _WORD.finditer(text)]
    return frozenset(b for b, e in held for first, last in spans if b < last and e > first)


def judged(
    scored: Scored, gold: Annotated, settings: Settings
) -> tuple[list[list[float]], list[bool], int]:
    """Evidence of each quotation found, whether it is right, and how many there are in gold.

    Right means: its content overlaps a gold one at Jaccard 0.5 or more, and their sources
    share a word or both are absent.
    """
    prepared, _ = scored
    begins, ends = prepared.tokens.begins, prepared.tokens.ends

    def words(stretches: Iterable[object]) -> frozenset[int]:
        spans = [(int(begins[s.first]), int(ends[s.last])) for s in stretches]  # type: ignore[attr-defined]
        return words_within(gold.text, spans)

    wanted = [
        (words_within(gold.text, a.content), words_within(gold.text, a.source))
        for a in gold.attributions
    ]
    wanted = [w for w in wanted if w[0]]
    found = [(g, words(g.contents), words(g.sources)) for g in groups_of(scored, settings)]
    pairs = sorted(
        (
            (len(content & c) / len(content | c), i, j)
            for i, (content, _) in enumerate(wanted)
            for j, (_, c, _) in enumerate(found)
            if content & c
        ),
        reverse=True,
    )
    right = [False] * len(found)
    used: set[tuple[str, int]] = set()
    for overlap, i, j in pairs:
        if overlap < 0.5 or ("gold", i) in used or ("found", j) in used:
            continue
        used |= {("gold", i), ("found", j)}
        source, given = wanted[i][1], found[j][2]
        right[j] = bool(source & given) or (not source and not given)
    return [evidence(g) for g, _, _ in found], right, len(wanted)


def worth(scored: Sequence[Scored], gold: Sequence[Annotated], settings: Settings) -> float:
    """F1 of quotations with their source, at half overlap, and most of their recall again.

    Where F1 is level, to miss a statement is worse than to show a doubtful one, which its
    confidence tells.
    """
    right = found = wanted = 0
    for one, truth in zip(scored, gold, strict=True):
        held, good, size = judged(one, truth, settings)
        right, found, wanted = right + sum(good), found + len(held), wanted + size
    return 2 * right / (found + wanted) + 0.7 * right / wanted


def eagerness(scored: Sequence[Scored], gold: Sequence[Annotated], settings: Settings) -> Settings:
    """Choose how eagerly each role begins, one role after the other."""
    best, top = settings, 0.0
    for role in (2, 1, 0):
        for amount in _EAGER:
            tried = dataclasses.replace(
                best, eager=tuple(amount if i == role else e for i, e in enumerate(best.eager))
            )
            reached = worth(scored, gold, tried)
            if reached > top:
                best, top = tried, reached
    return best


def fit(rows: Floats, right: Floats, steps: int = 30, ridge: float = 1.0) -> Floats:
    """Weights of a logistic regression, by Newton's method with a small ridge."""
    weights = np.zeros(rows.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - ridge * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge * np.eye(rows.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return np.asarray(weights)


def reliability(
    rows: Sequence[Sequence[float]], right: Sequence[bool], halves: Sequence[int]
) -> str:
    """A table of stated confidence against the share that is right, each half by the other."""
    held, good, half = np.array(rows), np.array(right, dtype=float), np.array(halves)
    stated = np.zeros(len(good))
    for side in (0, 1):
        weights = fit(held[half != side], good[half != side])
        stated[half == side] = [confidence(row, list(weights)) for row in held[half == side]]
    lines = ["| stated | quotations | mean stated | right |", "| --- | --- | --- | --- |"]
    edges = np.linspace(0, 1, 11)
    error = 0.0
    for low, high in itertools.pairwise(edges):
        inside = (stated >= low) & ((stated < high) | (high == 1))
        if inside.any():
            mean, share = stated[inside].mean(), good[inside].mean()
            error += inside.mean() * abs(mean - share)
            lines.append(f"| {low:.1f}-{high:.1f} | {inside.sum()} | {mean:.3f} | {share:.3f} |")
    return "\n".join([*lines, "", f"expected calibration error {error:.3f}"])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scores", type=Path, help="made by training.evaluate")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--as-eager", action="store_true", help="as eager as the settings that the scores hold"
    )
    args = parser.parse_args()
    with args.scores.open("rb") as file:
        settings, scored = pickle.load(file)
    gold = load(args.gold)
    best = settings if args.as_eager else eagerness(scored, gold, settings)
    rows, right, halves = [], [], []
    for index, (one, truth) in enumerate(zip(scored, gold, strict=True)):
        held, good, _ = judged(one, truth, best)
        rows += held
        right += good
        halves += [index % 2] * len(good)
    weights = fit(np.array(rows), np.array(right, dtype=float))
    print(f"eager {best.eager}")
    print(reliability(rows, right, halves))
    chosen = dataclasses.replace(best, calibration=tuple(weights.tolist()), least=LEAST)
    save_settings(chosen, args.out)


if __name__ == "__main__":
    main()
