"""Search by meaning: how well it finds what was asked for, and how fast.

    python benchmarks/meaning.py quality DATA [--teacher]
    python benchmarks/meaning.py speed DATA [--count 1500000]

`quality` asks the questions of `like_queries.jsonl` of all quotations in newsroom-train.jsonl,
polnear-dev.jsonl and polnear-train.jsonl of DATA, and tells at what place the quotation comes that
was meant. A language model wrote them, each having read its quotation, before anything was
searched. A question `shares_words` if a word of it that is no function word stands in the
quotation, cut to its stem. What was chosen by answers was chosen on the half `tune`. With
`--teacher` the sentence transformer is asked too whose vectors ours imitate (it needs the `train`
extra).

`speed` makes a record of COUNT quotations, mixtures of those in DATA, in a temporary file, and
times vectors, loading, refreshing and searching; searches are compared with exact ones.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, create_engine, insert

from quoth.record.meaning import vectors
from quoth.record.nearest import Meanings
from quoth.record.schema import metadata, quotations, revisions
from quoth.record.schema import vectors as table

QUERIES = Path(__file__).with_name("like_queries.jsonl")
FILES = ("newsroom-train", "polnear-dev", "polnear-train")
FUSED = 60
"""The constant of reciprocal rank fusion (Cormack and others 2009)."""
EACH = 15
"""Quotations of a made article."""

Scores = npt.NDArray[np.float64]


class Question(NamedTuple):
    """What is asked, the quotation that is meant (its place in the corpus), and its group."""

    words: str
    meant: int
    half: str
    shares_words: bool


def corpus(data: Path) -> tuple[list[str], list[Question]]:
    """The words of all quotations, and the questions about some of them."""
    texts: list[str] = []
    places: dict[tuple[str, str], int] = {}
    for name in FILES:
        with (data / f"{name}.jsonl").open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                for quotation in row["attributions"]:
                    spans = quotation["content"]
                    places[row["id"], json.dumps(spans)] = len(texts)
                    texts.append(" ".join(row["text"][b:e] for b, e in spans))
    with QUERIES.open(encoding="utf-8") as file:
        asked = [
            Question(
                row["query"],
                places[row["article"], json.dumps(row["content"])],
                row["half"],
                row["shares_words"],
            )
            for row in map(json.loads, file)
        ]
    return texts, asked


def by_meaning(texts: Sequence[str], asked: Sequence[str]) -> Scores:
    """Cosines of the shipped vectors, a row a question."""

    def normed(rows: Scores) -> Scores:
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)

    return normed(vectors(asked).astype(float)) @ normed(vectors(texts).astype(float)).T


def by_words(texts: Sequence[str], asked: Sequence[str]) -> Scores:
    """BM25 of SQLite's full-text search over word stems; any of the question's words counts."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE held USING fts5(words, tokenize='porter unicode61')")
    database.executemany("INSERT INTO held(rowid, words) VALUES (?, ?)", enumerate(texts))
    scores = np.full((len(asked), len(texts)), -1e9)
    for row, question in zip(scores, asked, strict=True):
        any_of = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        found = database.execute(
            "SELECT rowid, -bm25(held) FROM held WHERE held MATCH ?", (any_of,)
        )
        for place, score in found:
            row[place] = score
    return scores


def by_teacher(texts: Sequence[str], asked: Sequence[str]) -> Scores:
    """Cosines of the sentence transformer's own vectors."""
    from training.meaning import Teacher

    teacher = Teacher()
    return (teacher(asked) @ teacher(texts).T).astype(float)


def fused(one: Scores, other: Scores) -> Scores:
    """Reciprocal rank fusion of two searches."""
    places = [(-s).argsort(axis=1, kind="stable").argsort(axis=1) for s in (one, other)]
    return sum(1.0 / (FUSED + 1 + place) for place in places)


