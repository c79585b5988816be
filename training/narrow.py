"""Teach the narrow network, for fast reading, what the wide one knows.

    python -m training.narrow DATA --wide runs/wide.pt --out runs/alike.pt --device cuda
    python -m training.narrow DATA --wide runs/wide.pt --start runs/alike.pt --out runs/told.pt \\
        --steps 900 --pieces 3000 --rate 1.5e-4

First it learns to give the same scores and vectors (Jiao and others 2020, TinyBERT), on texts in
which some pieces are exchanged for others: what the wide one says of them teaches as well, and no
text is seen twice. That takes 22,000 steps: a quarter of an hour on a large GPU, days without one.
Then the gold comes in, on the processor.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from quoth.reading.tags import OUTSIDE
from training.data import load
from training.distil import LINKS, PARTS
from training.evaluate import loaded
from training.network import Batch, save
from training.student import NARROW, Laid, Student, lay
from training.train import optimizer_of, prepared, special_pieces, with_mentions
from training.windows import Read, batches, collate

SIZES = ((254, 40),)  # those that the shipped reader decodes
WARM = 0.02  # of all steps
LIKE_LAYERS = 0.7  # of all steps
WILD = 0.35  # of the pieces exchanged, those exchanged for any of the vocabulary
WORDS = (1037, 29600)  # pieces of the vocabulary that are words or parts of words
OF_A_CASE = 14  # values of a feature that share a letter case
UNASKED = 0.1  # what the vectors of a piece count that is no part of anything
COUNTED = {
    "tags": 2.0,
    "kinds": 1.0,
    "scores": 0.3,
    "links": 0.6,
    "antecedents": 0.6,
    "odds": 1.0,
    "gold tags": 1.0,
    "gold links": LINKS,
}
"""What each distance counts."""


class Heard(NamedTuple):
    """What a network makes of blocks: scores, vectors, and what each layer gives."""

    tags: Tensor
    vectors: Tensor
    layers: list[Tensor]


def heard(network: Student, laid: Laid) -> Heard:
    """Run a network over blocks."""
    layers = network.hidden(laid)
    return Heard(network.tags(layers[-1]), network.vectors(layers[-1]), layers)


def begun(wide: Student) -> Student:
    """A narrow network whose embeddings are the wide one's along their main directions."""
    network = Student(NARROW, 0.0)
    table = wide.encoder.embeddings.word_embeddings.weight.detach()
    mean = table.mean(0)
    directions = torch.linalg.eigh((table - mean).T @ (table - mean))[1]
    basis = directions.flip(1)[:, : NARROW.width] * (table.shape[1] / NARROW.width) ** 0.5
    own, given = network.encoder.embeddings, wide.encoder.embeddings
    with torch.no_grad():
        own.word_embeddings.weight.copy_((table - mean) @ basis)
        places = given.position_embeddings.weight + given.token_type_embeddings.weight[0]
        own.position_embeddings.weight.copy_(places @ basis)
        own.token_type_embeddings.weight.zero_()
        network.features.weight.copy_(wide.features.weight @ basis)
        for name in ("transitions", "null", "distance"):
            getattr(network, name).copy_(getattr(wide, name))
    return network


def exchanged(laid: Laid, own: Tensor, most: float) -> Laid:
    """The same blocks with some pieces exchanged for others.

    Args:
        laid: articles in blocks.
        own: which of their pieces are the text's.
        most: the largest share of a block that is exchanged; two fifths of the blocks stay.
    """
    shape, device = laid.ids.shape, laid.ids.device
    share = (torch.rand(len(laid.ids), 1, device=device) * most / 0.6 - most * 0.4 / 0.6).clamp(0)
    other = torch.randint(0, laid.ids.numel(), shape, device=device)
    wild = torch.rand(shape, device=device) < WILD
    case = laid.features // OF_A_CASE
    alike = case == case.flatten()[other]
    given = torch.where(
        wild, torch.randint(*WORDS, shape, device=device), laid.ids.flatten()[other]
    )
    chosen = own & (torch.rand(shape, device=device) < share)
    chosen &= wild | (own.flatten()[other] & alike)
    return replace(laid, ids=torch.where(chosen, given, laid.ids))


def apart(given: Tensor, right: Tensor, counts: Tensor) -> Tensor:
    """Mean squared distance of rows, as a share of the variance of those that are right.

    Args:
        given, right: one row a piece.
        counts: how much each row counts.
    """
    mean = counts @ right / counts.sum()
    return (counts @ (given - right) ** 2).sum() / (counts @ (right - mean) ** 2).sum()


