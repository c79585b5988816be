"""Names of an article: what belongs to one, its titles apart, and which parts are joined.

A name is made of the capitalised words that stand together (`capitals.py` finds them); parts that
belong together become one ("Federal Bureau of Investigation").
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from quoth.reading.given_names import EITHER, FEMININE, MASCULINE
from quoth.reading.name_words import (
    CAUSES,
    COUNTRIES,
    FEMALE_TITLES,
    GENERATIONS,
    MALE_TITLES,
    ORGANIZATION_HEADS,
    ORGANIZATION_LINKERS,
    PARTICLES,
    PLACE_ENDS,
    TITLES,
)
from quoth.reading.role_words import is_given, is_title, may_be_title

_JOINERS = {
    " of ",
    " for ",
    " on ",
    " of the ",
    " for the ",
    " and ",
    " & ",
    " to ",
    " in the ",
    " in ",
}
# "ACLU of Oregon"
_ACRONYM = re.compile(r"[A-Z]{3,}")
_FORMS_OF_ADDRESS = frozenset("mr mrs ms miss mx dr sir dame lady lord prof".split())
_POST_NOMINALS = frozenset("td mp msp md phd qc kc sc obe mbe cbe jp mla mep esq rn".split())
# Titles that are written small when they are titles: in capitals they are something else.
_NEVER_CAPITALS = frozenset("sec rt det gen rep reps rev capt col prof asst const pres".split())

Part = tuple[int, int, str, str]
"""A word of a name: where it begins and ends, as printed, case-folded."""


@dataclass(slots=True)
class Name:
    """A name in the article, apart from its titles.

    Attributes:
        begin, end: span of the name alone, in code points.
        outer: where its titles begin; `begin` without any.
        words: its words, as printed, without initials' blanks or nicknames.
        titles: the title words before it, case-folded.
        organization: whether its words say that it is an organisation.
        first: whether it begins a sentence, so that its first capital says nothing.
        weak: whether it is a title, and a name only where it is somebody's surname.
    """

    begin: int
    end: int
    outer: int
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    organization: bool = False
    first: bool = False
    weak: bool = False


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Case-fold a word of a name and drop its periods and possessive."""
    word = word.casefold().replace("’", "'")
    return word.removesuffix("'s").rstrip("'").replace(".", "")


