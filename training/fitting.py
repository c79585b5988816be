"""Give a student another teacher's heads for kinds and antecedents.

    python -m training.fitting DATA --student runs/student.pt --teacher runs/mean.pt \\
        --out runs/fitted.pt

The heads are fitted by ridge regression: from what the student makes of each piece to the scores
and vectors that the teacher gives for it. Distilling (`training.distil --second`) goes on from
there; begun with heads that mean something else, it would first have to unlearn them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from quoth.article import Article
from quoth.reading.links import LINKING, RELATIONS
from quoth.reading.preparing import Prepared, prepare
from quoth.reading.tags import TAGS
from training.data import load
from training.evaluate import by_teacher, loaded, loaded_teacher, settings_of
from training.network import Network, save
from training.student import Student, laid_alone
from training.train import cutter

FITTED = {"newsroom-train.jsonl": 20, "polnear-train.jsonl": 60}
"""How many articles of which files the heads are fitted on."""
RIDGE = 0.1


def rows(student: Student, teacher: Network, article: Prepared) -> tuple[Tensor, Tensor]:
    """What the student makes of each piece, with a one; and what the teacher gives for it."""
    given, told = [], []
    for part in article.parts():
        laid = laid_alone(part.pieces)
        with torch.inference_mode():
            made = student.hidden(laid)[-1].flatten(0, 1)[laid.slots[0]]
        given.append(made[part.own])
    for scores, window in zip(by_teacher(teacher, article), article.windows, strict=True):
        own = slice(window.begin - window.context, None)
        told.append(np.concatenate((scores.kinds[own], scores.vectors[own, LINKING:]), axis=1))
    pieces = torch.cat(given).double()
    ones = torch.ones(len(pieces), 1, dtype=torch.double)
    return torch.cat((pieces, ones), 1), torch.from_numpy(np.concatenate(told)).double()


def fit(student: Student, teacher: Network, data: Path) -> None:
    """Replace the student's heads for kinds and antecedents, in place."""
    cut, settings = cutter(), settings_of(student)
    texts = [
        article.text for name, count in FITTED.items() for article in load(data / name)[:count]
    ]
    articles = (prepare(Article(text), cut, settings) for text in texts)
    held = [rows(student, teacher, article) for article in articles]
    given, told = map(torch.cat, zip(*held, strict=True))
    squares = given.T @ given + RIDGE * torch.eye(given.shape[1])
    solved = torch.linalg.solve(squares, given.T @ told).float()
    kinds = student.tags.out_features - len(TAGS)
    with torch.no_grad():
        student.tags.weight[len(TAGS) :] = solved[:-1, :kinds].T
        student.tags.bias[len(TAGS) :] = solved[-1, :kinds]
        student.vectors.weight[LINKING:] = solved[:-1, kinds:].T
        student.vectors.bias[LINKING:] = solved[-1, kinds:]
        student.null[RELATIONS] = teacher.null[RELATIONS]
        student.distance[RELATIONS] = teacher.distance[RELATIONS]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--student", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    student, teacher = loaded(args.student).eval(), loaded_teacher(args.teacher).eval()
    fit(student, teacher, args.data)
    save(student, args.out)


if __name__ == "__main__":
    main()
