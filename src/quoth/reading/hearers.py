"""The circumstances of quotations with a name for who was spoken to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoth.article import Article, Span
from quoth.quotation import Quotation, Speaker
from quoth.reading.abouts import meant_in
from quoth.reading.answers import EDGE
from quoth.reading.authors import single_writer
from quoth.reading.circumstances import circumstances
from quoth.reading.drafts import Circumstances
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.outlets import is_outlet
from quoth.reading.phrases import Phrases

# Who "emails to say" something and is not said to whom, emails those who print it.
_WROTE_IN = re.compile(
    r"\b(?:e-?mail|text|message)(?:s|ed)\b(?! (?:statement|response|reply|answer|comment))",
    re.IGNORECASE,
)
# An interview of which no more is told was given to those who print it.
_INTERVIEW = re.compile(
    r"\b[Ii]n an? (?:(?:phone|telephone|Zoom|video|recent|exclusive|brief|lengthy|wide-ranging"
    r"|follow-up|separate|sit-down) )?interview(?=[,.])"
)
_NEAR = 40
# The programme, which is not who bears its name: MSNBC’s “Morning Joe”.
_TITLED = re.compile(
    r"[“\"‘']([A-Z][\w’&' -]+[\w’])(?:[”\"’'](?: (?:podcast|show|program(?:me)?))?)?$"
)
# "Vrij magazine" goes by the name of Vrij.
_KIND_BEHIND = re.compile(
    r"(?<!’s)(?<!'s)(?<!s’)(?<!s') (?:magazine|newspaper|daily|weekly|tabloid"
    r"|newsletter|website|podcast)$"
)
_SELF = re.compile(
    r"(?:me|us|I|we)$|(?:our|this) (?:own )?"
    r"(?:correspondent|reporter|portal|paper|newspaper|website|magazine|publication|outlet|station|programme|program|show)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(r"\b(?:Dear|Hi|Hello|Hey) (?=$|[A-Z])")
_MYSELF = frozenset(("me", "I"))
_SEX = {"him": "m", "her": "f"}
# A house that sits, and not the last house named: "the White House", "Opera House".
_HOUSE = "the House"
_HOUSES = re.compile(
    r"\bHouse of (?:Assembly|Representatives|Commons|Lords|Keys|Delegates|Councillors"
    r"|Chiefs|Elders)\b"
)
_MEANT = frozenset("him her them it he she they you".split())


def with_circumstances(
    article: Article, quotations: Sequence[Quotation], phrases: Phrases
) -> tuple[Quotation, ...]:
    """Say of each quotation to whom, when, how and where it was said, and whether it asks.

    Args:
        article: what was read.
        quotations: its quotations with their speakers.
        phrases: names the bearers of phrases, after a walk through the whole article.

    Returns:
        The same quotations with their circumstances filled.
    """
    told = circumstances(article, quotations)
    speakers = {span: q.speaker for q in quotations for span in q.source[:1]}
    found: list[Quotation] = []
    for quotation, held in zip(quotations, told, strict=True):
        hearer = _hearer(article, quotation, held, phrases, speakers)
        if held.addressee and hearer is None:
            before = found[-1] if found else None
            hearer = _last_to_speak(article, quotation, held.addressee, before, phrases)
        found.append(
            replace(
                quotation,
                addressee=hearer,
                addressee_span=held.addressee,
                question=held.question,
                when=held.when,
                when_span=held.when_span,
                channel=held.channel,
                channel_span=held.channel_span,
                occasion=held.occasion,
            )
        )
    return tuple(found)


def _last_to_speak(
    article: Article, question: Quotation, hearer: Span, before: Quotation | None, phrases: Phrases
) -> str | None:
    """Whom an open "him" means in "I asked him": the last to speak, in the same paragraph."""
    last = before.speaker if before else None
    wanted = _SEX.get(article.text[slice(*hearer)])
    if before is None or last is None or not question.question or wanted is None:
        return None
    apart = "\n" in article.text[before.content[-1].end : hearer.begin]
    own = question.speaker is not None and question.speaker.name == last.name
    if apart or own or last.kind not in ("person", "unnamed"):
        return None
    sexes = {e.sex() for e in phrases.walk.cast.entities if e.name() == last.name} - {""}
    return last.name if sexes <= {wanted} else None


def _by_us(article: Article, how: Span | None) -> bool:
    """Whether words such as "in an interview", and no more, tell how something was said."""
    if how is None:
        return False
    match = _INTERVIEW.search(article.text, max(0, how.begin - _NEAR), how.end + 2)
    return match is not None and match.end() == how.end


def _hearer(
    article: Article,
    quotation: Quotation,
    held: Circumstances,
    phrases: Phrases,
    speakers: Mapping[Span, Speaker | None],
) -> str | None:
    """A name for who was spoken to, or the words of the article where none is known.

    The one who answers is the one who was asked: the words that name a speaker name them as a
    hearer too. A pronoun that nothing resolves is no name.
    """
    span, how = held.addressee, held.channel_span
    if span is None:
        writer = single_writer(article, len(article.text)) if held.to_writer else None
        if writer:
            return writer.name
        if article.outlet is None:
            return None
        writes = any(_WROTE_IN.search(article.text, *cue) for cue in quotation.cue)
        above = article.blocks and article.blocks[quotation.block].kind in TITLE_BLOCKS
        return article.outlet if writes or (not above and _by_us(article, how)) else None
    words = article.text[slice(*span)].strip(EDGE)
    first = words.split(maxsplit=1)[0].casefold() if words else ""
    if words in _MYSELF:
        writer = single_writer(article, span.end)
        return writer.name if writer else article.outlet or "me"
    if _SELF.match(words):
        return article.outlet or article.byline or words
    own = quotation.speaker.name if quotation.speaker else ""
    if words == _HOUSE:
        houses = set(_HOUSES.findall(article.text))
        return houses.pop() if len(houses) == 1 else words
    answering = speakers.get(span)
    if answering is not None and answering.name not in (own, words):
        return answering.name
    if first in _MEANT and not (first == "her" and " " in words):
        meant = [e.name() for e in meant_in(phrases.walk, *span, frozenset((own,))) if e.forms]
        return next((name for name in meant if name != own), None)
    writer = single_writer(article, span.end) if _is_greeted(article, span) else None
    if writer and words in writer.name.split():
        return writer.name  # "Hi Ann"
    titled = _TITLED.search(words) if is_outlet(words) else None
    if titled:
        return titled[1]
    entity, speaker = phrases.resolve(span.begin, span.end)
    named = entity is not None or speaker.members
    name = speaker.name if named and speaker.name != own else words
    name = _GREETING.sub("", name)
    return _KIND_BEHIND.sub("", name) if name[0].isupper() else name


def _is_greeted(article: Article, called: Span) -> bool:
    """Whether somebody is called by name at the head of a letter: "Hi Ann"."""
    return _GREETING.search(article.text, max(0, called.begin - 6), called.begin) is not None
