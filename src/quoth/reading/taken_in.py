"""Hearers that a content takes in: "asked [the chief if he knew]", "appealed [to us to go]"."""

from __future__ import annotations

import re

from quoth.article import Span
from quoth.quotation import Quotation
from quoth.reading.addressees import CALLED_ON, PASSIVE_BEFORE, TELLING, TOLD_OF, can_hear
from quoth.reading.noun_phrases import GAP, noun_phrase

_NEAR = 240
_ASKED_OR_TOLD = re.compile(
    rf"{GAP}(?:if|whether|that|about|(?:not{GAP})?to|how|why|what|when|where|who|he|she|it|they|there|his|her|its|their|the|an?|this|against"
    r"|these|those|some|many|most|no|my|our|any|every|all)\b"
)
# "Urged villagers along the border to leave."
_URGING = frozenset(
    """ask asked asks urge urges urged warn warned warns advise advises advised instruct instructed
    instructs invite invited invites encourage encouraged encourages begged implored""".split()
)
_WHERE_TO = re.compile(
    rf"{GAP}(?:in|at|near|along|across|from|around|outside|living|on){GAP}[\w’' -]{{2,50}}?{GAP}"
    rf"(?:not{GAP})?to{GAP}[a-z]"
)
# "Appealed [to residents to leave]", where the content takes in that preposition, too.
_APPEALING = re.compile(
    r"\b(?:appeal(?:s|ed|ing)?|plead(?:s|ed|ing)?|pled|complain(?:s|ed)?|explain(?:s|ed)?|wrote|writes"
    r"|confided|suggest(?:s|ed)|proposed|said|mentioned|repeated|boasted|joked|insisted|indicated"
    r"|stressed|emphasi[sz]ed|announced|apologi[sz]ed|swore)$",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    rf"(?:to|with|upon|on){GAP}(?=(?:an?|the|his|her|their|its|both|all|some)\b|[A-Z]|(?:[a-z]+{GAP})?[a-z]*(?:s|men|people|police|staff)\b)"
)
_THAT_OR_TO = re.compile(rf"{GAP}(?:that|(?:not{GAP})?to|for|how|why|whether)\b")
_TELL = frozenset("tell tells told telling".split())
_TOLD_HIM = re.compile(rf"(?:tell|tells|told){GAP}(?:him|her|them|me|us){GAP}")
# Who is so often told something that no "that" has to part them from it.
_HEARERS = re.compile(
    r"(?:(?:the|his|her|its|their)[ \u00a0])?(?:reporters|journalists|newsmen|analysts|investors"
    r"|shareholders|lawmakers|legislators|senators|MPs|MSPs|TDs|MEPs|jurors|residents|officials"
    r"|employees|staff|workers|supporters|delegates|members|parents|students|fans|voters"
    r"|colleagues|friends|police|detectives|officers|investigators|prosecutors|jury|court|inquest"
    r"|tribunal|judge|committee|inquiry|commission|panel|council|board|House|Senate|parliament"
    r"|Parliament|Commons|Dáil|AFP|AP|BBC|CNN|Reuters)(?=[ \u00a0]\w)"
    r"(?![ \u00a0](?:and|or|of|members?|officials|at|in|from|who|on|about)\b)"
)


def told_within(text: str, quotation: Quotation) -> Span | None:
    """Return the hearer where the content takes it in: "asked [the chief if he knew]"; or None."""
    if not quotation.cue or not quotation.content:
        return None
    cue, content = quotation.cue[-1], quotation.content[0]
    said = text[cue.begin : cue.end].casefold()
    verb = said.split()[-1:]
    if content.begin - cue.end not in (0, 1) or not verb:
        return None
    end = min(content.end, content.begin + _NEAR)
    if verb[0] not in TELLING and not CALLED_ON.search(said):
        return _appealed_to(text, said, content.begin, end)
    plain = _HEARERS.match(text, content.begin, end)
    found = Span(*plain.span()) if plain else noun_phrase(text, content.begin, end)
    if found is None or plain or (found.end == content.end and quotation.content[1:]):
        return found
    if TOLD_OF.search(text, *found) or any(map(str.isdigit, text[slice(*found)].split()[0])):
        return None
    if verb[0] in _TELL and not PASSIVE_BEFORE.search(text, max(0, cue.begin - 16), cue.begin):
        return found
    after = _ASKED_OR_TOLD.match(text, found.end, end)
    if not after and verb[0] in _URGING:
        after = _WHERE_TO.match(text, found.end, end)
    return found if after or _TOLD_HIM.match(text, cue.end - len(verb[0]), end) else None


def _appealed_to(text: str, cue: str, begin: int, end: int) -> Span | None:
    """The hearer of "appealed [to residents to leave]"."""
    led = _TO_WHOM.match(text, begin, end) if _APPEALING.search(cue) else None
    found = noun_phrase(text, led.end(), end) if led else None
    if found is None or _THAT_OR_TO.match(text, found.end, end) is None:
        return None
    return found if can_hear(text, found) else None
