"""One person across articles: who is taken for one, who is not, and how long that takes.

    python benchmarks/identity.py ARTICLES.jsonl ...
    python benchmarks/identity.py ARTICLES.jsonl ... --homonyms 80
    python benchmarks/identity.py ARTICLES.jsonl ... --speed 100000

ARTICLES are, for instance, polnear-train.jsonl and polnear-dev.jsonl.

Articles without annotated speakers are passed over. The others are read by the shipped reader and
added to a record in the order of their dates; whom the record takes the annotated persons for is
compared with their annotated full names. Printed are precision, recall and F1 by pairs of articles
and B³ (Bagga and Baldwin 1998), and what the names alone would give.

`--homonyms N` makes N homonyms: of two persons who never appear in one article both get one
name, once a name that many bear and once the name of one of them, wherever they are named; it
counts which of their articles come together. `--speed N` first fills the record with N made-up
articles whose names are as unevenly frequent as real ones (Zipf), then measures adding.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from quoth.article import Article
from quoth.quotation import Reading
from quoth.reading.reader import Reader
from quoth.record import identifying, storing
from quoth.record.adding import Origin, add
from quoth.record.calling import called
from quoth.record.keys import name_key
from quoth.record.opening import open_record, reading, writing
from quoth.record.schema import appearances, revisions

Row = dict[str, Any]
Item = tuple[str, str]
"""An article's id and the annotated full name (`name_key`) of somebody in it."""

USUAL = [
    f"{given} {last}"
    for given in ("John", "Mary", "David", "Susan", "Robert", "Linda", "Paul", "Karen")
    for last in (
        "Smith Johnson Brown Davis Miller Wilson Moore Taylor "
        "Harris Walker Hall Young Wright Green Baker Turner"
    ).split()
]


def read_all(paths: Sequence[Path]) -> tuple[list[Row], list[Reading]]:
    """The annotated articles of some files in the order of their dates, and their readings."""
    rows = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    rows = [row for row in rows if any("speaker" in a for a in row["attributions"])]
    rows.sort(key=lambda row: (row["date"], row["id"]))
    articles = [
        Article(row["text"], id=row["id"], outlet=row["publisher"], published=row["date"])
        for row in rows
    ]
    return rows, list(Reader(threads=2).read_many(articles))


def gold(rows: Iterable[Row]) -> dict[Item, set[str]]:
    """The annotated persons of each article, with the names (`name_key`) that it gives them."""
    found: defaultdict[Item, set[str]] = defaultdict(set)
    for row in rows:
        for attribution in row["attributions"]:
            speaker = attribution.get("speaker") or {}
            if speaker.get("type") == "person" and " " in speaker["name"]:
                names = {name_key(speaker["name"]), name_key(speaker["in_text"])}
                found[row["id"], name_key(speaker["name"])] |= names
    return dict(found)


def fill(folder: Path, readings: Iterable[Reading]) -> Engine:
    """A new record with these articles, added in their order."""
    engine, _ = open_record(folder / f"{time.monotonic_ns()}.db", create=True)
    for one in readings:
        add_one(engine, one)
    return engine


def add_one(engine: Engine, one: Reading) -> None:
    """Add an article as `quoth add` does."""
    origin = Origin(one.article.id, "2026-01-01T00:00:00Z", one.article.text.encode(), "b", "b")
    with writing(engine) as connection:
        add(connection, one, origin)


def taken_for(engine: Engine, items: Mapping[Item, set[str]]) -> dict[Item, tuple[int, str]]:
    """Whom the record takes the annotated persons for, and by what name it met them."""
    wanted = select(revisions.c.name.label("article"), appearances).join(
        revisions, revisions.c.id == appearances.c.revision_id
    )
    named: dict[tuple[str, str], tuple[int, str]] = {}
    with reading(engine) as connection:
        for row in connection.execute(wanted):
            if row.kind in ("person", "organization"):
                for form in (row.name, *row.forms):
                    for key in (name_key(form), called(form, "person").key):
                        named.setdefault((row.article, key), (row.speaker_id, row.key))
    found = {}
    for item, names in items.items():
        for name in sorted(names, key=len, reverse=True):
            if (item[0], name) in named:
                found[item] = named[item[0], name]
                break
    return found


