"""Weights of a shipped reader, from its graph: for training to go on from what is shipped.

    python -m training.recover src/quoth/models/en --out runs/wide.pt

The integers of the graph become floats again. Position and type embeddings come as their sum, the
settings' part from `settings.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
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
_PRODUCTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_NORMALIZATIONS = ("attention.output.LayerNorm", "output.LayerNorm")
_LEARNED = ("transitions", "null", "distance")


def weights_of(graph: onnx.GraphProto) -> dict[str, Floats]:
    """The weights that `training.export` has put into a graph of integers, by their names.

    Raises:
        ValueError: it is no graph of integers that `training.export` has written.
    """
    constants = {c.name: numpy_helper.to_array(c) for c in graph.initializer}
    nodes: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        nodes.setdefault(node.op_type, []).append(node)
    products, sums = nodes.get("QGemm", []), nodes.get("LayerNormalization", [])
    layers = len(products) // len(_PRODUCTS)
    if len(products) != layers * len(_PRODUCTS) + 1 or len(sums) != 2 * layers + 1:
        raise ValueError("no graph of integers that training.export has written")
    table, scales, features, places = (constants[n.input[0]] for n in nodes["Gather"][:4])
    found = {
        _EMBEDDINGS + "word_embeddings.weight": table.astype(np.float32) * scales,
        _EMBEDDINGS + "position_embeddings.weight": places,
        _EMBEDDINGS + "token_type_embeddings.weight": np.zeros((2, places.shape[1]), np.float32),
        "features.weight": features,
    }
    names = [f"encoder.encoder.layer.{layer}." for layer in range(layers)]
    places_of_sums = [_EMBEDDINGS + "LayerNorm", *(n + s for n in names for s in _NORMALIZATIONS)]
    for node, name in zip(sums, places_of_sums, strict=True):
        found[name + ".weight"], found[name + ".bias"] = (constants[i] for i in node.input[1:3])
    linear = [*(name + product for name in names for product in _PRODUCTS), "vectors"]
    for node, name in zip(products, linear, strict=True):
        found |= dict(_of_product(node, constants, name))
    (product,) = nodes["MatMul"]
    added = next(node for node in nodes["Add"] if product.output[0] in node.input)
    found["tags.weight"] = constants[product.input[1]].T
    found["tags.bias"] = constants[added.input[1]]
    return found


def _of_product(
    node: onnx.NodeProto, constants: Mapping[str, npt.NDArray[np.generic]], name: str
) -> Iterator[tuple[str, Floats]]:
    """Weight and bias of a product of integers."""
    _, scale, _, values, scales, _, bias = (constants.get(given) for given in node.input)
    assert scale is not None and values is not None and scales is not None and bias is not None
    yield name + ".weight", (values.astype(np.float32) * scales).T
    yield name + ".bias", bias.astype(np.float32) * scale * scales


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
