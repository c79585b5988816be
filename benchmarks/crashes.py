"""Kill what adds to a record at random moments, again and again, and see what is lost.

    python benchmarks/crashes.py --kills 200
    python benchmarks/crashes.py --kills 20 --inputs FOLDER    (the whole of `quoth add`)

Without inputs, two processes add made readings to one record and one of them is killed. After
each kill the record must be sound (`verify`), and every article that a process had announced as
added must be in it. In the end the same readings are added once more to what is there and, for
comparison, to a record that nobody disturbed: both must hold the same.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from sqlalchemy import select

from quoth import Article, Block, Quotation, Reading, Record, Span, Speaker
from quoth.quotation import Named
from quoth.record.opening import reading
from quoth.record.schema import revisions

_SPEAKERS = ("Ines Okafor", "Rowan Tait", "Leonie Marsh", "Nikos Stavrou", "Freya Lund")
_WORDS = "pier harbour budget storm council school road bridge water ferry light tax".split()


def made(number: int) -> Reading:
    """A reading of an article that nobody wrote, always the same for one number."""
    rng = random.Random(number)
    text, quotations = "", []
    for index in range(rng.randint(3, 20)):
        speaker = rng.choice(_SPEAKERS)
        words = f"“We need a {rng.choice(_WORDS)} and a {rng.choice(_WORDS)} by {number},”"
        begin = len(text)
        text += f"{words} said {speaker}. "
        end = begin + len(words)
        at = text.index(speaker, end)
        who = Speaker(speaker, "person", 0.9)
        source = (Span(at, at + len(speaker)),)
        quotations.append(
            Quotation(f"q{index + 1}", "direct", (Span(begin, end),), (), source, who)
        )
    names = dict.fromkeys(q.speaker.name for q in quotations if q.speaker)
    named = tuple(Named(name, "person", (name,)) for name in names)
    url = f"https://marle.example/{number}"
    article = Article(text, (Block("paragraph", 0, len(text)),), id=str(number), url=url)
    return Reading(article, tuple(quotations), (), named)


def add_made(path: Path, count: int, seed: int) -> None:
    """Add made readings in some order, announcing each when it is in the record."""
    numbers = list(range(count))
    random.Random(seed).shuffle(numbers)
    # Imported first: else that would be what most kills hit.
    import_module("quoth.record.adding")
    print("begun", flush=True)
    with Record(path) as record:
        for number in numbers:
            record.add_reading(made(number))
            print(number, flush=True)


def announced(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith("\n"):
            yield line.strip()


def started(path: Path, count: int, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, "--add", str(path), "--articles", str(count)]
    process = subprocess.Popen([*command, "--seed", str(seed)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def sound(path: Path) -> set[str]:
    """Prove a record and return the names of its articles."""
    with Record(path, create=False) as record:
        faults = list(record.verify())
        assert not faults, faults[:5]
        with reading(record.engine) as connection:
            return set(connection.execute(select(revisions.c.name)).scalars())


def holds(path: Path) -> dict[str, tuple[str, int]]:
    """What a record holds: by the name of each article its text and number of quotations."""
    sound(path)
    with Record(path) as record:
        return {
            stored.reading.article.id: (stored.reading.article.text, len(stored.ids))
            for stored in record.readings()
        }


def kill_made(path: Path, kills: int, count: int, rng: random.Random) -> None:
    told: set[str] = set()
    for turn in range(kills):
        processes = [started(path, count, rng.randrange(1 << 30)) for _ in range(2)]
        time.sleep(rng.uniform(0, 1.2))
        processes[0].send_signal(signal.SIGKILL)
        # The other one goes on for a moment, then it is killed too.
        time.sleep(rng.uniform(0, 0.2))
        processes[1].send_signal(signal.SIGKILL)
        for process in processes:
            told.update(announced(process))
            process.wait()
        if path.exists():
            lost = told - sound(path)
            assert not lost, f"announced and lost: {sorted(lost)[:5]}"
        print(f"\r{turn + 1} kills of two, {len(told)} articles announced, none lost", end="")
    print()


def kill_command(path: Path, kills: int, inputs: list[str], rng: random.Random) -> None:
    command = [sys.executable, "-m", "quoth", "add", "--record", str(path), *inputs]
    for turn in range(kills):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.5, 6.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        stored = len(sound(path)) if path.exists() else 0
        print(f"\r{turn + 1} kills, {stored} articles in the record", end="")
    print()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--inputs", nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--add", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.add:
        add_made(given.add, given.articles, given.seed)
        return
    rng = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        disturbed, calm = Path(folder, "disturbed.db"), Path(folder, "calm.db")
        if given.inputs:
            kill_command(disturbed, given.kills, given.inputs, rng)
            with Record(calm) as record:
                record.add(given.inputs)
        else:
            kill_made(disturbed, given.kills, given.articles, rng)
            for path in (disturbed, calm):
                with Record(path) as record:
                    for number in range(given.articles):
                        record.add_reading(made(number))
        assert holds(disturbed) == holds(calm)
        print(f"sound after every kill; in the end as undisturbed: {len(holds(calm))} articles")


if __name__ == "__main__":
    main()
