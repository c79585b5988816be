"""Transcripts: each turn answers the one before it, and a question goes to the next."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from quoth.article import Article
from quoth.reading.channels import SHARED
from quoth.reading.drafts import Draft
from quoth.reading.turns import Turn, turns_of

_PODCAST = re.compile(r"\b[Pp]odcast\b|\[\d\d:\d\d:\d\d\]")


def take_turns(article: Article, drafts: Sequence[Draft]) -> None:
    """In a transcript each turn answers the one before it, and a question goes to the next."""
    text = article.text
    spoken = turns_of(article)
    if not spoken:
        return
    scene = next((draft.channel for draft in drafts if draft.channel in SHARED), None)
    channel = "podcast" if _PODCAST.search(text) else "interview"
    names = [text[slice(*turn.name)].casefold().split()[-1] for turn in spoken]
    before = _others(names)
    after = [len(names) - 1 - i if i >= 0 else i for i in _others(names[::-1])][::-1]
    begins = [turn.name.begin for turn in spoken]
    for draft in drafts:
        at = _turn_of(draft, spoken, begins)
        if at is None:
            continue
        last, following = before[at], after[at]
        first, second = (following, last) if draft.question else (last, following)
        other = first if first >= 0 else second
        if other >= 0:
            draft.addressee = spoken[other].name
        draft.channel = draft.channel or scene or channel


def _others(names: Sequence[str]) -> list[int]:
    """For each name the index of the last different one before it, or -1."""
    found = [-1]
    for index in range(1, len(names)):
        same = names[index] == names[index - 1]
        found.append(found[index - 1] if same else index - 1)
    return found[: len(names)]


def _turn_of(draft: Draft, spoken: Sequence[Turn], begins: Sequence[int]) -> int | None:
    """The index of the turn of which a quotation is a part, or None.

    What a turn quotes in its turn has a cue of its own.
    """
    quotation = draft.quotation
    if quotation.cue or not quotation.content:
        return None
    begin, end = quotation.content[0]
    at = bisect_right(begins, max(begin, end - 1)) - 1
    if at < 0 or not (begin < spoken[at].end or spoken[at].holds(quotation.content[0])):
        return None
    elsewhere = any(not spoken[at].name.begin <= s.begin < begin for s in quotation.source)
    return None if elsewhere else at
