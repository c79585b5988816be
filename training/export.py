"""From trained weights to the ONNX graph that `quoth` runs, quantised to int8.

The graph is put together by hand, since an exported one costs half as much again: what each
choice gains was measured with ONNX Runtime on one core.

* Matrix products: uint8 activations, their ranges found beforehand on training articles, by
  int8 weights with one scale a column (`QGemm`). Ranges found at every run take as long again
  as the product.
* The wide layer's results are cut to unsigned bytes with zero at the bottom: that is the
  rectifier. That `QGemm` can give them itself makes no difference.
* `Add` and `LayerNormalization` apart: the fused `SkipLayerNormalization` takes six times as
  long as both.
* The stretches around a block gathered by their numbers: put together of slices, each key and
  value is copied once more, which takes the whole up to a sixteenth longer.
* Attention in floats: in integers it is a twentieth faster in all, and loses 0.004 of F1.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from quoth.reading.blocks import BLOCK, OWN
from quoth.reading.encoder import PROBED

Array = npt.NDArray[np.generic]
Weights = Mapping[str, npt.NDArray[np.float32]]
Ranges = Mapping[str, tuple[float, float]]

OPSET = 20
IR_VERSION = 10
EPSILON = 1e-12
"""BERT's, in every layer normalisation."""
_MICROSOFT = "com.microsoft"
_EMBEDDINGS = "encoder.embeddings."


def export_onnx(
    weights: Weights, path: Path, *, heads: int, reach: int, ranges: Ranges | None = None
) -> None:
    """Write the reader's network as an ONNX graph.

    Its inputs are `ids`, `features` and `places`, int64 [blocks, `BLOCK`], of one article; its
    outputs `tags` and `vectors`, float32 [pieces, width], one row a piece of the blocks but for
    the special ones.

    Args:
        weights: float arrays named as in transformers' `BertModel` below `encoder.`, with
            `features.weight`, `tags.weight`, `tags.bias`, `vectors.weight`, `vectors.bias`.
            Number of layers and all widths are taken from them.
        path: the file to write.
        heads: of the attention.
        reach: how many pieces before and after its block a piece attends to.
        ranges: least and largest value of what goes into each matrix product, by name; see
            `training.student.ranges_of`. Without it the graph stays float throughout.

    Raises:
        KeyError: a weight or a range is missing.
    """
    graph = _Graph()
    hidden = _embed(graph, weights, ranges is not None)
    stretches = _stretches(graph, reach)
    layer = 0
    while (name := f"encoder.encoder.layer.{layer}.") + "output.dense.weight" in weights:
        block = _Layer(graph, weights, name, heads, reach, ranges, stretches)
        hidden = block.attend(hidden)
        hidden = block.feed_forward(hidden)
        layer += 1
    hidden = _told(graph, hidden, weights["features.weight"].shape[1])
    widths = {}
    for head in ("tags", "vectors"):
        weight, bias = weights[f"{head}.weight"], weights[f"{head}.bias"]
        # Too narrow for integers to gain anything, the tags stay float.
        limits = ranges["last"] if ranges and head == "vectors" else None
        result = _linear(graph, _cut(graph, hidden, limits), weight, bias)
        graph.add("Identity", [result], names=[head])
        widths[head] = len(bias)
    onnx.save(graph.model(widths), path)


def export_probe(path: Path) -> None:
    """Write the graph by which a processor is asked whether it adds up bytes exactly."""
    column = np.full((PROBED, 16), 127, dtype=np.int8)
    node = helper.make_node("MatMulInteger", ["row", "column"], ["total"])
    row = helper.make_tensor_value_info("row", TensorProto.UINT8, [1, PROBED])
    total = helper.make_tensor_value_info("total", TensorProto.INT32, [1, 16])
    graph = helper.make_graph(
        [node], "sums", [row], [total], [numpy_helper.from_array(column, "column")]
    )
    opsets = [helper.make_opsetid("", OPSET)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION), path)


