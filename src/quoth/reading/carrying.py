"""Who goes on speaking goes on in the same interview, letter or speech, to the same people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Article, Span
from quoth.reading.addressees import APPEALING
from quoth.reading.channels import (
    LASTING,
    SHARED,
    WRITTEN,
    channel_of_document,
)
from quoth.reading.dialogue import REPLYING
from quoth.reading.drafts import Draft
from quoth.reading.framing import Framing, anchor
from quoth.reading.openings import opening_end
from quoth.reading.parties import channel_of_hearer
from quoth.reading.scenes import PRESENT, WRITING, is_top, stands_apart

_STILL_NEAR = 2
_PUT_OUT = frozenset(("social post", "statement", "blog post", "press release", "email"))
_ANNOUNCING = re.compile(r"\b(?:announce[sd]?|announcing|declared|revealed|confirmed)\b")
_SENT = frozenset(("memo", "letter", "cable", "email", "note", "message"))
_OPINION = re.compile(r"(?:thinks?|believes?|wants?|hopes?|knows?|feels?|fears?|doubts?)\b")
# "At a recent conference": an example, and not the scene of the article.
_ASKED_ANEW = re.compile(
    r"(?:When |If )?(?:[Aa]sked|[Qq]uestioned|[Pp]ressed|[Cc]hallenged|[Qq]uizzed|[Pp]ushed)\b"
)
_NOW = re.compile(r", now[ ,]|\b(?:[Tt]oday|[Nn]owadays|[Ll]ooking back|[Rr]eminded of)\b")
_RECENT = re.compile(r"\b(?:recent|previous) (?:\w+ )?$")
_RECENT_REACH = 24
_SOON = 3
_MOST_LATER = 8
_TOLD_LATER = LASTING - {"memo"}
_BY_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)
_GOING_ON = re.compile(r"(?:it|another|others)\b", re.IGNORECASE)
_UNNAMED = r"(?:source|insider|official|person|friend|pal|diplomat|aide|witness|woman|man|employee)"
_SOME_SOURCE = re.compile(rf"(?:An?|One|Another)\b[^,]{{0,60}}\b{_UNNAMED}\b", re.IGNORECASE)
_THE_SOURCE = re.compile(rf"(?:the|The) {_UNNAMED}")
_KNOWN = re.compile(r"(?:the|his|her|its|their|this|that) ", re.IGNORECASE)


def carry_on(article: Article, framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let what is told of one quotation hold for those by which the same speaker goes on.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what each quotation tells by itself; filled in place.
    """
    by_speaker: dict[str, Draft] = {}
    by_channel: dict[str, Draft] = {}
    previous: Draft | None = None
    for here in drafts:
        if article.blocks and article.blocks[here.quotation.block].kind == "embed":
            continue  # a post stands for itself
        before = by_speaker.get(here.speaker)
        if (
            previous
            and _BY_PRONOUN.fullmatch(here.source)
            and (before is None or framing.apart(before.quotation, here.quotation) > 1)
            and (previous.channel in SHARED or not _he_and_she(previous, here))
            and _goes_right_on(framing, previous, here)
        ):
            before = previous  # however "she" is named: who spoke last goes on
        if previous and before is None and _is_the_same(framing, previous, here):
            before = previous
        if here.channel and _is_known_document(here):
            before = by_channel.get(here.channel, before)
        if previous and (
            (here.goes_on(previous) and before is None)
            or (
                _reads_on(article, previous, here)
                and (before is None or here.channel is None)
                and framing.apart(previous.quotation, here.quotation) <= _STILL_NEAR
            )
        ):
            before = previous
        if before:
            _take_over(article, framing, before, here)
        if here.speaker:
            by_speaker[here.speaker] = here
        if here.channel:
            by_channel[here.channel] = here
        previous = here


def _is_the_same(framing: Framing, before: Draft, here: Draft) -> bool:
    """Whether "the source" is the source that has just spoken without a name."""
    if not (_SOME_SOURCE.match(before.source) and _THE_SOURCE.fullmatch(here.source)):
        return False
    return framing.apart(before.quotation, here.quotation) <= 1


def _he_and_she(before: Draft, here: Draft) -> bool:
    """Whether two quotations are of two people by their pronouns alone."""
    return {before.source.casefold(), here.source.casefold()} == {"he", "she"}


def _goes_right_on(framing: Framing, before: Draft, here: Draft) -> bool:
    """Whether nothing stands between two quotations, in one paragraph or in two."""
    begin = here.sentence.begin
    apart = framing.apart(before.quotation, here.quotation)
    return apart == 0 or (apart == 1 and framing.opens_paragraph(begin))