def unlikeness(
    wide: Heard, network: Heard, bridges: nn.ModuleList, own: Tensor
) -> dict[str, Tensor]:
    """How far the narrow network is from the wide one, over the pieces of the text.

    Args:
        wide, network: what they make of the same blocks.
        bridges: from layers of the narrow one to the width of the wide one.
        own: which pieces of the blocks are the text's.

    Returns:
        `tags`, `kinds`: divergence of the scores a piece. `scores`, `links`, `antecedents`,
        `layers`: distances as shares. The vectors of what is tagged, or mentioned, count most.
    """
    tags, right_tags = (heard.tags[own].float() for heard in (network, wide))
    vectors, right_vectors = (heard.vectors[own].float() for heard in (network, wide))
    found, middle = {}, []
    for name, linked, (part, numbers) in (
        ("tags", "links", PARTS[0]),
        ("kinds", "antecedents", PARTS[-1]),
    ):
        told, right = tags[:, part], right_tags[:, part]
        found[name] = nn.functional.kl_div(
            told.log_softmax(-1), right.log_softmax(-1), reduction="batchmean", log_target=True
        )
        middle.append((told - told.mean(1, keepdim=True), right - right.mean(1, keepdim=True)))
        counts = UNASKED + 1 - right.softmax(-1)[:, OUTSIDE]
        found[linked] = apart(vectors[:, numbers], right_vectors[:, numbers], counts)
    alike = torch.ones(len(tags), device=tags.device)
    found["scores"] = apart(*(torch.cat(parts, 1) for parts in zip(*middle, strict=True)), alike)
    made, held = network.layers, wide.layers
    pairs = ((made[len(made) // 2], held[len(held) // 2]), (made[-1], held[-1]))
    found["layers"] = torch.stack(
        [
            apart(bridge(own_layer[own].float()), layer[own].float(), alike)
            for bridge, (own_layer, layer) in zip(bridges, pairs, strict=True)
        ]
    ).sum()
    return found


def groups(data: Path, args: argparse.Namespace, rng: random.Random) -> Iterator[list[Read]]:
    """Articles of the training data, varied anew in each round, without end."""
    news = load(data / "polnear-train.jsonl")
    rooms = load(data / "newsroom-train.jsonl")
    others = with_mentions(data)
    while True:
        mixture = news + rooms * args.copies + others
        yield from batches(prepared(mixture, rng, SIZES), args.pieces, rng)


def by_annotation(
    network: Student, wide: Student, made: Heard, held: Heard, batch: Batch, slots: Tensor
) -> dict[str, Tensor]:
    """How far the narrow network is from the annotation, and from the wide one's antecedents."""
    rows = slots.clamp(min=0)
    tags, vectors = made.tags.flatten(0, 1)[rows], made.vectors.flatten(0, 1)[rows]
    inner = replace(batch, mask=(slots >= 0).long())
    found = {
        "gold tags": network.tag_loss(tags, batch),
        "gold links": network.link_loss(vectors, inner),
        "gold antecedents": network.antecedent_loss(vectors, batch),
        "odds": vectors.sum() * 0.0,
    }
    if len(batch.asking):
        right = wide.antecedent_scores(held.vectors.flatten(0, 1)[rows], batch)
        given = network.antecedent_scores(vectors, batch)
        found["odds"] = nn.functional.kl_div(
            given.log_softmax(-1), right.log_softmax(-1), reduction="batchmean", log_target=True
        )
    return found


def run(args: argparse.Namespace) -> None:
    """Train and keep the weights."""
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    device = torch.device(args.device)
    wide = loaded(args.wide).eval()
    network = loaded(args.start) if args.start else begun(wide)
    bridges = nn.ModuleList(nn.Linear(NARROW.width, wide.shape.width) for _ in range(2))
    for part in (wide.requires_grad_(False), network, bridges):
        part.to(device).eval()  # nothing is dropped: there is little to spare
    optimizer = optimizer_of(network)
    optimizer.add_param_group({"params": list(bridges.parameters())})
    special = special_pieces()
    began = time.time()
    for step, group in zip(range(args.steps), groups(args.data, args, rng), strict=False):
        passed = step / args.steps
        for given in optimizer.param_groups:
            given["lr"] = args.rate * min(1.0, (passed + 1 / args.steps) / WARM) * (1 - passed)
        batch = collate(group, *special)
        laid = lay([article.windows for article in group], batch.ids.shape[1])
        own = torch.zeros(laid.ids.numel(), dtype=torch.bool)
        own[laid.slots[laid.slots >= 0]] = True
        own = own.view(laid.ids.shape).to(device)
        laid = Laid(*(getattr(laid, field.name).to(device) for field in fields(laid)))
        laid = exchanged(laid, own, args.replaced)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            with torch.no_grad():
                held = heard(wide, laid)
            made = heard(network, laid)
        found = unlikeness(held, made, bridges, own)
        counted = dict(COUNTED)
        if args.start:
            # Layers help at the beginning; afterwards only what is given in the end counts.
            found |= by_annotation(network, wide, made, held, batch, laid.slots)
            counted |= {name: args.gold * COUNTED[name] for name in ("gold tags", "gold links")}
            counted["gold antecedents"] = args.antecedents
        else:
            counted["layers"] = max(0.0, 1 - passed / LIKE_LAYERS)
        loss = torch.stack([found[n] * weight for n, weight in counted.items() if n in found]).sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        if (step + 1) % 20 == 0:
            told = ", ".join(f"{name} {value.item():.4f}" for name, value in found.items())
            print(f"step {step + 1}/{args.steps} {told} {time.time() - began:.0f}s", flush=True)
    save(network.cpu(), args.out)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--wide", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from these, with the gold")
    parser.add_argument("--steps", type=int, default=22_000)
    parser.add_argument("--pieces", type=int, default=32_000, help="of a step's texts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--replaced", type=float, default=0.14, help="most of a block's pieces")
    parser.add_argument("--gold", type=float, default=0.1, help="of tags and links, with --start")
    parser.add_argument("--antecedents", type=float, default=1.0, help="weight of their gold")
    parser.add_argument("--copies", type=int, default=4, help="of the newsroom articles")
    parser.add_argument("--device", default="cpu", help="cuda: without --start only")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    run(args)


if __name__ == "__main__":
    main()
