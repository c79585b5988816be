"""Weights of a shipped reader, from its graph: for training to go on from what is shipped.

    python -m training.recover src/quoth/models/en --out runs/wide.pt

The integers of the graph become floats again. Position and type embeddings come as their sum, the
settings' part from `settings.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from training.network import save
from training.student import Student, with_weights

Floats = npt.NDArray[np.float32]
_EMBEDDINGS = "encoder.embeddings."
_LEARNED = ("transitions", "null", "distance")


def weights_of(graph: onnx.GraphProto) -> dict[str, Floats]:
    """The weights that `training.export` has put into a graph of integers, by their names.

    Raises:
        ValueError: it is no graph of integers that `training.export` has written.
    """
    held = dict(_constants(graph))
    found = {
        name: value.astype(np.float32)
        for name, value in held.items()
        if name.endswith((".weight", ".bias"))
    }
    places = found.get(_EMBEDDINGS + "position_embeddings.weight")
    products = dict(_products(graph))
    if places is None or not products:
        raise ValueError("no graph of integers that training.export has written")
    found[_EMBEDDINGS + "token_type_embeddings.weight"] = np.zeros((2, places.shape[1]), np.float32)
    for name in found:
        if name + ".scale" in held:
            found[name] = found[name] * held[name + ".scale"]
    for weight, given in products.items():
        bias = weight.removesuffix("weight") + "bias"
        found[bias] = found[bias] * held[given] * held[weight + ".scale"]
    for weight in [*products, "tags.weight"]:
        found[weight] = found[weight].T
    return found


def _constants(graph: onnx.GraphProto) -> Iterator[tuple[str, npt.NDArray[np.generic]]]:
    """The constants of a graph and of those within it."""
    for constant in graph.initializer:
        yield constant.name, numpy_helper.to_array(constant)
    for inner in _within(graph):
        yield from _constants(inner)


def _products(graph: onnx.GraphProto) -> Iterator[tuple[str, str]]:
    """The products of integers: the names of their weights and of the scale of what goes in."""
    for node in graph.node:
        if node.op_type == "QGemm":
            yield node.input[3], node.input[1]
    for inner in _within(graph):
        yield from _products(inner)


def _within(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    for node in graph.node:
        yield from (given.g for given in node.attribute if given.HasField("g"))


def recovered(folder: Path) -> Student:
    """The network of a shipped reader, its weights as far as the integers tell them."""
    found = weights_of(onnx.load(str(folder / "reader.onnx")).graph)
    settings = json.loads((folder / "settings.json").read_text("utf-8"))
    found |= {name: np.array(settings[name], dtype=np.float32) for name in _LEARNED}
    network = with_weights({k: torch.from_numpy(np.array(v)) for k, v in found.items()})
    # In the graph the queries hold the factor of the attention's scores.
    factor = (network.shape.width // network.shape.heads) ** -0.5
    with torch.no_grad():
        for name, value in network.named_parameters():
            if ".query." in name:
                value /= factor
    return network


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path, help="folder of a reader")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    save(recovered(args.model), args.out)


if __name__ == "__main__":
    main()
