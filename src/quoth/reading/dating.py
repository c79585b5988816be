"""When something was said, where not its own sentence tells it but those before it do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from quoth.article import Article, Span
from quoth.reading.channels import SHARED
from quoth.reading.drafts import Draft
from quoth.reading.framing import NAMED, SAID, Framing
from quoth.reading.times import Time, times

_SAME_DAY = re.compile(r"(?:[Tt]he same|[Tt]hat) (?:day|morning|afternoon|evening|night)\b")
_LATER = re.compile(r"\b(?:days?|weeks?|months?) later\b|\b[Tt]he (?:next|following) day\b")
_FROM_BEFORE = (
    "he same ",
    *(f"hat {part}" for part in ("day", "morning", "afternoon", "evening", "night")),
    " later",
    "he next day",
    "he following day",
)
_AT_THE_TIME = re.compile(r"\b(?:at the time(?! of)|that (?P<unit>year|month))\b")
_PRECISION = {"year": 4, "month": 7}
# "On Thursday, I looked up.": what opens a story dates all of it.
_OPENS = re.compile(r"(?:On |Late |Early |Last |Yesterday|This )")
_PRONOUN = re.compile(r"(?:I|he|she|they|we)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:\w+ed|said|told|wrote|spoke|went|put|shot|sang|swore|read)\b")
_ONCE = SHARED | {"speech", "press conference"}
_NOW = re.compile(
    r"\b(?:\w+s|say|argue|believe|think|want|according to)$|^(?:has|have|is|are|[’']s|[’']re)\b",
    re.IGNORECASE,
)
_DAY = 10
_REACH = 30


def date_by_sentences_before(
    article: Article, framing: Framing, drafts: Sequence[Draft], day: date | None
) -> None:
    """Date what was said "the same day", "three days later", "at the time" by what stands before.

    So is dated what a story tells that opens with a day: "On Thursday, I looked up."

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what each quotation tells by itself; filled in place.
        day: the date of publication, if known.
    """
    words = framing.words
    if any(phrase in words for phrase in _FROM_BEFORE):
        for before, here in pairwise(drafts):
            if here.when is None and before.when is not None:
                _date_from(framing, before, here, day)
    spoken = any(phrase in words for phrase in ("at the time", "that year", "that month"))
    for draft in drafts:
        if draft.when is not None:
            continue
        narrated = _PRONOUN.match(draft.source) and _PAST.search(draft.cue)
        if not (spoken or narrated):
            continue
        then = _AT_THE_TIME.search(words, *draft.sentence) if spoken else None
        if then:
            found = _last_before(article.text, framing, draft.sentence, day, then["unit"])
        else:
            found = _story_day(framing, draft.sentence, day) if narrated else None
        if found:
            draft.when, draft.when_span = found.value, found.span


def date_by_scene(drafts: Sequence[Draft]) -> None:
    """Date by the one day that is told of a scene what else is said in it.

    A hearing, a trial, a debate is one for all who speak in it; a speech or an interview is one
    for who speaks.

    Args:
        drafts: what is known of each quotation; filled in place.
    """
    days: dict[tuple[str, str], set[str]] = {}
    for draft in drafts:
        if draft.channel and draft.when is not None:
            days.setdefault(_scene(draft), set()).add(draft.when)
    if not days:
        return
    told = {_scene(d): d for d in reversed(drafts) if d.channel and d.when is not None}
    for draft in drafts:
        if draft.channel not in _ONCE or draft.when is not None or not draft.cue:
            continue
        same = told.get(_scene(draft))
        if same is None or len(days[_scene(draft)]) > 1 or len(same.when or "") not in (0, _DAY):
            continue
        # "the Supreme Court ruled" may be another court and another day
        by_speaker = draft.channel_span in draft.quotation.source and draft.addressee is None
        if not by_speaker and not _NOW.search(draft.cue):
            draft.when, draft.when_span = same.when, same.when_span


def _scene(draft: Draft) -> tuple[str, str]:
    return draft.channel or "", "" if draft.channel in SHARED else draft.speaker


def _date_from(framing: Framing, before: Draft, here: Draft, day: date | None) -> None:
    """Date a quotation from the day of the one before it."""
    if _SAME_DAY.search(framing.words, *here.sentence):
        here.when, here.when_span = before.when, before.when_span
    elif _LATER.search(framing.words, *here.sentence):
        found = next(times(framing.words, day, *here.sentence, then=before.when), None)
        if found:
            here.when, here.when_span = found.value, found.span


def _last_before(
    text: str, framing: Framing, sentence: Span, day: date | None, unit: str | None
) -> Time | None:
    """The last time that the paragraph of a sentence names before it, cut to a unit."""
    begin = framing.paragraphs[framing.paragraph(sentence.begin)]
    named = times(text, day, begin, sentence.begin)
    last = max(named, key=lambda t: t.span.begin, default=None)
    if last is None or unit is None:
        return last
    precision = _PRECISION[unit]
    return Time(last.value[:precision], last.span) if len(last.value) >= precision else None


def _story_day(framing: Framing, sentence: Span, day: date | None) -> Time | None:
    """The day with which the story opens in which somebody says something, or None.

    It opens the paragraph, or, for who is named by a pronoun, it may be the last sentence of the
    one before.
    """
    at = framing.paragraph(sentence.begin)
    begin = framing.paragraphs[at]
    if begin == sentence.begin:
        if not at:
            return None
        begin = framing.sentence(begin - 1).begin
    opening = framing.sentence(begin)
    if not _OPENS.match(framing.words, *opening):
        return None
    told = framing.words[slice(*opening)]
    if SAID in told or NAMED in told:
        return None
    found = next(times(framing.words, day, begin, begin + _REACH), None)
    return found if found and len(found.value) in (0, _DAY) else None