def gender_of(titles: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Return "m" or "f" where a name's titles or its given name tell, else ""."""
    for title in titles:
        if title in MALE_TITLES:
            return "m"
        if title in FEMALE_TITLES:
            return "f"
    if len(words) > 1:
        for word in words[:2]:
            given = fold(word)
            if given in EITHER:
                return ""
            if len(given) > 1:
                given = given if given in MASCULINE or given in FEMININE else given.split("-")[0]
                return "m" if given in MASCULINE else "f" if given in FEMININE else ""
    return ""


def make(parts: list[Part], first: bool, result: list[Name]) -> None:
    """Make a name of the parts of a stretch: its titles in front, its words after."""
    while parts and parts[-1][3] in PARTICLES:
        parts = parts[:-1]
    while parts and parts[0][3] in PARTICLES and parts[0][2].islower():
        parts = parts[1:]
    if not parts:
        return
    while len(parts) > 2 and parts[-1][3] in _POST_NOMINALS and parts[-1][2].isupper():
        parts = parts[:-1]
    last = parts[-1][3]
    organization = (last in ORGANIZATION_HEADS or last in PLACE_ENDS or last in COUNTRIES) and not (
        len(parts) == 2
        and (is_given(parts[0][3]) or (parts[0][3] in TITLES and parts[0][3] != "general"))
    )
    titles: tuple[str, ...] = ()
    at = 0
    if not organization:
        for index in range(len(parts) - 1, 0, -1):
            word = parts[index - 1][3]
            if (
                (is_title(word) and word != "dean" and parts[index - 1][2] != "RT")
                or word.startswith(("secretary of", "minister of", "speaker of"))
                or (index < len(parts) - 1 and may_be_title(word) and not is_given(parts[0][3]))
                or (
                    index < len(parts) - 1
                    and word in ORGANIZATION_HEADS
                    and is_given(parts[index][3])
                )
            ):
                at = index
                break
        if at == 0 and (
            ((is_title(last) and len(parts) < 3) or last in TITLES)
            and not (len(parts) > 1 and is_given(parts[0][3]))
            and not (len(parts) == 2 and last == "justice" and not is_title(parts[0][3]))
        ):
            if len(parts) == 1:  # "Dean" may be Howard Dean, if the article has one
                begin, end, word, _ = parts[0]
                acronym = word.isupper() and last in _NEVER_CAPITALS  # "the SEC"
                result.append(Name(begin, end, begin, (word,), weak=not acronym))
            return  # a title alone: "Attorney General"
        office = at > 0 and last in TITLES and not is_given(last)
        if office and not is_given(parts[at][3]) and parts[at - 1][3] not in _FORMS_OF_ADDRESS:
            return  # "Deputy Governor", "Chief Press Secretary"
        titles = tuple(p[3] for p in parts[:at])
        if at and all(p[3] in GENERATIONS for p in parts[at:]):
            return
    if len(parts) - at == 1 and len(last) < 2:
        return
    name = parts[at:]
    words = tuple(p[2] for p in name)
    result.append(
        Name(name[0][0], name[-1][1], parts[0][0], words, titles, organization, first and at == 0)
    )


def join(text: str, names: list[Name]) -> list[Name]:
    """Join the parts of organisations' names: "Department" + "of" + "Justice"."""
    joined: list[Name] = []
    surnames = {fold(n.words[-1]) for n in names if len(n.words) > 1}
    for name in names:
        if joined:
            held = joined[-1]
            gap = text[held.end : name.outer]
            if gap in _JOINERS and not name.titles:
                head = fold(held.words[-1])
                tail = fold(name.words[-1])
                linked = head in ORGANIZATION_LINKERS and gap not in (" and ", " in ", " to ")
                linked = linked or (head in CAUSES and gap == " for ")
                linked = linked or (
                    gap == " of "
                    and tail in COUNTRIES
                    and _ACRONYM.fullmatch(held.words[-1]) is not None
                )
                linked = linked or (
                    gap in (" and ", " & ")
                    and tail in ORGANIZATION_HEADS
                    and len(held.words) < (5 if held.words[:2] == ("United", "States") else 3)
                    and not is_given(fold(held.words[0]))
                    and fold(held.words[-1]) not in ORGANIZATION_HEADS
                    and held.organization is False
                    and tail not in ("police",)
                    and len(name.words) > 1
                )
                linked = linked or (gap == " & " and _are_partners(held, name, surnames))
                if linked and not (held.titles and not held.organization):
                    middle = tuple(gap.split())
                    joined[-1] = Name(
                        held.begin,
                        name.end,
                        held.outer,
                        held.words + middle + name.words,
                        (),
                        True,
                        held.first,
                    )
                    continue
        joined.append(name)
    return [n for n in joined if not _is_bare(n)]


def _are_partners(one: Name, other: Name, surnames: Container[str]) -> bool:
    """Whether two names with "&" between them are a firm's, as no couple's and no two people's."""
    parts = [fold(one.words[-1]), fold(other.words[0])]
    return (
        len(one.words) < 3
        and len(other.words) < 3
        and not all(map(is_given, (fold(one.words[0]), parts[1])))
        and not all(part in surnames for part in parts)
    )


def _is_bare(name: Name) -> bool:
    """Whether a name is only a general noun with a capital: "the Company"."""
    return (
        len(name.words) == 1
        and name.organization
        and (not name.words[0].isupper() or name.words[0] == "PAC")
        and fold(name.words[0]) in ORGANIZATION_HEADS
        and fold(name.words[0])
        not in ("congress", "senate", "parliament", "treasury", "navy", "army")
    )
