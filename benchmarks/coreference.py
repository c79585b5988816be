"""Whom pronouns mean: the reader's antecedent scores on GAP (Webster and others 2018).

    python benchmarks/coreference.py GAP.jsonl [--model FOLDER]

Each line has a paragraph with a pronoun and two names, and says of each name whether the pronoun
means it. The likeliest of the two names and "neither" is taken. Prints F1 over all, over
masculine and over feminine pronouns.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from quoth.article import Article
from quoth.reading.coreference import Coreference, coreference
from quoth.reading.encoder import Encoder
from quoth.reading.encoding import encoded
from quoth.reading.preparing import prepare
from quoth.reading.reader import MODEL, load_cutter
from quoth.reading.settings import load_settings


class Scorer:
    """Reads texts with one model and gives their antecedent scores."""

    def __init__(self, model: Path) -> None:
        self._settings = load_settings(model / "settings.json")
        self._cut = load_cutter(model / "tokenizer.json")
        self._encode = Encoder(model / "reader.onnx")

    def __call__(self, text: str) -> Coreference:
        """Read one text."""
        prepared = prepare(Article(text=text), self._cut, self._settings)
        (((_, read),),) = encoded([prepared], self._encode, 1)
        scores = prepared.by_windows(read)
        return coreference(prepared.tokens, prepared.windows, scores, self._settings)


def f1(counts: Counter[str]) -> float:
    """F1 of the pairs of pronoun and name that mean the same."""
    return 2 * counts["right"] / max(1, counts["given"] + counts["wanted"])


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gap", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    args = parser.parse_args()
    scorer = Scorer(args.model)
    counts = {sex: Counter[str]() for sex in ("all", "M", "F")}
    for line in args.gap.read_text("utf-8").splitlines():
        row = json.loads(line)
        names = [tuple(row[name]["span"]) for name in "AB"]
        scores = scorer(row["text"]).scores(*row["pronoun"]["span"], names)
        chosen = scores.index(max(scores)) - 1
        for index, name in enumerate("AB"):
            for sex in ("all", row["gender"]):
                counts[sex]["given"] += chosen == index
                counts[sex]["wanted"] += row[name]["coref"]
                counts[sex]["right"] += chosen == index and row[name]["coref"]
    for sex, held in counts.items():
        print(f"{sex:4} F1 {f1(held):.3f}  ({held['wanted']} pairs)")


if __name__ == "__main__":
    main()
