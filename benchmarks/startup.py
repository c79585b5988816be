"""Where the time goes between `quoth read one.txt` and its output.

    python benchmarks/startup.py ARTICLE.txt

Every figure is the median of several fresh processes, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

_STEPS = """
import time
began = time.perf_counter()
def step(name):
    global began
    now = time.perf_counter()
    print(f"{name}\\t{(now - began) * 1000}")
    began = time.perf_counter()
import quoth.cli
step("import the command line")
import numpy, tokenizers
step("import numpy and tokenizers")
import quoth.reading.encoder
step("import onnxruntime")
import quoth.reading.reader
step("import the rest of the reader")
reader = quoth.reading.reader.Reader()
step("load the model")
from quoth.intake import read_inputs
(article,) = read_inputs([PATH])
step("take the article in")
reading = reader.read(article)
step("read it")
import io
from quoth.export.formats import writer
writer("text")([reading], io.StringIO())
step("write it, rich imported")
"""


def main() -> None:
    """Run the processes and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    steps: dict[str, list[float]] = {}
    whole: list[float] = []
    for _ in range(args.rounds):
        began = time.perf_counter()
        command = [sys.executable, "-m", "quoth", "read", str(args.article)]
        subprocess.run(command, check=True, capture_output=True)
        whole.append((time.perf_counter() - began) * 1000)
        code = _STEPS.replace("PATH", repr(str(args.article)))
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        for line in done.stdout.decode().splitlines():
            name, value = line.split("\t")
            steps.setdefault(name, []).append(float(value))
    for name, values in steps.items():
        print(f"{name:32}{statistics.median(values):8.0f} ms")
    low, high = min(whole), max(whole)
    middle = statistics.median(whole)
    print(f"{'quoth read, the whole process':32}{middle:8.0f} ms  ({low:.0f}-{high:.0f})")


if __name__ == "__main__":
    main()
