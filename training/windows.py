"""From annotated articles to batches: pieces, gold tags, gold links, windows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from quoth.reading.links import RELATIONS
from quoth.reading.marks import lines, pair_marks
from quoth.reading.tags import OUTSIDE, ROLES, tag
from quoth.reading.tokens import Ints, Tokens, Window, tokenize, windows
from training.data import Annotated
from training.network import Batch

ABSENT, UNSEEN = -1, -2
Link = tuple[int, ...]
"""First and last piece of a span, then the first piece of what each relation links it to."""


@dataclass(frozen=True, slots=True)
class Example:
    """One window of an article with its gold tags and links (see `Batch`)."""

    ids: Ints
    features: Ints
    tags: Ints
    links: list[Link]


def encode(tokenizer: Tokenizer, article: Annotated) -> tuple[Tokens, Ints, list[Link]]:
    """Pieces of an article, their gold tags, and what each content and cue is linked to."""
    paragraphs = list(lines(article.text))
    tokens = tokenize(tokenizer, article.text, pair_marks(article.text, paragraphs), paragraphs)
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


def examples(
    tokenizer: Tokenizer, article: Annotated, size: int, context: int
) -> Iterator[Example]:
    """Cut an article into windows of at most `size` pieces."""
    tokens, tags, links = encode(tokenizer, article)
    for window in windows(tokens, size, context):
        yield _example(tokens, tags, links, window)


def _example(tokens: Tokens, tags: Ints, links: list[Link], window: Window) -> Example:
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
    return Example(tokens.ids[base:end], tokens.features[base:end], tags[base:end], here)


def batches(found: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Shuffle, and put windows of like length together so that little is padded."""
    shuffled = list(found)
    rng.shuffle(shuffled)
    pool = size * 20
    result: list[list[Example]] = []
    for at in range(0, len(shuffled), pool):
        near = sorted(shuffled[at : at + pool], key=lambda e: len(e.ids))
        result += [near[i : i + size] for i in range(0, len(near), size)]
    rng.shuffle(result)
    return result


def collate(found: Sequence[Example], begin: int, end: int, pad: int) -> Batch:
    """Pad windows to one length, between the two special pieces `begin` and `end`."""
    # Few different lengths: each new shape costs memory that is never given back.
    length = -(-(max(len(e.ids) for e in found) + 2) // 16) * 16
    ids = torch.full((len(found), length), pad)
    features = torch.zeros((len(found), length), dtype=torch.long)
    mask = torch.zeros((len(found), length), dtype=torch.long)
    tags = torch.zeros((len(found), length), dtype=torch.long)
    rows: list[tuple[int, int, int]] = []
    linked: list[list[int]] = []
    for row, example in enumerate(found):
        size = len(example.ids)
        ids[row, 0], ids[row, size + 1] = begin, end
        ids[row, 1 : size + 1] = torch.from_numpy(example.ids)
        features[row, 1 : size + 1] = torch.from_numpy(example.features)
        tags[row, 1 : size + 1] = torch.from_numpy(example.tags)
        mask[row, : size + 2] = 1
        for first, last, *columns in example.links:
            rows.append((row, first, last))
            linked.append(columns)
    return Batch(
        ids,
        features,
        mask,
        tags,
        torch.tensor(rows, dtype=torch.long).reshape(-1, 3),
        torch.tensor(linked, dtype=torch.long).reshape(-1, RELATIONS),
    )
