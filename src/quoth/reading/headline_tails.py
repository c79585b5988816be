"""Headlines that end in who says so: "Rates to stay higher, warns Bank chief".

Their grammar is fixed: what is said, a comma, and a verb of saying with its subject. Whatever the
encoder makes of so short a text, the whole clause before the comma is what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation, QuotationType
from quoth.reading.word_shapes import CAPITAL

_SAYS = r"says?"
# Verbs that take an object as well ("claims victory", "warns rivals").
_OTHERS = (
    r"claims?|warns?|insists?|admits?|reveals?|suggests?|alleges?|argues?|fears?|predicts?|confirms?"
    r"|finds?|shows?|concludes?"
)
_WHO = r"\w[\w’'&.-]*(?: \w[\w’'&.-]*){0,5}"
_HEARER = (
    r"(?:\w+ ){0,3}(?:court|jury|jurors|inquest|inquiry|tribunal|trial|hearing|panel|committee"
    r"|commission|parliament|MPs|peers|senators|lawmakers|councillors|conference|judge|magistrates)"
)
_TAIL = re.compile(
    rf"\s*(?P<said>[^;\s][^;]*?), (?:(?P<first>{_SAYS}|{_OTHERS}) (?P<after>{_WHO})"
    rf"|(?P<before>{_WHO}) (?P<last>{_SAYS}|{_OTHERS})|{_HEARER} (?P<heard>hears?|heard|told))\s*"
)
_CLAUSE = re.compile(
    r"\b(?:he|she|it|they|we|I|you|sorry|goodbye|no|yes|nothing|little|much|more|so|is|are|was|were|will|has|had|have|to|would"
    r"|could|can|must|should|not|that|and)\b"
)
_LAST_WORD = re.compile(r"\w+$")
_SPEAKING = frozenset(
    """police union unions chief chiefs boss bosses minister ministers ministry mayor mayors
    watchdog watchdogs expert experts scientist scientists researcher researchers study studies
    report reports survey surveys poll polls inquiry review audit figures data source sources
    official officials lawyer lawyers doctor doctors nurse nurses teacher teachers mp mps peers
    leader leaders head heads council councillor councillors charity charities group groups
    campaigners activists residents locals critics owner owners victim victims neighbor
    neighbors neighbour neighbours colleague colleagues family mother father widow mum dad coach
    manager analyst analysts economist economists regulator regulators ceo president pm cm
    professor judge judges court prosecutor prosecutors prosecution defence defense bishop
    bishops farmer farmers grower growers bank company firm agency government army spokesman
    spokesmen spokeswoman spokeswomen spokesperson spokespersons spokespeople secretary director
    governor senator senators sheriff coroner ombudsman witness witnesses""".split()
)
_NAME = re.compile(rf"(?:^| ){CAPITAL}[\w’'-]*$")
# How sure such a headline is at least, whatever the encoder saw.
_SURE = 0.6


def with_tails(
    article: Article,
    found: Sequence[Quotation],
    type_of: Callable[[Sequence[Span]], QuotationType],
) -> list[Quotation]:
    """Return quotations with what headlines say, as a whole, by who says it at their end.

    Args:
        article: what was read.
        found: its quotations.
        type_of: tells the type of a content by its marks.
    """
    kept = list(found)
    for number, block in enumerate(article.blocks):
        tail = _tail(article.text, block) if block.kind == "headline" else None
        if tail is None:
            continue
        said, cue, who = tail
        inside = [q for q in kept if block.begin <= q.content[0].begin < block.end]
        kept = [q for q in kept if q not in inside]
        # A topic may stand before what is said: "Ferry trial: master 'slept', jury told".
        begin = max((q.content[0].begin for q in inside if q.cue == (cue,)), default=said.begin)
        if article.text[said.begin : begin].rstrip().endswith((":", "|")):
            said = Span(begin, said.end)
        sure = max(_SURE, *(q.confidence for q in inside if q.cue == (cue,)), 0.0)
        source = (who,) if who else ()
        whole = Quotation("", type_of((said,)), (said,), (cue,), source, confidence=sure)
        kept.append(replace(whole, block=number))
    return kept


def _tail(text: str, headline: Block) -> tuple[Span, Span, Span | None] | None:
    """What a headline says, its verb and who says it; None for who where they are told it."""
    found = _TAIL.fullmatch(text, headline.begin, headline.end)
    if found is None:
        return None
    said = Span(*found.span("said"))
    if not any(map(str.isalnum, found["said"])):
        return None
    if found["heard"]:
        return said, Span(*found.span("heard")), None
    verb, first = found["first"] or found["last"], bool(found["first"])
    who = found["after"] or found["before"]
    if _CLAUSE.search(who) or not (verb in ("say", "says") or _speaks(text[slice(*said)], who)):
        return None
    cue, subject = ("first", "after") if first else ("last", "before")
    return said, Span(*found.span(cue)), Span(*found.span(subject))


def _speaks(said: str, who: str) -> bool:
    """Whether some words name somebody who speaks, and not what is claimed or whom one warns."""
    last = _LAST_WORD.search(who)
    if last and last[0].casefold() in _SPEAKING:
        return True
    # A capital tells nothing where all words have one.
    words = [word for word in said.split()[1:] if word[0].isalpha()]
    sparing = 2 * sum(word[0].isupper() for word in words) < len(words)
    return sparing and _NAME.search(who) is not None
