"""What witnesses say at a hearing that nobody asked: it is said to those who hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quoth.article import Article, Span
from quoth.reading.drafts import Draft
from quoth.reading.framing import Framing
from quoth.reading.noun_phrases import noun_phrase
from quoth.reading.parties import channel_of_hearer

_HEARING_OF = re.compile(
    r"\b(?:[Hh]earing|[Mm]eeting|[Ss]ession|[Tt]estimony|[Aa]ppear(?:ed|ing|ance)?"
    r"|[Tt]estif(?:ied|ying)|[Cc]alled|[Ss]ummoned|[Ee]vidence)"
    r"(?: \w+day)? (?:of|before|by|to|at) (?=the |an? |(?:[A-Z]\w+ )+)"
)
_PLEADING = re.compile(
    r"\b(?:testif(?:y|ies|ied)|plead(?:ed|s)|submitted|deposed|(?:gave|giving) evidence)\b"
)
_SAYING = re.compile(
    r"(?:(?:also|later|then) )?(?:said|added|told|testified|explained|acknowledged|admitted"
    r"|conceded|insisted|maintained|apologi[sz]ed(?: for)?|pleaded|submitted|deposed|argued"
    r"|recalled|claimed|confirmed)$"
)


def heard_by(article: Article, framing: Framing, drafts: Sequence[Draft]) -> None:
    """Let what a witness says at a hearing, to nobody in particular, be said to who holds it.

    A witness is who is said to testify or to plead, and who is asked there and does not ask.

    Args:
        article: what was read.
        framing: its sentences.
        drafts: what is known of each quotation; filled in place.
    """
    sitting = [draft for draft in drafts if draft.channel == "hearing"]
    if not sitting:
        return
    text = article.text
    body = next(_bodies(text, framing, sitting), None)
    if body is None:
        return
    faced = {
        text[slice(*d.addressee)].split()[-1]
        for d in sitting
        if d.addressee and (d.question or d.sentence.holds(body))
    }
    asking = {draft.speaker for draft in sitting if draft.question}
    for draft in sitting:
        if draft.addressee or draft.question or not _SAYING.match(draft.cue):
            continue
        if draft.quotation.content[0].begin < body.begin:
            continue
        name = "" if draft.speaker in asking else draft.speaker.split(" ")[-1]
        if _PLEADING.search(draft.cue) or name in faced:
            draft.addressee = body


def _bodies(text: str, framing: Framing, sitting: Sequence[Draft]) -> Iterator[Span]:
    """The words that name who holds a hearing: whom something is told, or whose hearing it is."""
    for draft in sitting:
        if draft.addressee and channel_of_hearer(text[slice(*draft.addressee)]) == "hearing":
            yield draft.addressee
        for match in _HEARING_OF.finditer(framing.words, *draft.sentence):
            found = noun_phrase(framing.words, match.end(), draft.sentence.end)
            if found and channel_of_hearer(text[slice(*found)]) == "hearing":
                yield found
