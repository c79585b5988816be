"""Annotated articles, and the ways they are varied so that the reader meets more styles."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from quoth.reading.marks import Marks, lines, pair_marks

ROLES = ("source", "cue", "content")

Spans = tuple[tuple[int, int], ...]
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Named:
    """Who a gold quotation comes from: a name, and person, organization, group, ..."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Gold spans of one quotation, in code points of the article's text."""

    source: Spans
    cue: Spans
    content: Spans
    speaker: Named | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean somebody or something.

    Attributes:
        begin, end: span in the text.
        kind: person, organization, place, or "" where that is not known.
        cluster: whom they mean; two mentions of one cluster mean the same.
        form: `name`, `description` or `pronoun`.
    """

    begin: int
    end: int
    kind: str
    cluster: str
    form: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's text with its gold quotations.

    Attributes:
        id, text: of the article.
        attributions: its quotations.
        mentions: who is mentioned where, in texts annotated with that.
        quoted: whether quotations are annotated.
        complete: whether all mentions of people, organisations and places are.
    """

    id: str
    text: str
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quoted: bool = True
    complete: bool = False


def load(path: Path) -> list[Annotated]:
    """Read annotated articles from JSON Lines."""
    found = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            attributions = tuple(
                Attribution(
                    *(tuple((b, e) for b, e in given[role]) for role in ROLES), _speaker(given)
                )
                for given in row["attributions"]
            )
            found.append(Annotated(row["id"], row["text"], attributions))
    return found


def _speaker(given: Mapping[str, Any]) -> Named | None:
    held = given.get("speaker")
    return Named(held["name"], held["type"]) if held and held["type"] != "none" else None


def edited(article: Annotated, edits: Iterable[Edit]) -> Annotated:
    """Replace stretches of the text and move the gold spans along.

    Edits `(begin, end, replacement)` must not overlap. A span that an edit leaves without
    characters goes.
    """
    parts: list[str] = []
    moves: list[tuple[int, int, int]] = []
    at = shift = 0
    for begin, end, replacement in sorted(edits):
        parts += [article.text[at:begin], replacement]
        moves.append((begin, end, shift))
        shift += len(replacement) - (end - begin)
        at = end
    parts.append(article.text[at:])
    moves.append((len(article.text) + 1, len(article.text) + 1, shift))
    sizes = {
        move[0]: moves[i + 1][2] - move[2] + move[1] - move[0] for i, move in enumerate(moves[:-1])
    }

    def place(offset: int, closing: bool) -> int:
        low, high = 0, len(moves) - 1
        while low < high:
            middle = (low + high) // 2
            if moves[middle][1] < offset or (moves[middle][1] == offset and not closing):
                low = middle + 1
            else:
                high = middle
        begin, _, before = moves[low]
        if offset <= begin:
            return offset + before
        return begin + before + (sizes[begin] if closing else 0)

    def moved(spans: Spans) -> Spans:
        placed = ((place(b, False), place(e, True)) for b, e in spans)
        return tuple((b, e) for b, e in placed if b < e)

    kept = (
        Attribution(moved(a.source), moved(a.cue), moved(a.content), a.speaker)
        for a in article.attributions
    )
    return Annotated(article.id, "".join(parts), tuple(kept))


_STYLES = (
    (('"', '"'), ("'", "'")),
    (("‘", "’"), ("“", "”")),
    (("'", "'"), ('"', '"')),
    (("“", "”"), ("‘", "’")),
    (("«", "»"), ("“", "”")),
    (("„", "“"), ("‚", "‘")),
    (("``", "''"), ("`", "'")),
)


def restyled(article: Annotated, rng: random.Random) -> Annotated:
    """Exchange the article's quotation marks for those of another outlet's style."""
    style = rng.choice(_STYLES)
    edits: list[Edit] = []
    for stretch in pair_marks(article.text).stretches:
        if not (stretch.closed or stretch.runs_on):
            continue
        opening, closing = style[stretch.depth % 2]
        edits.append((stretch.begin, stretch.inner.begin, opening))
        if stretch.closed:
            edits.append((stretch.inner.end, stretch.end, closing))
    return edited(article, edits)


def damaged(article: Annotated, rng: random.Random, share: float = 0.06) -> Annotated:
    """Lose some quotation marks, as pages do."""
    marks = pair_marks(article.text).marks
    return edited(article, [(m.begin, m.end, "") for m in marks if rng.random() < share])


