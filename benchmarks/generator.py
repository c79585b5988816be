"""A large record of made readings, without running the network: for measuring storing and search.

    python benchmarks/generator.py RECORD DATA [--articles 100000]

Words follow each other as in the quotations of the training data (a chain of order one, so that
common words, phrases and rare ones are as frequent as in news), with made-up rare words and
names among them. Speakers, outlets and lengths have the long tails of news. Everything goes
through the real `add`, one transaction an article, and what that costs is shown for each tenth
of the run. The same seed makes the same articles; a run that was broken off is gone on with by
the same command.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sqlalchemy import func, select

from quoth.article import Article, Block, BlockKind, Span
from quoth.quotation import Mention, Named, Quotation, QuotationType, Reading, Speaker, SpeakerKind
from quoth.record.adding import Origin, add
from quoth.record.opening import open_record, reading, writing
from quoth.record.schema import revisions

SEED = 1
QUOTATIONS = 15
WORDS = 600
PEOPLE, BODIES, OUTLETS, RARE = 40_000, 8_000, 400, 150_000
FIRST_DAY, DAYS = date(2017, 1, 1), 3285
CHANNELS = (
    "interview", "statement", "social post", "press conference", "speech", "hearing", "email",
    "court", "podcast", "report",
)  # fmt: skip
OFFICES = (
    "mayor", "chief executive", "spokesman", "professor", "senator", "coach", "director",
    "chief economist", "head teacher", "prosecutor", "union leader", "minister", "analyst",
)  # fmt: skip
TRADES = (
    "Steel", "Council", "University", "Bank", "Rovers", "Energy", "Institute", "Airways",
    "Hospital Trust", "Police", "Foundation", "Foods",
)  # fmt: skip
SYLLABLES = (
    "ba be bo bri ca cor da del dor el en fa fen gar gil ha hol im is ja jor ka kel la len lo "
    "mar mel mi mon na nor ol or pa per qui ra rel ri ros sa sel sol ta ter tor ul va vel vin "
    "wa wen wil ya zel"
).split()

Tokens = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Somebody:
    """One who may be quoted: a person or body, by what names and roles articles call them."""

    name: str
    kind: SpeakerKind
    short: str
    role: str | None


@dataclass(slots=True)
class Text:
    """An article while it is put together."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    blocks: list[Block] = field(default_factory=list)

    def put(self, words: str) -> Span:
        begin, self.at = self.at, self.at + len(words)
        self.parts.append(words)
        return Span(begin, self.at)

    def open(self, kind: BlockKind, **post: str) -> None:
        if self.blocks:
            self.put("\n\n")
            self._end_block()
        self.blocks.append(Block(kind, self.at, self.at, **post))

    def close(self) -> tuple[str, tuple[Block, ...]]:
        self._end_block()
        return "".join(self.parts), tuple(self.blocks)

    def _end_block(self) -> None:
        self.blocks[-1] = replace(self.blocks[-1], end=self.at)


