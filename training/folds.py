"""Judge annealings that each left a fifth of the newsroom articles out.

    python -m training.folds DATA runs/fold0.pt runs/fold1.pt ... --out runs/newsroom.jsonl

Writes what each found in the articles it had not seen, for scoring, and prints recall by the
annotated type (single quotation marks count as marks here), the share of the stretches in
marks that are no quotations but were taken for some, and the verdicts on headlines.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import torch

from quoth.export.document import to_dict
from quoth.intake import article_from_text
from quoth.quotation import Reading
from quoth.reading.interpreting import interpret
from quoth.reading.settings import load_settings
from training.calibrate import words_within
from training.evaluate import by_teacher, loaded_teacher, scored, settings_of

Row = dict[str, Any]


def readings(weights: Path, rows: Sequence[Row], chosen: Path | None) -> list[Reading]:
    """Read articles with the weights of one annealing."""
    network = loaded_teacher(weights)
    settings = settings_of(network)
    if chosen is not None:
        shipped = load_settings(chosen)
        settings = replace(settings, eager=shipped.eager, calibration=shipped.calibration)
    articles = [
        article_from_text(
            row["text"], id=row["id"], outlet=row["outlet"], published=row["published"]
        )
        for row in rows
    ]
    found = scored(partial(by_teacher, network), articles, settings)
    return [next(interpret([prepared], scores, settings)) for prepared, scores in found]


def judge(row: Row, reading: Reading, counts: Counter[str]) -> None:
    """Count what was found of one article."""
    text = row["text"]
    found = [words_within(text, q.content) for q in reading.quotations]
    for said in row["attributions"]:
        wanted = words_within(text, [tuple(s) for s in said["content"]])
        if wanted:
            hit = any(len(wanted & f) >= 0.5 * len(wanted | f) for f in found)
            counts[f"{said['type']} all"] += 1
            counts[f"{said['type']} found"] += hit
    for words in row["not_quotations"]:
        begin = text.find(words)
        stretch = words_within(text, [(begin, begin + len(words))])
        counts["no quotations all"] += 1
        counts["no quotations taken"] += any(
            len(stretch & f) >= 0.5 * len(stretch | f) for f in found
        )
    for quoted in row["headline_quotes"]:
        given = [
            h.verdict
            for h in reading.headline_check
            if text[h.begin : h.end].strip(" ,.") == quoted["quoted"].strip(" ,.")
        ]
        counts["verdicts all"] += 1
        counts["verdicts right"] += given[:1] == [quoted["verdict"]]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path, nargs="+", help="of fold 0, 1, ... in order")
    parser.add_argument("--settings", type=Path, help="of the shipped reader")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    with (args.data / "newsroom-train.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    counts: Counter[str] = Counter()
    with args.out.open("w", encoding="utf-8") as out:
        for index, weights in enumerate(args.weights):
            kept_out = rows[index :: len(args.weights)]
            for row, reading in zip(
                kept_out, readings(weights, kept_out, args.settings), strict=True
            ):
                judge(row, reading, counts)
                said = to_dict(reading)["quotations"]
                out.write(json.dumps({"id": row["id"], "attributions": said}) + "\n")
    for name in ("direct", "mixed", "indirect"):
        print(f"{name:10} found {counts[f'{name} found']} of {counts[f'{name} all']}", end="  ")
        print(f"{counts[f'{name} found'] / max(1, counts[f'{name} all']):.3f}")
    taken, others = counts["no quotations taken"], counts["no quotations all"]
    print(f"no quotations taken for some: {taken} of {others}  {taken / max(1, others):.3f}")
    right, verdicts = counts["verdicts right"], counts["verdicts all"]
    print(f"headline verdicts right: {right} of {verdicts}  {right / max(1, verdicts):.3f}")


if __name__ == "__main__":
    main()
