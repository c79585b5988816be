"""What holds for a quotation because it holds for those around it: one speech, one hearing."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.channels import (
    LASTING,
    SHARED,
    WRITTEN,
    channel_of_document,
    channel_of_hearer,
    channel_of_speaker,
    scenes_in,
)
from quoth.reading.drafts import Draft
from quoth.reading.framing import Framing, anchor
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.openings import opening_end, opening_time
from quoth.reading.outlets import is_outlet

_LEAST_SPEAKERS = 2
_MOST_TOPS = 10
_STILL_NEAR = 2
_PRESENT = re.compile(
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
_PUT_OUT = frozenset(("social post", "statement", "blog post", "press release", "email"))
_ANNOUNCING = re.compile(r"\b(?:announce[sd]?|announcing|declared|revealed|confirmed)\b")
_SENT = frozenset(("memo", "letter", "cable", "email", "note", "message"))
_SOON = 3
_MOST_LATER = 8
_TOLD_LATER = LASTING - {"memo"}
_LATER = re.compile(
    r"\b(?:[Ll]ater|[Aa]fterwards?|[Oo]utside|[Ee]arlier|previously|[Mm]eanwhile)\b"
)
_AFTERWARDS = re.compile(
    r"\b(?:[Aa]fterwards?|Outside(?=,)|[Oo]utside (?:the )?(?:court|courthouse|courtroom|hearing"
    r"|meeting|chambers?|hall)|[Aa]fter the (?:vote|hearing|meeting|session|verdict|ruling))\b"
)
_FIRST_PERSON = re.compile(r"(?:I|my|we|our)\b", re.IGNORECASE)
_BY_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)
# A debate or hearing that has not been held: nothing was said in it.
_TO_COME = re.compile(
    r"\b(?:[Aa]head of|heading into|on the eve of|in the run-up to|prepar(?:es?|ed|ing) for"
    r"|[Uu]pcoming|(?:set|due|scheduled|expected) (?:to|for)|next (?:week|month)[’']s"
    r"|will (?:be held|take place|meet|face|appear|testify|hold|begin|square off))\b"
    r"[^.\n]{0,80}\b(?:debates?|hearings?|trials?|face-?offs?|testif(?:y|ies|ied)|testimony)\b"
)
_GOING_ON = re.compile(r"(?:it|another|others)\b", re.IGNORECASE)
_WRITING = re.compile(r"\b(?:writes?|wrote|written|reads?|begins|ends)\b")
_KNOWN = re.compile(r"(?:the|his|her|its|their|this|that) ", re.IGNORECASE)
_OUTSIDER = re.compile(
    r"\b(?:analyst|strategist|economist|pundit|commentator|critics?|professor at|lecturer at)\b"
)
_PRESS = re.compile(r"\b(?:reporters|journalists|newsmen|the press|the media)\b")
_WORD = re.compile(r"\w{4,}")


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


def _he_and_she(before: Draft, here: Draft) -> bool:
    """Whether two quotations are of two people by their pronouns alone."""
    return {before.source.casefold(), here.source.casefold()} == {"he", "she"}


def _goes_right_on(framing: Framing, before: Draft, here: Draft) -> bool:
    """Whether nothing stands between two quotations, in one paragraph or in two."""
    begin = framing.sentence(anchor(here.quotation).begin).begin
    apart = framing.apart(before.quotation, here.quotation)
    return apart == 0 or (apart == 1 and begin in framing.paragraphs)


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
        if not before.speaker or (not filled and _stands_apart(article, framing, before)):
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
        return not _is_top(article, before.quotation)
    return before.channel in WRITTEN and _WRITING.search(here.cue) is not None


def _take_over(article: Article, framing: Framing, before: Draft, here: Draft) -> None:
    """Fill what a quotation leaves open by the one before it of the same speaker."""
    apart = framing.apart(before.quotation, here.quotation)
    if apart > 1 and not _lasts(article, framing, before, here):
        return
    if here.channel is None:
        if here.when and before.when != here.when:
            return  # another time, another occasion
        here.channel, here.channel_span = before.channel, before.channel_span
    elif (
        before.channel is None
        and here.channel in LASTING
        and apart <= 1
        and not _stands_apart(article, framing, before)
    ):
        before.channel, before.channel_span = here.channel, here.channel_span
    if here.channel != before.channel:
        if before.channel is None and here.when is None and _announced(before, here) and apart <= 1:
            here.when, here.when_span = before.when, before.when_span
        return
    if here.when is None:
        here.when, here.when_span = before.when, before.when_span
    here.occasion = here.occasion or before.occasion
    if here.addressee is None and _still_speaks_to(article, before, here, apart):
        here.addressee = before.addressee


def _announced(before: Draft, here: Draft) -> bool:
    """Whether a post or a statement is that of the announcement told before it."""
    return here.channel in _PUT_OUT and _ANNOUNCING.search(before.cue) is not None


def _lasts(article: Article, framing: Framing, before: Draft, here: Draft) -> bool:
    """Whether a speech goes on, or a letter is still read from, paragraphs later."""
    if _is_known_document(here):
        return True
    if before.channel in WRITTEN and _WRITING.search(here.cue):
        return True
    near = framing.apart(before.quotation, here.quotation) <= _STILL_NEAR
    return before.channel in LASTING and near and not _stands_apart(article, framing, here)


def _still_speaks_to(article: Article, before: Draft, here: Draft, apart: int) -> bool:
    """Whether a quotation goes on to speak to whom the one before it was said."""
    if before.addressee is None:
        return False
    if before.channel in _SENT:
        return True
    asked_to = any(article.text.startswith("to ", s.begin) for s in before.quotation.content[:1])
    if before.question or asked_to:
        return False
    if apart == 0 or not (here.cue or here.source):
        return True
    listening = here.channel == "speech" and apart == 1 and _BY_PRONOUN.fullmatch(here.source)
    if listening or channel_of_hearer(article.text[slice(*before.addressee)]):
        return True
    return here.channel == "interview" and _PRESENT.match(here.cue) is None


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
    officers = {d.speaker for d in drafts if d.speaker and _OFFICER.search(d.source)}
    broken = False
    for draft in drafts:
        if _opens_scene(article, draft):
            if channel is None:
                broken, (when, when_span) = True, opening
                speakers = {draft.speaker}  # who spoke before it may speak elsewhere
            channel, channel_span = draft.channel, draft.channel_span
            when, when_span = draft.when or when, draft.when_span or when_span
        new = draft.source.startswith(("A ", "An "))
        if draft.channel is None and document and not new and _WRITING.search(draft.cue):
            draft.channel, draft.channel_span = document
        sentence = framing.sentence(anchor(draft.quotation).begin)
        exchange = (
            _EXCHANGE.search(draft.cue) is not None
            or _QUESTIONED.match(framing.words, *sentence) is not None
        )
        if _stands_apart(article, framing, draft):
            elsewhere = draft.channel is not None and not channel_of_document(draft.source)
            elsewhere = elsewhere or _told_press(article, draft)
            broken = broken or (bool(speakers) and elsewhere)
            if when is not None and draft.when is None and _afterwards(framing, sentence):
                draft.when, draft.when_span = when, when_span
            continue
        broken = broken and not (exchange or _told_the_house(article, draft))
        outside = broken and draft.speaker and draft.speaker not in speakers
        if outside or (channel == "call" and not _on_call(draft, exchange, officers | speakers)):
            continue
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
        (tops if _is_top(article, draft.quotation) else body).append(draft)
    if not tops or not body:
        return
    said = [_words(article, draft) for draft in body]
    for top in tops[:_MOST_TOPS]:
        words = _words(article, top)
        shared = [len(words & other) for other in said]
        if not words or max(shared) * 2 < len(words):
            continue
        same = body[shared.index(max(shared))]
        if top.channel is None:
            top.channel, top.channel_span = same.channel, same.channel_span
        if top.when is None:
            top.when, top.when_span = same.when, same.when_span


def _is_top(article: Article, quotation: Quotation) -> bool:
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
    scenes = [told for told in named if told[0] in SHARED]
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
    ]
    if len({draft.speaker for draft in told}) < _LEAST_SPEAKERS:
        return None, None
    return told[0].channel, told[0].channel_span


def _opens_scene(article: Article, draft: Draft) -> bool:
    """Whether a quotation tells of a scene in which others may speak as well."""
    if draft.channel_span is None:
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


def _afterwards(framing: Framing, sentence: Span) -> bool:
    """Whether a sentence tells of what was said when the scene was over, on the same day."""
    return _AFTERWARDS.search(framing.words, *sentence) is not None


def _is_known_document(draft: Draft) -> bool:
    """Whether the source of a quotation is something written that was spoken of before."""
    if _KNOWN.match(draft.source) is None:
        return False
    return channel_of_document(draft.source) is not None


def _told_press(article: Article, draft: Draft) -> bool:
    """Whether a quotation was said to reporters or to an outlet."""
    hearer = draft.addressee
    if hearer is None:
        return False
    words = article.text[slice(*hearer)]
    return _PRESS.search(words) is not None or is_outlet(words, article.outlet)


def _stands_apart(article: Article, framing: Framing, draft: Draft) -> bool:
    """Whether a quotation shows itself to belong to no scene."""
    if draft.channel is not None and draft.channel not in SHARED:
        return True
    if channel_of_document(draft.source) or _FIRST_PERSON.match(draft.source):
        return True
    if _PRESENT.match(draft.cue) or _OUTSIDER.search(draft.source):
        return True
    if _told_press(article, draft) or channel_of_speaker(draft.source, draft.cue) == "report":
        return True
    sentence = framing.sentence(anchor(draft.quotation).begin)
    return _LATER.search(framing.words, *sentence) is not None