class Chain:
    """Words that follow each other as in the quotations of some files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        stream = [word for path in paths for said in _contents(path) for word in said.split()]
        self.words = sorted(set(stream))
        number = {word: n for n, word in enumerate(self.words)}
        self._stream: Tokens = np.array([number[word] for word in stream], dtype=np.int32)
        self._places = np.argsort(self._stream[:-1], kind="stable").astype(np.int32)
        counts = np.bincount(self._stream[:-1], minlength=len(self.words))
        self._first = np.concatenate(([0], np.cumsum(counts)[:-1]))
        self._counts = counts

    def walk(self, rng: np.random.Generator, lengths: npt.NDArray[np.int64]) -> list[list[str]]:
        """Make as many runs of words as there are lengths."""
        longest = int(lengths.max())
        at = self._stream[rng.integers(0, len(self._stream) - 1, len(lengths))]
        steps = [at]
        for chance in rng.random((longest - 1, len(lengths))):
            count = np.maximum(self._counts[at], 1)
            place = self._places[self._first[at] + (chance * count).astype(np.int64)]
            at = self._stream[place + 1]
            steps.append(at)
        table = np.stack(steps, axis=1).tolist()
        return [
            [self.words[n] for n in row[:length]]
            for row, length in zip(table, lengths.tolist(), strict=True)
        ]


def _contents(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            held = json.loads(line)
            for one in held["attributions"]:
                for begin, end in one["content"]:
                    yield held["text"][begin:end].strip("“”\"'‘’ ,.")


class Zipf:
    """Numbers below `size`, the n-th as often as 1 / (n + shift)."""

    def __init__(self, size: int, shift: float) -> None:
        weights = 1 / (np.arange(size) + 1 + shift)
        self._ends = np.cumsum(weights / weights.sum())

    def draw(self, rng: np.random.Generator, count: int) -> list[int]:
        found = np.searchsorted(self._ends, rng.random(count))
        return list(np.minimum(found, len(self._ends) - 1))


class Maker:
    """Makes the n-th article, the same whenever it is asked for."""

    def __init__(self, chain: Chain, seed: int = SEED) -> None:
        self._chain, self._seed = chain, seed
        rng = np.random.default_rng(seed)
        self._rare = [_coined(rng) for _ in range(RARE)]
        self._people = [_person(rng) for _ in range(PEOPLE)]
        self._bodies = [_body(rng) for _ in range(BODIES)]
        self.outlets = [f"The {_coined(rng).title()} {word}" for word in ("Courier", "Post") * 200]
        self._rarely, self._person = Zipf(RARE, 20), Zipf(PEOPLE, 15)
        self._body, self._outlet = Zipf(BODIES, 15), Zipf(OUTLETS, 5)
        self._filler = chain.walk(rng, rng.integers(8, 30, 20_000))

    def make(self, n: int) -> Reading:
        rng = np.random.default_rng((self._seed, n))
        cast = self._cast(rng)
        count = max(2, int(rng.negative_binomial(4, 4 / (4 + QUOTATIONS - 2))) + 2)
        said = self._said(rng, n, count, cast)
        day = FIRST_DAY + timedelta(days=int(DAYS * rng.random() ** 0.7))
        text = Text()
        text.open("headline")
        quotations: list[Quotation] = []
        headline = text.put(" ".join(said[0][:9]).capitalize())
        named: dict[str, list[Span]] = {}
        for number, words in enumerate(said, 1):
            who = cast[int(len(cast) * rng.random() ** 2)]
            spoken_of = cast[int(len(cast) * rng.random())] if rng.random() < 0.35 else None
            quotations.append(_quoted(rng, text, f"q{number}", words, who, spoken_of, named, day))
        fillers = max(0, WORDS - sum(len(words) + 6 for words in said)) // 19
        for k in rng.integers(0, len(self._filler), fillers).tolist():
            text.open("paragraph")
            text.put(" ".join(self._filler[k]).capitalize() + ".")
        whole, blocks = text.close()
        outlet = self.outlets[self._outlet.draw(rng, 1)[0]]
        article = Article(
            whole,
            blocks,
            id=f"made-{n}",
            url=f"https://{outlet.replace(' ', '').lower()}.example/{day:%Y/%m/%d}/story-{n}",
            outlet=outlet,
            headline=whole[slice(*headline)],
            byline=None,
            published=f"{day}T{rng.integers(24):02}:00:00Z",
            language="en",
        )
        known = {one.name: one for one in cast}
        told = tuple(
            Named(name, known[name].kind, (name, known[name].short), tuple(spans))
            for name, spans in named.items()
        )
        return Reading(article, tuple(quotations), (), told)

    def _cast(self, rng: np.random.Generator) -> list[Somebody]:
        people = [self._people[k] for k in self._person.draw(rng, int(rng.integers(2, 6)))]
        bodies = [self._bodies[k] for k in self._body.draw(rng, int(rng.integers(1, 3)))]
        return list(dict.fromkeys(people + bodies))

    def _said(
        self, rng: np.random.Generator, n: int, count: int, cast: Sequence[Somebody]
    ) -> list[list[str]]:
        """The words of each quotation; one in ten is a statement that other articles quote too."""
        lengths = np.clip(rng.lognormal(2.75, 0.6, count), 2, 90).astype(np.int64)
        said = self._chain.walk(rng, lengths)
        for words in said:
            for k in np.flatnonzero(rng.random(len(words)) < 0.03):
                words[k] = self._rare[self._rarely.draw(rng, 1)[0]]
            if rng.random() < 0.2:
                words[int(rng.integers(len(words)))] = cast[int(rng.integers(len(cast)))].short
        for k in np.flatnonzero(rng.random(count) < 0.1):
            shared = np.random.default_rng((self._seed, n // 20, int(rng.integers(3))))
            words = self._chain.walk(shared, np.array([24]))[0]
            cut = int(rng.integers(len(words)))
            said[k] = words[:cut] + words[cut + 1 :] if rng.random() < 0.5 else words
        return said


def _coined(rng: np.random.Generator) -> str:
    return "".join(SYLLABLES[k] for k in rng.integers(0, len(SYLLABLES), int(rng.integers(2, 5))))


def _person(rng: np.random.Generator) -> Somebody:
    first, last, town = (_coined(rng).title() for _ in range(3))
    role = f"{OFFICES[int(rng.integers(len(OFFICES)))]} of {town}" if rng.random() < 0.7 else None
    return Somebody(f"{first} {last}", "person", last, role)


def _body(rng: np.random.Generator) -> Somebody:
    name = f"{_coined(rng).title()} {TRADES[int(rng.integers(len(TRADES)))]}"
    return Somebody(name, "organization", name, None)


def _quoted(
    rng: np.random.Generator,
    text: Text,
    number: str,
    words: Sequence[str],
    who: Somebody,
    about: Somebody | None,
    named: dict[str, list[Span]],
    day: date,
) -> Quotation:
    """Put one quotation into the text, and say what a reading would tell of it."""
    post = rng.random() < 0.04
    if post:
        text.open("embed", author=who.name, date=str(day), platform="X")
    else:
        text.open("paragraph")
    block = len(text.blocks) - 1
    kinds: tuple[QuotationType, ...] = ("direct", "indirect", "mixed")
    kind = kinds[int(np.searchsorted((0.4, 0.88), rng.random()))]
    said = " ".join(words)
    called = who.short if who.name in named else who.name
    if kind == "direct" or post:
        kind = "direct"
        text.put("“")
        content = text.put(said[:1].upper() + said[1:] + ",")
        text.put("” ")
        source, cue = _attributed(text, called, who, named)
        text.put(".")
    else:
        source, cue = _attributed(text, called, who, named)
        text.put(" ")
        if kind == "mixed":
            cut = len(said) // 2
            said = f"{said[:cut]} “{said[cut:]}”"
        content = text.put(said)
        text.put(".")
    if about:
        named.setdefault(about.name, [])
    at = Mention(*source, "name" if called == who.name else "surname", 0.97)
    channel = CHANNELS[int(len(CHANNELS) * rng.random() ** 2)] if rng.random() < 0.3 else None
    return Quotation(
        number,
        kind,
        (content,),
        (cue,),
        (source,),
        Speaker(who.name, who.kind, 0.95, (at,)),
        block,
        round(float(rng.beta(8, 2)), 3),
        (about.name,) if about else (),
        channel="social post" if post else channel,
        when=str(day - timedelta(days=int(rng.integers(1, 30)))) if rng.random() < 0.08 else None,
        question=False,
    )


def _attributed(
    text: Text, called: str, who: Somebody, named: dict[str, list[Span]]
) -> tuple[Span, Span]:
    """Put "Jora Vinter, mayor of Melsa, said" into the text; return source and cue."""
    source = text.put(called)
    roles = named.setdefault(who.name, [])
    if who.role and not roles:
        text.put(", ")
        roles.append(text.put(who.role))
        text.put(",")
    text.put(" ")
    return source, text.put("said")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    names = ("newsroom-train.jsonl", "polnear-train.jsonl")
    maker = Maker(Chain([given.data / name for name in names]), given.seed)
    engine, _ = open_record(given.record, create=True)
    with reading(engine) as connection:
        done = connection.execute(select(func.count()).select_from(revisions)).scalar() or 0
    step = max(1, min(10_000, given.articles // 10))
    spent: list[float] = []
    quotations = 0
    for n in range(done, given.articles):
        made = maker.make(n)
        raw = made.article.text.encode()
        begun = time.perf_counter()
        with writing(engine) as connection:
            add(connection, made, Origin(f"made:{n}", "2026-01-01T00:00:00Z", raw, "made", "made"))
        spent.append(time.perf_counter() - begun)
        quotations += len(made.quotations)
        if (n + 1) % step == 0:
            size = given.record.stat().st_size / 2**20
            print(
                f"{n + 1:>8,} articles  {statistics.mean(spent) * 1000:6.2f} ms each"
                f"  (median {statistics.median(spent) * 1000:.2f}, most"
                f" {max(spent) * 1000:.0f})  {quotations / len(spent):.1f} quotations each"
                f"  {size:,.0f} MiB",
                flush=True,
            )
            spent, quotations = [], 0


if __name__ == "__main__":
    main()
