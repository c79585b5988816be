"""Where the time goes between `quoth read one.txt` and its output.

    python benchmarks/startup.py ARTICLE.txt

Every figure is the median of several fresh processes, in milliseconds. As where a package is
installed, the modules lie compiled on the disk: a first round, which compiles them into a folder
of its own, does not count.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

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
step("import the reader")
reader = quoth.reading.reader.Reader()
step("load the model, import the rest")
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
    first: list[float] = []
    whole: list[float] = []
    with TemporaryDirectory() as compiled:
        surroundings = dict(os.environ, PYTHONPYCACHEPREFIX=compiled)
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(args.rounds + 1):
            line, end = _timed(args.article, surroundings)
            code = _STEPS.replace("PATH", repr(str(args.article)))
            command = [sys.executable, "-c", code]
            done = subprocess.run(command, check=True, capture_output=True, env=surroundings)
            if number == 0:
                continue
            first.append(line)
            whole.append(end)
            for told in done.stdout.decode().splitlines():
                name, value = told.split("\t")
                steps.setdefault(name, []).append(float(value))
    for name, values in steps.items():
        print(f"{name:32}{statistics.median(values):8.0f} ms")
    for name, values in (("to the first line", first), ("the whole process", whole)):
        low, high, middle = min(values), max(values), statistics.median(values)
        print(f"{f'quoth read, {name}':32}{middle:8.0f} ms  ({low:.0f}-{high:.0f})")


def _timed(article: Path, surroundings: dict[str, str]) -> tuple[float, float]:
    """Milliseconds of one `quoth read` until its first line, and until its end."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "quoth", "read", str(article)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=surroundings) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter() - began
        process.stdout.read()
    if process.returncode:
        sys.exit(process.returncode)
    return first * 1000, (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
