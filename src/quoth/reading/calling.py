"""Hearers whom no verb of telling names: who is rung up, whom a text read out was sent to."""

from __future__ import annotations

import re

from quoth.article import Article, Span
from quoth.quotation import Quotation
from quoth.reading.noun_phrases import GAP, NAME, noun_phrase
from quoth.reading.outlets import is_outlet

_RANG = re.compile(
    rf"[,\w’' \u00a0-]{{0,40}}?\b(?:phoned|rang|called|telephoned|texted|emailed|messaged"
    rf"|phones|rings|calls|texts)(?:{GAP}(?:up|back|again|later|yesterday|on|at|last|this|the|next|\w+day"
    rf"|night|week|month|morning|evening|noon|midnight|dawn))*{GAP}to{GAP}"
    r"(?:say|tell|ask|warn|announce|complain|explain|apologi[sz]e)"
)
# Who is somebody's, and does not speak for them, as a lawyer or an agent does.
_WHOSE = re.compile(
    rf"\b(?P<who>[Hh]er|[Hh]is|{NAME}(?=[’']s{GAP}))(?:[’']s)?{GAP}(?:[a-z]+{GAP}){{0,2}}?(?:landlord"
    r"|landlady|neighbou?r|mother|father|mum|mom|dad|sister|brother|son|daughter|wife|husband|aunt"
    r"|uncle|cousin|boss|doctor|bank|school|friend|publisher|insurer|editor|teacher|nurse|ex)\b"
)
_BESIDE = 40
_READ_OUT = re.compile(
    r"\b(?:text(?: message)?|letter|message|e-?mail|note|card|postcard|voicemail)s?"
    rf"(?:{GAP}[\w’'-]+){{0,6}}?{GAP}(?:sent|written|left|posted|addressed|wrote|penned){GAP}"
    rf"(?:to|for){GAP}"
)
_IT = re.compile(r"(?:It|The (?:text|letter|message|e-?mail|note|card|postcard))\b")
_READS = re.compile(r"(?:said|says|read|reads|ran|began|begins|ended|ends|added)\b")
_SPOKE_TO = re.compile(
    rf"(?P<us>(?:[Tt]his|[Oo]ur){GAP}[a-z]+|(?:[Tt]he{GAP})?{NAME}){GAP}(?:has{GAP}|had{GAP})?"
    rf"(?:spoke|spoken|talked|caught{GAP}up){GAP}(?:to|with)\b"
)
_LEADING = ("spoke", "talked", "caught up")
"""Words of which what `_SPOKE_TO` finds has one: to look for them is quick."""
_REACHED = re.compile(
    rf"\b(?:[Cc]ontacted|[Rr]eached|[Aa]pproached|[Vv]isited|[Pp]honed|[Cc]alled|[Ii]nterviewed)"
    rf"(?:{GAP}(?:on{GAP})?\w+day|{GAP}later)?{GAP}by{GAP}"
)


def rung_up(text: str, quotation: Quotation) -> Span | None:
    """Return whose landlord, mother or friend rings up to say something, or None."""
    if not quotation.cue or not quotation.source:
        return None
    source, cue = quotation.source[0], quotation.cue[-1]
    if cue.begin < source.end or _RANG.fullmatch(text, source.end, cue.end) is None:
        return None
    # "Her landlord, [Mr Aas], called": what he is may stand before the source.
    for whose in _WHOSE.finditer(text, max(0, source.begin - _BESIDE), source.end):
        if whose.end() >= source.begin - len(", "):
            return Span(*whose.span("who"))
    return None


def read_out(text: str, quotation: Quotation, before: Span) -> Span | None:
    """Return to whom a text was sent that "It said" quotes, by the sentence before; or None."""
    if not quotation.cue or not quotation.source or not _IT.match(text, *quotation.source[0]):
        return None
    if not _READS.match(text, *quotation.cue[0]):
        return None
    sent = _READ_OUT.search(text, *before)
    return noun_phrase(text, sent.end(), before.end) if sent else None


def reached_by(article: Article, words: str, stretch: Span) -> Span | None:
    """Return the outlet that somebody was reached by, or that spoke to them, or None.

    Args:
        article: what was read.
        words: its words, contents and sources blanked out.
        stretch: where to look.
    """
    near = words[slice(*stretch)]
    for match in _REACHED.finditer(words, *stretch) if " by " in near else ():
        found = noun_phrase(words, match.end(), stretch.end)
        if found and is_outlet(words[slice(*found)], article.outlet):
            return found
    if not any(word in near for word in _LEADING):
        return None
    for match in _SPOKE_TO.finditer(words, *stretch):
        if is_outlet(match["us"], article.outlet):
            return Span(*match.span("us"))
    return None