def recased(article: Annotated, rng: random.Random) -> Annotated:
    """Put the headline, or some lines, or everything, in capitals or small letters."""
    change = rng.choice((str.upper, str.lower))
    spans = list(lines(article.text))
    scope = rng.random()
    chosen = (
        spans[:1] if scope < 0.5 else spans if scope < 0.6 else rng.sample(spans, len(spans) // 8)
    )
    text = list(article.text)
    for begin, end in chosen:
        for index in range(begin, end):
            letter = change(text[index])
            if len(letter) == 1:
                text[index] = letter
    return Annotated(article.id, "".join(text), article.attributions)


_MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
_PRONOUNS = {"he", "she", "they", "it", "i", "we", "who", "which", "that"}


def restaged(article: Annotated, rng: random.Random, share: float) -> Annotated:
    """Retell some spoken paragraphs as turns, posts, block quotes, or without their cue.

    Only paragraphs that are one direct quotation with its source and cue are taken.
    """
    marks = pair_marks(article.text)
    spans = list(lines(article.text))
    result = article
    for index in range(len(spans) - 1, -1, -1):
        begin, end = spans[index]
        inside = [a for a in article.attributions if a.content and begin <= a.content[0][0] < end]
        if len(inside) != 1 or rng.random() >= share:
            continue
        retold = _retell(article, inside[0], marks, (begin, end), rng)
        if retold is None:
            continue
        result = _replaced(result, (begin, end), *retold)
    return result


def _retell(
    article: Annotated,
    said: Attribution,
    marks: Marks,
    paragraph: tuple[int, int],
    rng: random.Random,
) -> tuple[str, Attribution] | None:
    """A new paragraph with its quotation, offsets counted from the paragraph's beginning."""
    begin, end = paragraph
    text = article.text
    everything = said.source + said.cue + said.content
    if (
        len(said.source) != 1
        or not said.cue
        or not all(begin <= b and e <= end for b, e in everything)
    ):
        return None
    inner = []
    for b, e in said.content:
        held = [
            s.inner
            for s in marks.stretches
            if s.closed and s.depth == 0 and s.begin <= b + 1 and s.end >= e - 1
        ]
        if not held:
            return None
        inner.append(text[held[0].begin : held[0].end].strip())
    words = " ".join(inner)
    if len(words.split()) < 6 or sum(e - b for b, e in said.content) < 0.55 * (end - begin):
        return None
    if re.search(r"[,;]$", words):
        words = words[:-1] + "."
    source = text[said.source[0][0] : said.source[0][1]]
    named = source.lower() not in _PRONOUNS and source[:1].isupper() and len(source.split()) <= 5
    kinds = ["cueless", "statement"] + (["turn", "turn", "post"] if named else [])
    kind = rng.choice(kinds)
    if kind == "cueless":
        return f"“{words}”", Attribution((), (), ((0, len(words) + 2),))
    if kind == "statement":
        cue = rng.choice(("wrote", "said in a statement", "posted"))
        lead = f"{source} {cue}:\n"
        mark = rng.choice(("", "> ", "“"))
        block = mark + words + ("”" if mark == "“" else "")
        start = len(lead) + (2 if mark == "> " else 0)
        return lead + block, Attribution(
            ((0, len(source)),),
            ((len(source) + 1, len(lead) - 2),),
            ((start, len(lead) + len(block)),),
        )
    if kind == "turn":
        label = rng.choice((source, source.upper(), source.split()[-1].upper()))
        stamp = (
            f"[{rng.randrange(2):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}] "
            if rng.random() < 0.3
            else ""
        )
        bold = "**" if rng.random() < 0.3 else ""
        lead = f"{stamp}{bold}{label}:{bold} "
        if rng.random() < 0.25:  # a transcript printed in quotation marks
            stamp, lead = "“", f"“{label}: "
            words, bold = words + "”", ""
        at = len(stamp) + len(bold)
        return lead + words, Attribution(
            ((at, at + len(label)),), (), ((len(lead), len(lead) + len(words)),)
        )
    handle = re.sub(r"\W", "", source).lower() + rng.choice(("", "", "_", "99"))
    author = f"{source} (@{handle})"
    dash = rng.choice(("— ", "\n— ", " — ", " – "))
    date = f"{rng.choice(_MONTHS)} {rng.randrange(1, 29)}, {rng.randrange(2012, 2026)}"
    at = len(words) + len(dash)
    return f"{words}{dash}{author} {date}", Attribution(
        ((at, at + len(author)),), (), ((0, len(words)),)
    )


def _replaced(
    article: Annotated, paragraph: tuple[int, int], text: str, said: Attribution
) -> Annotated:
    """The article with one paragraph, and the quotation in it, replaced."""
    begin, end = paragraph
    grown = len(text) - (end - begin)

    def outside(spans: Spans) -> Spans:
        return tuple(
            (b, e) if e <= begin else (b + grown, e + grown)
            for b, e in spans
            if e <= begin or b >= end
        )

    def here(spans: Spans) -> Spans:
        return tuple((b + begin, e + begin) for b, e in spans)

    others = (
        Attribution(outside(a.source), outside(a.cue), outside(a.content), a.speaker)
        for a in article.attributions
    )
    kept = [a for a in others if any((a.source, a.cue, a.content))]
    kept.append(Attribution(here(said.source), here(said.cue), here(said.content)))
    whole = article.text[:begin] + text + article.text[end:]
    return Annotated(article.id, whole, tuple(sorted(kept, key=lambda a: a.content)))


def varied(article: Annotated, rng: random.Random) -> Annotated:
    """One random variation of an article, often the article itself."""
    if rng.random() < 0.4:
        article = restaged(article, rng, share=0.3)
    if rng.random() < 0.3:
        article = restyled(article, rng)
    if rng.random() < 0.15:
        article = damaged(article, rng)
    if rng.random() < 0.1:
        article = recased(article, rng)
    return article


def fold(
    articles: Sequence[Annotated], index: int, folds: int
) -> tuple[list[Annotated], list[Annotated]]:
    """Split into training and kept-out articles; every fold holds every fifth or so."""
    kept_out = list(articles[index::folds])
    names = {a.id for a in kept_out}
    return [a for a in articles if a.id not in names], kept_out
