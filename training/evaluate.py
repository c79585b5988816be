"""Read annotated articles with weights in training, as the product would, and keep the result.

    python -m training.evaluate runs/final.pt DATA/polnear-dev.jsonl --out runs/dev.jsonl

The encoder's scores are kept beside the predictions (`--scores`), so that decoding can be
studied without running the network again.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from quoth.article import Article
from quoth.reading.encoder import Piece, Scores, batches
from quoth.reading.reader import Prepared, prepare
from quoth.reading.settings import Settings
from training.network import Network
from training.train import BASE, tokenizer
from training.windows import Example, collate

_NO_TAGS: list[tuple[int, int, int, int]] = []


def settings_of(network: Network) -> Settings:
    """The settings that go with a network's weights."""
    held = {name: np.array(value, dtype=np.float32) for name, value in network.settings().items()}
    return Settings(held["transitions"], held["null"], held["distance"])


def encode(network: Network, pieces: Sequence[Piece]) -> list[Scores]:
    """Run the network over windows as the shipped graph would."""
    special = [tokenizer().token_to_id(t) for t in ("[CLS]", "[SEP]", "[PAD]")]
    network.eval()
    found: list[Scores | None] = [None] * len(pieces)
    for batch in batches([len(ids) for ids, _ in pieces], 4096):
        windows = [Example(*pieces[i], np.zeros_like(pieces[i][0]), _NO_TAGS) for i in batch]
        held = collate(windows, *special)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, vectors = network(held.ids, held.features, held.mask)
        for row, index in enumerate(batch):
            size = len(pieces[index][0])
            found[index] = (
                tags[row, 1 : size + 1].float().numpy(),
                vectors[row, 1 : size + 1].float().numpy(),
            )
    return [f for f in found if f is not None]


def scored(network: Network, articles: Sequence[Article], settings: Settings) -> list[tuple[Prepared, list[Scores]]]:
    """Prepare articles and score their windows."""
    cut = tokenizer()
    prepared = [prepare(article, cut, settings) for article in articles]
    scores = iter(encode(network, [piece for p in prepared for piece in p.pieces()]))
    return [(p, [next(scores) for _ in p.windows]) for p in prepared]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    network = Network(BASE)
    network.load_state_dict(torch.load(args.weights))
    rows = [json.loads(line) for line in args.gold.open(encoding="utf-8")]
    articles = [Article(text=row["text"], id=row["id"]) for row in rows]
    settings = settings_of(network)
    with args.scores.open("wb") as file:
        pickle.dump((settings, scored(network, articles, settings)), file)


if __name__ == "__main__":
    main()
