"""How fast and in how much memory archives are read, beside fastwarc alone.

    python benchmarks/archives.py [--records 20000] [--rounds 7] [--many 100000]

A WARC file is made of generated pages of the size of news pages, gzipped record by record as
Common Crawl's are, with the requests and the metadata between them. Each round times, one after
another, fastwarc's `ArchiveIterator` over it, our walk where nothing is kept, our reading of the
pages' bytes, and the cutting into pieces. Then it tells how much memory reading the pages takes at
its most, for a file of a tenth of `--many` records and one of all of them.
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from quoth.intake import Limits, Page
from quoth.intake.cutting import cut
from quoth.intake.warc import pages

WORDS = (
    "the a of and to in that board harbour council crane quay minister said would have been with "
    "report town boats spring opinion officials week people region hospital budget work years old "
    "according spokesman meeting decision public plan road school police court company water new"
).split()
MARKUP = (
    "<div class='block-{n} story__item teaser'><a href='/section/{n}/item-{n}.html' data-id='{n}'>"
)


def page(number: int, chance: random.Random) -> bytes:
    """Make a page: its article, and five times as much around it, as news pages have it."""
    paragraphs = (
        "<p>" + " ".join(chance.choices(WORDS, k=60)) + ".</p>"
        for _ in range(chance.randint(8, 20))
    )
    around = "".join(
        MARKUP.format(n=chance.randrange(10**6))
        + " ".join(chance.choices(WORDS, k=12))
        + "</a></div>"
        for _ in range(chance.randint(150, 400))
    )
    return (
        f"<!doctype html><html><head><title>Story {number}</title></head><body>{around}"
        f"<article><h1>Story {number}</h1>{''.join(paragraphs)}</article></body></html>"
    ).encode()


def record(kind: str, number: int, block: bytes) -> bytes:
    """Make a record, gzipped."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-03-02T18:04:11Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Target-URI: https://skarvness.example/{number}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6)


def make(path: Path, records: int, *, status: str = "200 OK") -> None:
    """Write a file of so many records: of four, one request, two answers, one of metadata."""
    chance = random.Random(1)
    held = [page(number, chance) for number in range(200)]
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nServer: x\r\n\r\n".encode()
    )
    answers = [record("response", number, head + body) for number, body in enumerate(held)]
    asked = record("request", 0, b"GET / HTTP/1.1\r\nHost: skarvness.example\r\n\r\n")
    noted = record("metadata", 0, b"fetchTimeMs: 412\r\ncharset-detected: UTF-8\r\n")
    with path.open("wb") as file:
        for number in range(records // 4):
            file.write(asked + answers[2 * number % 200] + answers[(2 * number + 1) % 200] + noted)


def alone(path: Path) -> int:
    """Walk with fastwarc and nothing else."""
    with path.open("rb") as file:
        return sum(1 for _ in ArchiveIterator(file))


def ours(path: Path) -> int:
    """Read the pages' bytes, and let them go."""
    with path.open("rb") as file:
        return sum(isinstance(item, Page) for item in pages(file, str(path), Limits()))


def pieces(path: Path) -> int:
    """Cut into pieces."""
    return sum(1 for _ in cut([str(path)], size=1000))


def seconds(work: Callable[[Path], int], path: Path) -> float:
    """CPU time, which neighbours on the machine disturb less than the clock's."""
    begin = time.process_time()
    work(path)
    return time.process_time() - begin


def most_memory(path: Path) -> float:
    """MB at its most, of another process that reads the pages."""
    code = f"import sys; sys.argv = ['', '--peak', {str(path)!r}]; import archives; archives.main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peak:
        ours(given.peak)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    with tempfile.TemporaryDirectory() as folder:
        kept, none = Path(folder, "kept.warc.gz"), Path(folder, "none.warc.gz")
        make(kept, given.records)
        make(none, given.records, status="404 Not Found")
        works = {
            "fastwarc alone": (alone, none),
            "ours, nothing kept": (ours, none),
            "ours, pages kept": (ours, kept),
            "cut into pieces": (pieces, kept),
        }
        times: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(given.rounds):
            for name, (work, path) in works.items():
                times[name].append(seconds(work, path))
        size = none.stat().st_size / 1e6
        print(f"{given.records:,} records, {size:.0f} MB packed, {given.rounds} rounds; CPU time")
        for name, taken in times.items():
            middle = statistics.median(taken)
            rate = given.records / middle
            spread = f"{min(taken):.2f} to {max(taken):.2f}"
            print(f"{name:20} {middle:6.2f} s ({spread}) {rate:10,.0f} records/s")
        pairs = zip(times["fastwarc alone"], times["ours, nothing kept"], strict=True)
        shares = [theirs / own for theirs, own in pairs]
        middle, least, best = statistics.median(shares), min(shares), max(shares)
        print(f"nothing kept: {middle:.1%} of fastwarc's speed ({least:.1%} to {best:.1%})")
        for records in (given.many // 10, given.many):
            make(kept, records)
            print(f"most memory, {records:7,} records: {most_memory(kept):.1f} MB")


if __name__ == "__main__":
    main()
