"""Sentences that tell how something was said without saying it: "He was speaking in Accra"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from quoth.article import Article, Span
from quoth.reading.addressees import towards
from quoth.reading.channels import channel_in
from quoth.reading.drafts import Circumstances, Draft
from quoth.reading.framing import NAMED, SAID, Framing, anchor
from quoth.reading.outlets import is_outlet
from quoth.reading.times import times

_REMARKS = (
    r"(?:\w+ )?(?:remarks?|comments?|statements?|announcements?|disclosures?|revelations?|calls?"
    r"|appeals?|assertions?|declarations?|allegations?|assurances?|observations?|claims?)"
)
_STAGING = re.compile(
    r" (?:(?:was|were) (?:also )?(?:speaking|talking|responding|replying|reacting|addressing"
    r"|answering|writing|testifying|commenting|briefing)"
    r"|spoke (?:at|to|with|during|in|on|after|while|when|exclusively)"
    rf"|(?:makes?|made|issued|gave|delivered) (?:the|these|those|his|her|their) {_REMARKS}"
    r"|(?:disclosed|stated|revealed|announced|explained|declared|said|asserted)"
    rf" (?:this|these|the {_REMARKS})|made (?:this|these|it|the \w+) known)\b"
)
_PRONOUN = re.compile(r"(?:He|She|They|It)\b")
_MOST_BACK = 12


def stage(article: Article, framing: Framing, drafts: Sequence[Draft], day: date | None) -> None:
    """Let a sentence that says how somebody spoke tell it of what that person said around it.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what each quotation tells by itself; filled in place.
        day: the date of publication, if known.
    """
    places = [anchor(draft.quotation).begin for draft in drafts]
    for match in _STAGING.finditer(framing.words):
        sentence = framing.sentence(match.start())
        words = framing.words[slice(*sentence)]
        if SAID in words or NAMED in words:
            continue
        said = list(_said_so(framing, drafts, bisect_left(places, sentence.begin), sentence))
        told = _told_in(article, framing, sentence, match.start(), day) if said else None
        if told is not None:
            for draft in said:
                if not _hears(article.text, told, draft):
                    _fill(draft, told)


def _said_so(framing: Framing, drafts: Sequence[Draft], at: int, sentence: Span) -> Iterator[Draft]:
    """What the subject of a sentence said before it and right after it.

    Args:
        framing: the article's sentences.
        drafts: what is known of each quotation.
        at: the index of the first draft after the sentence.
        sentence: it.
    """
    words = framing.words[slice(*sentence)]
    here = framing.paragraph(sentence.begin)
    speaker = ""
    if at:
        last = drafts[at - 1]
        near = here - framing.paragraph(anchor(last.quotation).begin) <= 1
        if near and (_PRONOUN.match(words) or _names(words, last)):
            speaker = last.speaker
            yield last
            for draft in reversed(drafts[max(0, at - _MOST_BACK) : at - 1]):
                if speaker and draft.speaker == speaker and draft.channel is None:
                    yield draft
    if at < len(drafts):
        following = drafts[at]
        near = framing.paragraph(anchor(following.quotation).begin) - here <= 1
        if near and (_names(words, following) or (speaker and following.speaker == speaker)):
            yield following


def _names(words: str, draft: Draft) -> bool:
    """Whether words hold the last word of a speaker's name."""
    name = draft.speaker.split()[-1:]
    return bool(name) and name[0][0].isupper() and name[0] in words


def _hears(text: str, told: Circumstances, draft: Draft) -> bool:
    """Whether the speaker is who is spoken to: "The doctor rang Lee.", and Lee is quoted."""
    return told.addressee is not None and _names(text[slice(*told.addressee)], draft)


def _told_in(
    article: Article, framing: Framing, sentence: Span, at: int, day: date | None
) -> Circumstances | None:
    """What a sentence tells of how somebody spoke, or None."""
    found = channel_in(framing.words, *sentence, at)
    hearer = towards(framing.words, sentence)
    if found is None and hearer and is_outlet(article.text[slice(*hearer)], article.outlet):
        found = "interview", hearer
    when = min(
        times(framing.words, day, *sentence), key=lambda t: abs(t.span.begin - at), default=None
    )
    if found is None and hearer is None and when is None:
        return None
    channel, channel_span = found or (None, None)
    value, span = (when.value, when.span) if when else (None, None)
    return Circumstances(
        addressee=hearer, channel=channel, channel_span=channel_span, when=value, when_span=span
    )


def _fill(draft: Draft, told: Circumstances) -> None:
    """Fill what a draft leaves open, unless it tells another channel."""
    if draft.channel and told.channel and draft.channel != told.channel:
        return
    if draft.channel is None:
        draft.channel, draft.channel_span = told.channel, told.channel_span
    if draft.when is None:
        draft.when, draft.when_span = told.when, told.when_span
    if draft.addressee is None and not draft.question:
        draft.addressee = told.addressee
