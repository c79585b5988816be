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
    graphs = list(_with_those_within(graph))
    held = {c.name: numpy_helper.to_array(c) for one in graphs for c in one.initializer}
    # By the names of their weights, the names of the scales of what goes into them.
    products = {
        node.input[3]: node.input[1]
        for one in graphs
        for node in one.node
        if node.op_type == "QGemm"
    }
    found = {
        name: value.astype(np.float32)
        for name, value in held.items()
        if name.endswith((".weight", ".bias"))
    }
    places = found.get(_EMBEDDINGS + "position_embeddings.weight")
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


def _with_those_within(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    yield graph
    for node in graph.node:
        for given in node.attribute:
            if given.HasField("g"):
                yield from _with_those_within(given.g)


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
