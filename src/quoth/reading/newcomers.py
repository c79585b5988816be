"""Those whom an article brings in without a name: "a middle-aged cashier", "one official".

A later "she" or "the official" may be one of them, and then is nobody whom the article names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.reading.descriptions import noun_of
from quoth.reading.entities import Entity
from quoth.reading.evidence import SUBJECT
from quoth.reading.name_words import FUNCTION_WORDS
from quoth.reading.role_words import is_role

# The letter it begins with is looked for first: that is quick to fail.
_BROUGHT_IN = re.compile(
    r"[AOHTao](?<![\w’'-].)(?:(?<=[Aa])(?:n(?:other)?)? |(?<=[Oo])ne |(?<=[HT])(?:is|er|heir) "
    r"(?=(?:wife|husband|mother|father|mum|mom|dad|daughter|son|sister|brother|widow|partner|grandmother"
    r"|grandfather|aunt|uncle|boss|neighbou?r) [a-z]))"
)
_WORD = re.compile(r"[\w’'&-]+(?:\.(?=\w))?[\w’'&-]*")
# How many words such a phrase may have, and how many characters a source that is one.
_LONGEST = 6
_LONGEST_SOURCE = 100
# "The president", whom the article need not introduce, is more likely somebody it names.
_NEW = re.compile(r"(?!(?:the|this|that|all|both|many) )\S+ \w", re.IGNORECASE)
_WOMAN = re.compile(
    r"(?:woman|mother|\bmum|\bmom|widow|wife|actress|girl|lady|daughter|sister|queen|waitress)$"
)
_MAN = re.compile(r"(?:(?<!wo)man|father|\bdad|widower|husband|(?<!per)son|brother|\bking|boy)$")
_PERSONS = frozenset(
    """man woman boy girl person user follower voter customer driver passenger resident reader
    viewer caller member worker volunteer employee cashier clerk waiter waitress guard nurse
    friend parent guest shopper tourist protester supporter""".split()
)
# What a phrase stands behind that only says what somebody is: "is a lawyer", "as a candidate".
_PREDICATE = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|being|become|becomes|became|as|like|such|not|called|named"
    r"|than|without|elect|elected|remains?|for|of|from|with) |, |[—–] ?)$"
)
_SUBJECT = re.compile(
    rf" who\b|(?! (?:named|called|known|turned)\b)(?=, [a-z\d]| [a-z]){SUBJECT.pattern}"
)


def sex_of(noun: str) -> str:
    """ "m" or "f" where the noun tells, else ""."""
    noun = noun.partition("-of-")[0].removesuffix("-in-law")  # "mother-of-two"
    return "f" if _WOMAN.search(noun) else "m" if _MAN.search(noun) else ""


def newcomer(number: int, phrase: str) -> Entity:
    """One whom the article only describes.

    Args:
        number: for the entity, used by no other.
        phrase: the description as printed.
    """
    noun = noun_of(phrase)
    entity = Entity(number, "unnamed", last=noun, known=phrase)
    sex = sex_of(noun)
    if sex:
        entity.gender[sex] += 5
    return entity


def brings_in(phrase: str) -> bool:
    """Whether a source that nothing names is somebody new: no "I", no "the president"."""
    if len(phrase) > _LONGEST_SOURCE:
        return False
    return _NEW.match(phrase) is not None or noun_of(phrase) in _PERSONS


def brought_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that bring in one person as a subject, in the order of the text."""
    for match in _BROUGHT_IN.finditer(text):
        end = _person_end(text, match.end())
        if end and not _PREDICATE.search(text, max(0, match.start() - 12), match.start()):
            yield match.start(), end


def _person_end(text: str, at: int) -> int:
    """Where the noun for a person ends that a verb or "who" follows, within a few words; or 0."""
    for _ in range(_LONGEST):
        word = _WORD.match(text, at)
        if word is None or word[0] in FUNCTION_WORDS:
            return 0
        at = word.end()
        noun = word[0]
        if noun.islower() and (noun in _PERSONS or is_role(noun)) and _SUBJECT.match(text, at):
            return at
        if not text.startswith(" ", at):
            return 0
        at += 1
    return 0
