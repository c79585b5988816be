"""Score addressees, questions, times and channels with the spans of the gold given.

    python benchmarks/circumstances.py GOLD.jsonl [--part train|held-out] [--errors] [--repeat N]

Each line of GOLD holds `text`, `attributions` with spans and `addressee`, `question`, `when`,
`channel`, and perhaps `blocks`, `published`, `outlet`. The held-out part is every fifth line,
from the first; without --part all lines count.

An addressee counts as right when its span, or the name that `name_speakers` gives its span, shares
a word with the gold's name that is not an article or a preposition; "me", "us" and "our reporter"
are named by the outlet and the writer. A span without any name in it ("him", "the officer") whose
naming then fails is in its place where the gold has an addressee: `placed` counts these as right
too, since to name them is not the task here. Times count as right when equal; channels when equal,
finer kinds taken together ("committee hearing" is a hearing). The recall is the accuracy where the
gold gives something.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from speakers import article_of, quotations_of

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.authors import single_writer
from quoth.reading.circumstances import circumstances
from quoth.reading.drafts import Circumstances
from quoth.reading.people import name_speakers

FIFTH = 5
FIRST_PERSON = "reporter columnist"
SMALL = frozenset("the a an of and for to in on at his her its their s mr mrs ms dr".split())
FIGURES = ("addressee", "placed", "question", "when", "channel")
SAME_CHANNEL = {
    "committee hearing": "hearing",
    "court records": "court",
    "keynote": "speech",
    "news release": "press release",
    "paper": "report",
    "study": "report",
    "survey": "report",
    "text message": "message",
    "X": "social post",
}
"""Finer kinds of channel in the gold, and the kind that is told."""


@dataclass
class Tally:
    """What was right of what was told and of what there was to tell."""

    right: int = 0
    told: int = 0
    gold: int = 0
    errors: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The figures as one line."""
        precision, recall = self.right / max(1, self.told), self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"{name:10} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  of {self.gold}"
        )


def naming(article: Article, quotations: tuple[Quotation, ...], spans: list[Span]) -> list[str]:
    """The names of those whom some spans mean, as the article's speakers are named."""
    asked = [Quotation("", "indirect", (Span(s.end, s.end),), (), (s,)) for s in spans]
    order = sorted([*quotations, *asked], key=lambda q: (q.source or q.content)[0])
    named = {q.source: q.speaker.name for q in name_speakers(article, order) if q.speaker}
    return [named.get((span,), "") for span in spans]


def share_a_word(one: str, other: str) -> bool:
    """Whether two names have a word in common that is not a small one."""
    words = [set(re.findall(r"\w+", name.casefold())) - SMALL for name in (one, other)]
    return bool(words[0] & words[1])


def score(
    line: dict[str, Any],
    article: Article,
    quotations: tuple[Quotation, ...],
    found: Sequence[Circumstances],
    tallies: dict[str, Tally],
) -> None:
    """Add one article's figures to the tallies."""
    spans = [f.addressee for f in found if f.addressee]
    names = iter(naming(article, quotations, spans))
    for held, quotation, told in zip(line["attributions"], quotations, found, strict=True):
        where = f"{line['id']} {context(article, quotation)}"
        words = article.text[slice(*told.addressee)] if told.addressee else ""
        name = next(names) if told.addressee else ""
        gold = held.get("addressee") or ""
        writer = single_writer(article, len(article.text))
        if told.to_writer and writer:
            words = "me"
        if re.search(r"^(?:me|us|I|we)$|\b(?:our|this) ", words):
            name = f"{article.outlet} {writer.name if writer else ''} {FIRST_PERSON}"
        right = share_a_word(words, gold) or share_a_word(name, gold)
        shown = f"{words} = {name}" if words else ""
        _count(tallies["addressee"], shown, gold, right, where)
        _count(tallies["placed"], shown, gold, right or words in ("I", words.lower()), where)
        asks = bool(held.get("question"))
        _count(tallies["question"], "Q" * told.question, "Q" * asks, told.question == asks, where)
        when = held.get("when") or ""
        _count(tallies["when"], told.when or "", when, told.when == when, where)
        channel = SAME_CHANNEL.get(held.get("channel") or "", held.get("channel") or "")
        same = SAME_CHANNEL.get(told.channel or "", told.channel) == channel
        _count(tallies["channel"], told.channel or "", channel, same, where)


def _count(tally: Tally, told: str, gold: str, same: bool, where: str) -> None:
    tally.told += bool(told)
    tally.gold += bool(gold)
    right = bool(told and gold and same)
    tally.right += right
    if (told or gold) and not right:
        tally.errors.append(f"told {told or '-'!r}, gold {gold or '-'!r}: {where}")


def context(article: Article, quotation: Quotation) -> str:
    """A quotation's words from a little before to a little after, its content cut short."""
    spans = sorted((*quotation.content, *quotation.cue, *quotation.source))
    parts = [article.text[max(0, spans[0].begin - 60) : spans[0].begin], "["]
    for one, following in zip(spans, [*spans[1:], None], strict=True):
        words = article.text[slice(*one)]
        parts.append(words if len(words) < 60 else f"{words[:28]} ... {words[-28:]}")
        if following:
            parts.append(article.text[one.end : following.begin])
    parts += ["]", article.text[spans[-1].end : spans[-1].end + 50]]
    return "".join(parts).replace("\n", "/")


def lines_of(path: Path, part: str | None) -> Iterator[dict[str, Any]]:
    """The lines of a gold file, or of one part of it."""
    for index, line in enumerate(path.read_text("utf-8").splitlines()):
        if part is None or (index % FIFTH == 0) == (part == "held-out"):
            yield json.loads(line)


def main() -> None:
    """Read the gold, tell its circumstances, print the figures and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", choices=("train", "held-out"))
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--repeat", type=int, default=1)
    args = parser.parse_args()
    tallies = {name: Tally() for name in FIGURES}
    words, seconds = 0, 0.0
    for line in lines_of(args.gold, args.part):
        article = article_of(line)
        quotations = name_speakers(article, quotations_of(line, article))
        words += len(article.text.split())
        taken = []
        for _ in range(args.repeat):
            start = time.perf_counter()
            found = circumstances(article, quotations)
            taken.append(time.perf_counter() - start)
        seconds += min(taken)
        score(line, article, quotations, found, tallies)
    for name, tally in tallies.items():
        print(tally.line(name))
        if args.errors:
            print(*(f"    {error}" for error in tally.errors), sep="\n")
    print(f"{words} words, {seconds / max(1, words) * 1e6:.1f} us/word", file=sys.stderr)


if __name__ == "__main__":
    main()
