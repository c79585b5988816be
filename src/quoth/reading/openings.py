"""What an article opens with: the day of the news, which is that of what was said at it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from quoth.article import Article, Span
from quoth.reading.drafts import Draft
from quoth.reading.framing import Framing, anchor
from quoth.reading.times import times

_OPENING = 3
_BEFORE_MANY = frozenset(("speech", "press conference", "debate"))
_GATHERING = re.compile(
    r"\b(?:rall(?:y|ied)|march(?:ed)?|protest(?:ed)?|vigil|debate|ceremon(?:y|ies)|summit|convention"
    r"|annual meeting|commemorat\w+|funeral|burial|packed|gathered|(?:press|news) conference)\b"
)
_RESULTS = re.compile(
    r"\b(?:earnings|revenue|quarterly|first-half|full-year|profit|guidance|outlook"
    r"|sales forecast)\b"
)
_AFTER_GAME = (
    *(f"ost{hyphen}{game}" for hyphen in ("", "-") for game in ("match", "game", "race", "fight")),
    *(f"fter the {game}" for game in ("match", "game", "race", "fight", "final whistle")),
    "ost-earnings",
    "fterwards in",
    "fterwards at",
    "at full-time",
)
_DATELINE = re.compile(r"\.? (?:\([A-Z][^)]*\) ?)?[-–—]")


def date_by_opening(
    article: Article, framing: Framing, drafts: Sequence[Draft], day: date | None
) -> None:
    """Date by the opening's day what was said at what the opening tells of.

    That is what is said right after a game, of results on a call, or before a crowd or the press
    by who speaks in the opening too, or where the opening tells of a gathering.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what each quotation tells by itself; filled in place.
        day: the date of publication, if known.
    """
    played = _after_game(framing.words)
    held = any(d.channel == "call" or d.channel in _BEFORE_MANY for d in drafts)
    if not (played or held or "analysts" in framing.words):
        return
    end = opening_end(article, framing)
    opening = opening_time(article.text, end, day)
    if opening[0] is None:
        return
    days = {t.value for t in times(framing.words, day, 0, end) if len(t.value) in (0, 10)}
    single = len(days) == 1
    heard = {d.speaker for d in drafts if single and anchor(d.quotation).begin < end} - {""}
    gathering = single and _GATHERING.search(framing.words, 0, end) is not None
    results = _RESULTS.search(article.text, 0, end) is not None
    for draft in drafts:
        if draft.when is not None:
            continue
        hears = draft.addressee and "analysts" in article.text[slice(*draft.addressee)]
        called = results and (hears or draft.channel == "call")
        there = draft.channel in _BEFORE_MANY and (
            draft.speaker in heard or (gathering and draft.occasion is None)
        )
        if called or there or (played and _after_game(_sentence_words(framing, draft))):
            draft.when, draft.when_span = opening


def _after_game(words: str) -> bool:
    return any(phrase in words for phrase in _AFTER_GAME)


def _sentence_words(framing: Framing, draft: Draft) -> str:
    return framing.words[slice(*draft.sentence)]


def opening_time(text: str, end: int, day: date | None) -> tuple[str | None, Span | None]:
    """The first day that the opening paragraphs name."""
    for time in times(text, day, 0, end):
        if len(time.value) in (0, 10) and not _DATELINE.match(text, time.span.end):
            return time.value, time.span
    return None, None


def opening_end(article: Article, framing: Framing) -> int:
    """Where the first paragraphs of the body end."""
    firsts = [b.begin for b in article.blocks if b.kind == "paragraph"] or list(framing.paragraphs)
    return firsts[_OPENING - 1] if len(firsts) >= _OPENING else len(article.text)
