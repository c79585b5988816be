"""Where the time of reading goes, and how near the encoder comes to what the processor can do.

    pip install -e '.[train]'
    python benchmarks/shares.py TEXTS.jsonl [--model en_fast] [--repeats 9]

One thread. Prints the microseconds a word of each step, the best of the repeats and the median in
brackets; and the integer operations a second that the encoder does (a multiply and an add count as
two), beside the most that the processor did in a product of the same shapes, taken before each
repeat. All that the encoder does besides counts as time and not as operations. TEXTS holds
`{"id", "text"}` a line.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import time
from pathlib import Path

import onnx
from onnx import TensorProto
from peak import matmul_integer, seconds

from quoth.intake import article_from_text
from quoth.reading.encoder import Encoder
from quoth.reading.encoding import encoded
from quoth.reading.interpreting import interpret
from quoth.reading.preparing import prepare
from quoth.reading.reader import SHIPPED, load_cutter
from quoth.reading.settings import load_settings

ROWS = 1024
STEPS = ("preparing", "encoder", "the rest")


def shapes_of(graph: onnx.GraphProto) -> list[tuple[int, int]]:
    """Inner and outer width of each product of integers in a graph and those within it."""
    sizes = {constant.name: tuple(constant.dims) for constant in graph.initializer}
    found = [sizes[node.input[3]] for node in graph.node if node.op_type == "QGemm"]
    for node in graph.node:
        for given in node.attribute:
            if given.HasField("g"):
                found += shapes_of(given.g)
    return found


def most(shapes: set[tuple[int, int]]) -> float:
    """The most integer operations a second in a product of one of these shapes."""
    kinds = (TensorProto.UINT8, TensorProto.INT32)
    return max(
        2 * ROWS * shape[0] * shape[1] / min(seconds(matmul_integer, kinds, shape, ROWS, 1, 5))
        for shape in shapes
    )


def main() -> None:
    """Read the command line, run the repeats and print what they took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path)
    parser.add_argument("--model", default="en", choices=sorted(map(str, SHIPPED)))
    parser.add_argument("--repeats", type=int, default=9)
    args = parser.parse_args()
    folder = SHIPPED[args.model]
    shapes = shapes_of(onnx.load(str(folder / "reader.onnx")).graph)
    encoder, cut = Encoder(folder / "reader.onnx"), load_cutter(folder / "tokenizer.json")
    settings = load_settings(folder / "settings.json")
    with args.texts.open(encoding="utf-8") as file:
        articles = [article_from_text(json.loads(line)["text"], id="x") for line in file]
    words = sum(len(article.text.split()) for article in articles)
    spent: list[tuple[float, ...]] = []
    peaks = []
    for _ in range(args.repeats):
        peaks.append(most(set(shapes)))
        at = [time.perf_counter()]
        prepared = [prepare(article, cut, settings) for article in articles]
        at.append(time.perf_counter())
        groups = list(encoded(prepared, encoder, 1))
        at.append(time.perf_counter())
        for group in groups:
            scores = [window for article, read in group for window in article.by_windows(read)]
            list(interpret([article for article, _ in group], scores, settings))
        at.append(time.perf_counter())
        spent.append(tuple(end - begin for begin, end in itertools.pairwise(at)))
    pieces = sum(len(article.tokens) for article in prepared)
    whole = sum(min(times) for times in zip(*spent, strict=True))
    for step, times in zip(STEPS, zip(*spent, strict=True), strict=True):
        best, middle = (1e6 * value / words for value in (min(times), statistics.median(times)))
        print(
            f"{step:10} {best:6.2f} ({middle:.2f}) microseconds a word  {min(times) / whole:4.0%}"
        )
    work = 2e-9 * pieces * sum(inner * outer for inner, outer in shapes)
    rates = [work / times[1] for times in spent]
    parts = [1e9 * rate / peak for rate, peak in zip(rates, peaks, strict=True)]
    print(
        f"encoder: {max(rates):.0f} ({statistics.median(rates):.0f}) of "
        f"{max(peaks) / 1e9:.0f} ({statistics.median(peaks) / 1e9:.0f}) G operations a second: "
        f"{statistics.median(parts):.0%} in the median ({min(parts):.0%}-{max(parts):.0%})"
    )


if __name__ == "__main__":
    main()
