"""Who is described where a story opens, and named where it goes on.

"A harbour pilot has sued the port. / Ana Lund, 52, says ..." News tells first what somebody is,
and in the next paragraph who. What begins with a time or a rule in a live page opens anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from quoth.article import Span
from quoth.reading.descriptions import MAKERS, kind_of, noun_of
from quoth.reading.entities import Naming
from quoth.reading.names import fold
from quoth.reading.newcomers import sex_of
from quoth.reading.role_words import SAME_ROLE, is_role
from quoth.reading.walking import Walk

# How many paragraphs a headline, a standfirst and an opening may take up.
_OPENING = 4
# How long "WASHINGTON, Aug. 24 (UPI) — " may be, which ends no sentence.
_DATELINE = 40
# What stands alone above an item of a live page: "2:45 p.m.", "___".
_RULE = "_*—–-."
_LONGEST_TIME = 16
# How many contents before a place may reach beyond it: one holds another, and few more.
_OVERLAPPING = 4
# A bare "Orbit chief", as headlines have it, need not be who the story goes on with.
_DETERMINERS = frozenset("a an the this its his her their".split())
# Who would be quoted beside somebody else, and who keep their names to themselves.
_BESIDE = frozenset("another other second fellow own".split())
_ANONYMOUS = frozenset(
    """insider source friend relative colleague neighbour neighbor witness onlooker bystander
    user reader caller viewer commenter diplomat official reporter journalist correspondent
    interviewer host anchor narrator""".split()
)
# Who would be named with what they are: "Judge Ann Lee".
_OFFICIAL = frozenset(
    """judge justice coroner magistrate sheriff prosecutor barrister lawyer solicitor attorney
    detective inspector officer superintendent constable spokesman spokeswoman
    spokesperson""".split()
)
_PERSONS = frozenset("man woman boy girl baby child couple family parents people".split())
# Whom the article will not name.
_NAMELESS = re.compile(
    r"\banonym|\b(?:not|cannot) (?:to )?(?:be |being )?(?:named|identified)\b"
    r"|\bnames? (?:has |have )?been (?:withheld|changed)"
)
_WORD = re.compile(r"(?<![\w’'-])[a-z][a-z-]+")


def introduced(walk: Walk, source: Span) -> Naming | None:
    """Find where somebody is named whom the opening of a story only describes.

    Args:
        walk: one that has come to its end.
        source: span of the description.

    Returns:
        The first naming of the person in the next paragraph that names anybody, or None where
        that is somebody else: known before, or said to be something else.
    """
    phrase = walk.text[slice(*source)]
    words, noun = phrase.casefold().split(), noun_of(phrase)
    if kind_of(phrase) != "unnamed" or not is_role(noun) or noun in _ANONYMOUS:
        return None
    owned = any(word.endswith(("’s", "'s", "s’", "s'")) for word in words)
    if not (owned or words[0] in _DETERMINERS) or not _BESIDE.isdisjoint(words):
        return None
    here = walk.paragraph(source.begin)
    ends = (walk.lines[here + 1 : here + 4] + 3 * [len(walk.text)])[:3]
    if not _opens(walk, here, source.begin) or _NAMELESS.search(walk.text, source.begin, ends[0]):
        return None
    if words[0] == "the" and _follows(walk, source.begin):
        return None
    after = walk.cast.between(ends[0], ends[2])
    first = next((n for n in after if n.entity.kind == "person"), None)
    if first is None or first.entity.last in map(fold, words) or not _fits(walk, first, noun, here):
        return None
    speaks = first.outer in walk.sources or first.begin in walk.sources
    begins = not walk.text[walk.lines[walk.paragraph(first.begin)] : first.outer].strip()
    # Where the opening describes two people, the story may go on with the other one.
    told = walk.text[walk.lines[here] : ends[0]].replace(noun, "", 1)
    return first if speaks or (begins and not _describes_somebody(told)) else None


def _opens(walk: Walk, paragraph: int, at: int) -> bool:
    """Whether a story or an item of a live page opens with the sentence of the offset."""
    begin = walk.lines[paragraph]
    if walk.cast.sentences[walk.cast.sentence(at)] > begin + _DATELINE:
        return False
    above = walk.text[walk.lines[paragraph - 1] : begin].strip() if paragraph else ""
    rule = not above.strip(_RULE)
    return paragraph < _OPENING or rule or (above[0].isdigit() and len(above) < _LONGEST_TIME)


def _fits(walk: Walk, naming: Naming, noun: str, here: int) -> bool:
    """Whether somebody is new where they are named, and may be what the description says."""
    entity = naming.entity
    begin = walk.lines[here]
    held = [n for n in walk.cast.between(begin, naming.begin) if n.entity is entity]
    sexes = {sex_of(noun), entity.sex()} - {""}
    if held or len(sexes) > 1:
        return False
    roles = {r.head for r in walk.roles.of(entity)}
    return SAME_ROLE.get(noun, noun) in roles or not (roles or noun in _OFFICIAL)


def _follows(walk: Walk, at: int) -> bool:
    """Whether what is said stands before the offset: "…, the driver said" is of one met before."""
    begin = walk.cast.sentences[walk.cast.sentence(at)]
    index = bisect_left(walk.content_begins, at)
    return any(end > begin for _, end, *_ in walk.contents[max(0, index - _OVERLAPPING) : index])


def _describes_somebody(words: str) -> bool:
    """Whether some words describe a person who is not named."""
    return any(
        word in _PERSONS or (is_role(word) and word not in MAKERS) for word in _WORD.findall(words)
    )
