"""How fast the pages of a large record answer, for many at once, while articles are added.

    python benchmarks/generator.py RECORD DATA
    python benchmarks/serving.py RECORD DATA [--users 20] [--seconds 60] [--requests 10000]

The record is copied, and a server of its own (`quoth serve`) is asked over HTTP; another process
adds made articles to the copy all the while. Two things are measured:

- people: each of the users asks, reads for a second on average, and asks again;
- load: each asks again as soon as there is an answer, until all requests are made.

Searches are those of `benchmarks/search.py`: words of all frequencies, with all kinds of filters.
An answer counts as an error if its status is neither 200 nor 302. Times are those of the whole
answer, as the client sees it; client, server and writer share the machine.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path
from urllib.parse import urlencode

from generator import Chain, Maker
from search import FILTERS, MORE_WORDS, WORDS, Asking
from sqlalchemy import text

from quoth.errors import QueryError
from quoth.record.opening import open_record, reading
from quoth.record.query import parse
from quoth.record.record import Record

SEED = 7
POOL = 2_000
PAUSE = 1.0
KEPT = 4.0
"""Seconds after which a connection that was not used is given up; the server keeps it for five."""
KINDS = {"search": 8, "article": 6, "speaker": 2, "quotation": 3, "start": 1}
"""The pages that are asked for, and how often."""
BARS = {"search": 150.0, "article": 100.0}
"""What the 95th percentile is to be under, in milliseconds, with people asking."""


@dataclass(slots=True)
class Measured:
    """What was asked for, by kind: milliseconds of each answer; and what went wrong."""

    took: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)


def copy(record: Path, path: Path) -> None:
    """Copy a record, whatever is written to it meanwhile."""
    with sqlite3.connect(record) as held, sqlite3.connect(path) as copied:
        held.backup(copied)


def addresses(path: Path) -> dict[str, list[str]]:
    """Draw addresses of pages from what a record holds."""
    draw = random.Random(SEED)
    engine, _ = open_record(path, create=False)
    with reading(engine) as connection:
        asking = Asking(connection)
        last = {
            table: connection.execute(text(f"SELECT max(id) FROM {table}")).scalar_one()
            for table in ("articles", "quotations")
        }
        searches: list[str] = []
        while len(searches) < POOL:
            words = asking.words(draw.choice(WORDS + MORE_WORDS))
            filters = asking.filters(draw.choice(FILTERS))
            told = {"q": words, "by": filters.by, "outlet": filters.outlet, "type": filters.type}
            told |= {"since": filters.since, "until": filters.until, "channel": filters.channel}
            try:
                if words:
                    parse(words)
            except QueryError:
                continue
            searches.append("/?" + urlencode({key: value for key, value in told.items() if value}))
        said = text("SELECT speaker_id FROM appearances WHERE id = :id")
        speakers: list[str] = []
        while len(speakers) < POOL:
            found = connection.execute(said, {"id": draw.randint(1, last["articles"])}).scalar()
            if found:
                speakers.append(f"/speakers/{found}")
    engine.dispose()
    return {
        "search": searches,
        "article": [f"/articles/{draw.randint(1, last['articles'])}" for _ in range(POOL)],
        "quotation": [f"/quotations/{draw.randint(1, last['quotations'])}" for _ in range(POOL)],
        "speaker": speakers,
        "start": ["/"],
    }


def ask(
    port: int, pages: dict[str, list[str]], users: int, more: Callable[[], bool], pause: float
) -> Measured:
    """Let users ask for pages, each on a connection of its own, as long as there is more."""
    measured, lock = Measured(), threading.Lock()

    def user(number: int) -> None:
        draw = random.Random(SEED + number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        last = time.perf_counter()
        if pause:
            time.sleep(draw.random() * pause)
        while more():
            kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
            address = draw.choice(pages[kind])
            if pause and time.perf_counter() - last > KEPT:
                # As browsers do: the server has closed it, or is about to.
                connection.close()
            begun = time.perf_counter()
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                answer.read()
                problem = "" if answer.status in (200, 302) else f"{answer.status} {address}"
            except (OSError, http.client.HTTPException) as error:
                problem = f"{error!r} {address}"
                connection.close()
            last = time.perf_counter()
            took = (last - begun) * 1000
            with lock:
                measured.took[kind].append(took)
                if problem:
                    measured.errors.append(problem)
            if pause:
                time.sleep(draw.expovariate(1 / pause))
        connection.close()

    threads = [threading.Thread(target=user, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return measured


def write(path: Path, data: Path, rate: float, ready: Event, enough: Event) -> None:
    """Add so many made articles a second, until it is enough."""
    maker = Maker(Chain([data / f"{name}-train.jsonl" for name in ("newsroom", "polnear")]))
    with Record(path, create=False) as record:
        number = 10_000_000
        ready.set()
        while not enough.is_set():
            begun = time.monotonic()
            record.add_reading(maker.make(number), source=f"made-{number}", model="made")
            number += 1
            enough.wait(max(0.0, 1 / rate - (time.monotonic() - begun)))
    print(f"{number - 10_000_000:,} articles were added meanwhile")


def memory(process: int) -> str:
    """Return what a process holds: its own, and of the file that it looks into."""
    held = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    lines = dict(line.split(":", 1) for line in held.splitlines() if ":" in line)
    own, mapped = (int(lines[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return f"{own:.0f} MiB of its own, {mapped:.0f} MiB of files"


def told(name: str, measured: Measured, seconds: float, bars: dict[str, float]) -> bool:
    """Print what was measured; return whether all bars are held."""
    count = sum(map(len, measured.took.values()))
    print(f"\n{name}: {count:,} answers in {seconds:.0f} s, {count / seconds:.0f} a second")
    print(f"{'page':<10}{'answers':>9}{'median':>10}{'p95':>10}{'p99':>10}{'most':>10}   ms")
    good = not measured.errors
    for kind in KINDS:
        took = sorted(measured.took[kind])
        if not took:
            continue
        at = [took[min(len(took) - 1, int(len(took) * share))] for share in (0.5, 0.95, 0.99)]
        bar = bars.get(kind)
        verdict = "" if bar is None else f"   bar {bar:.0f}: {'held' if at[1] <= bar else 'MISSED'}"
        good = good and (bar is None or at[1] <= bar)
        row = "".join(f"{value:>10.1f}" for value in (*at, took[-1]))
        print(f"{kind:<10}{len(took):>9,}{row}{verdict}")
    print(f"errors: {len(measured.errors)} {' | '.join(measured.errors[:3])}")
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--rate", type=float, default=2.0, help="articles added a second")
    parser.add_argument("data", type=Path)
    parser.add_argument("--folder", type=Path, help="where the copy is put")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder) / "quoth.db"
        copy(given.record, path)
        pages = addresses(path)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "quoth", "serve", "--record", str(path)]
        server = subprocess.Popen([*command, "--port", str(port)])
        ready, enough = multiprocessing.Event(), multiprocessing.Event()
        writer = multiprocessing.Process(
            target=write, args=(path, given.data, given.rate, ready, enough)
        )
        writer.start()
        ready.wait(300)
        try:
            good = measure(port, pages, given, server.pid)
        finally:
            enough.set()
            writer.join(30)
            server.terminate()
            server.wait(30)
    sys.exit(not good)


def measure(
    port: int, pages: dict[str, list[str]], given: argparse.Namespace, process: int
) -> bool:
    """Ask as people do, then as much as can be answered; return whether all bars are held."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{os.cpu_count()} cores; load before {load}")
    while True:
        try:
            ask(port, pages, 1, iter([True] * 20 + [False]).__next__, 0)
            break
        except OSError:
            time.sleep(0.2)
    print(f"server before: {memory(process)}")
    end = time.monotonic() + given.seconds
    people = ask(port, pages, given.users, lambda: time.monotonic() < end, PAUSE)
    good = told(f"people: {given.users} at once", people, given.seconds, BARS)
    left = iter(range(given.requests))
    begun = time.monotonic()
    pressed = ask(port, pages, given.users, lambda: next(left, None) is not None, 0)
    good = told(f"load: {given.users} at once", pressed, time.monotonic() - begun, {}) and good
    print(f"server after: {memory(process)}")
    return good


if __name__ == "__main__":
    main()
