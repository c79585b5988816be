"""What one processor core can do: int8 and float matrix products of the encoder's shapes.

    python benchmarks/peak.py [--rows 1024] [--threads 1] [--repeats 9]

Prints, for each ONNX Runtime operator and shape, billions of operations a second (a multiply
and an add count as two) by wall time: the best run, and the median in brackets. The encoder's
own share of these figures tells how much of its time is not spent in matrix products.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

SHAPES = ((384, 384), (384, 1152), (384, 1536), (1536, 384))
"""Inner and outer width of the encoder's matrix products."""

Parts = tuple[list[onnx.NodeProto], dict[str, np.ndarray]]


def matmul_integer(weight: np.ndarray, scale: np.ndarray) -> Parts:
    """uint8 by int8 to int32: the product alone; the input is quantised outside."""
    node = helper.make_node("MatMulInteger", ["a", "w", "za"], ["y"])
    return [node], {"w": weight, "za": np.array(128, dtype=np.uint8)}


def dynamic_quantize_matmul(weight: np.ndarray, scale: np.ndarray) -> Parts:
    """float to float, the range of the input found at every run."""
    node = helper.make_node("DynamicQuantizeMatMul", ["a", "w", "s"], ["y"], domain="com.microsoft")
    return [node], {"w": weight, "s": scale}


def qgemm(weight: np.ndarray, scale: np.ndarray) -> Parts:
    """uint8 by int8 to float, the range of the input known beforehand."""
    names = ["a", "sa", "za", "w", "s", "zw"]
    node = helper.make_node("QGemm", names, ["y"], domain="com.microsoft")
    return [node], {
        "w": weight,
        "s": scale,
        "sa": np.array(0.02, dtype=np.float32),
        "za": np.array(128, dtype=np.uint8),
        "zw": np.zeros(len(scale), dtype=np.int8),
    }


def matmul(weight: np.ndarray, scale: np.ndarray) -> Parts:
    """float to float."""
    node = helper.make_node("MatMul", ["a", "w"], ["y"])
    return [node], {"w": weight.astype(np.float32) * scale}


Builder = Callable[[np.ndarray, np.ndarray], Parts]
OPERATORS: tuple[tuple[str, Builder, int, int], ...] = (
    ("MatMulInteger", matmul_integer, TensorProto.UINT8, TensorProto.INT32),
    ("QGemm", qgemm, TensorProto.UINT8, TensorProto.FLOAT),
    ("DynamicQuantizeMatMul", dynamic_quantize_matmul, TensorProto.FLOAT, TensorProto.FLOAT),
    ("MatMul (float)", matmul, TensorProto.FLOAT, TensorProto.FLOAT),
)


def seconds(
    build: Builder,
    kinds: tuple[int, int],
    shape: tuple[int, int],
    rows: int,
    threads: int,
    repeats: int,
) -> list[float]:
    """Wall time of one product in each of several runs, in seconds."""
    rng = np.random.default_rng(1)
    weight = rng.integers(-127, 128, shape).astype(np.int8)
    scale = np.full(shape[1], 1e-3, dtype=np.float32)
    nodes, constants = build(weight, scale)
    graph = helper.make_graph(
        nodes,
        "peak",
        [helper.make_tensor_value_info("a", kinds[0], [rows, shape[0]])],
        [helper.make_tensor_value_info("y", kinds[1], [rows, shape[1]])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    session = ort.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    if kinds[0] == TensorProto.UINT8:
        rows_in = rng.integers(0, 256, (rows, shape[0])).astype(np.uint8)
    else:
        rows_in = rng.standard_normal((rows, shape[0])).astype(np.float32)
    bound = session.io_binding()
    bound.bind_cpu_input("a", rows_in)
    bound.bind_output("y", "cpu")
    session.run_with_iobinding(bound)
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        for _ in range(10):
            session.run_with_iobinding(bound)
        times.append((time.perf_counter() - begin) / 10)
    return times


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1024, help="word pieces in one product")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=9)
    asked = parser.parse_args(arguments)
    print(f"G operations a second, {asked.rows} rows, {asked.threads} thread(s): best (median)")
    print(f"{'':24}" + "".join(f"{f'{k} x {n}':>16}" for k, n in SHAPES))
    for name, build, kind_in, kind_out in OPERATORS:
        cells = []
        for shape in SHAPES:
            times = seconds(
                build, (kind_in, kind_out), shape, asked.rows, asked.threads, asked.repeats
            )
            work = 2e-9 * asked.rows * shape[0] * shape[1]
            cells.append(f"{work / min(times):9.0f} ({work / statistics.median(times):.0f})")
        print(f"{name:24}" + "".join(f"{cell:>16}" for cell in cells))


if __name__ == "__main__":
    main()
