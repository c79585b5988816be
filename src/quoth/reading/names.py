"""Finding names: one pass over the capitalised stretches of an article.

A stretch of capitalised words is cut at words that are no names (days, "Republican", what
merely begins a sentence), its titles are set apart, and parts that belong together are joined
("Federal Bureau of Investigation"). Headlines in title case and lines in capitals say nothing
by their capitals: there only names known from elsewhere in the article count.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from quoth.reading.given_names import EITHER, FEMININE, MASCULINE
from quoth.reading.name_words import (
    ABBREVIATIONS,
    CAUSES,
    COUNTRIES,
    FEMALE_TITLES,
    FUNCTION_WORDS,
    GENERATIONS,
    LOUD_ABBREVIATIONS,
    MALE_TITLES,
    MERE_WORDS,
    OPENERS,
    ORGANIZATION_HEADS,
    ORGANIZATION_LINKERS,
    ORIGINS,
    PARTICLES,
    PLACE_ENDS,
    PLACE_STARTS,
    SHORTENED,
    TITLES,
)
from quoth.reading.role_words import is_given, is_title, may_be_title

_WESTERN = "A-ZÀ-ÖØ-Þ"
_FURTHER = "".join(
    chr(c) for c in (*range(0x100, 0x590), *range(0x1E00, 0x2000)) if chr(c).isupper()
)
"""The capital letters of Latin, Greek and Cyrillic that few texts have."""
_HAS_FURTHER = re.compile(f"[{_FURTHER}]")
_UP = "<capitals>"
"""Stands for the capital letters of a text: an expression with all of them takes long to make."""
_GAP = r"[ \u00a0]{1,2}"
_TOKEN = (
    rf"(?:(?:[A-Z]\.){{2,}}|(?:{'|'.join((*ABBREVIATIONS, *LOUD_ABBREVIATIONS))})\."
    rf"|\d{{1,2}}(?:st|nd|rd|th)(?= (?:U\.S\. )?Circuit)"
    rf"|(?:Secretary|Minister|Speaker) of (?:the )?[A-Z]\w+(?={_GAP}[A-Z])"
    rf"|[{_UP}]\.(?=[ \u00a0]?[{_UP}])"
    rf"|(?:(?:al|el|ad|ash|an|d|l)[-’'])?[{_UP}]\w*"
    rf"(?:(?:[-‐‑&]|['’](?![sS]\b))\w+|\.(?:com|org|net|gov|co|uk|info)\b)*"
    rf"|[a-z][{_UP}][\w]+)"
)
_LINK = (
    rf"(?:{_GAP}(?:(?:{'|'.join(PARTICLES)}){_GAP}){{0,3}}"
    rf"|['’]s?{_GAP}(?=(?:Office|Department|Bureau|Party|Union|Association|Council|Club|Institute"
    r"|Hospital|Court|Committee|Commission|Trust|League|Federation|Alliance|Guild|Daily)\b)"
    rf"|(?<=s)['’]{_GAP}(?=(?:Aid|Benevolent|Charity|Congress|Forum|Foundation|Fund|Network|Rights"
    r"|Society)\b))"
)
_NICK = (
    rf"(?:{_GAP}(?:[\"“”‘'][{_UP}][\w .]{{1,18}}[\"”’']|\([{_UP}]\w{{2,14}}\))(?={_GAP}[{_UP}]))?"
)
_STRETCH = rf"(?<![\w@#/’'])(?:{_TOKEN})(?:{_NICK}{_LINK}{_TOKEN})*(?:,?{_GAP}[JS]r\b\.?)?"
_PART = rf"{_TOKEN}|\w+|[\"“”‘'(][^\"”’')]*[\"”’')]"
_LINE = re.compile(r"[^\n\r]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]]*$|^$|[\"“‘'«\[(—–•*>-]$")
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
_SURNAMES_TOO = frozenset(
    "will from may an so do such can in to march english german french".split()
)
# Months that are given names too: "June Okafor".
_CALLED = frozenset("jun april june may august".split())
_FORMS_OF_ADDRESS = frozenset("mr mrs ms miss mx dr sir dame lady lord prof".split())
_POST_NOMINALS = frozenset("td mp msp md phd qc kc sc obe mbe cbe jp mla mep esq rn".split())
# "Lind-backed", "pro-Okafor": a word before a name, and none of its own.
_COMPOUND = re.compile(
    r"^(?:pro|anti)-.|.-(?:backed|based|led|owned|run|affiliated|aligned|funded|listed)$"
)
_SHIPS = frozenset("lady lord admiral captain earl duke".split())
# Titles that are written small when they are titles: in capitals they are something else.
_NEVER_CAPITALS = frozenset("sec rt det gen rep reps rev capt col prof asst const pres".split())
# No name is longer, in code points.
_LONGEST = 200
_GEOGRAPHIC = frozenset({"u.s.", "u.n.", "u.k.", "e.u.", "d.c.", "n.y.", "n.j.", "n.c.", "n.h."})


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


def find_names(text: str, lowercase: Container[str]) -> tuple[list[Name], list[tuple[int, int]]]:
    """Find the names in running text.

    Args:
        text: the article's text.
        lowercase: the words that stand in the article in small letters.

    Returns:
        The names in the order of the text, and the spans of the lines in title case or
        capitals, where none were looked for.
    """
    stretches, parts = _expressions(_HAS_FURTHER.search(text) is not None)
    names: list[Name] = []
    loud: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if _is_loud(line[0]):
            loud.append(line.span())
            continue
        names_before = len(names)
        for match in stretches.finditer(text, line.start(), line.end()):
            names.extend(_cut(text, match.span(), parts, line.start(), lowercase))
        names[names_before:] = _join(text, names[names_before:])
    return names, loud


def cut_names(text: str, begin: int, end: int) -> list[Name]:
    """Find the names in a stretch that is known to name somebody, whatever its capitals."""
    stretches, parts = _expressions(_HAS_FURTHER.search(text, begin, end) is not None)
    names: list[Name] = []
    for match in stretches.finditer(text, begin, end):
        names.extend(_cut(text, match.span(), parts, match.start(), ()))
    return _join(text, names)


@cache
def _expressions(further: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds stretches of capitalised words, and what finds the words in them.

    Args:
        further: whether there are capitals beyond those of western Europe.
    """
    capitals = _WESTERN + _FURTHER if further else _WESTERN
    stretches, parts = (words.replace(_UP, capitals) for words in (_STRETCH, _PART))
    return re.compile(stretches), re.compile(parts)


