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
* A few blocks at a time through all that a layer does (`Scan`), so that what it makes stays in
  the processor's own memory: a tenth faster than each operation over all blocks. Keys and values,
  which the blocks beside need, are made one layer ahead.
* The stretches around a block gathered by their numbers: put together of slices, each key and
  value is copied once more, which takes the whole up to a sixteenth longer.
* Attention in floats: in integers it is a twentieth faster in all, and loses 0.004 of F1.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from quoth.reading.blocks import BLOCK, OWN
from quoth.reading.encoder import PROBED

Array = npt.NDArray[np.generic] | np.generic
Weights = Mapping[str, npt.NDArray[np.float32]]
Ranges = Mapping[str, tuple[float, float]]

OPSET = 20
IR_VERSION = 10
EPSILON = 1e-12
"""BERT's, in every layer normalisation."""
_MICROSOFT = "com.microsoft"
_EMBEDDINGS, _LAYERS = "encoder.embeddings.", "encoder.encoder.layer."
_OUTPUTS = ["tags", "vectors"]
_CHUNK = 3


def export_onnx(
    weights: Weights, path: Path, *, heads: int, reach: int, ranges: Ranges | None = None
) -> None:
    """Write the reader's network as an ONNX graph.

    Its inputs are `ids`, `features` and `places`, int64 [blocks, `BLOCK`], of some texts one
    after another, and `texts`, int64 [blocks], which of them each block is of, counted from 0.
    Its outputs are `tags` and `vectors`, float32 [chunks, pieces, width], taken together one row
    a piece of the blocks but for the special ones; rows beyond those mean nothing.

    Its constants have the names of the weights. Where they are quantised, `.scale` is beside them,
    a bias is in units of its product's sums, and the scale and the zero of what goes into a
    product have the name of its range.

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
    network = _Network(weights, heads, reach, ranges)
    graph = _Graph()
    ids, features, places, around = _in_chunks(graph, reach)

    def begin(body: _Graph, given: list[str]) -> list[str]:
        hidden = network.embed(body, *given)
        return [hidden, *network.seen(body, 0, hidden)]

    hidden, *seen = graph.scan([ids, features, places], begin, [TensorProto.INT64] * 3)
    shape = graph.constant([-1, reach * network.width])
    for layer in range(network.layers):
        stretches = [graph.add("Reshape", [rows, shape]) for rows in seen]

        def go_on(
            body: _Graph, given: list[str], layer: int = layer, near: list[str] = stretches
        ) -> list[str]:
            hidden = network.layer(body, layer, *given, *near)
            if layer + 1 < network.layers:
                return [hidden, *network.seen(body, layer + 1, hidden)]
            return network.told(body, hidden)

        kinds = [TensorProto.FLOAT, TensorProto.INT64]
        names = _OUTPUTS if layer + 1 == network.layers else None
        hidden, *seen = graph.scan([hidden, around], go_on, kinds, names)
    widths = {head: len(weights[f"{head}.bias"]) for head in _OUTPUTS}
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


Body = Callable[["_Graph", list[str]], list[str]]


class _Graph:
    """Nodes and constants in the order in which they are added.

    Args:
        numbers: what names are made unique with; a graph within another counts on.
    """

    def __init__(self, numbers: Iterator[int] | None = None) -> None:
        self._numbers = numbers or itertools.count()
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def add(
        self,
        operator: str,
        inputs: list[str],
        *,
        names: list[str] | None = None,
        domain: str = "",
        **attributes: Any,
    ) -> str:
        """Add a node and return the name of its first output."""
        base = f"{operator}_{next(self._numbers)}"
        names = names or [base]
        self._nodes.append(
            helper.make_node(operator, inputs, names, name=base, domain=domain, **attributes)
        )
        return names[0]

    def constant(self, value: Array | list[int], name: str = "") -> str:
        """Add a constant and return its name."""
        name = name or f"constant_{next(self._numbers)}"
        array = np.ascontiguousarray(value)
        # ascontiguousarray makes scalars vectors, which the runtime takes for one scale a column.
        self._constants.append(numpy_helper.from_array(array.reshape(np.shape(value)), name))
        return name

    def scan(
        self, given: list[str], body: Body, kinds: Sequence[int], names: list[str] | None = None
    ) -> list[str]:
        """Do something with each row of some values, and return the names of the results' rows.

        Args:
            given: the values; what the body is called with are names of a row of each.
            body: adds what is to be done to a graph, and returns the names of its results.
            kinds: of which type each value is.
            names: of the results' rows, where they are outputs of the whole.
        """
        inner = _Graph(self._numbers)
        rows = [f"row_{next(self._numbers)}" for _ in given]
        made = body(inner, rows)
        whole = helper.make_graph(
            inner._nodes,
            f"rows_{next(self._numbers)}",
            [helper.make_tensor_value_info(n, k, None) for n, k in zip(rows, kinds, strict=True)],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in made],
            inner._constants,
        )
        names = names or [f"{name}_rows" for name in made]
        self.add("Scan", given, names=names, body=whole, num_scan_inputs=len(given))
        return names

    def model(self, widths: Mapping[str, int]) -> onnx.ModelProto:
        """The whole as a model, `widths` naming its outputs."""
        shapes = dict.fromkeys(("ids", "features", "places"), ("blocks", BLOCK))
        graph = helper.make_graph(
            self._nodes,
            "reader",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, shape)
                for name, shape in (shapes | {"texts": ("blocks",)}).items()
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["chunks", "pieces", width])
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


def _in_chunks(graph: _Graph, reach: int) -> list[str]:
    """The inputs in rows of a few blocks, the last one filled up; and what is around each block."""
    count = graph.add("Shape", ["texts"])
    missing = graph.add("Mod", [graph.add("Neg", [count]), graph.constant([_CHUNK])])
    nothing = graph.constant([0])
    behind = graph.add("Concat", [nothing, nothing, missing, nothing], axis=0)
    row = graph.constant([-1, _CHUNK * BLOCK])
    told = [
        graph.add("Reshape", [graph.add("Pad", [name, behind]), row])
        for name in ("ids", "features", "places")
    ]
    return [*told, _around(graph, count, missing, reach)]


def _around(graph: _Graph, count: str, missing: str, reach: int) -> str:
    """Which stretches of `reach` pieces each block attends to, in rows of a few blocks.

    The stretches are counted through all rows; behind those of a row comes one that is empty. That
    of the first row is what stands before and after a text.

    Args:
        count, missing: how many blocks there are, and how many fill up the last row.
    """
    inner = BLOCK // reach
    nothing, one = graph.constant([0]), graph.constant([1])
    edges = graph.add("Concat", [one, graph.add("Add", [missing, one])], axis=0)
    filling = graph.add("Concat", [nothing, missing], axis=0)
    # What fills up is of no text, and beside it stands no text either.
    fringed = graph.add("Pad", ["texts", edges, graph.constant(np.int64(-1))])
    own = graph.add("Pad", ["texts", filling, graph.constant(np.int64(-2))])
    filled = graph.add("Squeeze", [graph.add("Add", [count, missing])])
    begin, step = graph.constant(np.int64(0)), graph.constant(np.int64(1))
    block = graph.add("Unsqueeze", [graph.add("Range", [begin, filled, step]), one])
    beside = graph.add("Add", [block, graph.constant([0, *[1] * inner, 2])])
    of_text = graph.add("Gather", [fringed, beside], axis=0)
    same = graph.add("Equal", [of_text, graph.add("Unsqueeze", [own, one])])
    counted = graph.add("Mul", [block, graph.constant([inner])])
    counted = graph.add("Add", [counted, graph.constant(np.arange(-1, inner + 1))])
    empty = graph.constant([_CHUNK * inner])
    counted = graph.add("Add", [counted, graph.add("Div", [counted, empty])])
    found = graph.add("Where", [same, counted, empty])
    return graph.add("Reshape", [found, graph.constant([-1, _CHUNK * (inner + 2)])])


class _Cut(NamedTuple):
    """What goes into a matrix product: floats, or bytes with their scale and zero."""

    values: str
    scale: np.float32 | None = None
    names: tuple[str, str] = ("", "")


class _Network:
    """What the network does with some blocks, added to a graph.

    Args:
        weights, heads, reach, ranges: see `export_onnx`.
    """

    def __init__(self, weights: Weights, heads: int, reach: int, ranges: Ranges | None) -> None:
        self._weights, self._heads, self._reach, self._ranges = weights, heads, reach, ranges
        self.width = weights["features.weight"].shape[1]
        self.layers = 0
        while f"{_LAYERS}{self.layers}.output.dense.weight" in weights:
            self.layers += 1

    def embed(self, graph: _Graph, ids: str, features: str, places: str) -> str:
        """Sum of word piece, feature, position and type 0, normalised; one row a piece."""
        name = _EMBEDDINGS + "word_embeddings.weight"
        if self._ranges is None:
            hidden = graph.add("Gather", [graph.constant(self._weights[name], name), ids])
        else:
            values, scale = _quantized(self._weights[name], 1)
            rows = graph.add("Gather", [graph.constant(values, name), ids])
            scales = graph.add("Gather", [graph.constant(scale[:, None], name + ".scale"), ids])
            floats = graph.add("Cast", [rows], to=TensorProto.FLOAT)
            hidden = graph.add("Mul", [floats, scales])
        name = "features.weight"
        table = graph.constant(self._weights[name], name)
        hidden = graph.add("Add", [hidden, graph.add("Gather", [table, features])])
        name = _EMBEDDINGS + "position_embeddings.weight"
        kind = self._weights[_EMBEDDINGS + "token_type_embeddings.weight"][0]
        table = graph.constant(self._weights[name] + kind, name)
        place = graph.add("Gather", [table, places])
        return self._close(graph, _EMBEDDINGS + "LayerNorm", [hidden, place])

    def seen(self, graph: _Graph, layer: int, hidden: str) -> list[str]:
        """Keys and values of a layer, and behind them an empty stretch."""
        name = f"{_LAYERS}{layer}."
        given = self._cut(graph, hidden, name + "input")
        empty = graph.constant(np.zeros((self._reach, self.width), dtype=np.float32))
        rows = (
            self._dense(graph, given, f"{name}attention.self.{role}") for role in ("key", "value")
        )
        return [graph.add("Concat", [made, empty], axis=0) for made in rows]

    def layer(
        self, graph: _Graph, layer: int, hidden: str, around: str, keys: str, values: str
    ) -> str:
        """One layer, of which keys and values of all blocks are given, in stretches."""
        name = f"{_LAYERS}{layer}."
        factor = (self.width // self._heads) ** -0.5
        given = self._cut(graph, hidden, name + "input")
        query = self._dense(graph, given, name + "attention.self.query", factor)
        shape = graph.constant([-1, BLOCK + 2 * self._reach, self.width])
        near = (
            graph.add("Reshape", [graph.add("Gather", [rows, around], axis=0), shape])
            for rows in (keys, values)
        )
        block = graph.constant([-1, BLOCK, self.width])
        mixed = graph.add(
            "MultiHeadAttention",
            [graph.add("Reshape", [query, block]), *near],
            domain=_MICROSOFT,
            num_heads=self._heads,
            scale=1.0,
        )
        rows = graph.add("Reshape", [mixed, graph.constant([-1, self.width])])
        given = self._cut(graph, rows, name + "mixed")
        change = self._dense(graph, given, name + "attention.output.dense")
        hidden = self._close(graph, name + "attention.output.LayerNorm", [hidden, change])
        given = self._cut(graph, hidden, name + "attended")
        wide = self._dense(graph, given, name + "intermediate.dense")
        if self._ranges is None:
            given = _Cut(graph.add("Relu", [wide]))
        else:
            given = self._cut(graph, wide, name + "wide")
        change = self._dense(graph, given, name + "output.dense")
        return self._close(graph, name + "output.LayerNorm", [hidden, change])

    def told(self, graph: _Graph, hidden: str) -> list[str]:
        """Tags and vectors of the text's pieces: nobody asks what becomes of the special ones."""
        held = graph.add("Reshape", [hidden, graph.constant([-1, BLOCK, self.width])])
        limits = [graph.constant([at]) for at in (BLOCK - OWN, BLOCK, 1)]
        own = graph.add("Slice", [held, *limits])
        rows = graph.add("Reshape", [own, graph.constant([-1, self.width])])
        # Too narrow for integers to gain anything, the tags stay float.
        tags = self._dense(graph, _Cut(rows), "tags")
        return [tags, self._dense(graph, self._cut(graph, rows, "last"), "vectors")]

    def _cut(self, graph: _Graph, hidden: str, name: str) -> _Cut:
        """Values as bytes, what is beyond their range cut off; without ranges as they are."""
        if self._ranges is None:
            return _Cut(hidden)
        low, high = self._ranges[name]
        low, high = min(low, 0.0), max(high, 0.0)
        scale = np.float32((high - low) / 255)
        zero = np.uint8(np.rint(-low / scale))
        names = (graph.constant(scale, name + ".scale"), graph.constant(zero, name + ".zero"))
        return _Cut(graph.add("QuantizeLinear", [hidden, *names]), scale, names)

    def _dense(self, graph: _Graph, given: _Cut, name: str, factor: float = 1.0) -> str:
        """The rows of `given` times the transposed weight, plus the bias; all by a factor."""
        weight = self._weights[name + ".weight"].T * np.float32(factor)
        bias = self._weights[name + ".bias"] * np.float32(factor)
        if given.scale is None:
            product = graph.add("MatMul", [given.values, graph.constant(weight, name + ".weight")])
            return graph.add("Add", [product, graph.constant(bias, name + ".bias")])
        values, scale = _quantized(weight, 0)
        constants = [
            graph.constant(values, name + ".weight"),
            graph.constant(scale, name + ".weight.scale"),
            graph.constant(np.zeros(len(scale), dtype=np.int8)),
            graph.constant(np.rint(bias / (given.scale * scale)).astype(np.int32), name + ".bias"),
        ]
        return graph.add("QGemm", [given.values, *given.names, *constants], domain=_MICROSOFT)

    def _close(self, graph: _Graph, name: str, terms: list[str]) -> str:
        """Layer normalisation of the sum of two terms."""
        constants = [
            graph.constant(self._weights[name + part], name + part) for part in (".weight", ".bias")
        ]
        total = graph.add("Add", terms)
        return graph.add("LayerNormalization", [total, *constants], axis=-1, epsilon=EPSILON)
