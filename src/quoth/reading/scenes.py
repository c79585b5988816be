"""Scenes in which several people speak: what holds of a hearing or a debate holds for them all."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.channels import (
    SHARED,
    WRITTEN,
    channel_of_document,
    scenes_in,
)
from quoth.reading.drafts import Draft
from quoth.reading.framing import Framing
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.openings import opening_end, opening_time
from quoth.reading.outlets import is_outlet
from quoth.reading.parties import channel_of_speaker

_LEAST_SPEAKERS = 2
_MOST_TOPS = 10
PRESENT = re.compile(
    r"(?:(?:now|still|also|often|always|never|rightly) )?"
    r"(?:says?|tells?|believes?|thinks?|wants?|warns?|argues?|insists?|claims?|hopes?|expects?"
    r"|maintains?|reckons?|fears?|plans?|estimates?|knows?|sees?|feels?|adds?"
    r"|recalls?|writes?|suggests?|according|advises|urges|calls|describes"
    r"|(?:is|are) (?:\w+ ){0,2}\w+ing|(?:has|have) (?!told|testified|given)\w+)\b",
    re.IGNORECASE,
)
# What an article opens with whose day is the day of what is said in it.
_EVENT = re.compile(
    r"\bvoted\b|\b(?:meeting|Board of [A-Z]\w+) (?:on|last)\b"
    r"|\b\d+-\d+ (?:win|victory|loss|defeat|draw)\b"
    r"|\b(?:council|board|trustees|commissioners|committee) (?:meeting|met|votes?|backed|approved"
    r"|rejected|debated|splits?|on \w+day)\b"
    r"|\b(?:homer|inning|touchdown|wickets?|innings|half-?time|overtime|full-time|equali[sz]er"
    r"|quarterback|grand slam)\b"
)
_EXCHANGE = re.compile(
    r"\b(?:asks?|asked|pressed|replied|answered|retorted|shot back|suggested|responded)\b",
    re.IGNORECASE,
)
_QUESTIONED = re.compile(r"(?:Asked|Pressed|Questioned|Quizzed|Challenged)\b")
_OFFICER = re.compile(
    r"\b(?:[Cc]hief (?:[Ee]xecutive|[Ff]inancial|[Oo]perating)|[Ff]inance (?:chief|director|head)"
    r"|C[EFO]O)\b"
)
_INVESTORS = re.compile(r"\b(?:analysts|investors|shareholders)\b")
_HOUSE = re.compile(
    r"\b(?:council(?:l?ors|members)?|board|committee|commission(?:ers)?|trustees|supervisors"
    r"|aldermen|selectmen)\b"
)
_SAID = re.compile(r"\b(?:said|added|told|noted|explained|acknowledged|warned|cautioned)$")
_RELEASE = (
    "FOR IMMEDIATE RELEASE",
    "For immediate release",
    "for immediate release",
    "Notes to editors",
    "Notes to Editors",
    "forward-looking statements",
    "Media contact",
    "Media Contact",
)
_PAPERS = re.compile(
    r"\b(?:papers|documents|records|deposition|lawsuit|indictment|ruling|dissent|judgment"
    r"|complaint|statement|order|opinion)$"
)
_DENIED = re.compile(
    r"\b(?:did|has|have|had)(?: not|n[’']t) (?:say|said|tell|told|write|written|ask)"
)
# The letter it begins with is looked for first: that is quick to fail.
_LATER = re.compile(
    r"(?=[AELMOaelmop])\b(?:[Ll]ater|[Aa]fterwards?|[Oo]utside|[Ee]arlier|previously|[Mm]eanwhile"
    r"|[Aa]fter the (?:hearing|verdict|sentencing|sentence|trial|case|inquest|meeting|session))\b"
)
_AFTERWARDS = re.compile(
    r"\b(?:[Aa]fterwards?|Outside(?=,)|[Oo]utside (?:the )?(?:court|courthouse|courtroom|hearing"
    r"|meeting|chambers?|hall)|[Aa]fter the (?:vote|hearing|meeting|session|verdict|ruling"
    r"|sentencing|inquest))\b"
)
_FIRST_PERSON = re.compile(r"(?:I|my|we|our)\b", re.IGNORECASE)
# A debate or hearing that has not been held: nothing was said in it.
_TO_COME = re.compile(
    r"\b(?:[Aa]head of|heading into|on the eve of|in the run-up to|prepar(?:es?|ed|ing) for"
    r"|[Uu]pcoming|(?:set|due|scheduled|expected) (?:to|for)|next (?:week|month)[’']s"
    r"|will (?:be held|take place|meet|face|appear|testify|hold|begin|square off))\b"
    r"[^.\n]{0,80}\b(?:debates?|hearings?|trials?|face-?offs?|testif(?:y|ies|ied)|testimony)\b"
)
WRITING = re.compile(r"\b(?:writes?|wrote|written|reads?|begins|ends)\b")
_OUTSIDER = re.compile(
    r"\b(?:analyst|strategist|economist|pundit|commentator|critics?|professor at|lecturer at)\b"
)
_PRESS = re.compile(r"\b(?:reporters|journalists|newsmen|the press|the media)\b")
_WORD = re.compile(r"\w{4,}")


def set_scene(
    article: Article, framing: Framing, drafts: Sequence[Draft], day: date | None
) -> None:
    """Let a scene that the opening sets hold for what is said in it.

    At a hearing or a trial several people speak in turn, and where the article opens with a
    meeting or a match, what it tells in the past tense was said on that day. Once something
    else came between, the scene holds only for those who had spoken in it, until somebody
    asks or answers again.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what is known of each quotation; filled in place.
        day: the date of publication, if known.
    """
    end = opening_end(article, framing)
    opening = opening_time(article.text, end, day)
    named = list(scenes_in(framing.words, end))
    channel, channel_span = _main_scene(framing, named, drafts, end)
    is_event = channel is not None or _EVENT.search(framing.words, 0, end) is not None
    when, when_span = opening if is_event else (None, None)
    if channel is None and any(words in article.text for words in _RELEASE):
        _release(drafts)
    document = next((told for told in named if told[0] in WRITTEN), None)
    speakers: set[str] = set()
    last: Draft | None = None
    officers = {d.speaker for d in drafts if d.speaker and _OFFICER.search(d.source)}
    broken = False
    for draft in drafts:
        if _opens_scene(article, framing, draft):
            if channel is None:
                broken, (when, when_span) = True, opening
                speakers = {draft.speaker}  # who spoke before it may speak elsewhere
            channel, channel_span = draft.channel, draft.channel_span
            when, when_span = draft.when or when, draft.when_span or when_span
        new = draft.source.startswith(("A ", "An "))
        if draft.channel is None and document and not new and WRITING.search(draft.cue):
            draft.channel, draft.channel_span = document
        exchange = (broken or channel == "call") and _is_exchange(framing, draft)
        if stands_apart(article, framing, draft):
            elsewhere = draft.channel is not None and not channel_of_document(draft.source)
            elsewhere = elsewhere or _told_press(article, draft)
            broken = broken or (bool(speakers) and elsewhere)
            if when is not None and draft.when is None and _afterwards(framing, draft):
                draft.when, draft.when_span = when, when_span
            continue
        broken = broken and not (exchange or _told_the_house(article, draft))
        if channel == "call":
            outside = not _on_call(draft, exchange, officers | speakers)
        else:
            outside = broken and draft.speaker not in speakers
            if not draft.speaker and last:
                outside = broken and framing.apart(last.quotation, draft.quotation) > 1
        if outside:
            continue
        last = draft
        speakers.add(draft.speaker)
        if draft.channel is None:
            draft.channel, draft.channel_span = channel, channel_span
        if draft.when is None and draft.channel == channel:
            draft.when, draft.when_span = when, when_span


def repeat_in_headline(article: Article, drafts: Sequence[Draft]) -> None:
    """Let what the body tells of a quotation hold for the same words in the headline.

    Args:
        article: what was read.
        drafts: what is known of each quotation; filled in place.
    """
    tops: list[Draft] = []
    body: list[Draft] = []
    for draft in drafts:
        (tops if is_top(article, draft.quotation) else body).append(draft)
    if not tops or not body:
        return
    said = [_words(article, draft) for draft in body]
    for top in tops[:_MOST_TOPS]:
        if _DENIED.search(top.cue):
            continue  # "did not tell": there is nothing that was said
        words = _words(article, top)
        shared = [len(words & other) for other in said]
        if not words or max(shared) * 2 < len(words):
            continue
        same = body[shared.index(max(shared))]
        if top.channel is None:
            top.channel, top.channel_span = same.channel, same.channel_span
        if top.when is None:
            top.when, top.when_span = same.when, same.when_span


def is_top(article: Article, quotation: Quotation) -> bool:
    if not article.blocks:
        return False
    return article.blocks[quotation.block].kind in TITLE_BLOCKS


def _words(article: Article, draft: Draft) -> set[str]:
    text = " ".join(article.text[slice(*span)] for span in draft.quotation.content)
    return set(_WORD.findall(text.casefold()))


def _release(drafts: Sequence[Draft]) -> None:
    """What a press release quotes is said in it, but for what it takes from elsewhere."""
    for draft in drafts:
        draft.channel = draft.channel or "press release"


def _main_scene(
    framing: Framing, named: Sequence[tuple[str, Span]], drafts: Sequence[Draft], end: int
) -> tuple[str | None, Span | None]:
    """The scene that the opening names or in which several speakers are said to speak."""
    scenes = [told for told in named if told[0] in SHARED and not _on_paper(framing, told[1])]
    for scene in scenes:
        around = Span(0, end) if scene[0] == "debate" else framing.sentence(scene[1].begin)
        if not _TO_COME.search(framing.words, *around):
            return scene
    if scenes:
        return None, None
    told = [
        draft
        for draft in drafts
        if draft.channel in SHARED
        and draft.channel_span
        and draft.channel_span not in draft.quotation.source
        and not _on_paper(framing, draft.channel_span)
    ]
    if len({draft.speaker for draft in told}) < _LEAST_SPEAKERS:
        return None, None
    return told[0].channel, told[0].channel_span


def _on_paper(framing: Framing, span: Span) -> bool:
    """Whether words tell of what a court has on paper, in which nobody else speaks."""
    return _PAPERS.search(framing.words, *span) is not None


def _opens_scene(article: Article, framing: Framing, draft: Draft) -> bool:
    """Whether a quotation tells of a scene in which others may speak as well."""
    if draft.channel_span is None or _on_paper(framing, draft.channel_span):
        return False
    if draft.channel != "call" or draft.addressee is None:
        return draft.channel in SHARED
    return _INVESTORS.search(article.text, *draft.addressee) is not None


def _on_call(draft: Draft, exchange: bool, officers: Set[str]) -> bool:
    """Whether a quotation is of a company's officers, or put to them, on a call with analysts."""
    if exchange:
        return draft.question or draft.speaker in officers or not draft.speaker
    return _SAID.search(draft.cue) is not None and draft.speaker in officers