def _is_loud(line: str) -> bool:
    """Whether capitals say nothing in this line: a headline in title case, or all capitals."""
    if len(line) > 240:
        return False
    words = line.split()
    if len(words) < 4:
        return False
    if sum(map(str.isupper, words)) >= 0.8 * len(words):
        return True
    if line.endswith(".") and sum(map(str.islower, words)) > 0.27 * len(words):
        return False
    small = capital = 0
    for word in words:
        letter = word.lstrip("\"“‘'(«")[:1]
        if letter.islower():
            small += len(word) > 4
        elif letter.isupper():
            capital += 1
    return capital >= 4 and capital > 0.55 * len(words) and small <= 0.12 * capital


def _cut(
    text: str,
    stretch: tuple[int, int],
    words: re.Pattern[str],
    line: int,
    lowercase: Container[str],
) -> list[Name]:
    """The names in one stretch of capitalised words."""
    begin, end = stretch
    before = text[max(line, begin - 3) : begin].rstrip()
    first = bool(_SENTENCE_END.search(before))
    parts: list[tuple[int, int, str, str]] = []
    result: list[Name] = []
    origin: tuple[int, int, str, str] | None = None
    the = False  # "The Advocate" in the middle of a sentence is a name
    for match in words.finditer(text, begin, end):
        word = match[0]
        folded = SHORTENED.get(word) or fold(word)
        if word[0] in "\"“”‘'(":
            continue
        mere = folded in MERE_WORDS or (
            folded in FUNCTION_WORDS and "." not in word and word != "US"
        )
        if mere and folded in _CALLED and match.end() < end and text[match.end()] == " ":
            reach = min(end, match.end() + _LONGEST)
            after = fold(text[match.end() + 1 : reach].split(maxsplit=1)[0])
            mere = is_title(after) or after in MERE_WORDS or after in FUNCTION_WORDS
        cause = folded in CAUSES and text.startswith(" for ", match.end())
        if cause and text[match.end() + 5 : match.end() + 6].isupper():
            mere = False
        mere = mere or ("-" in folded and _COMPOUND.search(folded) is not None)
        if mere and folded in ORIGINS and end - match.end() < _LONGEST:
            # "American Medical Association", "Ohio Democratic Party"
            mere = not _goes_on(text[match.end() : end], bool(parts))
        if mere and parts and is_given(parts[-1][3]) and folded in _SURNAMES_TOO:
            mere = False  # "George Will"
        if first and not mere and not cause and match.start() == begin:
            # The first word of a sentence: a name only if it is none of the article's words.
            goes_on = match.end() < end
            mere = folded in OPENERS or (folded[-2:] == "ly" and text[end : end + 1] == ",")
            mere = mere or (
                folded in lowercase
                and folded not in TITLES
                and not (
                    goes_on
                    and (
                        is_given(folded) or folded in ORGANIZATION_LINKERS or folded in PLACE_STARTS
                    )
                )
            )
        if not mere and "'" in folded and folded.partition("'")[0] in FUNCTION_WORDS:
            mere = True
        if mere:
            _finish(parts, first and bool(parts) and parts[0][0] == begin, result)
            parts = []
            the = word == "The" and not (first and match.start() == begin)
            origin = (match.start(), match.end(), word, folded) if folded in ORIGINS else None
            continue
        if folded == "pac" and not parts and match.end() < end:
            continue
        if not parts and origin is not None and folded in ORGANIZATION_LINKERS:
            parts.append(origin)
        origin = None
        if (
            not parts
            and folded == "state"
            and text[max(0, begin - 13) : begin].endswith("secretary of ")
        ):
            continue
        parts.append((match.start(), match.end(), word, folded))
        if the and match.end() == end and len(parts) == 1 and is_title(folded):
            result.append(Name(match.start(), end, match.start(), (word,), (), True))
            return result
        if word.lower() in _GEOGRAPHIC and len(parts) > 1:
            _finish(parts[:-1], False, result)
            parts = parts[-1:]
    _finish(parts, first and bool(parts) and parts[0][0] == begin, result)
    return [_untitled(text, name) for name in result]


