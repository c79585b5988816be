"""How well near copies of articles are told from what only looks like them.

    python benchmarks/copies.py DATA [--bulk 0 20000] [--seed 1] [--show KIND]
    python benchmarks/copies.py DATA --record 100000

Stories of the training data (those that are no copies of each other) are printed again as
outlets print an agency's story: under another headline and dateline, cut, with paragraphs left
out or joined, words changed by an editor or a house's spelling, lines added for local readers,
the outlet's terms below. Among them stands what must not be taken for a copy: stories of the
next day that repeat paragraphs, with the same people in the rest; weather, results, matches and
horoscopes from one mould; short pieces under long terms; morning letters that print the
beginnings of several stories. Around these stands a bulk of made articles. Told are precision
and recall over pairs of articles, by the kind of the edit, and what was linked wrongly. With
--record, what comparing an article costs in a record that grows, and how large the rows are.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from generator import Chain, Maker
from sqlalchemy import insert

from quoth.record import schema as tables
from quoth.record.copies import copies_among
from quoth.record.opening import open_record, reading, writing
from quoth.record.sketches import contained, sketch
from quoth.record.wire import compare_text, firsts_of_all

STORIES, OUTLETS = 400, 60
AT_ONCE = 500
FEWEST_WORDS = 120
SPELLINGS = (
    ("harbor", "harbour"), ("percent", "per cent"), ("color", "colour"), ("center", "centre"),
    ("defense", "defence"), ("program", "programme"), ("toward", "towards"), ("Mr. ", ""),
    ("Sen. ", "Senator "), ("Gov. ", "Governor "), (" don't", " do not"), ("U.S.", "US"),
)  # fmt: skip
MOULDS = {
    "weather": """Weather for {A}: {w}

{D} will begin {w} over {A}, with temperatures around {n} degrees in the early morning. Towards \
noon the sun will win through in most places and the air will warm to {m} degrees. The wind blows \
from the {d} at {k} kilometres an hour, with gusts of up to {l} near the coast. In the evening \
showers are possible, above all in the hills behind {B}. The chance of rain is {p} per cent. The \
forecasters of the county advise drivers to allow more time on their way home and to keep their \
distance, as roads may be slippery where leaves have fallen. The lowest temperature at night will \
be {n} degrees.""",
    "results": """{A} {B}: quarterly results at a glance

{C} ({D}) — {A} {B} Inc. on {D} reported profit of ${n}.{p} million in its latest quarter. The \
{C}-based company said it had net income of {k} cents per share. Earnings, adjusted for one-time \
gains and costs, came to {l} cents per share. The results surpassed the expectations of the \
street. \
The average estimate of {m} analysts surveyed by {E} Research was for earnings of {p} cents per \
share. The company posted revenue of ${l}.{k} million in the period, also surpassing \
forecasts. For \
the current quarter ending in {M}, {A} said it expects revenue in the range of ${m} million to \
${k} million. {A} shares have risen {p} per cent since the beginning of the year. In the final \
minutes of trading on {D}, shares hit ${n}.{m}, a climb of {l} per cent in the last 12 \
months. This \
story was generated from data of {E} Research.""",
    "match": """{A} {n}, {B} {m}

{C} {A} scored {k} points and pulled down {m} rebounds to lead {A} to a {l}-{k} victory \
over {B} on \
{D} night. {E} {B} added {p} points off the bench and made three of four from behind the line. {A} \
({n}-{m}) led by {p} at half-time and was never headed after the break. {B} ({m}-{n}) shot {l} per \
cent from the field and had {k} turnovers in its third defeat in a row. {A} visits {F} next \
on {D}. \
{B} is at home to {G} on {D}. For more news of the league, see our pages for subscribers. The \
statistics of this report were supplied by the league and put together by an automatic system.""",
    "horoscope": """Your stars for {D}