def quality(args: argparse.Namespace) -> None:
    """Print where the quotations that were meant come."""
    texts, asked = corpus(args.data)
    words = [question.words for question in asked]
    found = {"by words (BM25)": by_words(texts, words), "by meaning": by_meaning(texts, words)}
    found["both, fused"] = fused(*found.values())
    if args.teacher:
        found["the teacher"] = by_teacher(texts, words)
    meant = np.array([question.meant for question in asked])
    print(f"{len(texts)} quotations, {len(asked)} questions")
    for half in ("tune", "report"):
        groups: dict[str, Callable[[Question], bool]] = {
            "all": lambda q: True,
            "sharing no word": lambda q: not q.shares_words,
            "sharing a word": lambda q: q.shares_words,
        }
        for group, belongs in groups.items():
            chosen = np.array([q.half == half and belongs(q) for q in asked])
            print(f"\n{half}, {group}: {chosen.sum()} questions")
            for name, scores in found.items():
                own = scores[np.arange(len(asked)), meant][:, None]
                places = 1 + (scores > own).sum(axis=1)[chosen]
                print(
                    f"  {name:16} recall@1 {np.mean(places <= 1):.3f}"
                    f"  recall@10 {np.mean(places <= 10):.3f}"
                    f"  recall@50 {np.mean(places <= 50):.3f}"
                    f"  MRR {np.mean(1 / places):.3f}"
                )


