"""Whether who says some words speaks of himself, and the signs of it that they show."""

from __future__ import annotations

import re

from quoth.quotation import Quotation

Signs = dict[str, float]
"""What words show of somebody: how strongly, by the name of the sign."""

IT = re.compile(r"[Ii](?<!\w.)t(?:s|self)?\b")
"""A pronoun for a body."""
NO_SUBJECT = re.compile(r"(?:that )?(?:(?:not|never) )?(?:to\b|having\b|being\b|[a-z]+ing\b)")
"""Words whose subject is not told, as it is who says them: "to step down", "having known of it"."""
_PROMISE = re.compile(
    r"\b(?:vow|promis|plan|hop|refus|declin|agree|pledg|threaten|offer|want|claim|den[yi]|intend)"
)
_OWNING_UP = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying)|admit|apologi|confess|boast|acknowledg|insist|claim|conced)"
)
_FIRST_PERSON = re.compile(
    r"\b(?:(?P<I>I|[Mm]e|[Mm]yself)|(?P<my>[Mm]y|[Mm]ine)"
    r"|(?P<we>[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves))\b"
)
# "I think he is slowing us down", "her doubts about it": who holds an opinion is not what it is of.
_OPINION = re.compile(
    r"\b(?:I|[Hh]e|[Ss]he)\b(?:['’](?:m|d|ve|ll|s)\b)?"
    r"(?: (?:am|is|was|do|does|did|will|would|can|could|have|has|had|just|really|also|still|always"
    r"|never|personally|honestly|actually|certainly|truly|firmly|genuinely|not|cannot|\w+n['’]t)\b)*"
    r"(?: (?:thinks?|thought|believe[sd]?|hope[sd]?|hoping|guess|mean|wish(?:e[sd])?|suppose"
    r"|doubt(?:s|ed)?|expect(?:s|ed)?|understand|understood|feels?|felt|trust(?:s|ed)?"
    r"|suspect(?:s|ed)?|imagine[sd]?|reckon(?:s|ed)?|bet|assume[sd]?|agree[sd]?|sure|confident"
    r"|certain|convinced|afraid)\b|(?= ?[.,;!?]))"
    r"|\b(?:[Mm]y|[Hh]is|[Hh]er) (?:\w+ )?(?:displeasure|dissatisfaction|disappointment|doubts?"
    r"|trust|distrust|confidence|concerns?|fears?|hopes?|belief|disbelief|opinion|view|support|opposition"
    r"|anger|frustration|gratitude|admiration|contempt|regret|surprise|sympathy|condolences)\b"
)
_HE_FIRST = re.compile(r"\W*(?:(?:that|if|whether|why|how) )?(he|she)\b")
_WHETHER = re.compile(r"(?:if|whether|why|how) ")
_SEX = {"he": "m", "she": "f"}


def of_self(text: str, quotation: Quotation, person: bool, sex: str) -> tuple[Signs, bool]:
    """Say whether the words of a quotation speak of who says them.

    Args:
        text: of the article.
        quotation: one with its speaker.
        person: whether the speaker is a person, and no body.
        sex: the speaker's, "m" or "f", or "" where it is not known.

    Returns:
        The signs that the words show of the speaker, and whether they plainly speak of them.
    """
    held: Signs = {}
    if not person:
        held["own body"] = 1.0
    words = " ".join(text[begin:end] for begin, end in quotation.content)
    if quotation.type != "indirect":
        held |= _we(words, person)
    plain = "I" in held or "body, we" in held
    if quotation.type != "direct":
        if not person and IT.search(words):
            held["body, it"] = 1.0
        cue = " ".join(text[begin:end] for begin, end in quotation.cue)
        if NO_SUBJECT.match(words) and not quotation.addressee:
            held["no subject"] = 1.0
            if _PROMISE.search(cue):
                held["no subject, promised"] = 1.0
                plain = True
        if _OWNING_UP.search(cue):
            held["owns up"] = 1.0
        he = _HE_FIRST.match(words)
        if person and he and not holds_opinion(words, he.start(1)) and sex in ("", _SEX[he[1]]):
            asks = bool(quotation.question or _WHETHER.match(words))
            held["begins with whether he" if asks else "begins with he"] = 1.0
            plain = not asks
    return held, plain


def _we(words: str, person: bool) -> Signs:
    """The signs of a speaker that "I", "my" and "we" are."""
    said = _first_person(words)
    if not person:
        return {"body, we": 1.0} if said else {}
    shown = {
        "I": "I" in said,
        "I, more than once": said.count("I") > 1,
        "my": "my" in said,
        "we": "we" in said,
    }
    return {sign: 1.0 for sign, seen in shown.items() if seen}


def holds_opinion(words: str, at: int) -> bool:
    """Whether somebody only holds an opinion by a pronoun: "I think he is slow" is not of me."""
    return _OPINION.match(words, at) is not None


def says_of_self(words: str) -> bool:
    """Whether somebody speaks of himself by "I" or "my", and not only of what he holds."""
    return not {"I", "my"}.isdisjoint(_first_person(words))


def _first_person(words: str) -> list[str | None]:
    """Each "I", "my" and "we" there is, but for "I" and "my" of who only holds an opinion by it."""
    return [
        match.lastgroup
        for match in _FIRST_PERSON.finditer(words)
        if match.lastgroup == "we" or not holds_opinion(words, match.start())
    ]