class _Graph:
    """Nodes and constants in the order in which they are added."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def add(
        self,
        operator: str,
        inputs: list[str],
        *,
        outputs: int = 1,
        names: list[str] | None = None,
        domain: str = "",
        **attributes: Any,
    ) -> str:
        """Add a node and return the name of its first output; further ones end in _1, _2."""
        base = f"{operator}_{len(self._nodes)}"
        names = names or [base, *(f"{base}_{i}" for i in range(1, outputs))]
        self._nodes.append(
            helper.make_node(operator, inputs, names, name=base, domain=domain, **attributes)
        )
        return names[0]

    def constant(self, value: Array | list[int]) -> str:
        """Add a constant and return its name."""
        name = f"constant_{len(self._constants)}"
        array = np.ascontiguousarray(value)
        # ascontiguousarray makes scalars vectors, which the runtime takes for one scale a column.
        self._constants.append(numpy_helper.from_array(array.reshape(np.shape(value)), name))
        return name

    def model(self, widths: Mapping[str, int]) -> onnx.ModelProto:
        """The whole as a model, `widths` naming its outputs."""
        shape = ["blocks", BLOCK]
        graph = helper.make_graph(
            self._nodes,
            "reader",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, shape)
                for name in ("ids", "features", "places")
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["pieces", width])
                for name, width in widths.items()
            ],
            self._constants,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


def _quantized(
    matrix: npt.NDArray[np.float32], axis: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Symmetric int8 values, and the scale of each row (axis 1) or column (axis 0)."""
    scale = np.maximum(np.abs(matrix).max(axis), 1e-12) / 127
    values = np.rint(matrix / np.expand_dims(scale, axis))
    return values.astype(np.int8), scale.astype(np.float32)


def _embed(graph: _Graph, weights: Weights, quantize: bool) -> str:
    """Sum of word piece, feature, position and type 0, normalised; one row a piece."""
    flat = graph.constant([-1])
    ids, features, at = (
        graph.add("Reshape", [name, flat]) for name in ("ids", "features", "places")
    )
    table = weights[_EMBEDDINGS + "word_embeddings.weight"]
    if quantize:
        values, scale = _quantized(table, 1)
        rows = graph.add("Gather", [graph.constant(values), ids])
        scales = graph.add("Gather", [graph.constant(scale[:, None]), ids])
        hidden = graph.add("Mul", [graph.add("Cast", [rows], to=TensorProto.FLOAT), scales])
    else:
        hidden = graph.add("Gather", [graph.constant(table), ids])
    feature = graph.add("Gather", [graph.constant(weights["features.weight"]), features])
    hidden = graph.add("Add", [hidden, feature])
    places = weights[_EMBEDDINGS + "position_embeddings.weight"]
    places = places + weights[_EMBEDDINGS + "token_type_embeddings.weight"][0]
    place = graph.add("Gather", [graph.constant(places), at])
    return _normalize(graph, weights, _EMBEDDINGS + "LayerNorm", [hidden, place])