def _untitled(text: str, name: Name) -> Name:
    """ "the Lady Maud", "the Lord Nelson": what has a title behind "the" is a ship or an inn."""
    ship = len(name.words) == 1 and len(name.titles) == 1 and name.titles[0] in _SHIPS
    if not (ship and text.endswith(("the ", "The "), 0, name.outer)):
        return name
    words = tuple(text[name.outer : name.end].split())
    return replace(name, begin=name.outer, words=words, titles=(), organization=True)


def _goes_on(rest: str, begun: bool) -> bool:
    """Whether the rest of a stretch makes an organisation of the adjective before it."""
    words = rest.split()
    return (
        len(words) >= (1 if begun else 2)
        and fold(words[-1]) in ORGANIZATION_HEADS
        and not any(is_title(fold(w)) or is_given(fold(w)) for w in words)
    )


def _finish(parts: list[tuple[int, int, str, str]], first: bool, result: list[Name]) -> None:
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
        office = at > 0 and at == len(parts) - 1 and last in TITLES
        if office and not is_given(last) and parts[at - 1][3] not in _FORMS_OF_ADDRESS:
            return  # "Deputy Governor"
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


def _join(text: str, names: list[Name]) -> list[Name]:
    """Join the parts of organisations' names: "Department" + "of" + "Justice"."""
    joined: list[Name] = []
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
