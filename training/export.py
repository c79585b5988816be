"""From trained weights to the ONNX graph that `quoth` runs, quantised to int8.

The graph is put together by hand, since an exported one costs half as much again: what each
choice gains was measured with ONNX Runtime on one core with AVX-512 VNNI.

* Matrix products: uint8 activations, their range found at every run, by int8 weights with one
  scale a column (`MatMulIntegerToFloat`, `DynamicQuantizeMatMul`); near the core's peak.
* `Add` and `LayerNormalization` apart: the fused `SkipLayerNormalization` takes six times as
  long as both.
* Attention in floats: in integers it is a twentieth faster in all, and loses 0.004 of F1.
* No mask: all windows of one run must be of equal length. One window a run is as fast as many.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from quoth.reading.encoder import PROBED

Array = npt.NDArray[np.generic]
Weights = Mapping[str, npt.NDArray[np.float32]]

OPSET = 20
IR_VERSION = 10
EPSILON = 1e-12
"""BERT's, in every layer normalisation."""
_MICROSOFT = "com.microsoft"
_EMBEDDINGS = "encoder.embeddings."


def export_onnx(
    weights: Weights,
    path: Path,
    *,
    quantize: bool,
    heads: int = 12,
) -> None:
    """Write the reader's network as an ONNX graph.

    Its inputs are `ids` and `features`, int64 [windows, pieces], all windows of one length; its
    outputs `tags` and `vectors`, float32 [windows, pieces, width].

    Args:
        weights: float arrays named as in transformers' `BertModel` below `encoder.`, with
            `features.weight`, `tags.weight`, `tags.bias`, `vectors.weight`, `vectors.bias`.
            Number of layers and all widths are taken from them.
        path: the file to write.
        quantize: to int8, the table of word pieces too; else float throughout.
        heads: of the attention.

    Raises:
        KeyError: a weight is missing.
    """
    graph = _Graph()
    hidden = _embed(graph, weights, quantize)
    layer = 0
    while (name := f"encoder.encoder.layer.{layer}.") + "output.dense.weight" in weights:
        block = _Layer(graph, weights, name, heads, quantize)
        hidden = block.attend(hidden)
        hidden = block.feed_forward(hidden)
        layer += 1
    widths = {}
    for head in ("tags", "vectors"):
        weight, bias = weights[f"{head}.weight"], weights[f"{head}.bias"]
        # Too narrow for integers to gain anything, the tags stay float.
        result = _linear(graph, hidden, weight, bias, quantize and head == "vectors")
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
        shape = ["windows", "pieces"]
        graph = helper.make_graph(
            self._nodes,
            "reader",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, shape)
                for name in ("ids", "features")
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, [*shape, width])
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
    """Sum of word piece, feature, position and type 0, normalised."""
    table = weights[_EMBEDDINGS + "word_embeddings.weight"]
    if quantize:
        values, scale = _quantized(table, 1)
        rows = graph.add("Gather", [graph.constant(values), "ids"])
        scales = graph.add("Gather", [graph.constant(scale[:, None]), "ids"])
        hidden = graph.add("Mul", [graph.add("Cast", [rows], to=TensorProto.FLOAT), scales])
    else:
        hidden = graph.add("Gather", [graph.constant(table), "ids"])
    feature = graph.add("Gather", [graph.constant(weights["features.weight"]), "features"])
    hidden = graph.add("Add", [hidden, feature])
    places = weights[_EMBEDDINGS + "position_embeddings.weight"]
    places = places + weights[_EMBEDDINGS + "token_type_embeddings.weight"][0]
    length = graph.add("Shape", ["ids"], start=1, end=2)
    zero = graph.constant([0])
    place = graph.add("Slice", [graph.constant(places), zero, length, zero])
    return _normalize(graph, weights, _EMBEDDINGS + "LayerNorm", [hidden, place])


def _normalize(graph: _Graph, weights: Weights, name: str, terms: list[str]) -> str:
    """Layer normalisation of the sum of two terms."""
    scale = graph.constant(weights[name + ".weight"])
    shift = graph.constant(weights[name + ".bias"])
    total = graph.add("Add", terms)
    return graph.add("LayerNormalization", [total, scale, shift], axis=-1, epsilon=EPSILON)


def _linear(
    graph: _Graph,
    hidden: str,
    weight: npt.NDArray[np.float32],
    bias: npt.NDArray[np.float32],
    quantize: bool,
) -> str:
    """`hidden` times the transposed weight, plus the bias."""
    if not quantize:
        product = graph.add("MatMul", [hidden, graph.constant(weight.T)])
        return graph.add("Add", [product, graph.constant(bias)])
    values, scale = _quantized(weight.T, 0)
    inputs = [hidden, graph.constant(values), graph.constant(scale), "", graph.constant(bias)]
    return graph.add("DynamicQuantizeMatMul", inputs, domain=_MICROSOFT)


class _Layer:
    """One layer of the encoder, added to a graph."""

    def __init__(
        self, graph: _Graph, weights: Weights, name: str, heads: int, quantize: bool
    ) -> None:
        self._graph, self._weights, self._name = graph, weights, name
        self._heads, self._quantize = heads, quantize
        self._width = weights[name + "attention.self.query.weight"].shape[0]

    def attend(self, hidden: str) -> str:
        """Self-attention with its projection, added to its input and normalised."""
        query, key, value = self._projections(hidden)
        mixed = self._graph.add(
            "MultiHeadAttention",
            [query, key, value],
            domain=_MICROSOFT,
            num_heads=self._heads,
            scale=1.0,
        )
        return self._close(hidden, mixed, "attention.output")

    def feed_forward(self, hidden: str) -> str:
        """The two wide products, added to their input and normalised."""
        wide = self._dense(hidden, "intermediate.dense")
        # The tanh form is a quarter faster; it differs by less than eight bits can tell.
        form = "FastGelu" if self._quantize else "Gelu"
        wide = self._graph.add(form, [wide], domain=_MICROSOFT)
        return self._close(hidden, wide, "output")

    def _dense(self, hidden: str, name: str) -> str:
        weight = self._weights[f"{self._name}{name}.weight"]
        bias = self._weights[f"{self._name}{name}.bias"]
        return _linear(self._graph, hidden, weight, bias, self._quantize)

    def _close(self, hidden: str, inner: str, name: str) -> str:
        change = self._dense(inner, name + ".dense")
        return _normalize(
            self._graph, self._weights, f"{self._name}{name}.LayerNorm", [hidden, change]
        )

    def _projections(self, hidden: str) -> list[str]:
        """Query, key and value; the query already divided by the root of a head's width."""
        graph = self._graph
        if self._quantize:
            source = graph.add("DynamicQuantizeLinear", [hidden], outputs=3)
        found = []
        for role in ("query", "key", "value"):
            factor = np.float32((self._width // self._heads) ** -0.5 if role == "query" else 1)
            weight = self._weights[f"{self._name}attention.self.{role}.weight"] * factor
            bias = self._weights[f"{self._name}attention.self.{role}.bias"] * factor
            if not self._quantize:
                found.append(_linear(graph, hidden, weight, bias, quantize=False))
                continue
            values, scale = _quantized(weight.T, 0)
            inputs = [source, graph.constant(values), f"{source}_1", graph.constant(scale)]
            inputs += [f"{source}_2", "", graph.constant(bias)]
            found.append(graph.add("MatMulIntegerToFloat", inputs, domain=_MICROSOFT))
        return found