def _told_the_house(article: Article, draft: Draft) -> bool:
    """Whether something was said to those who sit at a meeting: "told council members"."""
    hearer = draft.addressee
    return hearer is not None and _HOUSE.search(article.text, *hearer) is not None


def _is_exchange(framing: Framing, draft: Draft) -> bool:
    """Whether a quotation asks or answers."""
    if _EXCHANGE.search(draft.cue):
        return True
    return _QUESTIONED.match(framing.words, *draft.sentence) is not None


def _afterwards(framing: Framing, draft: Draft) -> bool:
    """Whether something was said when the scene was over, on the same day."""
    return _AFTERWARDS.search(framing.words, *draft.sentence) is not None


def _told_press(article: Article, draft: Draft) -> bool:
    """Whether a quotation was said to reporters or to an outlet."""
    hearer = draft.addressee
    if hearer is None:
        return False
    words = article.text[slice(*hearer)]
    return _PRESS.search(words) is not None or is_outlet(words, article.outlet)


def stands_apart(article: Article, framing: Framing, draft: Draft) -> bool:
    """Whether a quotation shows itself to belong to no scene."""
    if draft.channel is not None and draft.channel not in SHARED:
        return True
    if channel_of_document(draft.source) or _FIRST_PERSON.match(draft.source):
        return True
    if PRESENT.match(draft.cue) or _OUTSIDER.search(draft.source):
        return True
    if _told_press(article, draft) or channel_of_speaker(draft.source, draft.cue) == "report":
        return True
    return _LATER.search(framing.words, *draft.sentence) is not None
