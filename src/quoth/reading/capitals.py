"""Finding names by their capitals: one pass over the capitalised stretches of an article.

A stretch of capitalised words is cut at words that are no names (days, "Republican", what
merely begins a sentence); what stands between them becomes names (`names.py`). Headlines in title
case and lines in capitals say nothing by their capitals: there only names known from elsewhere in
the article count.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from functools import cache

from quoth.reading.name_words import (
    ABBREVIATIONS,
    CAUSES,
    COUNTRIES,
    FUNCTION_WORDS,
    LOUD_ABBREVIATIONS,
    MERE_WORDS,
    NATIONALITIES,
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
from quoth.reading.names import Name, Part, fold, join, make
from quoth.reading.role_words import is_given, is_title

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
# What any name begins with is looked for first: it is quick to fail.
_BEGIN = rf"(?<![\w@#/’'])(?=[{_UP}\d]|[a-z]{{1,3}}[-’'{_UP}])"
_STRETCH = rf"{_BEGIN}(?:{_TOKEN})(?:{_NICK}{_LINK}{_TOKEN})*(?:,?{_GAP}[JS]r\b\.?)?"
_PART = rf"{_TOKEN}|\w+|[\"“”‘'(][^\"”’')]*[\"”’')]"
_LINE = re.compile(r"[^\n\r]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]]*$|^$|[\"“‘'«\[(—–•*>-]$")
_SURNAMES_TOO = frozenset(
    "will from may an so do such can in to march english german french".split()
)
# What is no name where it stands alone.
_NO_NAMES = frozenset(
    word.capitalize() for word in (FUNCTION_WORDS | MERE_WORDS) - CAUSES if word.isalpha()
).difference(SHORTENED)
# Months that are given names too: "June Okafor".
_CALLED = frozenset("jun april june may august".split())
# "Lind-backed", "pro-Okafor": a word before a name, and none of its own.
# "Mother-of-two" and "next-door" say what somebody is.
_COMPOUND = re.compile(
    r"^(?:pro|anti)-.|.-(?:backed|based|led|owned|run|affiliated|aligned|funded|listed|door)$"
    r"|.-of-(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)$"
)
# "Ada Quist, D-Port Ellery, said": a party and a seat.
_SEAT = re.compile(r"[RDI]-\w")
_SHIPS = frozenset("lady lord admiral captain earl duke".split())
# No name is longer, in code points.
_LONGEST = 200
_GEOGRAPHIC = frozenset({"u.s.", "u.n.", "u.k.", "e.u.", "d.c.", "n.y.", "n.j.", "n.c.", "n.h."})


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
            if match[0] in _NO_NAMES:
                continue
            names.extend(_cut(text, match.span(), parts, line.start(), lowercase))
        names[names_before:] = join(text, names[names_before:])
    return names, loud


def cut_names(text: str, begin: int, end: int) -> list[Name]:
    """Find the names in a stretch that is known to name somebody, whatever its capitals."""
    stretches, parts = _expressions(_HAS_FURTHER.search(text, begin, end) is not None)
    names: list[Name] = []
    for match in stretches.finditer(text, begin, end):
        names.extend(_cut(text, match.span(), parts, match.start(), ()))
    return join(text, names)


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
    parts: list[Part] = []
    result: list[Name] = []
    origin: Part | None = None
    police = False
    the = False  # "The Advocate" in the middle of a sentence is a name
    for match in words.finditer(text, begin, end):
        word = match[0]
        start, stop = match.span()
        folded = SHORTENED.get(word) or fold(word)
        if word[0] in "\"“”‘'(":
            continue
        mere = folded in MERE_WORDS or (
            folded in FUNCTION_WORDS and "." not in word and word != "US"
        )
        if mere and folded in _CALLED and stop < end and text[stop] == " ":
            reach = min(end, stop + _LONGEST)
            after = fold(text[stop + 1 : reach].split(maxsplit=1)[0])
            mere = is_title(after) or after in MERE_WORDS or after in FUNCTION_WORDS
        if folded == "police" and fold(text[stop + 1 : end]) in COUNTRIES:
            mere, police = False, True  # "Police Scotland"
        cause = folded in CAUSES and text.startswith(" for ", stop)
        if cause and text[stop + 5 : stop + 6].isupper():
            mere = False
        if "-" in word:
            mere = mere or _COMPOUND.search(folded) is not None
            mere = mere or (_SEAT.match(word) is not None and _is_seat(text, (start, stop)))
        if folded in NATIONALITIES and not parts and end - stop < _LONGEST:
            mere = stop == end or _is_somebodys(text[stop:end])
        if mere and folded in ORIGINS and end - stop < _LONGEST:
            # "American Medical Association", "Ohio Democratic Party"
            mere = not _goes_on(text[stop:end], bool(parts))
        if mere and parts and is_given(parts[-1][3]) and folded in _SURNAMES_TOO:
            mere = False  # "George Will"
        if first and not mere and not cause and start == begin:
            # The first word of a sentence: a name only if it is none of the article's words.
            goes_on = stop < end
            mere = (folded in OPENERS and not police) or (
                folded[-2:] == "ly" and not goes_on and text[end : end + 1] == ","
            )
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
        if parts and parts[-1][2] == "X." and text.endswith(" on ", 0, parts[0][0]):
            # "posted on X. Another wrote": the sentence ends at the name of the network.
            parts, mere = [], mere or folded in OPENERS
        if not mere and "'" in folded and folded.partition("'")[0] in FUNCTION_WORDS:
            mere = True
        if mere:
            if parts:
                make(parts, first and parts[0][0] == begin, result)
                parts = []
            the = word == "The" and not (first and start == begin)
            origin = (start, stop, word, folded) if folded in ORIGINS else None
            continue
        if folded == "pac" and not parts and stop < end:
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
        parts.append((start, stop, word, folded))
        if the and stop == end and len(parts) == 1 and is_title(folded):
            result.append(Name(start, end, start, (word,), (), True))
            return result
        if word.lower() in _GEOGRAPHIC and len(parts) > 1:
            make(parts[:-1], False, result)
            parts = parts[-1:]
    make(parts, first and bool(parts) and parts[0][0] == begin, result)
    return [_untitled(text, name) if name.titles else name for name in result]


def _untitled(text: str, name: Name) -> Name:
    """ "the Lady Maud", "the Lord Nelson": what has a title behind "the" is a ship or an inn."""
    ship = len(name.words) == 1 and len(name.titles) == 1 and name.titles[0] in _SHIPS
    if not (ship and text.endswith(("the ", "The "), 0, name.outer)):
        return name
    words = tuple(text[name.outer : name.end].split())
    return replace(name, begin=name.outer, words=words, titles=(), organization=True)


def _is_somebodys(rest: str) -> bool:
    """Whether a stretch goes on behind an adjective like somebody's full name."""
    words = [fold(word) for word in rest.split()]
    heads = ORGANIZATION_HEADS | PLACE_ENDS
    return 1 < len(words) < 5 and heads.isdisjoint(words) and words[0] not in PLACE_STARTS


def _is_seat(text: str, word: tuple[int, int]) -> bool:
    """Whether a word stands behind a name like a party and a seat: ", D-Port Ellery, "."""
    before, behind = text[max(0, word[0] - 2) : word[0]], text[word[1] : word[1] + 16]
    return before.endswith((", ", "(")) and re.match(r"(?: [\w.]+)?[,.)]", behind) is not None


def _goes_on(rest: str, begun: bool) -> bool:
    """Whether the rest of a stretch makes an organisation of the adjective before it."""
    words = rest.split()
    return (
        len(words) >= (1 if begun else 2)
        and fold(words[-1]) in ORGANIZATION_HEADS
        and not any(is_title(fold(w)) or is_given(fold(w)) for w in words)
    )
