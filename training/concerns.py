"""Fit the weights by which it is told whom a quotation concerns.

    PYTHONPATH=src:benchmarks python -m training.concerns DATA runs/fold0.pt runs/fold1.pt ... \\
        --settings src/quoth/models/en/settings.json

DATA holds `newsroom-train.jsonl`; each fifth of its articles is read by the annealing that left
it out. Prints precision, recall and F1 of `about` on each fifth by weights fitted on the other
four, as `benchmarks/details.py` counts them, the most that could be reached, and the weights
fitted on all, for `quoth.reading.concerns`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from details import names_agree

from quoth.intake import article_from_text
from quoth.quotation import Quotation
from quoth.reading.concerns import WEIGHTS, Concerns, Signs, told
from quoth.reading.coreference import coreference
from quoth.reading.interpreting import interpret
from quoth.reading.settings import load_settings
from quoth.reading.sources import Sources
from quoth.reading.walking import Walk
from training.calibrate import words_within
from training.evaluate import by_teacher, loaded_teacher, scored, settings_of

SHRINKING = 0.1
"""How strongly weights are held to 0."""
_ROUNDS = 4
_STEPS = 8

Row = dict[str, Any]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Held:
    """An article read, and what is right of each of its quotations.

    Attributes:
        gold: for a quotation's index the names that the annotated ones which it overlaps
            are about.
    """

    concerns: Concerns
    quotations: Sequence[Quotation]
    gold: Mapping[int, list[list[str]]]


@dataclass(frozen=True, slots=True)
class Case:
    """One whom an annotated quotation may concern."""

    signs: Signs
    right: bool


def read(rows: Sequence[Row], weights: Path, chosen: Path) -> list[Held]:
    """Read articles with the weights of one annealing and walk through them again."""
    network, shipped = loaded_teacher(weights), load_settings(chosen)
    settings = replace(settings_of(network), eager=shipped.eager, calibration=shipped.calibration)
    articles = [
        article_from_text(r["text"], id=r["id"], outlet=r["outlet"], published=r["published"])
        for r in rows
    ]
    held = []
    for row, (prepared, scores) in zip(
        rows, scored(partial(by_teacher, network), articles, settings), strict=True
    ):
        quotations = next(interpret([prepared], scores, settings)).quotations
        meant = coreference(prepared.tokens, prepared.windows, scores, settings)
        walk = Walk(prepared.article, quotations, meant)
        sources = Sources(walk)
        for quotation in sorted(quotations, key=lambda q: (q.source or q.content or q.cue)[0]):
            sources.speaker(quotation)
        walk.advance(len(walk.text))
        concerns = Concerns(walk, sources.phrases.describing)
        held.append(Held(concerns, quotations, _gold(row, quotations)))
    return held


def _gold(row: Row, quotations: Sequence[Quotation]) -> dict[int, list[list[str]]]:
    found = [words_within(row["text"], q.content) for q in quotations]
    gold: dict[int, list[list[str]]] = {}
    for said in row["attributions"]:
        wanted = words_within(row["text"], [tuple(s) for s in said["content"]])
        shares = [len(wanted & f) / max(1, len(wanted | f)) for f in found]
        best = max(range(len(shares)), key=shares.__getitem__, default=-1)
        if best >= 0 and shares[best] >= 0.5:
            gold.setdefault(best, []).append(said["about"])
    return gold


def judged(articles: Sequence[Held], weights: Weights) -> tuple[list[Case], Counter[str]]:
    """Every case of some articles, and what is right of what the weights tell."""
    cases: list[Case] = []
    counts: Counter[str] = Counter()
    for held in articles:
        concerns = held.concerns
        concerns.start()
        for index, quotation in enumerate(held.quotations):
            if not quotation.content:
                continue
            spoken_of = concerns.words.of(quotation)
            signs = concerns.signs(quotation, spoken_of)
            likely = concerns.weighed(quotation, signs, weights)
            for wanted in held.gold.get(index, ()):
                cases += [
                    Case(s, any(names_agree(concerns.names[n], name) for name in wanted))
                    for n, s in signs.items()
                ]
                found = [concerns.names[n] for n in told(likely, spoken_of.signs)]
                counts["told"] += len(found)
                counts["wanted"] += len(wanted)
                counts["named"] += sum(
                    any(names_agree(other, name) for other in concerns.names.values())
                    for name in wanted
                )
                for name in wanted:
                    match = next((n for n in found if names_agree(n, name)), None)
                    if match is not None:
                        found.remove(match)
                        counts["right"] += 1
    return cases, counts


def fitted(articles: Sequence[Held]) -> dict[str, float]:
    """The weights by which some articles are told best: a logistic regression.

    What was spoken of before is itself a matter of the weights, so they are fitted again and
    again with what the last ones told.
    """
    names = list(WEIGHTS)
    weights: dict[str, float] = dict(WEIGHTS)
    for _ in range(_ROUNDS):
        cases, _ = judged(articles, weights)
        signs = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
        right = np.array([case.right for case in cases], dtype=float)
        shrinking = np.array([0.0 if name == "bias" else SHRINKING for name in names])
        found = np.zeros(len(names))
        for _ in range(_STEPS):
            likely = 1 / (1 + np.exp(-signs @ found))
            slope = signs.T @ (likely - right) + shrinking * found
            bend = (signs * (likely * (1 - likely))[:, None]).T @ signs + np.diag(shrinking)
            found -= np.linalg.solve(bend + 1e-9 * np.eye(len(names)), slope)
        weights = dict(zip(names, found.tolist(), strict=True))
    return weights


def figures(counts: Counter[str]) -> str:
    """Precision, recall and F1 as a line."""
    right, told, wanted = counts["right"], counts["told"], counts["wanted"]
    return (
        f"P {right / max(1, told):.3f}  R {right / max(1, wanted):.3f}  "
        f"F1 {2 * right / max(1, told + wanted):.3f}  of {wanted}"
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path, nargs="+", help="of fold 0, 1, ... in order")
    parser.add_argument("--settings", type=Path, required=True, help="of the shipped reader")
    args = parser.parse_args()
    with (args.data / "newsroom-train.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    count = len(args.weights)
    folds = [
        read(rows[fold::count], weights, args.settings) for fold, weights in enumerate(args.weights)
    ]
    whole: Counter[str] = Counter()
    for fold, kept_out in enumerate(folds):
        others = [held for at, some in enumerate(folds) if at != fold for held in some]
        counts = judged(kept_out, fitted(others))[1]
        print(f"fold {fold}  {figures(counts)}")
        whole += counts
    print(f"kept out {figures(whole)}; named at all {whole['named'] / whole['wanted']:.3f}")
    for name, weight in fitted([held for some in folds for held in some]).items():
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