def scores(wanted: Mapping[Item, Hashable], given: Mapping[Item, Hashable]) -> str:
    """Precision, recall and F1 by pairs and B³, in one line."""
    items = sorted(given)
    both = Counter((wanted[i], given[i]) for i in items)
    sides = [Counter(wanted[i] for i in items), Counter(given[i] for i in items)]
    pairs = [sum(n * (n - 1) // 2 for n in c.values()) for c in (both, *sides)]
    b = [
        sum(n * n / side[k[s]] for k, n in both.items()) / len(items)
        for s, side in enumerate(sides)
    ]
    recall, precision = pairs[0] / max(1, pairs[1]), pairs[0] / max(1, pairs[2])
    told = []
    for name, p, r in (("pairs", precision, recall), ("B³", b[1], b[0])):
        told.append(f"{name} P {p:.4f} R {r:.4f} F1 {2 * p * r / max(1e-9, p + r):.4f}")
    return f"{';  '.join(told)}  ({pairs[1]} pairs, {pairs[2] - pairs[0]} of {pairs[2]} wrong)"


def report(rows: Sequence[Row], readings: Sequence[Reading], folder: Path) -> None:
    """Who of the annotated persons is taken for one, and the errors."""
    items = gold(rows)
    found = taken_for(fill(folder, readings), items)
    wanted = {item: item[1] for item in found}
    often = Counter(wanted.values())
    print(f"{len(rows)} articles, {len(items)} annotated persons in them, {len(found)} met there;")
    print(f"{len(often)} different, {sum(n > 1 for n in often.values())} in several articles")
    print("identities ", scores(wanted, {item: who for item, (who, _) in found.items()}))
    print("names alone", scores(wanted, {item: key for item, (_, key) in found.items()}))
    names = defaultdict(set)
    for item, (who, _) in found.items():
        names[who].add(item[1])
    print(
        "taken for one:", *(" = ".join(sorted(n)) for n in names.values() if len(n) > 1), sep="\n  "
    )
    parts = defaultdict(Counter)
    for item, (who, key) in found.items():
        parts[item[1]][who, key] += 1
    print("taken for several:")
    for name, held in sorted(parts.items()):
        if len({who for who, _ in held}) > 1:
            print("  " + name + ":", ", ".join(f"#{w} {k} ({n})" for (w, k), n in held.items()))


def homonyms(
    rows: Sequence[Row], readings: Sequence[Reading], folder: Path, many: int, usual: bool
) -> None:
    """Give pairs of persons one name and see whether they are kept apart."""
    rng = random.Random(7)
    where: defaultdict[str, set[str]] = defaultdict(set)
    for article, name in gold(rows):
        where[name].add(article)
    exact = defaultdict(set)  # the articles whose reading has a person under exactly this name
    for one in readings:
        for named in one.named:
            if named.kind == "person":
                exact[name_key(named.name)].add(one.article.id)
    people = sorted(n for n in where if 1 <= len(exact[n]) <= 12 and not called(n, "person").short)
    rng.shuffle(people)
    pairs: list[tuple[str, str]] = []
    left = people
    while len(pairs) < many and len(left) > 1:
        one, *rest = left
        other = next((o for o in rest if not exact[one] & exact[o]), None)
        if other is None:
            left = rest
            continue
        pairs.append((one, other))
        left = [n for n in rest if n != other]
    names = {}
    for number, (one, other) in enumerate(pairs):
        name = USUAL[number % len(USUAL)] if usual else one.title()
        names[one] = names[other] = name
    engine = fill(folder, [renamed(one, names) for one in readings])
    items = {(a, n): {name_key(names[n])} for n in names for a in exact[n]}
    found = taken_for(engine, items)
    given = {item: (names[item[1]], who) for item, (who, _) in found.items()}
    kind = "a usual name" if usual else "a rare name"
    print(f"{len(pairs)} homonyms of {kind}, {len(found)} appearances")
    print("identities ", scores({i: i[1] for i in found}, given))
    print("names alone", scores({i: i[1] for i in found}, {i: names[i[1]] for i in found}))
    together = sum(
        bool({given[i] for i in found if i[1] == a} & {given[i] for i in found if i[1] == b})
        for a, b in pairs
    )
    print(f"of {len(pairs)} pairs of persons {together} share an identity")


def renamed(one: Reading, names: Mapping[str, str]) -> Reading:
    """A reading in which some persons have other names; its text stays."""
    here = {n.name: names[name_key(n.name)] for n in one.named if name_key(n.name) in names}
    if not here:
        return one
    named = tuple(
        replace(n, name=here[n.name], forms=(here[n.name],)) if n.name in here else n
        for n in one.named
    )
    quotations = tuple(
        replace(
            q,
            speaker=replace(q.speaker, name=here.get(q.speaker.name, q.speaker.name))
            if q.speaker
            else None,
            about=tuple(dict.fromkeys(here.get(name, name) for name in q.about)),
        )
        for q in one.quotations
    )
    return replace(one, named=named, quotations=quotations)


def speed(readings: Sequence[Reading], folder: Path, size: int) -> None:
    """How long identities take for an article: in a small record and in a large one."""
    for articles in (size // 100, size // 10, size):
        engine, _ = open_record(folder / f"speed{articles}.db", create=True)
        with writing(engine) as connection:
            invent(connection, articles)
        spent = Counter[str]()
        functions = {name: getattr(identifying, name) for name in ("identify", "settle", "leave")}
        for name, function in functions.items():
            setattr(storing, name, timed(function, name, spent))
        sample = readings[-100:]
        for one in sample:
            add_one(engine, one)
        for name, function in functions.items():
            setattr(storing, name, function)
        told = ", ".join(f"{name} {1000 * s / len(sample):.2f}" for name, s in spent.items())
        print(f"{articles:7} articles before: {told} ms of processor time an article")


def timed(function: Any, name: str, spent: Counter[str]) -> Any:
    """A function whose processor time is added up."""

    def run(*given: Any) -> Any:
        begun = time.process_time()
        result = function(*given)
        spent[name] += time.process_time() - begun  # type: ignore[assignment]
        return result

    return run


def invent(connection: Connection, articles: int) -> None:
    """Put made-up articles into a record, each with twenty names, of which few are frequent."""
    rng = random.Random(11)
    givens = "John Mary Ivo Petra Ines Jonas Lena Tom Mara Karl Susan Donald Hillary".split()
    lasts = [f"{a}{b}{c}" for a in "BKLMRST" for b in ("ado", "ere", "ilo") for c in CODA]
    people = [f"{g} {last}" for last in lasts for g in givens]
    rng.shuffle(people)
    known = ["Donald Trump", "Hillary Clinton", "Barack Obama", "Bernie Sanders", "John Smith"]
    people = list(dict.fromkeys(known + people))
    weights = [1 / (rank + 5) for rank in range(len(people))]
    run = connection.exec_driver_sql
    run("INSERT INTO raws VALUES ('x', 1, x'00')")
    run(
        "INSERT INTO speakers(id, name, kind, key, added) VALUES (?, ?, 'person', ?, '')",
        [(n + 1, name, name_key(name)) for n, name in enumerate(people)],
    )
    run(
        "INSERT INTO articles(id, added) VALUES (?, '')",
        [(n + 1,) for n in range(articles)],
    )
    run(
        "INSERT INTO revisions(id, article_id, number, current, text_hash, text, blocks, name,"
        " headline_check, source, fetched, raw_hash, program, model, added, published)"
        " VALUES (?, ?, 1, 1, ?, '', '[]', ?, '[]', '', '2020', 'x', '', '', '', ?)",
        [(n + 1, n + 1, f"h{n}", f"a{n}", f"20{n % 20:02}-01-01") for n in range(articles)],
    )
    rows, said = [], []
    for n in range(articles):
        for who in set(rng.choices(range(len(people)), weights, k=20)):
            rows.append((n + 1, people[who], name_key(people[who]), who + 1, who + 1))
            if who % 3 == 0:
                said.append((len(rows), "mayor of Port Ellery"))
    run(
        "INSERT INTO appearances(revision_id, name, key, kind, forms, found_id, speaker_id, reason)"
        " VALUES (?, ?, ?, 'person', '[]', ?, ?, 'name')",
        rows,
    )
    run(
        "INSERT INTO roles(appearance_id, begin, \"end\", words, key) VALUES (?, 0, 1, ?, '')", said
    )
    counts = Counter(row[3] for row in rows)
    listed = []
    for who, uses in counts.items():
        name = called(people[who - 1], "person")
        listed.append((who, name.key, people[who - 1], name.block, name.last, uses, uses))
    run("INSERT INTO aliases VALUES (?, ?, 'person', ?, ?, ?, ?, ?)", listed)
    connection.execute(text("ANALYZE"))


CODA = "n v l s r d k m".split() + [x + y for x in "nlrs" for y in ("der", "ston", "berg", "man")]


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--homonyms", type=int, default=0, metavar="N")
    parser.add_argument("--speed", type=int, default=0, metavar="N")
    args = parser.parse_args()
    rows, readings = read_all(args.articles)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.speed:
            speed(readings, folder, args.speed)
        elif args.homonyms:
            homonyms(rows, readings, folder, args.homonyms, usual=True)
            homonyms(rows, readings, folder, args.homonyms, usual=False)
        else:
            report(rows, readings, folder)


if __name__ == "__main__":
    main()