This is a day on which {w} thoughts come easily, and the moon in your house of {d} asks you to \
wait before you answer. At work somebody whom you hardly know will ask for advice: give it, but \
keep the larger plan to yourself. Money matters look {w}; a letter that you have expected may come \
after noon. In love, say what you mean and leave the rest to the evening. Those born under the \
{d} sign should mind their backs and sleep early. Your lucky number is {n}, and your colour \
is that \
of {A}.""",
}
WEATHERS = "cloudy clear bright hazy stormy fair gentle restless cheerful sober".split()
WAYS = "north south east west north-east south-west".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "March June September December".split()
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Printed:
    """An article of the set: what it is, and of which story, "" for none, it is a copy."""

    kind: str
    story: str
    text: str


def stories(data: Path) -> list[list[str]]:
    """The paragraphs of the stories: long enough, none a copy of another."""
    kept: list[list[str]] = []
    seen: list[set[int]] = []
    for name in ("newsroom-train.jsonl", "polnear-train.jsonl"):
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            pieces = [p for p in re.split(r"\s*\n\s*", json.loads(line)["text"]) if p]
            words = " ".join(pieces).casefold().split()
            runs = {hash(tuple(words[n : n + 4])) for n in range(len(words) - 3)}
            like = any(len(runs & held) > 0.15 * min(len(runs), len(held)) for held in seen)
            if len(words) >= FEWEST_WORDS and len(pieces) > 5 and not like:
                kept.append(pieces)
                seen.append(runs)
    return kept


class Press:
    """Prints stories, and what looks like them."""

    def __init__(
        self, held: Sequence[list[str]], others: Sequence[list[str]], maker: Maker, seed: int
    ) -> None:
        self._rng = random.Random(seed)
        # What is new in a piece is of stories that are not in the set themselves.
        self._held, self._others, self._maker = held, others, maker
        self._terms = [self._sentences(self._rng.randint(3, 9)) for _ in range(OUTLETS)]

    def copies(self, number: int) -> Iterator[Printed]:
        """The story, and as many copies as agencies' stories have: often few, now and then many."""
        pieces = self._held[number]
        yield Printed("story", f"s{number}", "\n\n".join(pieces))
        for _ in range(min(40, int(self._rng.paretovariate(0.9)))):
            kind, text = self._edited(pieces)
            yield Printed(kind, f"s{number}", text)

    def next_day(self, number: int) -> Printed:
        """Another story, with the names of this one, and some paragraphs of it in the end."""
        rng, pieces = self._rng, self._held[number]
        other = rng.choice(self._others)
        fresh = "\n\n".join(other[: rng.randint(5, 9)])
        names = [name for name, _ in Counter(_NAME.findall("\n\n".join(pieces))).most_common(25)]
        for old, new in zip(
            [name for name, _ in Counter(_NAME.findall(fresh)).most_common(25)], names, strict=False
        ):
            fresh = re.sub(rf"\b{old}\b", new, fresh)
        room = len(fresh.split()) * rng.uniform(0.3, 1.0)
        kept: list[str] = []
        for piece in rng.sample(pieces[1:], len(pieces) - 1):
            if sum(len(p.split()) for p in [*kept, piece]) <= room:
                kept.append(piece)
        return Printed("next day", "", "\n\n".join([fresh, *kept]))

    def moulded(self, kind: str) -> Printed:
        rng = self._rng
        names = {letter: self._coined() for letter in "ABCEFG"}
        figures = {letter: rng.randint(2, 99) for letter in "nmklp"}
        words = {"w": rng.choice(WEATHERS), "d": rng.choice(WAYS), "D": rng.choice(DAYS)}
        text = MOULDS[kind].format(**names, **figures, **words, M=rng.choice(MONTHS))
        return Printed(kind, "", text)

    def under_terms(self, number: int) -> Printed:
        """A short piece, and the terms of its outlet below, which are as long."""
        pieces = self._others[number]
        at = self._rng.randrange(max(1, len(pieces) - 3))
        own = "\n\n".join(pieces[at : at + 2])
        text = f"{own}\n\n{self._sentences(1)}\n\n{self._rng.choice(self._terms)}"
        return Printed("terms", "", text)

    def letter(self) -> Printed:
        """The beginnings of several stories."""
        chosen = self._rng.sample(self._held, 5)
        body = "\n\n".join("\n\n".join(pieces[:4]) for pieces in chosen)
        return Printed("letter", "", f"Good morning. Here is what you need to know.\n\n{body}")

    def _edited(self, pieces: Sequence[str]) -> tuple[str, str]:
        rng = self._rng
        head, *body = pieces
        kinds: list[str] = []
        if rng.random() < 0.8:
            head = self._sentences(1)
        if rng.random() < 0.5:
            body[0] = f"{self._coined().upper()} (Wire) — " + re.sub(
                r"^.{0,40} (—|--) ", "", body[0]
            )
        if rng.random() < 0.5:
            least = max(2, len(body) // rng.choice((1, 2, 3)))
            if least < len(body):
                body = body[: rng.randint(least, len(body) - 1)]
                kinds.append("cut")
        if rng.random() < 0.25 and len(body) > 4:
            del body[rng.randrange(1, len(body))]
        if rng.random() < 0.3:
            body.insert(rng.randint(1, len(body)), self._sentences(rng.randint(1, 2)))
            kinds.append("added")
        text = rng.choice(("\n\n", "\n", "\n\n", " ")).join(body)
        if rng.random() < 0.5:
            for old, new in SPELLINGS:
                text = text.replace(old, new)
            text = text.translate(str.maketrans("“”’", '""\''))
        if rng.random() < 0.4:
            words, rate = text.split(" "), rng.uniform(0.005, 0.06)
            text = " ".join(
                rng.choice(("", "the", "also", "that", word.lower()))
                if rng.random() < rate
                else word
                for word in words
            )
            kinds.append("words")
        if rng.random() < 0.3:
            text += "\n\n" + rng.choice(self._terms)
            kinds.append("terms")
        return "+".join(kinds) or "head", f"{head}\n\n{text}"

    def _sentences(self, count: int) -> str:
        """Sentences from anywhere, with names made up in the place of theirs."""
        found: list[str] = []
        while len(found) < count:
            piece = self._rng.choice(self._rng.choice(self._others)[1:])
            said = re.split(r"(?<=[.!?]) ", piece)[0]
            if 8 <= len(said.split()) <= 40:
                found.append(_NAME.sub(lambda _: self._coined(), said))
        return " ".join(found)

    def _coined(self) -> str:
        return self._rng.choice(self._maker.outlets).split()[1]


def printed(press: Press, number: int) -> list[Printed]:
    """The set: copies of some stories, and what looks like copies."""
    found = [one for n in range(number) for one in press.copies(n)]
    found += [press.next_day(n) for n in range(number)]
    found += [press.moulded(kind) for kind in MOULDS for _ in range(number // 4)]
    found += [press.under_terms(n) for n in range(number // 2)]
    found += [press.letter() for _ in range(number // 10)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--bulk", type=int, nargs="*", default=[0, 20_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print wrong links and missed copies of this kind")
    parser.add_argument("--record", type=int, help="time a record of so many made articles")
    given = parser.parse_args()
    names = ("newsroom-train.jsonl", "polnear-train.jsonl")
    chain = Chain([given.data / name for name in names])
    if given.record:
        grow(chain, given.record)
        return
    maker = Maker(chain)
    held = stories(given.data)
    random.Random(given.seed).shuffle(held)
    half = min(STORIES, len(held) // 2)
    articles = printed(Press(held[:half], held[half:], maker, given.seed), half)
    random.Random(given.seed).shuffle(articles)
    for bulk in given.bulk:
        around = [Printed("bulk", "", maker.make(n).article.text) for n in range(bulk)]
        judge(articles + around, given.show)


def judge(articles: Sequence[Printed], show: str | None) -> None:
    begun = time.process_time()
    found = list(copies_among((n, one.text) for n, one in enumerate(articles)))
    spent = time.process_time() - begun
    groups: dict[int, list[int]] = defaultdict(list)
    for key, of, _ in found:
        groups[of].append(key)
    linked = {
        pair for of, others in groups.items() for pair in combinations(sorted([of, *others]), 2)
    }
    truth: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(articles):
        if one.story:
            truth[one.story].append(n)
    true = {pair for members in truth.values() for pair in combinations(members, 2)}
    right = len(linked & true)
    wrong = Counter(_kinds(articles, pair) for pair in linked - true)
    complete = [sorted([of, *others]) for of, others in groups.items()]
    whole = sum(sorted(members) in complete for members in truth.values() if len(members) > 1)
    several = sum(len(members) > 1 for members in truth.values())
    print(
        f"{len(articles):,} articles, {sum(map(len, truth.values())):,} of {len(truth)} stories:"
        f" pairs P {right / max(1, len(linked)):.4f} R {right / len(true):.4f} of {len(true):,};"
        f" groups whole and pure {whole} of {several};"
        f" CPU {spent / len(articles) * 1e3:.2f} ms each"
    )
    print("  linked wrongly:", dict(wrong) or "none")
    of = {key: leader for key, leader, _ in found}
    main_group = {
        story: Counter(of.get(n, n) for n in members).most_common(1)[0][0]
        for story, members in truth.items()
    }
    kinds: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(articles):
        if one.story and len(truth[one.story]) > 1:
            kinds[one.kind].append(of.get(n, n) == main_group[one.story])
            if show == one.kind and not kinds[one.kind][-1]:
                print("MISSED", one.text[:600], "\n----")
    told = (f"{kind} {sum(hits)}/{len(hits)}" for kind, hits in sorted(kinds.items()))
    print("  in their story's group:", ", ".join(told))
    if show:
        for a, b in [pair for pair in linked - true if show in _kinds(articles, pair)][:5]:
            part = contained(sketch(articles[a].text), sketch(articles[b].text))
            print(
                f"WRONG {part:.2f}",
                articles[a].text[:900],
                "\n--",
                articles[b].text[:900],
                "\n====",
            )


def grow(chain: Chain, size: int) -> None:
    """Time what comparing adds to adding; every twentieth article is a copy."""
    rng = np.random.default_rng(1)
    kept: list[list[str]] = []
    spent: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "quoth.db")
        engine, _ = open_record(path, create=True)
        for first in range(0, size, AT_ONCE):
            walked = chain.walk(rng, rng.integers(200, 900, AT_ONCE))
            with writing(engine) as connection:
                for n, words in enumerate(walked, first):
                    if kept and rng.random() < 0.05:
                        copied = kept[int(rng.integers(len(kept)))]
                        words = words[:15] + copied[15 : int(len(copied) * rng.uniform(0.5, 1))]
                    elif rng.random() < 0.02:
                        kept.append(words)
                    key = connection.execute(insert(tables.articles), {"added": ""}).lastrowid
                    place = {"key": str(n), "article_id": key, "added": ""}
                    connection.execute(insert(tables.printings), place)
                    begun = time.process_time()
                    compare_text(connection, int(key), " ".join(words))
                    spent.append(time.process_time() - begun)
            done = first + AT_ONCE
            if len(spent) >= size // 5:
                with reading(engine) as connection:
                    linked = len(firsts_of_all(connection))
                took = sorted(1e3 * seconds for seconds in spent)
                print(
                    f"{done:>9,} articles, {linked:,} copies; CPU {sum(took) / len(took):.2f} ms"
                    f" each, median {took[len(took) // 2]:.2f},"
                    f" 99% {took[len(took) * 99 // 100]:.2f};"
                    f" {path.stat().st_size / done:,.0f} bytes each",
                    flush=True,
                )
                spent = []


def _kinds(articles: Sequence[Printed], pair: tuple[int, int]) -> str:
    return " / ".join(sorted({articles[n].kind.split("+")[0] for n in pair}))


if __name__ == "__main__":
    main()
