"""From annotated articles to batches: pieces, gold tags, gold links, windows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from quoth.reading.links import RELATIONS
from quoth.reading.marks import lines, pair_marks
from quoth.reading.tags import MENTIONED, OUTSIDE, ROLES, tag
from quoth.reading.tokens import Cutter, Ints, Tokens, Window, tokenize, windows
from training.data import Annotated, Mention
from training.mentions import of_speakers
from training.network import Batch

ABSENT, UNSEEN = -1, -2
Link = tuple[int, ...]
"""First and last piece of a span, then the first piece of what each relation links it to."""


@dataclass(frozen=True, slots=True)
class Example:
    """One window of an article with its gold tags and links (see `Batch`).

    `before` of its pieces are context, the window before's own.
    """

    ids: Ints
    features: Ints
    tags: Ints
    links: list[Link]
    kinds: Ints | None = None
    quoted: bool = True
    before: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention as pieces: of its article, and the window that holds it with its place there."""

    mention: Mention
    first: int
    last: int
    window: int
    column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Read:
    """An article cut into windows, with its mentions."""

    windows: list[Example]
    mentions: list[Placed]


def encode(cut: Cutter, article: Annotated) -> tuple[Tokens, Ints, list[Link]]:
    """Pieces of an article, their gold tags, and what each content and cue is linked to."""
    paragraphs = list(lines(article.text))
    tokens = tokenize(cut, article.text, pair_marks(article.text, paragraphs), paragraphs)
    tags = np.full(len(tokens), OUTSIDE, dtype=np.int64)
    links: list[Link] = []

    def pieces(span: tuple[int, int]) -> tuple[int, int]:
        first = int(np.searchsorted(tokens.ends, span[0], side="right"))
        return first, int(np.searchsorted(tokens.begins, span[1], side="left")) - 1

    for said in article.attributions:
        heads = {"source": ABSENT, "cue": ABSENT}
        for role in ROLES:
            for span in getattr(said, role):
                first, last = pieces(span)
                if first > last:
                    continue
                # Quotations share sources, and spans now and then a piece: the first is painted.
                if not tags[first : last + 1].any():
                    tags[first : last + 1] = tag(role, "I")
                    tags[first], tags[last] = tag(role, "B"), tag(role, "E")
                    if first == last:
                        tags[first] = tag(role, "S")
                if heads.get(role) == ABSENT:
                    heads[role] = first
                if role == "content":
                    links.append((first, last, heads["source"], heads["cue"], UNSEEN))
                elif role == "cue":
                    links.append((first, last, UNSEEN, UNSEEN, heads["source"]))
    return tokens, tags, links


def read(cut: Cutter, article: Annotated, size: int, context: int) -> Read:
    """Cut an article into windows of at most `size` pieces."""
    tokens, tags, links = encode(cut, article)
    mentions = article.mentions or of_speakers(article)
    spans = []
    for mention in mentions:
        first = int(np.searchsorted(tokens.ends, mention.begin, side="right"))
        last = int(np.searchsorted(tokens.begins, mention.end, side="left")) - 1
        if first <= last:
            spans.append((first, last, mention))
    kinds = _kinds(len(tokens), spans, article.complete)
    windowed = windows(tokens, size, context)
    placed = []
    for first, last, mention in spans:
        index = next(i for i, w in enumerate(windowed) if w.begin <= first < w.end)
        base, end = windowed[index].context, windowed[index].end
        column, last_column = first - base + 1, min(last, end - 1) - base + 1
        placed.append(Placed(mention, first, last, index, column, last_column))
    examples = [_example(tokens, tags, links, kinds, article.quoted, window) for window in windowed]
    return Read(examples, placed)


def _kinds(size: int, spans: list[tuple[int, int, Mention]], complete: bool) -> Ints:
    """Kind tags of all pieces: the innermost mention counts; -1 where nothing is known."""
    kinds = np.full(size, OUTSIDE if complete else ABSENT, dtype=np.int64)
    for first, last, mention in sorted(spans, key=lambda s: s[0] - s[1]):
        if mention.kind in MENTIONED:
            begin = 1 + 2 * MENTIONED.index(mention.kind)
            kinds[first : last + 1] = begin + 1
            kinds[first] = begin
        elif not complete:
            kinds[first : last + 1] = ABSENT
    return kinds


