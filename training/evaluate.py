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
from quoth.reading.encoder import Encoder, Scores
from quoth.reading.encoding import encoded
from quoth.reading.preparing import Prepared, prepare
from quoth.reading.settings import Settings, load_settings
from quoth.reading.tags import TAGS
from training.network import Network
from training.student import Student, laid_alone, with_weights
from training.train import BASE, cutter, special_pieces
from training.windows import Example, Read, collate

Encode = Callable[[Prepared], list[Scores]]
"""Scores the windows of an article."""


def settings_of(network: Network) -> Settings:
    """The settings that go with a network's weights."""
    held = {name: np.array(value, dtype=np.float32) for name, value in network.settings().items()}
    return Settings(held["transitions"], held["null"], held["distance"])


def loaded(path: Path) -> Student:
    """The wide or the narrow network, with the weights of a training run."""
    return with_weights(torch.load(path))


def loaded_teacher(path: Path) -> Network:
    """The teacher of the wide network, slower still, with its weights."""
    network = Network(BASE)
    network.load_state_dict(torch.load(path))
    return network


def by_graph(path: Path) -> Encode:
    """What scores articles with an exported graph."""
    encoder = Encoder(path)

    def encode(article: Prepared) -> list[Scores]:
        (((_, read),),) = encoded([article], encoder, 1)
        return article.by_windows(read)

    return encode


def by_network(network: Student, article: Prepared) -> list[Scores]:
    """Score the windows of an article with the network as it is in training."""
    network.eval()
    found = []
    for part in article.parts():
        laid = laid_alone(part.pieces)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, vectors, _ = network(laid)
        found.append((part, _scores(tags[0], vectors[0])))
    return article.by_windows(found)


def by_teacher(network: Network, article: Prepared) -> list[Scores]:
    """Score the windows of an article with the slower network, each with its context."""
    network.eval()
    ids, features = article.tokens.ids, article.tokens.features
    rows = [slice(window.context, window.end) for window in article.windows]
    windows = [Example(ids[r], features[r], np.zeros_like(ids[r]), []) for r in rows]
    if not windows:
        return []
    held = collate([Read(windows, [])], *special_pieces())
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        tags, vectors = network(held.ids, held.features, held.mask)
    return [
        _scores(told[1 : len(window.ids) + 1], vector[1 : len(window.ids) + 1])
        for told, vector, window in zip(tags, vectors, windows, strict=True)
    ]


def _scores(tags: torch.Tensor, vectors: torch.Tensor) -> Scores:
    """What the network gives for some pieces, as the encoder does."""
    told = tags.float().numpy()
    return Scores(told[:, : len(TAGS)], told[:, len(TAGS) :], vectors.float().numpy())


def scored(
    encode: Encode, articles: Sequence[Article], settings: Settings
) -> list[tuple[Prepared, list[Scores]]]:
    """Prepare articles and score their windows."""
    cut = cutter()
    prepared = [prepare(article, cut, settings) for article in articles]
    return [(article, encode(article)) for article in prepared]


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
