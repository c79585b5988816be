"""Signs that a name is a person's, in its words and beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from quoth.reading.entities import Entity, Naming
from quoth.reading.name_words import (
    GENERATIONS,
    NATIONALITIES,
    ORGANIZATION_HEADS,
    ORIGINS,
    PARTICLES,
    PLACE_ENDS,
    PLACE_STARTS,
)
from quoth.reading.names import Name, fold
from quoth.reading.role_words import is_given, is_role

Kinds = Callable[[int, int], tuple[float, float, float, float]]
"""Log probabilities that a span names nothing, a person, an organisation, a place."""

# How much a learned scorer's log odds count at most beside the rules' signs.
MOST_LEARNED = 4

BODY_AFTER = re.compile(
    r", (?:an?|the) (?:[\w’'-]+ ){0,4}(?:company|firm|start-?up|group|nonprofit|charity|newspaper|"
    r"magazine|website|bank|airline|retailer|think tank|maker|chain|union|network|agency)\b"
)
ACTS = re.compile(
    r",? (?:who\b|\d\d,|said\b|says\b|told\b|added\b|tweeted\b|wrote\b|argued\b|asked\b"
    r"|replied\b|recalled\b|joked\b)|, \d\d\b| \([RDI]-"
)
AFTER_PERSON = re.compile(
    r",? (?:who |\d\d,|said\b|says\b|told\b|added\b|tweeted\b|wrote\b|argued\b|asked\b"
    r"|replied\b|recalled\b|joked\b|, (?:a|the|an|his|her) )|, \d\d\b|, (?:a|an|the) [a-z]"
    r"| \([RDI]-"
)
SUBJECT = re.compile(
    r"(?:,[^,.\n]{1,60},)? "
    r"(?:(?:also|then|later|now|never|\w+ly|has|have|had|who|would|will|is|was) )*"
    r"(?:\w+ed|\w{3,}[^s]s|said|told|has|had|is|was|will|would|can|could|did|does|made|went|took|came"
    r"|got|gave|began|won|lost|ran|wrote|put|held|left|met|spoke|thought|knew|may|might|should)\b"
)
_ROLE_AFTER = re.compile(
    r",? (?:is (?:an?|the|its) )?(?:[A-Z][\w.&-]*(?:['’]s?)? ){0,3}"
    r"(?:[a-z][\w-]+ ){0,3}([a-z][\w-]+)"
    r"(?=[,.;]| (?:of|for|at|in) )"
)
_INCORPORATED = re.compile(r", (?:Inc|Ltd|LLC|L\.L\.C|Corp|PLC|plc|LLP|S\.A|N\.V)\b")
_PLURAL_OWNER = re.compile(r"s['’] ")
_SPOKEN = re.compile(r"(?:said|says|asked|added|told|replied|wrote|according to) (?:\w+ ){0,3}$")


def _is_role_after(text: str, at: int) -> bool:
    """Whether a name is followed by what its bearer is: ", Orbit’s chief executive,"."""
    match = _ROLE_AFTER.match(text, at, at + 90)
    return match is not None and is_role(fold(match[1]))


def person_evidence(text: str, name: Name, key: tuple[str, ...]) -> int:
    """How much says that a name of several words is a person's; below 1: not one.

    Args:
        text: the article's text.
        name: one place of the name.
        key: its case-folded words.
    """
    score = 0
    if name.titles:
        score += 3
    if is_given(key[0]) or is_given(key[0].partition("-")[0]):
        score += 3
    if any(len(w) == 1 for w in key) or key[-1] in GENERATIONS:
        score += 2
    if any(w in PARTICLES for w in key[1:]) and "the" not in key:
        score += 1
    if AFTER_PERSON.match(text, name.end, name.end + 40):
        score += 2
    elif _is_role_after(text, name.end):
        score += 3
    elif SUBJECT.match(text, name.end, name.end + 60):
        score += 1
    if _INCORPORATED.match(text, name.end) or _PLURAL_OWNER.search(text, name.begin, name.end):
        score -= 5
    before = text[max(0, name.outer - 24) : name.outer]
    if before.endswith(("the ", "The ")):
        score -= 3
    elif before.endswith((" in ", " In ", " at ", " from ", " near ")):
        score -= 2
    elif before.endswith(" "):
        word = fold(before[:-1].rpartition(" ")[2].rstrip(","))
        score += (3 if before.endswith(", ") else 2) * is_role(word)
        score += 2 * (word in NATIONALITIES or word in ORIGINS)
    if _SPOKEN.search(before):
        score += 1
    if name.first and key[0].endswith("ing") and not is_given(key[0]):
        score -= 3
    if key[0] in PLACE_STARTS and not is_given(key[0]):
        score -= 3
    if any(w in ORGANIZATION_HEADS or w in PLACE_ENDS for w in key):
        score -= 2
    if any(len(w) > 1 and w.isupper() for w in name.words) and not all(
        w.isupper() for w in name.words
    ):
        score -= 2
    if len(key) > 4 and not name.titles:
        score -= 1
    return score


def learned_evidence(name: Name, kinds: Kinds | None) -> int:
    """What a learned scorer says of a name's being a person's, in the measure of the rules."""
    if kinds is None:
        return 0
    _, person, organization, place = kinds(name.begin, name.end)
    return round(max(-MOST_LEARNED, min(MOST_LEARNED, person - max(organization, place))))


def learned_bodies(namings: Iterable[Naming], kinds: Kinds) -> Iterator[Entity]:
    """The entities of bare words that a learned scorer takes for organisations."""
    votes: defaultdict[int, list[tuple[float, ...]]] = defaultdict(list)
    entities = {}
    for naming in namings:
        if naming.entity.kind is None:
            entities[naming.entity.number] = naming.entity
            votes[naming.entity.number].append(kinds(naming.begin, naming.end))
    for number, held in votes.items():
        none, person, organization, place = (sum(column) for column in zip(*held, strict=True))
        if organization > max(none, person, place):
            yield entities[number]