def _example(
    tokens: Tokens, tags: Ints, links: list[Link], kinds: Ints, quoted: bool, window: Window
) -> Example:
    base, end = window.context, window.end

    def column(piece: int) -> int:
        if piece < 0:
            return piece
        return piece - base + 1 if base <= piece < end else UNSEEN

    here = [
        (first - base + 1, min(last, end - 1) - base + 1, *map(column, linked))
        for first, last, *linked in links
        if base <= first < end
    ]
    return Example(
        tokens.ids[base:end],
        tokens.features[base:end],
        tags[base:end],
        here,
        kinds[base:end],
        quoted,
        window.begin - base,
    )


def batches(found: Sequence[Read], size: int, rng: random.Random) -> list[list[Read]]:
    """Shuffle articles and gather them until they fill `size` pieces."""
    shuffled = list(found)
    rng.shuffle(shuffled)
    # Articles of one length together, so that little is padded.
    pool = 64
    result: list[list[Read]] = []
    for at in range(0, len(shuffled), pool):
        near = sorted(shuffled[at : at + pool], key=lambda r: len(r.windows[0].ids))
        group: list[Read] = []
        for article in near:
            group.append(article)
            if sum(len(w.ids) for r in group for w in r.windows) >= size:
                result.append(group)
                group = []
        if group:
            result.append(group)
    rng.shuffle(result)
    return result


def collate(articles: Sequence[Read], begin: int, end: int, pad: int) -> Batch:
    """Pad windows to one length, between the two special pieces `begin` and `end`."""
    found = [window for article in articles for window in article.windows]
    # Few different lengths: each new shape costs memory that is never given back.
    length = -(-(max(len(e.ids) for e in found) + 2) // 16) * 16
    shape = (len(found), length)
    ids = torch.full(shape, pad)
    features, mask, tags = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    kinds = torch.full(shape, ABSENT)
    rows: list[tuple[int, int, int]] = []
    linked: list[list[int]] = []
    for row, example in enumerate(found):
        size = len(example.ids)
        ids[row, 0], ids[row, size + 1] = begin, end
        inside = slice(1, size + 1)
        ids[row, inside] = torch.from_numpy(example.ids)
        features[row, inside] = torch.from_numpy(example.features)
        tags[row, inside] = torch.from_numpy(example.tags)
        mask[row, : size + 2] = 1
        if example.kinds is not None:
            kinds[row, inside] = torch.from_numpy(example.kinds)
        for first, last, *columns in example.links if example.quoted else ():
            rows.append((row, first, last))
            linked.append(columns)
    return Batch(
        ids,
        features,
        mask,
        tags,
        torch.tensor(rows, dtype=torch.long).reshape(-1, 3),
        torch.tensor(linked, dtype=torch.long).reshape(-1, RELATIONS),
        kinds,
        torch.tensor([e.quoted for e in found]),
        *_antecedents(articles),
    )


def _antecedents(articles: Sequence[Read]) -> tuple[torch.Tensor, ...]:
    """Mentions of some articles, who asks, and who may answer (see `Batch`)."""
    rows, places, forms, whose, clusters = [], [], [], [], []
    base = 0
    for number, article in enumerate(articles):
        for held in article.mentions:
            rows.append((base + held.window, held.column, held.last_column))
            places.append((held.first, held.last))
            forms.append(held.mention.form)
            whose.append(number)
            clusters.append(f"{number} {held.mention.cluster}")
        base += len(article.windows)
    form, article_of, cluster = np.array(forms), np.array(whose), np.array(clusters)
    at = np.array(places, dtype=np.int64).reshape(-1, 2)
    asking = np.flatnonzero((form == "pronoun") | (form == "description"))
    first, last = at[asking, 0][:, None], at[asking, 1][:, None]
    apart = (at[None, :, 1] < first) | (at[None, :, 0] > last)
    # A name may stand anywhere; what has to be understood itself, only before.
    answering = (form[None] == "name") | ((form[None] != "") & (at[None, :, 0] < first))
    allowed = (article_of[asking][:, None] == article_of[None]) & apart & answering
    right = allowed & (cluster[asking][:, None] == cluster[None])
    return (
        torch.tensor(rows, dtype=torch.long).reshape(-1, 3),
        torch.from_numpy(at),
        torch.from_numpy(asking),
        torch.from_numpy(allowed),
        torch.from_numpy(right),
    )
