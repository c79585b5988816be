"""The way from the words of a source to the name of its speaker, told link by link."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from quoth.article import Article
from quoth.export import wording
from quoth.quotation import Mention, Quotation

Piece = tuple[str, int | None]
"""A stretch of the telling and, where it is words of the article, the offset they begin at."""


def chain(quotation: Quotation, article: Article) -> Iterator[Piece]:
    """Yield the way to the name: “he” → pronoun .86 → “the mayor” → role .85 → “Ada Quist”.

    Nothing is yielded where the article has no words that lead to a name.
    """
    speaker = quotation.speaker
    if speaker is None or not speaker.mentions:
        return
    *before, last = _links(speaker.mentions, article)
    for link in before:
        yield from _words(link, article)
        yield f" → {_reason(link)} → ", None
    yield from _words(last, article)
    if not (len(last) == 1 and _same(_printed(last[0], article), speaker.name)):
        yield f" → {_reason(last)} → {wording.on_one_line(speaker.name)}", None
    elif last[0].reason == "description":
        yield f" ({_reason(last)}, not named)", None
    elif not before:
        yield f" ({_reason(last)})", None


def mentioned(quotation: Quotation) -> tuple[Mention, ...]:
    """Return the words of the article that `chain` speaks of."""
    return quotation.speaker.mentions if quotation.speaker else ()


def _links(mentions: tuple[Mention, ...], article: Article) -> Iterator[list[Mention]]:
    """The mentions one after another; those of a list of speakers together, repetitions once."""
    before: str | None = None
    for listed, group in groupby(mentions, key=lambda mention: mention.reason == "list"):
        held = list(group)
        for link in [held] if listed else ([mention] for mention in held):
            words = " ".join(_printed(mention, article) for mention in link)
            if before is None or not _same(words, before):
                yield link
            before = words


def _words(link: list[Mention], article: Article) -> Iterator[Piece]:
    for number, mention in enumerate(link):
        if number:
            yield " and " if number == len(link) - 1 else ", ", None
        words = f"“{wording.shortened(_printed(mention, article))}”"
        yield words, mention.begin if mention.begin < mention.end else None


def _reason(link: list[Mention]) -> str:
    score = min(mention.score for mention in link)
    # What is nearly sure is not shown as if it were quite.
    score = min(score, 0.99) if score < 1 else score
    return f"{link[0].reason} {score:.2f}".replace(" 0.", " .")


def _printed(mention: Mention, article: Article) -> str:
    return wording.on_one_line(article.text[mention.begin : mention.end])


def _same(words: str, others: str) -> bool:
    return words.casefold() == wording.on_one_line(others).casefold()
