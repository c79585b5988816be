"""How fast `quoth batch` reads, what a second worker brings, and whether memory stays flat.

    python benchmarks/batch.py speed [--pages DIR] [--times N] [--rounds N]
    python benchmarks/batch.py memory [--count N]
    python benchmarks/batch.py overhead

`speed` puts the saved pages of a folder into one WARC file, over and over with a sentence of
their own each time, so that none is another's exact copy, and reads it with one worker and with
two, in turn. From HTML to stored quotations, in pages per second: of the whole command, with the
start of Ray, and from the first piece's beginning to the last one's end. `memory` reads that
many short made-up pages with two workers and tells, tenth by tenth, the most memory that any of
them had. `overhead` measures what Ray takes for itself: its start, and a piece with nothing in
it.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from quoth.batch.plan import Settings
from quoth.batch.running import Sum, run

PAGES = Path(__file__).parent.parent.parent / "shared" / "data" / "pages"
_PARAGRAPH = re.compile(rb"</p>", re.IGNORECASE)
_MEGABYTE = 2**20


@dataclass
class Clock:
    """Notes when the reading began and when pieces were done."""

    began: float = 0.0
    ended: float = 0.0

    def __call__(self, doing: str, held: Sum) -> None:
        """Take note of how far a batch has come."""
        now = time.perf_counter()
        if doing == "reading":
            self.began = self.began or now
            self.ended = now


def varied(page: bytes, number: int) -> bytes:
    """Return a page with a sentence of its own in three of its paragraphs."""
    own = f" Edition {number} went to press at {number % 24} past {number % 60}.</p>".encode()
    return _PARAGRAPH.sub(own, page, count=3)


def write_warc(path: Path, pages: Iterator[bytes]) -> int:
    """Write pages as a crawler does that was answered with them; return how many."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    number = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, page in enumerate(pages, 1):
            said = [("Content-Type", "text/html")]
            headers = StatusAndHeaders("200 OK", said, protocol="HTTP/1.1")
            address = f"https://pages.example/{number}"
            record = writer.create_warc_record(
                address, "response", payload=BytesIO(page), http_headers=headers
            )
            writer.write_record(record)
    return number


def made_up(count: int) -> Iterator[bytes]:
    """Yield short pages, each with a quotation and other words."""
    for n in range(count):
        yield (
            f"<html><head><title>Bridge {n} to close</title></head><body><article>"
            f"<h1>Bridge {n} to close</h1>"
            f"<p>The bridge at mile {n} is to close for {n % 50 + 2} days, the council said.</p>"
            f"<p>“We looked at all {n % 90 + 3} of its pillars and found rust on most of them,”"
            f" said Ada Quist, who leads the works of district {n % 700}. “It has to be done.”</p>"
            "<p>Traffic will be led along the river. Rowan Tait, a baker at the market, said that"
            f" he expected to lose {n % 40 + 5} customers a day until the works are over.</p>"
            "</article></body></html>"
        ).encode()


def speed(folder: Path, times: int, rounds: int) -> None:
    """Measure pages per second with one worker and with two."""
    pages = [gzip.decompress(p.read_bytes()) for p in sorted(folder.glob("*/*.html.gz"))]
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "pages.warc.gz"
        copies = (
            varied(page, n * len(pages) + k) for n in range(times) for k, page in enumerate(pages)
        )
        total = write_warc(archive, copies)
        print(f"{total} pages, {archive.stat().st_size / 1e6:.0f} MB packed")
        rates: dict[int, list[float]] = {1: [], 2: []}
        for turn in range(rounds):
            for workers in rates:
                clock = Clock()
                out = Path(place) / f"out-{turn}-{workers}"
                began = time.perf_counter()
                held = run([str(archive)], out, Settings(size=50), workers=workers, tell=clock)
                whole = time.perf_counter() - began
                rates[workers].append(total / (clock.ended - clock.began))
                busy, words = held.total("busy"), held.total("words")
                print(
                    f"{workers} worker(s): {whole:.1f} s in all, {total / whole:.1f} pages/s;"
                    f" reading alone {rates[workers][-1]:.1f} pages/s;"
                    f" {words / busy:.0f} words and {total / busy:.1f} pages a core-second",
                    flush=True,
                )
        sizes = {
            table: sum(p.stat().st_size for p in (out / table).glob("*.parquet"))
            for table in ("articles", "quotations", "speakers")
        }
        sketches = sum(p.stat().st_size for p in (out / ".batch" / "sketches").glob("*"))
        articles, quotations = held.total("articles"), held.total("quotations")
        print(f"{articles} articles, {quotations} quotations, passed over {dict(held.passed)}")
        print(
            f"bytes: {sizes['articles'] / articles:.0f} an article and"
            f" {sketches / articles:.0f} for its sketch, {sizes['quotations'] / quotations:.0f} a"
            f" quotation and {sizes['speakers'] / quotations:.0f} for its speaker"
        )
    ratios = [two / one for one, two in zip(rates[1], rates[2], strict=True)]
    print(
        f"speed-up from one worker to two: median {statistics.median(ratios):.2f},"
        f" {min(ratios):.2f}-{max(ratios):.2f}"
    )


def memory(count: int) -> None:
    """Measure the memory of workers over many pages."""
    samples: list[tuple[float, int]] = []
    over = threading.Event()

    def sample() -> None:
        while not over.wait(0.5):
            samples.append((time.perf_counter(), max(_workers_memory(), default=0)))

    clock = Clock()
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "pages.warc.gz"
        write_warc(archive, made_up(count))
        watch = threading.Thread(target=sample)
        watch.start()
        try:
            held = run([str(archive)], Path(place) / "out", Settings(), workers=2, tell=clock)
        finally:
            over.set()
            watch.join()
    print(f"{held.total('articles')} articles, {held.total('quotations')} quotations")
    print(f"{count / (clock.ended - clock.began):.1f} pages/s")
    span = (clock.ended - clock.began) / 10
    for tenth in range(10):
        low = clock.began + tenth * span
        most = max((size for at, size in samples if low <= at < low + span), default=0)
        print(f"tenth {tenth + 1}: a worker had at most {most / _MEGABYTE:.0f} MB")


def _workers_memory() -> Iterator[int]:
    """Yield how many bytes each worker has of its own and shared."""
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and b"ray::MapWorker" in (process / "cmdline").read_bytes():
                pages = int((process / "statm").read_text().split()[1])
                yield pages * 4096
        except OSError:
            continue


def overhead() -> None:
    """Measure what Ray takes for itself."""
    from quoth.batch.cluster import session, spread

    began = time.perf_counter()
    with session(None, 2) as workers:
        print(f"start of Ray: {time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        first, count = 0.0, 0
        for _ in spread([{"number": n} for n in range(2000)], Nothing, workers):
            first = first or time.perf_counter() - began
            count += 1
        each = (time.perf_counter() - began - first) / count
        print(f"first piece after {first:.1f} s, then {each * 1000:.1f} ms a piece")
        began = time.perf_counter()
    print(f"end of Ray: {time.perf_counter() - began:.1f} s")


class Nothing:
    """Does nothing with a piece."""

    def __call__(self, row: dict[str, int]) -> dict[str, int]:
        """Return it as it is."""
        return row


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("speed", "memory", "overhead"))
    parser.add_argument("--pages", type=Path, default=PAGES)
    parser.add_argument("--times", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=10_000)
    args = parser.parse_args()
    if args.what == "speed":
        speed(args.pages, args.times, args.rounds)
    elif args.what == "memory":
        memory(args.count)
    else:
        overhead()


if __name__ == "__main__":
    main()
