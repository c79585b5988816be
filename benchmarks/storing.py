"""What keeping costs beside reading, and whether it grows with the record.

    python benchmarks/storing.py ARTICLES.jsonl [--record FILE]

The articles are read with one thread, then stored; then the whole of `Record.add` is timed with
two threads, beside reading alone, as it is used. With --record they go into a copy of that
record, to see what a large one changes.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from quoth import Record
from quoth.intake import Received, receive
from quoth.reading.reader import Reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--record", type=Path)
    given = parser.parse_args()
    received = [item for item in receive([given.articles]) if isinstance(item, Received)]
    articles = [item.article for item in received]
    reader = Reader(threads=1)
    first, *rest = articles
    reader.read(first)
    cpu, wall = time.process_time(), time.perf_counter()
    readings = list(reader.read_many(rest))
    read_cpu, read_wall = time.process_time() - cpu, time.perf_counter() - wall
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "quoth.db")
        if given.record:
            shutil.copy(given.record, place)
        with Record(place) as record:
            record.add_reading(reader.read(first))
            cpu, wall = time.process_time(), time.perf_counter()
            for reading in readings:
                record.add_reading(reading)
            store_cpu, store_wall = time.process_time() - cpu, time.perf_counter() - wall
        count = len(readings)
        quotations = sum(len(reading.quotations) for reading in readings) / count
        print(f"{count} articles, {quotations:.1f} quotations each; ms an article, CPU / wall")
        print(f"reading, one thread   {read_cpu / count * 1e3:7.1f} {read_wall / count * 1e3:7.1f}")
        print(
            f"storing               {store_cpu / count * 1e3:7.1f} {store_wall / count * 1e3:7.1f}"
        )
        print(f"share of reading      {store_cpu / read_cpu:7.1%} {store_wall / read_wall:7.1%}")
        reader = Reader(threads=2)
        wall = time.perf_counter()
        for _ in reader.read_many(articles):
            pass
        alone = time.perf_counter() - wall
        with Record(Path(folder, "added.db")) as record:
            wall = time.perf_counter()
            record.add([given.articles], reader=reader)
            added = time.perf_counter() - wall
        print(f"two threads: reading {alone:.1f} s, adding {added:.1f} s, {added / alone - 1:+.1%}")


if __name__ == "__main__":
    main()