def speed(args: argparse.Namespace) -> None:
    """Print how long everything takes at the size of a large record."""
    texts, asked = corpus(args.data)
    questions = [question.words for question in asked]
    ordinary = [text for text in texts if 20 <= len(text.split()) <= 30]
    vectors(ordinary[:EACH])
    heaps = [ordinary[i : i + EACH] for i in range(0, len(ordinary), EACH)]
    took = timed(lambda: [vectors(some) for some in heaps])
    each = [seconds / len(ordinary) * 1e6 for seconds in took]
    print(
        f"a vector for 20-30 words, {EACH} at a time:"
        f" {each[0]:.0f} microseconds ({each[1]:.0f} of the processor)"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        engine = create_engine(f"sqlite:///{path}")
        metadata.create_all(engine)
        with engine.begin() as connection:
            made = make(connection, texts, args.count)
        print(f"{args.count} quotations, a file of {path.stat().st_size / 1e6:.0f} MB")
        with engine.connect() as connection:
            held = resident()
            loaded: list[Meanings] = []
            took = timed(lambda: loaded.append(Meanings(connection)))
            meanings = loaded[0]
            print(
                f"loaded in {took[0]:.2f} s ({took[1]:.2f} of the processor),"
                f" memory {resident() - held:.0f} MB more"
            )
            times = [timed(lambda: meanings.refresh(connection)) for _ in range(20)]
            print(f"refresh without news {tell(times)}")
            search(meanings, questions, made)
        times = []
        for news in range(20):
            with engine.begin() as connection:
                add(connection, 10**6 + news, 10**7 + news * EACH, made[-EACH:])
            with engine.connect() as connection:
                times.append(timed(lambda: meanings.refresh(connection)))
        print(f"refresh after one more article {tell(times)}")


def search(meanings: Meanings, questions: Sequence[str], made: npt.NDArray[np.int8]) -> None:
    """Time searches with and without filters, and compare them with exact ones."""
    count = len(made)
    chance = np.random.default_rng(3)
    filters: dict[str, dict[str, Any]] = {"no filter": {}}
    for size in (100, 10_000, count // 10, count // 2):
        filters[f"{size} quotations"] = {"allowed": chance.choice(count, size, False) + 1}
    texts = count // EACH
    filters[f"{texts // 2} articles"] = {"within": chance.choice(texts, texts // 2, False) + 1}
    for name, among in filters.items():
        times = [
            timed(partial(ask, meanings, question, among)) for question in questions for _ in "12"
        ]
        print(f"search, {name:18} {tell(times)}")
    agreed = []
    for question in questions[:: len(questions) // 20]:
        asked = vectors([question])[0]
        best = exact(made, asked, 10)
        found = {near.id - 1 for near in meanings.nearest(asked, 10)}
        agreed.append(len(found & set(best)) / 10)
    print(f"of the exact ten nearest found: {statistics.mean(agreed):.4f}, worst {min(agreed):.1f}")


def ask(meanings: Meanings, question: str, among: dict[str, Any]) -> None:
    """Search for what is near a question."""
    meanings.nearest(vectors([question])[0], 50, **among)


def exact(made: npt.NDArray[np.int8], asked: npt.NDArray[np.int8], k: int) -> list[int]:
    """Places of the k nearest by comparing all."""
    scores = np.empty(len(made), dtype=np.float32)
    for begin in range(0, len(made), 1 << 15):
        rows = made[begin : begin + (1 << 15)].astype(np.float32)
        lengths = np.maximum(np.linalg.norm(rows, axis=1), 1.0)
        scores[begin : begin + len(rows)] = rows @ asked.astype(np.float32) / lengths
    return [int(place) for place in np.argsort(-scores)[:k]]


def make(connection: Connection, texts: Sequence[str], count: int) -> npt.NDArray[np.int8]:
    """Fill a record with mixtures of quotations, two each; return their vectors in its order."""
    chance = np.random.default_rng(1)
    known = vectors(texts)
    made = np.empty((count, known.shape[1]), dtype=np.int8)
    for begin in range(0, count, 1 << 15):
        size = min(1 << 15, count - begin)
        one, other = known[chance.integers(0, len(known), (2, size))].astype(np.float32)
        made[begin : begin + size] = np.clip(np.rint(0.8 * one + 0.6 * other), -127, 127)
    add(connection, 1, 1, made)
    return made


def add(connection: Connection, revision: int, first: int, rows: npt.NDArray[np.int8]) -> None:
    """Store articles without texts whose quotations have given vectors.

    Of the quotations themselves only the last of each article is stored; searching does not look
    at them, and refreshing at the newest only.
    """
    told = dict.fromkeys(("text_hash", "text", "name", "source", "fetched", "program"), "x")
    told |= {"model": "x", "raw_hash": "x", "added": "x"}
    lists: dict[str, Any] = {"blocks": [], "headline_check": [], "number": 1, "current": True}
    said = {"type": "direct", "words": "x", "place": "body", "length": 1, "confidence": 1.0}
    stored: list[list[dict[str, Any]]] = [[], [], []]
    for number, begin in enumerate(range(0, len(rows), EACH), revision):
        some = rows[begin : begin + EACH]
        ids = np.arange(len(some), dtype="<i8") + first + begin
        held = {"ids": ids.tobytes(), "vectors": some.tobytes()}
        last = {"id": int(ids[-1]), "revision_id": number, "detail": {}}
        stored[0].append({"id": number, "article_id": number, **told, **lists})
        stored[1].append(last | said)
        stored[2].append({"revision_id": number, **held})
    for where, what in zip((revisions, quotations, table), stored, strict=True):
        connection.execute(insert(where), what)


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds that something takes, by the clock and of the processor."""
    began, spent = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - began, time.process_time() - spent


def tell(took: Sequence[tuple[float, float]]) -> str:
    """Median and 95th percentile in milliseconds, by the clock and of the processor."""
    told = []
    for held in map(sorted, zip(*took, strict=True)):
        p95 = held[min(len(held) - 1, round(0.95 * len(held)))]
        told.append(f"median {statistics.median(held) * 1e3:7.2f} ms, p95 {p95 * 1e3:7.2f} ms")
    return f"{told[0]} (processor: {told[1]})"


def resident() -> float:
    """The memory that this process has now, in megabytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(required=True)
    of_quality = verbs.add_parser("quality")
    of_quality.add_argument("data", type=Path)
    of_quality.add_argument("--teacher", action="store_true")
    of_quality.set_defaults(run=quality)
    of_speed = verbs.add_parser("speed")
    of_speed.add_argument("data", type=Path)
    of_speed.add_argument("--count", type=int, default=1_500_000)
    of_speed.set_defaults(run=speed)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
