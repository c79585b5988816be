"""Score the windows of annotated articles and keep the scores.

    python -m training.evaluate runs/final.pt DATA/polnear-dev.jsonl --scores runs/dev.pkl
    python -m training.evaluate MODEL/reader.onnx DATA/polnear-dev.jsonl --scores runs/dev.pkl \\
        --settings runs/final.json

Decoding can then be studied and calibrated without running the network again. With weights
(`.pt`) the network runs as in training; with a graph (`.onnx`), as it is shipped, and the
settings that go with the weights are read from a file.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch

from quoth.article import Article
from quoth.reading.encoder import Encoder, Piece, Scores
from quoth.reading.reader import Prepared, prepare
from quoth.reading.settings import Settings, load_settings
from quoth.reading.tags import TAGS
from training.network import Network
from training.train import BASE, tokenizer
from training.windows import Example, Read, collate

_BATCH = 16

Encode = Callable[[Sequence[Piece]], list[Scores]]


def settings_of(network: Network) -> Settings:
    """The settings that go with a network's weights."""
    held = {name: np.array(value, dtype=np.float32) for name, value in network.settings().items()}
    return Settings(held["transitions"], held["null"], held["distance"])


def loaded(path: Path) -> Network:
    """The network with the weights of a training run."""
    network = Network(BASE)
    network.load_state_dict(torch.load(path))
    return network


def by_graph(path: Path) -> Encode:
    """What scores windows with an exported graph."""
    encoder = Encoder(path)
    return lambda pieces: [encoder(piece) for piece in pieces]


def by_network(network: Network, pieces: Sequence[Piece]) -> list[Scores]:
    """Score windows with the network as it is in training."""
    special = [tokenizer().token_to_id(t) for t in ("[CLS]", "[SEP]", "[PAD]")]
    network.eval()
    order = sorted(range(len(pieces)), key=lambda i: -len(pieces[i][0]))
    found: dict[int, Scores] = {}
    for at in range(0, len(order), _BATCH):
        batch = order[at : at + _BATCH]
        windows = [Example(*pieces[i], np.zeros_like(pieces[i][0]), []) for i in batch]
        held = collate([Read(windows, [])], *special)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, vectors = network(held.ids, held.features, held.mask)
        for row, index in enumerate(batch):
            size = len(pieces[index][0])
            own = tags[row, 1 : size + 1].float().numpy()
            found[index] = Scores(
                own[:, : len(TAGS)],
                own[:, len(TAGS) :],
                vectors[row, 1 : size + 1].float().numpy(),
            )
    return [found[i] for i in range(len(pieces))]


def scored(
    encode: Encode, articles: Sequence[Article], settings: Settings
) -> list[tuple[Prepared, list[Scores]]]:
    """Prepare articles and score their windows."""
    cut = tokenizer()
    prepared = [prepare(article, cut, settings) for article in articles]
    scores = iter(encode([piece for p in prepared for piece in p.pieces()]))
    return [(p, [next(scores) for _ in p.windows]) for p in prepared]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--settings", type=Path, help="written by training.make, for a graph")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    rows = [json.loads(line) for line in args.gold.open(encoding="utf-8")]
    articles = [Article(text=row["text"], id=row["id"]) for row in rows]
    if args.weights.suffix == ".onnx":
        settings, encode = load_settings(args.settings), by_graph(args.weights)
    else:
        network = loaded(args.weights)
        settings, encode = settings_of(network), partial(by_network, network)
    with args.scores.open("wb") as file:
        pickle.dump((settings, scored(encode, articles, settings)), file)


if __name__ == "__main__":
    main()