def reach_back(article: Article, framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let what the opening reports be said where its speaker, soon after, is said to speak.

    News tells what is new first, and then to whom and where it was said.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what is known of each quotation; filled in place.
    """
    if not any(draft.channel in _TOLD_LATER for draft in drafts):
        return
    end = opening_end(article, framing)
    for index, before in enumerate(drafts):
        if anchor(before.quotation).begin >= end:
            return
        filled = before.channel is not None
        if not before.speaker or (not filled and stands_apart(article, framing, before)):
            continue
        following = drafts[index + 1 : index + 1 + _MOST_LATER]
        here = next((d for d in following if d.channel and d.speaker == before.speaker), None)
        if here is None or here.channel not in _TOLD_LATER:
            continue
        if filled and (before.channel != here.channel or before.when is not None):
            continue
        if framing.apart(before.quotation, here.quotation) <= _SOON:
            before.channel, before.channel_span = here.channel, here.channel_span
            if before.when is None:
                before.when, before.when_span = here.when, here.when_span


def _reads_on(article: Article, before: Draft, here: Draft) -> bool:
    """Whether a quotation goes on with what was read from: "it adds", "she writes"."""
    if _GOING_ON.match(here.source):
        return not is_top(article, before.quotation)
    return before.channel in WRITTEN and WRITING.search(here.cue) is not None


def _take_over(article: Article, framing: Framing, before: Draft, here: Draft) -> None:
    """Fill what a quotation leaves open by the one before it of the same speaker."""
    apart = framing.apart(before.quotation, here.quotation)
    if apart <= 1 and before.addressee and here.addressee and _is_them(article, here.addressee):
        here.addressee = before.addressee  # "She urged residents to stay. She told them ..."
    if apart > 1 and not _lasts(article, framing, before, here):
        return
    written = before.channel in WRITTEN or WRITING.search(before.cue) is not None
    if written and _ASKED_ANEW.match(framing.words, here.sentence.begin):
        return  # "In 2019 she wrote ... Questioned on that, she said ..."
    if here.channel is None:
        if before.channel in WRITTEN and _OPINION.match(here.cue):
            return  # what its author thinks need not stand in it
        if here.when and before.when != here.when:
            return  # another time, another occasion
        here.channel, here.channel_span = before.channel, before.channel_span
    elif (
        before.channel is None
        and here.channel in LASTING
        and apart <= 1
        and not stands_apart(article, framing, before)
    ):
        before.channel, before.channel_span = here.channel, here.channel_span
    if here.channel != before.channel:
        if before.channel is None and here.when is None and _announced(before, here) and apart <= 1:
            here.when, here.when_span = before.when, before.when_span
        return
    if here.when is None and not _is_now(framing, here):
        here.when, here.when_span = before.when, before.when_span
    here.occasion = here.occasion or before.occasion
    if here.addressee is None and _still_speaks_to(article, before, here, apart):
        here.addressee = before.addressee


def _is_them(article: Article, hearer: Span) -> bool:
    return article.text[slice(*hearer)] == "them"


def _announced(before: Draft, here: Draft) -> bool:
    """Whether a post or a statement is that of the announcement told before it."""
    return here.channel in _PUT_OUT and _ANNOUNCING.search(before.cue) is not None


def _is_now(framing: Framing, here: Draft) -> bool:
    """Whether somebody says something as they are now: "Frith, now 78, laughed." """
    lead = framing.leading(here.sentence) if _BY_PRONOUN.fullmatch(here.source) else None
    begin = lead.begin if lead else here.sentence.begin
    return _NOW.search(framing.words, begin, here.sentence.end) is not None


def _lasts(article: Article, framing: Framing, before: Draft, here: Draft) -> bool:
    """Whether a speech goes on, or a letter is still read from, paragraphs later."""
    if _is_known_document(here):
        return True
    if before.channel in WRITTEN and WRITING.search(here.cue):
        return True
    near = framing.apart(before.quotation, here.quotation) <= _STILL_NEAR
    told = before.channel_span
    if told and _RECENT.search(framing.words, max(0, told.begin - _RECENT_REACH), told.begin):
        return False
    return before.channel in LASTING and near and not stands_apart(article, framing, here)


def _still_speaks_to(article: Article, before: Draft, here: Draft, apart: int) -> bool:
    """Whether a quotation goes on to speak to whom the one before it was said."""
    if before.addressee is None:
        return False
    if before.channel in _SENT:
        return REPLYING.search(here.cue) is None
    asked_to = any(article.text.startswith("to ", s.begin) for s in before.quotation.content[:1])
    appealed = APPEALING.search(before.cue) and before.sentence != here.sentence
    if before.question or asked_to or appealed:
        return False
    if apart == 0 or not (here.cue or here.source):
        return True
    listening = here.channel == "speech" and apart == 1 and _BY_PRONOUN.fullmatch(here.source)
    if listening or channel_of_hearer(article.text[slice(*before.addressee)]):
        return True
    return here.channel == "interview" and PRESENT.match(here.cue) is None


def _is_known_document(draft: Draft) -> bool:
    """Whether the source of a quotation is something written that was spoken of before."""
    if _KNOWN.match(draft.source) is None:
        return False
    return channel_of_document(draft.source) is not None
