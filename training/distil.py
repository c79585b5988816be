"""Teach the network that is shipped what the slower one knows.

    python -m training.distil DATA --teacher runs/teacher.pt --out runs/student.pt

The student starts from its teacher's weights and learns to give the same: in every layer, in the
scores of the tags, in the vectors (Jiao and others 2020, TinyBERT), and beside that the gold. What
is a name of what, and whom a mention means, it can learn from another teacher than quotations.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from quoth.reading.links import LINKING, VECTOR
from quoth.reading.tags import TAGS
from training.data import load
from training.evaluate import loaded_teacher
from training.network import Batch, Network, save
from training.student import WIDE, Student, lay
from training.train import (
    BATCH,
    BODY_RATE,
    HEAD_RATE,
    KINDS,
    optimizer_of,
    prepared,
    special_pieces,
    with_mentions,
)
from training.windows import batches, collate

SIZES = ((254, 40),)  # those that the shipped reader decodes
LINKS = 0.6
WARM = 30
# Columns of the tag scores and of the vectors: for quotations, and for kinds and antecedents.
PARTS = (
    (slice(0, len(TAGS)), slice(0, LINKING)),
    (slice(len(TAGS), None), slice(LINKING, None)),
)


def distilled(teachers: Sequence[Network], batch: Batch, found: tuple) -> Tensor:
    """How far the student is from its teachers, over the pieces that are no context.

    Args:
        teachers: of quotations, and of kinds and antecedents where that is another.
        batch: what they read.
        found: tag scores, vectors and layers that the student gives, where each row of the
            windows stands in them, and which of these are no context.
    """
    tags, vectors, layers, slots, own = found
    with torch.inference_mode():
        told = [teacher.hidden(batch.ids, batch.features, batch.mask) for teacher in teachers]
        held = [layers[-1][own] for layers in told]
        right_tags = [t.tags(h).float() for t, h in zip(teachers, held, strict=True)]
        right_vectors = [t.vectors(h).float() for t, h in zip(teachers, held, strict=True)]
        right_layers = [layer[own].float() for layer in told[0]]
    rows = slots[own]
    apart = torch.zeros(())
    for given, right in list(zip(layers, right_layers, strict=True))[1:]:
        apart = apart + ((given[rows].float() - right) ** 2).mean() / right.var()
    given_tags, given_vectors = tags[own].float(), vectors[own].float()
    closeness, vectored = torch.zeros(()), torch.zeros(())
    for index, (part, numbers) in zip((0, -1), PARTS, strict=True):
        closeness = closeness + nn.functional.kl_div(
            given_tags[:, part].log_softmax(-1),
            right_tags[index][:, part].log_softmax(-1),
            reduction="batchmean",
            log_target=True,
        )
        right = right_vectors[index][:, numbers]
        distance = ((given_vectors[:, numbers] - right) ** 2).mean() / right.var()
        vectored = vectored + distance * right.shape[1] / VECTOR
    return torch.stack((apart / (len(layers) - 1), closeness, vectored))


def run(args: argparse.Namespace) -> None:
    """Train and keep the weights."""
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    news = load(args.data / "polnear-train.jsonl")
    rooms = load(args.data / "newsroom-train.jsonl")
    others = with_mentions(args.data)
    paths = (args.teacher, args.second) if args.second else (args.teacher,)
    teachers = [loaded_teacher(path).eval() for path in paths]
    network = Student(WIDE, 0.0)
    network.load_state_dict(torch.load(args.start or args.teacher))
    network.train()
    optimizer = optimizer_of(network)
    special = special_pieces()
    began, step, total = time.time(), 0, 0
    for epoch in range(args.epochs):
        mixture = news + rooms * args.copies + rng.sample(others, int(args.others * len(others)))
        found = batches(prepared(mixture, rng, SIZES), BATCH, rng)
        total = total or len(found) * args.epochs
        for group in found:
            left = min(1.0, (step + 1) / WARM) * max(0.0, 1 - step / total)
            for given, rate in zip(optimizer.param_groups, (args.rate, args.heads), strict=True):
                given["lr"] = rate * left
            batch = collate(group, *special)
            laid = lay([article.windows for article in group], batch.ids.shape[1])
            own = laid.slots >= 0
            for row, window in enumerate(w for article in group for w in article.windows):
                own[row, 1 : window.before + 1] = False
            with torch.autocast("cpu", dtype=torch.bfloat16):
                tags, vectors, layers = network(laid)
                parts = distilled(teachers, batch, (tags, vectors, layers, laid.slots, own))
            inner = replace(batch, mask=(laid.slots >= 0).long())
            gold = torch.stack(
                (
                    network.tag_loss(tags, batch),
                    network.link_loss(vectors, inner),
                    network.kind_loss(tags, inner),
                    network.antecedent_loss(vectors, batch),
                )
            )
            weighted = (gold * torch.tensor((1.0, LINKS, KINDS, args.antecedents))).sum()
            loss = parts[0] * args.layers + parts[1] + parts[2] + args.gold * weighted
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 20 == 0:
                told = " ".join(f"{x:.4f}" for x in (*parts.tolist(), *gold.tolist()))
                passed = time.time() - began
                print(f"epoch {epoch} step {step}/{total} {told} {passed:.0f}s", flush=True)
        save(network, args.out.with_name(f"{args.out.stem}-{epoch}.pt"))
    save(network, args.out)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--second", type=Path, help="the teacher of kinds and antecedents")
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=BODY_RATE)
    parser.add_argument("--heads", type=float, default=HEAD_RATE / 3)
    parser.add_argument("--layers", type=float, default=1.0, help="weight of the layers' likeness")
    parser.add_argument("--gold", type=float, default=0.3, help="weight of the gold")
    parser.add_argument("--antecedents", type=float, default=0.3, help="weight of their loss")
    parser.add_argument("--others", type=float, default=0.3, help="share of GUM, LitBank and GAP")
    parser.add_argument("--copies", type=int, default=2, help="of the newsroom articles")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    run(args)


if __name__ == "__main__":
    main()
