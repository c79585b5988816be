"""What is told in passing: "the bridge, which Okoro called a folly, cost millions".

The encoder finds such asides, but may go on behind the comma that closes one, take along what
it is told of, or keep the words that tell who says so within what is said. Where these are told in
passing themselves ("the bridge, she said, was gone"), it may stop at them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quoth.article import Span
from quoth.quotation import Quotation, QuotationType
from quoth.reading.sentences import next_begin, sentence_begin
from quoth.reading.word_shapes import AUXILIARY, CAPITAL, CAPITALISED

_RELATIVE = re.compile(r",\s+(?:which|whom?)\s+\Z")
# "The minister, who said it was late, left": the pronoun itself is the source.
_PRONOUN = re.compile(r"wh(?:o|ich)\b")
_COMMA = re.compile(r",\s+\Z")
# Compiled when first asked for: few articles have such asides.
_SUBJECT = (
    rf"(?:The|An?|This|That|These|Those|His|Her|Its|Their|My|Our|{CAPITALISED})"
    r"(?: [\w’'.-]+){0,8}"
)
_FINITE = rf"\b(?:{AUXILIARY}|(?:shall|do|does|did|says?|\w+ed)\b)"
# What goes on behind a comma with one of these is still the aside, or a list in it.
_SAME = (
    r",\s+(?:an?|the|and|or|but|nor|not|no|which|who|whom|whose|as|if|when|while|because|though"
    r"|although|with|without|in|on|at|to|for|from|by|his|her|its|their|\w+ing)\b"
)
_CALLING = (
    r"(?:(?:has|have|had|once|now|often|later|used to|likes? to|likely to) )*"
    r"(?:calls?|called|describes? as|described as|dubs|dubbed|terms|termed|labels|labell?ed)"
)
_WHAT = (
    rf"(?:\A|.*\b)what (?P<source>(?:[\w’'.-]+ ){{0,4}}?[\w’'.-]+) (?P<cue>{_CALLING})\s+"
    r"(?P<said>(?:an? |the |his |her |its |their )?[\"“‘'«„`]\S.*)"
)
_WHAT_BEFORE = re.compile(r"\b[Ww]hat\s+\Z")
# "What she called a “leak” flooded the street": the words in marks, and the verb behind them.
_CALLED_SO = (
    r"(?:as )?(?:an? |the |his |her |its |their )?[“\"][^“”\"\n]{1,80}[”\"]"
    rf"(?=\s+(?:{AUXILIARY}|[a-z]+ed (?:the|an?|his|her|its|their)\b))"
)
# The verb with which a sentence goes on that was begun before "she said".
_REST = (
    r",\s+(?=(?:and (?:it|they|there|none|nobody|no one)\b"
    rf"|(?:and )?(?:{AUXILIARY}|(?:does|did)\b)))"
)
# "Asked what she had seen, Ada Okoro, 71, did not hesitate": the clause of who is asked.
_ASKED = r"(?:When )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Cc]hallenged)\b"
_MAIN_CLAUSE = (
    r",\s+(?=(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:\w+ ){0,3}?\w+"
    rf"|(?:[A-Z]\w*\.? )?{CAPITAL}[\w’'-]+(?: {CAPITAL}[\w’'-]+){{0,3}}),?"
    r"(?: \d\d,| [^,]{3,40},)? (?:did|does|was|were|is|had|has|would|could|can|will"
    r"|shook|laughed|smiled|paused|shrugged|nodded|grinned|sighed|hesitated|declined|refused"
    r"|replied|answered|said|says|gave|looked|pointed|burst|admitted|insisted)\b)"
)
_BACK, _FARTHEST = 12, 200


def closed(
    text: str,
    starts: Sequence[int],
    content: tuple[Span, ...],
    cue: Sequence[Span],
    source: Sequence[Span],
) -> tuple[Span, ...]:
    """Return a content that lies in a relative clause without what stands beside the clause.

    The clause must end at its comma where it parts the subject of a sentence from its verb. What
    somebody "called" so ends with its marks where the verb of the sentence follows.

    Args:
        text: of the article.
        starts: where its sentences begin, ascending.
        content: the fragments, ascending.
        cue, source: of the quotation.
    """
    if cue and not source and len(content) == 1:
        return (_asked(text, content[0], cue[-1]),)
    if not cue or not source:
        return content
    told = min(s.begin for s in (*cue, *source))
    if _WHAT_BEFORE.search(text, max(0, told - _BACK), told):
        *others, last = content
        named = re.compile(_CALLED_SO).match(text, *last)
        return (*others, Span(last.begin, named.end())) if named else content
    before = _COMMA if _PRONOUN.match(text, told) else _RELATIVE
    relative = before.search(text, max(0, told - _BACK), told)
    if relative is None:
        return content
    begin = sentence_begin(starts, told)
    if re.compile(_SUBJECT).fullmatch(text, begin, relative.start()) is None or re.compile(
        _FINITE
    ).search(text, begin, relative.start()):
        return content
    *others, last = [s for s in content if s.begin >= relative.start()] or content
    comma = text.find(",", last.begin, last.end)
    alone = comma > last.begin and text.find(",", comma + 1, last.end) < 0
    if alone and last.begin > told and not re.compile(_SAME).match(text, comma, last.end):
        last = Span(last.begin, comma)
    return (*others, last)


def _asked(text: str, content: Span, cue: Span) -> Span:
    """What somebody is asked, without the sentence that tells what they did."""
    if cue.end > content.begin or not re.compile(_ASKED).match(text, *cue):
        return content
    main = re.compile(_MAIN_CLAUSE).search(text, *content)
    return Span(content.begin, main.start()) if main else content


def what_is_called(text: str, content: Sequence[Span]) -> tuple[Span, Span, Span] | None:
    """What is said, the cue and the source of "what Okoro calls “a folly”", taken for a content."""
    if len(content) != 1 or content[0].end - content[0].begin > _FARTHEST:
        return None
    found = re.compile(_WHAT, re.DOTALL | re.IGNORECASE).fullmatch(text, *content[0])
    if found is None:
        return None
    return Span(*found.span("said")), Span(*found.span("cue")), Span(*found.span("source"))


def with_rest(
    text: str,
    starts: Sequence[int],
    found: Sequence[Quotation],
    type_of: Callable[[Sequence[Span]], QuotationType],
) -> Iterator[Quotation]:
    """Yield quotations with what follows a cue told in passing: "the frogs, she says, are gone".

    Args:
        text: of the article.
        starts: where its sentences begin, ascending.
        found: its quotations.
        type_of: tells the type of a content.
    """
    taken = sorted(span for q in found for span in (*q.content, *q.cue, *q.source))
    for quotation in found:
        rest = _rest(text, starts, quotation) if quotation.cue and quotation.source else None
        if rest is not None:
            index = bisect_left(taken, rest)
            if index == len(taken) or taken[index].begin >= rest.end:
                content = (*quotation.content, rest)
                quotation = replace(quotation, content=content, type=type_of(content))
        yield quotation


def _rest(text: str, starts: Sequence[int], quotation: Quotation) -> Span | None:
    """The rest of a sentence behind a cue between commas, where a verb goes on with it."""
    told = (*quotation.cue, *quotation.source)
    begin, end = min(s.begin for s in told), max(s.end for s in told)
    last = quotation.content[-1].end
    if quotation.type != "indirect" or not last < begin or text[last:begin].strip(" ,\n"):
        return None
    comma = re.compile(_REST).match(text, end)
    if comma is None:
        return None
    stop = next_begin(starts, end, len(text))
    while stop > comma.end() and (text[stop - 1].isspace() or text[stop - 1] in ".?!…"):
        stop -= 1
    return Span(comma.end(), stop) if stop > comma.end() else None