def _stretches(graph: _Graph, reach: int) -> str:
    """Which stretches of `reach` pieces each block attends to, in order.

    Before the first block stands -1, and after the last one the number of all stretches: both name
    the one that stands behind all others, which is empty.
    """
    first = graph.constant(np.int64(0))
    count = graph.add("Gather", [graph.add("Shape", ["ids"]), first], axis=0)
    block = graph.add("Range", [first, count, graph.constant(np.int64(1))])
    begin = graph.add("Mul", [block, graph.constant(np.int64(BLOCK // reach))])
    column = graph.add("Unsqueeze", [begin, graph.constant([1])])
    return graph.add("Add", [column, graph.constant(np.arange(-1, BLOCK // reach + 1))])


def _told(graph: _Graph, hidden: str, width: int) -> str:
    """The pieces of the text: nobody asks what becomes of the special ones."""
    held = graph.add("Reshape", [hidden, graph.constant([-1, BLOCK, width])])
    begin, end, axis = (graph.constant([at]) for at in (BLOCK - OWN, BLOCK, 1))
    own = graph.add("Slice", [held, begin, end, axis])
    return graph.add("Reshape", [own, graph.constant([-1, width])])


def _normalize(graph: _Graph, weights: Weights, name: str, terms: list[str]) -> str:
    """Layer normalisation of the sum of two terms."""
    scale = graph.constant(weights[name + ".weight"])
    shift = graph.constant(weights[name + ".bias"])
    total = graph.add("Add", terms)
    return graph.add("LayerNormalization", [total, scale, shift], axis=-1, epsilon=EPSILON)


class _Cut(NamedTuple):
    """What goes into a matrix product: floats, or bytes with their scale and zero."""

    values: str
    scale: np.float32 | None = None
    names: tuple[str, str] = ("", "")


def _cut(graph: _Graph, hidden: str, limits: tuple[float, float] | None) -> _Cut:
    """Values as bytes, or as they are where no limits are given; what is beyond is cut off."""
    if limits is None:
        return _Cut(hidden)
    low, high = min(limits[0], 0.0), max(limits[1], 0.0)
    scale = np.float32((high - low) / 255)
    zero = np.uint8(np.rint(-low / scale))
    names = (graph.constant(scale), graph.constant(zero))
    return _Cut(graph.add("QuantizeLinear", [hidden, *names]), scale, names)


def _linear(
    graph: _Graph,
    given: _Cut,
    weight: npt.NDArray[np.float32],
    bias: npt.NDArray[np.float32],
) -> str:
    """The rows of `given` times the transposed weight, plus the bias."""
    if given.scale is None:
        product = graph.add("MatMul", [given.values, graph.constant(weight.T)])
        return graph.add("Add", [product, graph.constant(bias)])
    values, scale = _quantized(weight.T, 0)
    sums = np.rint(bias / (given.scale * scale)).astype(np.int32)
    zeros = np.zeros(len(scale), dtype=np.int8)
    constants = [graph.constant(part) for part in (values, scale, zeros, sums)]
    inputs = [given.values, *given.names, *constants]
    return graph.add("QGemm", inputs, domain=_MICROSOFT)


class _Layer:
    """One layer of the encoder, added to a graph."""

    def __init__(
        self,
        graph: _Graph,
        weights: Weights,
        name: str,
        heads: int,
        reach: int,
        ranges: Ranges | None,
        stretches: str,
    ) -> None:
        self._graph, self._weights, self._name = graph, weights, name
        self._heads, self._reach, self._ranges = heads, reach, ranges
        self._stretches = stretches
        self._width = weights[name + "attention.self.query.weight"].shape[0]

    def attend(self, hidden: str) -> str:
        """Self-attention with its projection, added to its input and normalised."""
        graph = self._graph
        given = self._given(hidden, "input")
        factor = (self._width // self._heads) ** -0.5
        query = self._dense(given, "attention.self.query", factor)
        key, value = (self._dense(given, f"attention.self.{role}") for role in ("key", "value"))
        mixed = graph.add(
            "MultiHeadAttention",
            [self._blocks(query), self._around(key), self._around(value)],
            domain=_MICROSOFT,
            num_heads=self._heads,
            scale=1.0,
        )
        rows = graph.add("Reshape", [mixed, graph.constant([-1, self._width])])
        change = self._dense(self._given(rows, "mixed"), "attention.output.dense")
        return self._close(hidden, change, "attention.output")

    def feed_forward(self, hidden: str) -> str:
        """The two wide products, added to their input and normalised."""
        graph = self._graph
        given = self._given(hidden, "attended")
        wide = self._dense(given, "intermediate.dense")
        if self._ranges is None:
            given = _Cut(graph.add("Relu", [wide]))
        else:
            given = self._given(wide, "wide")
        return self._close(hidden, self._dense(given, "output.dense"), "output")

    def _given(self, hidden: str, name: str) -> _Cut:
        limits = None if self._ranges is None else self._ranges[self._name + name]
        return _cut(self._graph, hidden, limits)

    def _dense(
        self,
        given: _Cut,
        name: str,
        factor: float = 1.0,
    ) -> str:
        weight = self._weights[f"{self._name}{name}.weight"] * np.float32(factor)
        bias = self._weights[f"{self._name}{name}.bias"] * np.float32(factor)
        return _linear(self._graph, given, weight, bias)

    def _close(self, hidden: str, change: str, name: str) -> str:
        return _normalize(
            self._graph, self._weights, f"{self._name}{name}.LayerNorm", [hidden, change]
        )

    def _blocks(self, rows: str) -> str:
        shape = self._graph.constant([-1, BLOCK, self._width])
        return self._graph.add("Reshape", [rows, shape])

    def _around(self, rows: str) -> str:
        """Each block between the nearest stretches of those beside it; beyond the ends, zeros."""
        graph = self._graph
        nothing = graph.constant(np.zeros((self._reach, self._width), dtype=np.float32))
        stretches = graph.constant([-1, self._reach * self._width])
        held = graph.add("Reshape", [graph.add("Concat", [rows, nothing], axis=0), stretches])
        around = graph.add("Gather", [held, self._stretches], axis=0)
        shape = graph.constant([-1, BLOCK + 2 * self._reach, self._width])
        return graph.add("Reshape", [around, shape])
