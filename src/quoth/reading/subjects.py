"""Who stands before a cue: a court that "heard" has not spoken, and who "said" has.

The encoder takes a jury that is told something for who tells it, and where a long clause stands
between a name and its verb it may lose the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.headline import TITLE_BLOCKS
from quoth.reading.sentences import sentence_begin, sentence_starts
from quoth.reading.word_shapes import CAPITAL

_HEARD = re.compile(r"(?:(?:has|have|had|was|were) )?(?:hears?|heard)(?: (?:how|of|that))?")
_BODY = re.compile(
    r"\b(?:courts?|jury|jurors|juries|inquests?|inquir(?:y|ies)|tribunals?|trials?|hearings?|panels?"
    r"|committees?|commissions?|MPs|peers|senators|councillors|magistrates|judges?)$",
    re.IGNORECASE,
)
# "The minister, asked if she would go, said": who is asked is who answers.
_ASKED = re.compile(r"(?:asked|pressed|questioned|challenged|quizzed)(?: (?:about|on|over))?")
_ASIDE = re.compile(r", (?:when |later |again )?| when ")
_ANSWERS = re.compile(
    r",? ?[\"”’»]*,? (?:\w+ly )?(?:[a-z]+ed|said|says|told|shook|would|could|did|gave|made|took"
    r"|went|replies|laughs|answers|insists)\b"
)
_SPOKE = re.compile(
    r"(?:(?:has|have|had) )?(?:said|says?|told|tells|announced|announces|warned|warns|argued|argues"
    r"|claimed|claims|wrote|writes|insisted|insists|explained|testified|confirmed|confirms|calculated"
    r"|alleged|alleges|concluded|estimates|estimated|reported|replied|added)",
)
_ADVERB = r"(?:today|yesterday|also|now|then|later|recently|once|repeatedly|\w+ly|(?:on )?\w+day)"
_SUBJECT = re.compile(
    rf"(?P<name>{CAPITAL}[^,;:()—–]{{1,90}}?)"
    r"(?:,(?:[^;:()\n]|\([^)\n]{1,60}\)){2,300},| \([^)\n]{2,300}\))?"
    rf"(?: {_ADVERB})?\s*"
)
_NO_NAME = re.compile(
    r"(?:In|On|At|After|Before|When|While|As|Despite|But|And|Yet|For|If|Because|Since|With|By|To|From"
    r"|Although|Though|Once|During|Under|Over|Asked|Speaking|Instead|However|Still|Meanwhile|Later"
    r"|Earlier|Also|It|There|That|This|What|Which|According|Among|Until|Unlike|Like|Where|Even|Not"
    r"|Last|Next|Now|Then|Here|Let)\b|\w+(?:ing|ed|ly)\b"
)
# "the officers shot by the alleged bomber": what looks like a verb is none.
_GOES_ON = re.compile(r"\b(?:an?|the|by|of|in|with|and|or|his|her|its|their|some|all)$")
_DATELINE = re.compile(r"[^\n]{0,80}?[A-Z]{3}[^\n]{0,80}? (?:--|—|–) ")
_LEADING = re.compile(
    rf"(?P<name>(?:He|She|{CAPITAL}[\w’'-]*(?: {CAPITAL}[\w’'-]*){{0,3}}))(?<!’s)(?<!'s)"
    r" [a-z][^:\n“\"«‘]{2,160}:\s*"
)
_FARTHEST = 420


def put_right(article: Article, found: Iterable[Quotation]) -> Iterator[Quotation]:
    """Yield quotations without those sources that only hear, and with those that were lost.

    Args:
        article: what was read.
        found: its quotations.
    """
    kept = list(found)
    taken = sorted(span for q in kept for span in (*q.content, *q.cue, *q.source))
    starts = sentence_starts(article.text)
    for quotation in kept:
        if quotation.source and (_hears(article, quotation) or _is_asked(article.text, quotation)):
            yield replace(quotation, source=())
        elif len(quotation.cue) == 1 and not quotation.source:
            subject = _subject(article.text, quotation.cue[0], starts, taken)
            yield replace(quotation, source=(subject,)) if subject else quotation
        elif quotation.type == "direct" and not quotation.source and not quotation.cue:
            leading = _leading(article.text, quotation.content[0].begin, starts, taken)
            yield replace(quotation, source=(leading,)) if leading else quotation
        else:
            yield quotation


def _hears(article: Article, quotation: Quotation) -> bool:
    """Whether the source is told what the content says, in court or in a headline."""
    text = article.text
    if len(quotation.cue) != 1 or quotation.source[-1].end > quotation.cue[0].begin:
        return False
    cue = text[slice(*quotation.cue[0])]
    if _HEARD.fullmatch(cue):
        return _BODY.search(text[slice(*quotation.source[-1])]) is not None
    last = max(quotation.cue[0].end, quotation.content[-1].end)
    title = article.blocks and article.blocks[quotation.block].kind in TITLE_BLOCKS
    return bool(title) and cue == "told" and last == quotation.cue[0].end


def _is_asked(text: str, quotation: Quotation) -> bool:
    """Whether the source is asked, in an aside, and goes on to answer in the sentence."""
    if len(quotation.cue) != 1 or not quotation.content:
        return False
    cue, source = quotation.cue[0], quotation.source[-1]
    if cue.begin < source.end or not _ASKED.fullmatch(text, *cue):
        return False
    end = source.end - text.startswith(",", source.end - 1)
    aside = _ASIDE.fullmatch(text, end, cue.begin)
    return aside is not None and _ANSWERS.match(text, quotation.content[-1].end) is not None


def _leading(text: str, begin: int, starts: Sequence[int], taken: Sequence[Span]) -> Span | None:
    """The name that begins a sentence which a colon ends before what is said."""
    first = sentence_begin(starts, begin - 1) if begin else 0
    found = _LEADING.fullmatch(text, first, begin)
    if found is None or _is_taken(taken, first, begin):
        return None
    name = found["name"]
    # A word at the beginning of a sentence is a name where it has a capital elsewhere, too.
    known = " " in name or name in ("He", "She") or re.search(rf"[a-z,] {re.escape(name)}\b", text)
    return Span(*found.span("name")) if known and not _NO_NAME.match(name) else None


def _subject(text: str, cue: Span, starts: Sequence[int], taken: Sequence[Span]) -> Span | None:
    """The name that begins the sentence of a verb of saying and stands before it."""
    if not _SPOKE.fullmatch(text, *cue):
        return None
    begin = sentence_begin(starts, cue.begin)
    dateline = _DATELINE.match(text, begin, cue.begin)
    begin = dateline.end() if dateline else begin
    if cue.begin - begin > _FARTHEST or _is_taken(taken, begin, cue.begin):
        return None
    found = _SUBJECT.fullmatch(text, begin, cue.begin)
    if found is None or _NO_NAME.match(text, begin) or _GOES_ON.search(found["name"]):
        return None
    return Span(*found.span("name"))


def _is_taken(taken: Sequence[Span], begin: int, end: int) -> bool:
    """Whether any of some spans, ascending, lies in a stretch, or reaches into it from before."""
    index = bisect_left(taken, (end,))
    return any(span.end > begin for span in taken[max(0, index - 8) : index])
