"""Second verbs of one speaker: "said that no one was held and urged people to stay calm".

The encoder may take both for one content. Where the second verb asks, blames, warns or foretells,
nine in ten times (59 of 64 in PolNeAR's training and development texts and our own) it is the
speaker's, and not that of somebody of whom the first content speaks. Not so where the first
content tells in a plain past what somebody did, and they may have done the second as well: "said
that a man entered the bank and demanded cash".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from quoth.article import Span
from quoth.quotation import Quotation, QuotationType
from quoth.reading.replies import in_two
from quoth.reading.word_shapes import AUXILIARY, CAPITAL

_SECOND = re.compile(
    r",? and (?:also |then |again )?(?P<cue>(?:appeal|urge|dare|direct|blame|accuse|advise|warn"
    r"|plead|encourage|order|instruct|invite|challenge|vow|pledge|promise|demand|predict|anticipate|expect)"
    r"(?P<tense>e?s|e?d)|call(?P<called>s|ed) (?:for|on))\s+(?=\S)"
)
_PRESENT = re.compile(r"\b(?!(?:has|was|is|does|as|this|us|his|its)\b)\w+s\b", re.IGNORECASE)
# What those do as well of whom something is told, where "urged" and "appealed" are the speaker's.
_ANYBODYS = re.compile(
    r"call|dar|direct|blam|accus|plead|order|instruct|invit|challeng|promis|demand"
)
# Verbs that a clause follows, and what shows that its verb is no plain past or present one.
_SAYING = re.compile(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|add(?:ed|s)|claim(?:ed|s)|report(?:ed|s)|alleg(?:ed|es)"
    r"|testif(?:ied|ies)|not(?:ed|es)|explain(?:ed|s)|stat(?:ed|es)|recall(?:ed|s)|f(?:ound|inds?)"
    r"|show(?:ed|s)|wrote|writes|learned|heard)",
    re.IGNORECASE,
)
_SHIFTED = re.compile(
    rf"\b(?:{AUXILIARY}|(?:did|does|do|cannot)\b)|n[’']t\b|[’'](?:s|re|ve|d|ll)\b", re.IGNORECASE
)
# "said Reed was angry and blamed his brother": it may be Reed who did; not where it is "him".
_SOMEBODY = re.compile(
    rf"(?:that )?(?:he|she|they|{CAPITAL}[\w’'-]+(?: {CAPITAL}[\w’'-]+){{0,3}})"
    r" (?:is|are|was|were)(?: \w+ly)? "
)
_HIM = re.compile(
    r"(?:him|them|it)\b|her(?: (?:for|of|over|that|to|with|in|on|after|because)\b|[,.])"
)
_ACCORDING = re.compile(r"\baccording\b", re.IGNORECASE)
_WORD = re.compile(r"\w")


def with_second_verbs(
    text: str,
    outside: str,
    found: Iterable[Quotation],
    type_of: Callable[[Sequence[Span]], QuotationType],
) -> Iterator[Quotation]:
    """Yield quotations, those that hold a second verb of their speaker's parted in two.

    Args:
        text: of the article.
        outside: the text outside of quotation marks (`marks.parted`).
        found: its quotations.
        type_of: tells the type of a content.
    """
    for quotation in found:
        second = _second(text, outside, quotation, quotation.content[-1])
        if second is None:
            yield quotation
        else:
            yield from in_two(quotation, second, type_of)


def _is_of_somebody(text: str, first: Span, behind: int) -> bool:
    """Whether a content says what a person was, and the second verb need not take them up.

    Args:
        text: of the article.
        first: the content before the second verb.
        behind: where the second verb's object begins.
    """
    return bool(_SOMEBODY.match(text, *first)) and not _HIM.match(text, behind)


def _second(text: str, outside: str, quotation: Quotation, content: Span) -> re.Match[str] | None:
    """The second verb in a content that follows its cue, in the tense of the first."""
    cue, source = quotation.cue, quotation.source
    if (
        quotation.type == "direct"
        or not cue
        or not source
        or max(cue[-1].end, source[-1].end) > content.begin
    ):
        return None
    told = " ".join(text[b:e] for b, e in cue)
    if _ACCORDING.search(told):
        return None
    present = _PRESENT.search(told) is not None
    for second in _SECOND.finditer(outside, *content):
        if (second["tense"] or second["called"]).endswith("s") == present:
            first = (content.begin, second.start())
            if not _WORD.search(text, *first):
                return None
            plain = _SAYING.search(told) and not _SHIFTED.search(text, *first)
            theirs = plain or _is_of_somebody(text, Span(*first), second.end())
            return None if theirs and _ANYBODYS.match(second["cue"]) else second
    return None
